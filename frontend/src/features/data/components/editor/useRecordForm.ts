import { useEffect, useReducer, useState } from 'react';
import type { AppError } from '@/shared/errors/appError';
import { binNameProblem } from '../../model/binName';
import { type CurrentRecord, currentRecordOf } from '../../model/conflict';
import {
  changesOf,
  type Draft,
  type DraftAction,
  draftJson,
  draftOf,
  isChanged,
  reduceDraft,
} from '../../model/draft';
import { parseBinsJson } from '../../model/json';
import { type KeyRef, parseKey } from '../../model/recordKey';
import { initialTtl, parseTtl, type TtlChoice } from '../../model/ttl';
import type { Bins } from '../../model/value';
import { type Outcome, type RecordTarget, useRecordMutations } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import type { KeyChoice } from './NewKeyFields';
import { isKnown } from '../../model/known';

type Options = {
  readonly target: RecordTarget;
  readonly loaded: { readonly record: RecordRow; readonly key: KeyRef } | null;
  readonly onSaved: (record: RecordRow) => void;
  /** The save removed the last bin, and with it the record. */
  readonly onDeleted: (digest: string) => void;
  readonly onReload: () => void;
  readonly onDirtyChange: (dirty: boolean) => void;
};

type Conflict = { readonly mine: Bins; readonly current: CurrentRecord | null };

/** What the edit stands on: the bins and the generation a save expects. A conflict can move it forward. */
type Base = { readonly bins: Bins; readonly generation: number | null };

export type RecordFormState = {
  readonly draft: Draft;
  readonly dispatch: (action: DraftAction) => void;
  readonly base: Bins;
  readonly generation: number | null;
  readonly keyChoice: KeyChoice;
  readonly setKeyChoice: (choice: KeyChoice) => void;
  readonly ttl: TtlChoice;
  readonly setTtl: (choice: TtlChoice) => void;
  readonly tab: 'form' | 'json';
  readonly setTab: (tab: 'form' | 'json') => void;
  readonly jsonText: string;
  readonly jsonProblem: string | null;
  readonly editJson: (text: string) => void;
  /** Someone tried to save: show what is missing even in untouched fields. */
  readonly insist: boolean;
  readonly problem: string | null;
  readonly error: AppError | null;
  readonly conflict: Conflict | null;
  readonly busy: boolean;
  readonly canSave: boolean;
  /** What a save would do, in a few words. */
  readonly summary: string;
  readonly save: () => Promise<void>;
  readonly touch: () => Promise<void>;
  readonly takeTheirs: () => void;
  readonly keepMine: () => void;
};

