import { IconListSearch } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { queryUrl } from './urls';

const QUERY: RouteHandle = { crumbs: () => [{ label: 'Query' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/query',
    handle: QUERY,
    lazy: async () => ({ Component: (await import('./pages/QueryPage')).QueryPage }),
  },
];

export const nav: ConnectionNavItem[] = [
  { label: 'Query', icon: IconListSearch, to: (connectionId) => queryUrl(connectionId) },
];
