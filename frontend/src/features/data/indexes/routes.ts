import { IconBinaryTree2 } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { indexesUrl } from './urls';

const INDEXES: RouteHandle = { crumbs: () => [{ label: 'Indexes' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/indexes',
    handle: INDEXES,
    lazy: async () => ({ Component: (await import('./pages/IndexesPage')).IndexesPage }),
  },
];

export const nav: ConnectionNavItem[] = [
  { label: 'Indexes', icon: IconBinaryTree2, to: (connectionId) => indexesUrl(connectionId) },
];
