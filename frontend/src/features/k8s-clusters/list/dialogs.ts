import { type Action, ACTIONS } from '../actions';
import type { ClusterRef } from '../urls';

/** A dialog of the list as its address names it: one for all, or one about a cluster. */
export type ListDialog = 'import' | `${Action}:${string}`;

/** What a dialog is about. */
export type Asked = { readonly action: Action; readonly at: ClusterRef };

export function isListDialog(asked: string): asked is ListDialog {
  return asked === 'import' || readAsked(asked) !== null;
}

export function dialogOf(action: Action, id: string): ListDialog {
  return `${action}:${id}`;
}

/** The cluster and the action; null for a dialog that is about none. A context's name may have slashes. */
export function readAsked(dialog: string): Asked | null {
  const [, name, id] = /^([a-z-]+):(.+)$/.exec(dialog) ?? [];
  const action = ACTIONS.find((one) => one === name);
  const [, context, namespace, cluster] = /^(.+)\/([^/]+)\/([^/]+)$/.exec(id ?? '') ?? [];
  return action !== undefined && context !== undefined && namespace !== undefined && cluster !== undefined
    ? { action, at: { context, namespace, name: cluster } }
    : null;
}