/** State of the editor: the draft, what it is based on, and the writes. */
export function useRecordForm({
  target,
  loaded,
  onSaved,
  onDeleted,
  onReload,
  onDirtyChange,
}: Options): RecordFormState {
  const isNew = loaded === null;
  const mutations = useRecordMutations(target);
  const [base, setBase] = useState<Base>(() =>
    loaded === null
      ? { bins: {}, generation: null }
      : { bins: loaded.record.bins, generation: loaded.record.generation },
  );
  const [draft, dispatch] = useReducer(reduceDraft, base.bins, draftOf);
  const [keyChoice, setKeyChoice] = useState<KeyChoice>({ kind: 'string', text: '' });
  const [ttl, setTtl] = useState<TtlChoice>(() => initialTtl(isNew));
  const [json, setJson] = useState<{ readonly text: string; readonly problem: string | null } | null>(null);
  const [insist, setInsist] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);

  const changed = draft.rows.filter(isChanged).length;
  const ttlChanged = !isNew && ttl.mode !== 'keep';
  const dirty = changed > 0 || ttlChanged || isKnown(json?.problem) || (isNew && keyChoice.text !== '');
  useEffect(() => onDirtyChange(dirty), [dirty, onDirtyChange]);

  const refuse = (text: string) => {
    setInsist(true);
    setProblem(text);
  };

  const settle = (outcome: Outcome<RecordRow | null>, mine: Bins) => {
    if (outcome.ok && outcome.value !== null) {
      onSaved(outcome.value);
    } else if (outcome.ok) {
      onDeleted(loaded?.record.key.digest ?? '');
    } else if (outcome.error.code === 'CONFLICT') {
      setConflict({ mine, current: currentRecordOf(outcome.error.details) });
    } else {
      setError(outcome.error);
    }
  };

  const begin = () => {
    setProblem(null);
    setError(null);
    setConflict(null);
  };

  const save = async () => {
    begin();
    const key =
      loaded === null ? parseKey(keyChoice.kind, keyChoice.text) : { ok: true as const, value: loaded.key };
    const changes = changesOf(draft);
    const life = parseTtl(ttl);
    if (isKnown(json?.problem)) {
      refuse(json.problem);
      return;
    }
    if (!key.ok) {
      refuse(key.problem);
      return;
    }
    if (!changes.ok) {
      refuse(changes.problem);
      return;
    }
    if (!life.ok) {
      refuse(life.problem);
      return;
    }
    const { bins, count } = changes.value;
    if (isNew && count === 0) {
      refuse('A record needs at least one bin.');
      return;
    }
    const outcome =
      count === 0 && base.generation !== null
        ? await mutations.touch(key.value, life.value, base.generation)
        : await mutations.put({
            key: key.value,
            bins,
            mode: isNew ? 'CREATE_ONLY' : 'UPDATE_ONLY',
            expectedGeneration: base.generation,
            ttl: life.value,
          });
    settle(outcome, bins);
  };

  const touch = async () => {
    begin();
    const life = parseTtl(ttl);
    if (!life.ok) {
      refuse(life.problem);
    } else if (loaded !== null && base.generation !== null) {
      settle(await mutations.touch(loaded.key, life.value, base.generation), {});
    }
  };

  const rebase = (current: CurrentRecord, action: DraftAction) => {
    setBase(current);
    dispatch(action);
    setConflict(null);
    setJson(null);
  };

  return {
    draft,
    dispatch,
    base: base.bins,
    generation: base.generation,
    keyChoice,
    setKeyChoice,
    ttl,
    setTtl,
    tab: json === null ? 'form' : 'json',
    setTab: (tab) => setJson(tab === 'json' ? { text: draftJson(draft), problem: null } : null),
    jsonText: json?.text ?? '',
    jsonProblem: json?.problem ?? null,
    editJson: (text) => {
      const parsed = parseBinsJson(text, base.bins);
      const bad = parsed.ok ? namesProblem(parsed.value, base.bins) : parsed.problem;
      setJson({ text, problem: bad });
      if (parsed.ok && bad === null) {
        dispatch({ type: 'replaced', bins: parsed.value });
      }
    },
    insist,
    problem,
    error,
    conflict,
    busy: mutations.busy,
    canSave: !mutations.busy && (isNew || changed > 0 || ttlChanged || isKnown(json?.problem)),
    summary: summaryOf(isNew, changed, ttlChanged),
    save,
    touch,
    takeTheirs: () => {
      if (!isKnown(conflict?.current)) {
        onReload();
      } else {
        rebase(conflict.current, { type: 'loaded', original: conflict.current.bins });
        setTtl(initialTtl(isNew));
      }
    },
    keepMine: () => {
      if (isKnown(conflict?.current)) {
        rebase(conflict.current, { type: 'rebased', original: conflict.current.bins });
      }
    },
  };
}

function namesProblem(bins: Bins, original: Bins): string | null {
  for (const name of Object.keys(bins)) {
    const problem = Object.hasOwn(original, name) ? null : binNameProblem(name, new Set());
    if (problem !== null) {
      return `${name === '' ? 'A bin without a name' : name}: ${problem}`;
    }
  }
  return null;
}

function summaryOf(isNew: boolean, changed: number, ttlChanged: boolean): string {
  if (isNew) {
    return '';
  }
  const bins = changed === 0 ? null : `${String(changed)} ${changed === 1 ? 'bin' : 'bins'} changed`;
  return (
    [bins, ttlChanged ? 'new time to live' : null].filter((part) => part !== null).join(', ') || 'No changes'
  );
}
