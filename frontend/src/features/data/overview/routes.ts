import { IconLayoutDashboard } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { GlobalNavItem, RouteHandle } from '@/shared/feature';
import { OVERVIEW_PATH } from './urls';

const OVERVIEW: RouteHandle = { crumbs: () => [{ label: 'Overview' }] };

export const routes: RouteObject[] = [
  {
    path: 'overview',
    handle: OVERVIEW,
    lazy: async () => ({ Component: (await import('./OverviewPage')).OverviewPage }),
  },
];

export const global: GlobalNavItem[] = [{ label: 'Overview', icon: IconLayoutDashboard, to: OVERVIEW_PATH }];
