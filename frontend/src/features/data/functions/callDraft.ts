import type { FunctionCallInput, RecordKeyInput } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';
import type { KeyChoice } from '../components/editor/NewKeyFields';
import { type KeyRef, parseKey, toUserKeyInput } from '../model/recordKey';
import { utf8Length } from '../model/bytes';
import type { AerospikeValue } from '../model/value';
import { draftOfValue, emptyDraft, type ValueDraft, valueOf } from '../model/valueDraft';
import { type CallOn, type CallView, EMPTY_CALL } from './urls';

/** Arguments of a call at most, by the API. */
export const MAX_ARGUMENTS = 64;
/** Bytes of a function's name at most, by the server. */
const MAX_FUNCTION_BYTES = 127;

/** An argument keeps its `id` while others come and go. */
export type ArgumentDraft = { readonly id: number; readonly value: ValueDraft };

/** A call as it is put together, finished or not. */
export type CallDraft = {
  readonly on: CallOn;
  readonly fn: string;
  readonly args: readonly ArgumentDraft[];
  readonly nextId: number;
  readonly namespace: string;
  /** Empty for a record in no set. */
  readonly set: string;
  readonly key: KeyChoice;
};

export function draftOfCall(view: CallView): CallDraft {
  return {
    on: view.on,
    fn: view.fn,
    args: view.args.map((value, id) => ({ id, value: draftOfValue(value) })),
    nextId: view.args.length,
    namespace: view.namespace,
    set: view.set,
    key: keyChoiceOf(view.key),
  };
}

function keyChoiceOf(key: KeyRef | null): KeyChoice {
  if (key === null) {
    return { kind: 'string', text: '' };
  }
  return { kind: key.kind === 'bytes' ? 'bytesBase64' : key.kind, text: key.value };
}

/** What an address keeps of a draft. Arguments that are no values yet are not in it, nor those after them. */
export function viewOfCall(draft: CallDraft, query: string): CallView {
  const key = parseKey(draft.key.kind, draft.key.text);
  const common = { ...EMPTY_CALL, on: draft.on, fn: draft.fn, args: finishedArguments(draft.args) };
  return draft.on === 'record'
    ? { ...common, namespace: draft.namespace, set: draft.set, key: key.ok ? key.value : null }
    : { ...common, query };
}

function finishedArguments(args: readonly ArgumentDraft[]): AerospikeValue[] {
  const values: AerospikeValue[] = [];
  for (const { value } of args) {
    const read = valueOf(value);
    if (!read.ok) break;
    values.push(read.value);
  }
  return values;
}

export function addArgument(draft: CallDraft): CallDraft {
  const added = { id: draft.nextId, value: emptyDraft('string') };
  return { ...draft, args: [...draft.args, added], nextId: draft.nextId + 1 };
}

export function changeArgument(draft: CallDraft, id: number, value: ValueDraft): CallDraft {
  return { ...draft, args: draft.args.map((each) => (each.id === id ? { id, value } : each)) };
}

export function removeArgument(draft: CallDraft, id: number): CallDraft {
  return { ...draft, args: draft.args.filter((each) => each.id !== id) };
}

/** What is sent, or the first thing that is missing. */
export function callInput(module: string, { fn, args }: CallDraft): Result<FunctionCallInput> {
  if (fn === '') {
    return failed('Choose a function.');
  }
  if (utf8Length(fn) > MAX_FUNCTION_BYTES) {
    return failed(`The name of a function has at most ${String(MAX_FUNCTION_BYTES)} bytes.`);
  }
  const values: AerospikeValue[] = [];
  for (const [index, { value }] of args.entries()) {
    const read = valueOf(value);
    if (!read.ok) {
      return failed(`Argument ${String(index + 1)}: ${read.problem}`);
    }
    values.push(read.value);
  }
  return ok({ module, function: fn, arguments: values });
}

/** The record a function is called on, or what is missing. */
export function keyInput({ namespace, set, key }: CallDraft): Result<RecordKeyInput> {
  if (namespace === '') {
    return failed('Choose a namespace.');
  }
  const parsed = parseKey(key.kind, key.text);
  return parsed.ok
    ? ok({
        namespace,
        set: set === '' ? null : set,
        userKey: toUserKeyInput(parsed.value) as RecordKeyInput['userKey'],
      })
    : parsed;
}
