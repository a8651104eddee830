import { useEffect, useReducer, useState } from 'react';
import type { AppError } from '@/shared/errors/appError';
import { isKnown } from '@/shared/lib/known';
import { ok } from '@/shared/lib/result';
import { binNameProblem } from '../../model/binName';
import { type CurrentRecord, isRecordGone, type Life, meanwhileOf } from '../../model/conflict';
import {
  binsOf,
  changesOf,
  countChanges,
  type Draft,
  type DraftAction,
  draftJson,
  draftOf,
  isReadable,
  reduceDraft,
} from '../../model/draft';
import { parseBinsJson } from '../../model/json';
import { keyRefOf, parseKey, type RecordRef } from '../../model/recordKey';
import { parseSet, UNSAID } from '../../model/recordSet';
import { planSave, type SavePlan, summaryOf } from '../../model/savePlan';
import { initialTtl, parseTtl, type TtlChoice } from '../../model/ttl';
import { type Bins, kindOf } from '../../model/value';
import { type Outcome, type RecordPlace, useRecordMutations } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import type { Merge } from './ConflictPanel';
import type { KeyChoice } from './NewKeyFields';

type Options = {
  readonly place: RecordPlace;
  readonly loaded: { readonly record: RecordRow; readonly ref: RecordRef } | null;
  readonly onSaved: (record: RecordRow) => void;
  /** The record is gone: its last bin was removed, or someone deleted it. */
  readonly onDeleted: (digest: string) => void;
  readonly onReload: () => void;
  readonly onDirtyChange: (dirty: boolean) => void;
};

/** What the edit stands on: the bins and the generation a save expects (null creates). A conflict can move it forward. */
type Base = { readonly bins: Bins; readonly generation: number | null; readonly life: Life };

/** Why a save was refused because of what others did. */
export type Trouble =
  | { readonly kind: 'conflict'; readonly edits: Bins; readonly current: CurrentRecord }
  /** It changed, but what it is now could not be read. */
  | { readonly kind: 'unread' }
  | { readonly kind: 'gone'; readonly lost: readonly string[] };

const NO_LIFE: Life = { never: false };

