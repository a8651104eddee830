import { IconClockHour4 } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { latencyUrl } from './urls';

const LATENCY: RouteHandle = { crumbs: () => [{ label: 'Latency' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/latency',
    handle: LATENCY,
    lazy: async () => ({ Component: (await import('./LatencyPage')).LatencyPage }),
  },
];

export const nav: ConnectionNavItem[] = [{ label: 'Latency', icon: IconClockHour4, to: latencyUrl }];
