import type { RecordQueryInput } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';
import { binNameProblem } from '../../model/binName';
import { parseBinsJson } from '../../model/json';
import { parseSet } from '../../model/recordSet';
import { parseTtl, type TtlChoice, type TtlInputValue } from '../../model/ttl';
import type { Bins } from '../../model/value';
import { parseRate } from './rate';

export const BULK_ACTIONS = [
  { value: 'delete', label: 'Delete' },
  { value: 'update', label: 'Set or remove bins' },
  { value: 'touch', label: 'New lifetime' },
  { value: 'copy', label: 'Copy to a set' },
] as const;

export type BulkAction = (typeof BULK_ACTIONS)[number]['value'];

/** What the form of a bulk job holds, as it was typed. */
export type BulkDraft = {
  readonly action: BulkAction;
  /** Bins to set, as one JSON object. */
  readonly bins: string;
  readonly removeBins: readonly string[];
  /** For `touch`; `update` and `copy` have one that keeps what each record has. */
  readonly touchTtl: TtlChoice;
  readonly ttl: TtlChoice;
  readonly targetNamespace: string;
  readonly targetSet: string;
  readonly replaceExisting: boolean;
  readonly rate: string;
};

export function emptyBulk(action: BulkAction, query: RecordQueryInput): BulkDraft {
  return {
    action,
    bins: '{}',
    removeBins: [],
    touchTtl: { mode: 'namespaceDefault', seconds: '' },
    ttl: { mode: 'keep', seconds: '' },
    targetNamespace: query.namespace,
    targetSet: '',
    replaceExisting: false,
    rate: '',
  };
}

type Common = {
  readonly query: RecordQueryInput;
  readonly atMost: string;
  readonly recordsPerSecond: number | null;
};

/** The input of one of the mutations, and which of them. */
export type BulkRequest =
  | { readonly action: 'delete'; readonly input: Common }
  | {
      readonly action: 'update';
      readonly input: Common & {
        readonly bins: Bins | null;
        readonly removeBins: readonly string[] | null;
        readonly ttl: TtlInputValue | null;
      };
    }
  | { readonly action: 'touch'; readonly input: Common & { readonly ttl: TtlInputValue } }
  | {
      readonly action: 'copy';
      readonly input: Common & {
        readonly targetNamespace: string;
        readonly targetSet: string;
        readonly replaceExisting: boolean;
        readonly ttl: TtlInputValue | null;
      };
    };

/** What a form asks for, of at most the records that were counted; or what is missing. */
export function bulkRequest(query: RecordQueryInput, draft: BulkDraft, atMost: string): Result<BulkRequest> {
  const rate = parseRate(draft.rate);
  if (!rate.ok) {
    return rate;
  }
  const common: Common = { query, atMost, recordsPerSecond: rate.value };
  switch (draft.action) {
    case 'delete':
      return ok({ action: 'delete', input: common });
    case 'update': {
      const written = writtenBins(draft);
      const ttl = parseTtl(draft.ttl);
      if (!written.ok || !ttl.ok) {
        return written.ok ? (ttl as Result<never>) : written;
      }
      return ok({ action: 'update', input: { ...common, ...written.value, ttl: kept(ttl.value) } });
    }
    case 'touch': {
      const ttl = parseTtl(draft.touchTtl);
      return ttl.ok ? ok({ action: 'touch', input: { ...common, ttl: ttl.value } }) : ttl;
    }
    case 'copy': {
      const set = parseSet({ mode: 'named', name: draft.targetSet });
      const ttl = parseTtl(draft.ttl);
      if (!set.ok || !ttl.ok) {
        return set.ok ? (ttl as Result<never>) : set;
      }
      const { targetNamespace, replaceExisting } = draft;
      const targetSet = set.value ?? '';
      if (targetNamespace === query.namespace && targetSet === query.set) {
        return failed('The records are in this set already.');
      }
      return ok({
        action: 'copy',
        input: { ...common, targetNamespace, targetSet, replaceExisting, ttl: kept(ttl.value) },
      });
    }
  }
}

/** Keeping what there is goes unsaid: the API's default for these. */
function kept(ttl: TtlInputValue): TtlInputValue | null {
  return 'keep' in ttl ? null : ttl;
}

type Written = { readonly bins: Bins | null; readonly removeBins: readonly string[] | null };

function writtenBins({ bins: text, removeBins }: BulkDraft): Result<Written> {
  const bins = text.trim() === '' ? ok<Bins>({}) : parseBinsJson(text, {});
  if (!bins.ok) {
    return bins;
  }
  const names = [...Object.keys(bins.value), ...removeBins];
  if (names.length === 0) {
    return failed('Say which bins to set or to remove.');
  }
  const taken = new Set<string>();
  for (const name of names) {
    if (taken.has(name)) {
      return failed(`Bin ${name} is to be set and to be removed.`);
    }
    const problem = binNameProblem(name, taken);
    if (problem !== null) {
      return failed(`${name}: ${problem}`);
    }
    taken.add(name);
  }
  return ok({
    bins: Object.keys(bins.value).length === 0 ? null : bins.value,
    removeBins: removeBins.length === 0 ? null : removeBins,
  });
}
