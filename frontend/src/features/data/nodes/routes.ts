import { IconServer2 } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { nodesUrl } from './urls';

const NODES: RouteHandle = { crumbs: () => [{ label: 'Nodes' }] };

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/nodes',
    handle: NODES,
    lazy: async () => ({ Component: (await import('./NodesPage')).NodesPage }),
  },
];

export const nav: ConnectionNavItem[] = [{ label: 'Nodes', icon: IconServer2, to: nodesUrl }];