/** State of the editor: the draft, what it is based on, and the writes. */
export function useRecordForm({ place, loaded, onSaved, onDeleted, onReload, onDirtyChange }: Options) {
  const [base, setBase] = useState<Base>(() =>
    loaded === null
      ? { bins: {}, generation: null, life: NO_LIFE }
      : { bins: loaded.record.bins, generation: loaded.record.generation, life: loaded.record.ttl },
  );
  const isNew = base.generation === null;
  const isRecreation = isNew && loaded !== null;
  const [chosenSet, chooseSet] = useState(UNSAID);
  // Only a record that is created needs its set; the digest finds the others.
  const set = isRecreation && place.set === undefined ? parseSet(chosenSet) : ok(place.set);
  const mutations = useRecordMutations(set.ok ? { ...place, set: set.value } : place);
  const [draft, dispatch] = useReducer(reduceDraft, base.bins, draftOf);
  const [keyChoice, setKeyChoice] = useState<KeyChoice>({ kind: 'string', text: '' });
  const [ttl, setTtl] = useState<TtlChoice>(() => initialTtl(isNew));
  const [json, setJson] = useState<{ readonly text: string; readonly problem: string | null } | null>(null);
  const [insist, setInsist] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const counts = countChanges(draft);
  const changed = counts.set + counts.removed;
  const ttlChanged = !isNew && ttl.mode !== 'keep';
  const hasBadJson = isKnown(json?.problem);
  const dirty = changed > 0 || ttlChanged || hasBadJson || (isNew && keyChoice.text !== '');
  useEffect(() => {
    onDirtyChange(dirty);
    return () => onDirtyChange(false);
  }, [dirty, onDirtyChange]);

  const refuse = (text: string) => {
    setInsist(true);
    setProblem(text);
  };

  const begin = () => {
    setProblem(null);
    setError(null);
    setTrouble(null);
  };

  const settle = (outcome: Outcome<RecordRow | null>, edits: Bins, creates: boolean) => {
    if (outcome.ok && outcome.value !== null) {
      onSaved(outcome.value);
    } else if (outcome.ok) {
      onDeleted(loaded?.record.key.digest ?? '');
    } else if (outcome.error.code === 'CONFLICT') {
      const meanwhile = meanwhileOf(outcome.error.details);
      setTrouble(
        meanwhile.status === 'changed'
          ? { kind: 'conflict', edits, current: meanwhile.record }
          : meanwhile.status === 'gone'
            ? { kind: 'gone', lost: unwritable(draft) }
            : { kind: 'unread' },
      );
    } else if (!creates && outcome.error.code === 'NOT_FOUND' && isRecordGone(outcome.error.details)) {
      setTrouble({ kind: 'gone', lost: unwritable(draft) });
    } else {
      setError(outcome.error);
    }
  };

  const send = async (plan: SavePlan) => {
    if (plan.kind === 'touch') {
      settle(await mutations.touch(plan.key, plan.ttl, plan.generation), {}, false);
      return;
    }
    const creates = plan.generation === null;
    const outcome = await mutations.put({
      key: plan.key,
      bins: plan.bins,
      mode: creates ? 'CREATE_ONLY' : 'UPDATE_ONLY',
      expectedGeneration: plan.generation,
      ttl: plan.ttl,
    });
    settle(outcome, plan.bins, creates);
  };

  /** Saves a state of the form, which may be one that is not drawn yet. */
  const save = async (state: Readonly<{ draft: Draft; ttl: TtlChoice; generation: number | null }>) => {
    begin();
    const key =
      loaded === null
        ? parseKey(keyChoice.kind, keyChoice.text)
        : ok(isRecreation ? keyRefOf(loaded.record.key) : loaded.ref.key);
    const plan = planSave({ key, ...state });
    if (isKnown(json?.problem)) {
      refuse(json.problem);
    } else if (!plan.ok) {
      refuse(plan.problem);
    } else if (!set.ok) {
      refuse(set.problem);
    } else {
      await send(plan.value);
    }
  };

  const touch = async () => {
    begin();
    const life = parseTtl(ttl);
    if (!life.ok) {
      refuse(life.problem);
    } else if (loaded !== null && base.generation !== null) {
      settle(await mutations.touch(loaded.ref.key, life.value, base.generation), {}, false);
    }
  };

  /** Puts the record as it is now under the chosen edits, and yields the state this makes. */
  const merge = (current: CurrentRecord, { mine, life }: Merge) => {
    const action: DraftAction = { type: 'rebased', original: current.bins, mine };
    const nextTtl = life === 'theirs' ? initialTtl(false) : ttl;
    dispatch(action);
    setBase({ bins: current.bins, generation: current.generation, life: current.ttl ?? base.life });
    setTtl(nextTtl);
    setTrouble(null);
    setJson(null);
    return { draft: reduceDraft(draft, action), ttl: nextTtl, generation: current.generation };
  };

  return {
    draft,
    dispatch,
    base,
    isNew,
    isRecreation,
    keyChoice,
    setKeyChoice,
    chosenSet,
    chooseSet,
    ttl,
    setTtl,
    tab: json === null ? ('form' as const) : ('json' as const),
    /** Why the record cannot be shown as JSON, where unreadable text would be lost. */
    canShowJson: isReadable(draft),
    setTab: (tab: 'form' | 'json') =>
      setJson(tab === 'json' ? { text: draftJson(draft), problem: null } : null),
    jsonText: json?.text ?? '',
    jsonProblem: json?.problem ?? null,
    editJson: (text: string) => {
      const parsed = parseBinsJson(text, base.bins);
      const bad = parsed.ok ? namesProblem(parsed.value, base.bins) : parsed.problem;
      setJson({ text, problem: bad });
      if (parsed.ok && bad === null) {
        dispatch({ type: 'replaced', bins: parsed.value });
      }
    },
    /** Someone tried to save: show what is missing even in untouched fields. */
    insist,
    problem,
    error,
    trouble,
    busy: mutations.busy,
    dirty,
    changesBins: changed > 0 || hasBadJson,
    canSave: !mutations.busy && trouble === null && (isNew || changed > 0 || ttlChanged || hasBadJson),
    summary: isNew && changed === 0 ? '' : summaryOf(counts, ttlChanged),
    save: () => save({ draft, ttl, generation: base.generation }),
    touch,
    saveMerged: (current: CurrentRecord, choice: Merge) => save(merge(current, choice)),
    editMerged: (current: CurrentRecord, choice: Merge) => void merge(current, choice),
    takeTheirs: (current: CurrentRecord) => {
      merge(current, { mine: new Set(), life: 'theirs' });
    },
    reload: onReload,
    /** Goes on with a new record of the same key: all bins are written, and only if nobody was faster. */
    recreate: () => {
      const changes = changesOf(draft);
      if (!changes.ok) {
        refuse(changes.problem);
        return;
      }
      const bins = binsOf(draft);
      const writable = Object.fromEntries(
        Object.entries(bins).filter(([, value]) => kindOf(value) !== 'unknown'),
      );
      setBase({ bins: {}, generation: null, life: NO_LIFE });
      dispatch({ type: 'loaded', original: {} });
      dispatch({ type: 'replaced', bins: writable });
      setTtl(ttl.mode === 'keep' ? initialTtl(true) : ttl);
      setTrouble(null);
      setJson(null);
    },
    letGo: () => onDeleted(loaded?.record.key.digest ?? ''),
  };
}

/** Bins that could not be written again. */
function unwritable(draft: Draft): readonly string[] {
  return Object.entries(binsOf(draft)).flatMap(([name, value]) =>
    kindOf(value) === 'unknown' ? [name] : [],
  );
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
