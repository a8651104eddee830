import type { TopNamespaceOrder, TopSetOrder } from '@/gql/schema';
import { connectionBase, oneOf } from '../urls';

export function topUrl(connectionId: string): string {
  return `${connectionBase(connectionId)}/top`;
}

export const NAMESPACE_ORDERS = [
  'OPERATIONS_PER_SECOND',
  'READS_PER_SECOND',
  'WRITES_PER_SECOND',
  'OBJECTS',
  'DATA_USED_BYTES',
] as const satisfies readonly TopNamespaceOrder[];

export const SET_ORDERS = [
  'OBJECTS_PER_SECOND',
  'BYTES_PER_SECOND',
  'OBJECTS',
  'DATA_USED_BYTES',
] as const satisfies readonly TopSetOrder[];

export type TopView = { readonly namespacesBy: TopNamespaceOrder; readonly setsBy: TopSetOrder };

export function topSearch({ namespacesBy, setsBy }: TopView): URLSearchParams {
  const search = new URLSearchParams();
  if (namespacesBy !== NAMESPACE_ORDERS[0]) {
    search.set('namespaces', namespacesBy.toLowerCase());
  }
  if (setsBy !== SET_ORDERS[0]) {
    search.set('sets', setsBy.toLowerCase());
  }
  return search;
}

export function readTopView(search: URLSearchParams): TopView {
  return {
    namespacesBy: oneOf(NAMESPACE_ORDERS, search.get('namespaces')?.toUpperCase(), NAMESPACE_ORDERS[0]),
    setsBy: oneOf(SET_ORDERS, search.get('sets')?.toUpperCase(), SET_ORDERS[0]),
  };
}
