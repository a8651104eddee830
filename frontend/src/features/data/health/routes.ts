import { IconHeartbeat } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { healthUrl } from './urls';

const HEALTH: RouteHandle = { crumbs: () => [{ label: 'Health' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/health',
    handle: HEALTH,
    lazy: async () => ({ Component: (await import('./HealthPage')).HealthPage }),
  },
];

export const nav: ConnectionNavItem[] = [
  { label: 'Health', icon: IconHeartbeat, to: healthUrl, heading: 'Operate' },
];
