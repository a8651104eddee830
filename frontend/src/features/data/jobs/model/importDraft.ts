import type { FileFormat, ImportConflict } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';
import { canonicalInt64 } from '../../model/integer';
import { parseSet } from '../../model/recordSet';
import { parseTtl, type TtlChoice, type TtlInputValue } from '../../model/ttl';
import { parseRate } from './rate';
import type { Upload } from './uploads';

/** What the form of an import holds, as it was typed. */
export type ImportDraft = {
  readonly file: File | Upload | null;
  readonly format: FileFormat;
  /** Whether the file says the set, or one set takes all. */
  readonly into: 'file' | 'named';
  readonly set: string;
  readonly onExisting: ImportConflict;
  readonly ttl: TtlChoice;
  readonly dryRun: boolean;
  readonly fromLine: string;
  readonly rate: string;
};

/** For a set, or for a whole namespace where it is null. */
export function emptyImport(set: string | null): ImportDraft {
  return {
    file: null,
    format: 'NDJSON',
    into: set === null ? 'file' : 'named',
    set: set ?? '',
    onExisting: 'SKIP',
    ttl: { mode: 'keep', seconds: '' },
    dryRun: false,
    fromLine: '1',
    rate: '',
  };
}

export type ImportChoices = {
  readonly format: FileFormat;
  readonly set: string | null;
  readonly onExisting: ImportConflict;
  readonly ttl: TtlInputValue | null;
  readonly dryRun: boolean;
  readonly fromLine: string;
  readonly recordsPerSecond: number | null;
};

/** What a form asks for besides the file, or what is wrong with it. */
export function importInput(draft: ImportDraft): Result<ImportChoices> {
  const set = draft.into === 'file' ? ok(null) : parseSet({ mode: 'named', name: draft.set });
  if (!set.ok) {
    return set;
  }
  const ttl = parseTtl(draft.ttl);
  if (!ttl.ok) {
    return ttl;
  }
  const rate = parseRate(draft.rate);
  if (!rate.ok) {
    return rate;
  }
  const fromLine = canonicalInt64(draft.fromLine);
  if (fromLine === null || BigInt(fromLine) < 1n) {
    return failed('Lines are counted from 1.');
  }
  const { format, onExisting, dryRun } = draft;
  return ok({
    format,
    set: set.value,
    onExisting,
    ttl: 'keep' in ttl.value ? null : ttl.value,
    dryRun,
    fromLine,
    recordsPerSecond: rate.value,
  });
}
