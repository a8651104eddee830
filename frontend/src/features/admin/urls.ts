import type { PermissionKind } from '@/gql/schema';
import { PERMISSION_KINDS } from './model/privileges';

/** Addresses of users and roles, relative to the router's root. Everything a screen shows is in its address. */

export const ACCESS_TABS = ['users', 'roles', 'permissions'] as const;
export type AccessTab = (typeof ACCESS_TABS)[number];

/** What is asked on the page of permissions: who can do this, and there. */
export type Asked = {
  readonly permission: PermissionKind;
  /** Empty for everywhere. */
  readonly namespace: string;
  /** Empty for every set. */
  readonly set: string;
};

export type AccessView = {
  readonly tab: AccessTab;
  /** Narrows what is listed. */
  readonly text: string;
  /** The user or the role that is open, as the tab says. */
  readonly open: string | null;
  readonly asked: Asked;
};

const NOTHING_ASKED: Asked = { permission: 'READ', namespace: '', set: '' };
const EMPTY_VIEW: AccessView = { tab: 'users', text: '', open: null, asked: NOTHING_ASKED };

export function accessUrl(connectionId: string, view?: Partial<AccessView>): string {
  const path = `/connections/${encodeURIComponent(connectionId)}/access`;
  const search = accessSearch({ ...EMPTY_VIEW, ...view }).toString();
  return search === '' ? path : `${path}?${search}`;
}

export function accessSearch({ tab, text, open, asked }: AccessView): URLSearchParams {
  const search = new URLSearchParams();
  const words = {
    of: tab === 'users' ? '' : tab,
    text,
    name: open ?? '',
    can: asked.permission === NOTHING_ASKED.permission ? '' : asked.permission.toLowerCase(),
    namespace: asked.namespace,
    set: asked.set,
  };
  for (const [name, word] of Object.entries(words)) {
    if (word !== '') {
      search.set(name, word);
    }
  }
  return search;
}

/** Reads an address; what is not understood is as on the plain page, because addresses are typed and shared by people. */
export function readAccessView(search: URLSearchParams): AccessView {
  const can = search.get('can')?.toUpperCase();
  return {
    tab: ACCESS_TABS.find((tab) => tab === search.get('of')) ?? 'users',
    text: search.get('text') ?? '',
    open: search.get('name'),
    asked: {
      permission: PERMISSION_KINDS.find((kind) => kind === can) ?? NOTHING_ASKED.permission,
      namespace: search.get('namespace') ?? '',
      set: search.get('set') ?? '',
    },
  };
}
