import { keyRefFromUrl, type KeyRef } from '../model/recordKey';
import type { AerospikeValue } from '../model/value';

/** What a function is called on: one record, each that a query finds, or the stream of them. */
export const CALL_ON = ['record', 'each', 'stream'] as const;
export type CallOn = (typeof CALL_ON)[number];

/** What the page of calls shows. The query is in `q`, as on the page of queries. */
export type CallView = {
  readonly on: CallOn;
  readonly fn: string;
  readonly args: readonly AerospikeValue[];
  readonly namespace: string;
  /** Empty for a record in no set. */
  readonly set: string;
  readonly key: KeyRef | null;
  /** What the address keeps of the query. */
  readonly query: string;
};

export const EMPTY_CALL: CallView = {
  on: 'record',
  fn: '',
  args: [],
  namespace: '',
  set: '',
  key: null,
  query: '',
};

/** Below the module's own address; modules themselves are another feature's. */
export function callUrl(connectionId: string, module: string, view: Partial<CallView> = {}): string {
  const path = `/connections/${encodeURIComponent(connectionId)}/modules/${encodeURIComponent(module)}/call`;
  const search = callSearch({ ...EMPTY_CALL, ...view }).toString();
  return search === '' ? path : `${path}?${search}`;
}

export function callSearch({ on, fn, args, namespace, set, key, query }: CallView): URLSearchParams {
  const search = new URLSearchParams();
  const texts = { fn, namespace, set, q: query };
  if (on !== EMPTY_CALL.on) {
    search.set('on', on);
  }
  for (const [name, text] of Object.entries(texts)) {
    if (text !== '') search.set(name, text);
  }
  if (args.length > 0) {
    search.set('args', JSON.stringify(args));
  }
  if (key !== null) {
    search.set('kind', key.kind);
    search.set('key', key.value);
  }
  return search;
}

export function readCallView(search: URLSearchParams): CallView {
  return {
    on: CALL_ON.find((on) => on === search.get('on')) ?? EMPTY_CALL.on,
    fn: search.get('fn') ?? '',
    args: readArguments(search.get('args')),
    namespace: search.get('namespace') ?? '',
    set: search.get('set') ?? '',
    key: keyRefFromUrl(search.get('kind'), search.get('key')),
    query: search.get('q') ?? '',
  };
}

/** Addresses are typed and shared by people: what is no list of values is none. */
function readArguments(text: string | null): readonly AerospikeValue[] {
  try {
    const args: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(args) ? (args as AerospikeValue[]).filter((value) => value !== null) : [];
  } catch {
    return [];
  }
}
