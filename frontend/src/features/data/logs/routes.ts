import { IconFileText } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { logsUrl } from './urls';

const LOGS: RouteHandle = { crumbs: () => [{ label: 'Logs' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/logs',
    handle: LOGS,
    lazy: async () => ({ Component: (await import('./LogsPage')).LogsPage }),
  },
];

export const nav: ConnectionNavItem[] = [{ label: 'Logs', icon: IconFileText, to: logsUrl }];
