import { IconAdjustments } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { configUrl } from './urls';

const CONFIG: RouteHandle = { crumbs: () => [{ label: 'Configuration' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/config',
    handle: CONFIG,
    lazy: async () => ({ Component: (await import('./ConfigPage')).ConfigPage }),
  },
];

export const nav: ConnectionNavItem[] = [
  { label: 'Configuration', icon: IconAdjustments, to: (connectionId) => configUrl(connectionId) },
];
