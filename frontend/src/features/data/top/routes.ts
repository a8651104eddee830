import { IconActivity } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { topUrl } from './urls';

const TOP: RouteHandle = { crumbs: () => [{ label: 'Top' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/top',
    handle: TOP,
    lazy: async () => ({ Component: (await import('./TopPage')).TopPage }),
  },
];

export const nav: ConnectionNavItem[] = [{ label: 'Top', icon: IconActivity, to: topUrl }];
