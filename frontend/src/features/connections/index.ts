import { IconPlugConnected } from '@tabler/icons-react';
import type { Feature, RouteHandle } from '@/shared/feature';
import { CONNECTIONS_PATH } from './urls';

export { ColorMark } from './components/ColorMark';
export { ConnectionsProvider, useConnectionName, useConnections } from './feeds/ConnectionsProvider';
export { useHealth } from './feeds/useHealth';
export { type ConnectionEntry, groupByEnv } from './model/entries';
export { CONNECTIONS_PATH, connectionPath, editConnectionPath, NEW_CONNECTION_PATH } from './urls';

const NEW: RouteHandle = { crumbs: () => [{ label: 'Connections', to: CONNECTIONS_PATH }, { label: 'Add' }] };
const LIST: RouteHandle = { crumbs: () => [{ label: 'Connections' }] };
const IMPORT: RouteHandle = {
  crumbs: () => [{ label: 'Connections', to: CONNECTIONS_PATH }, { label: 'Import' }],
};
const EDIT: RouteHandle = { crumbs: () => [{ label: 'Edit' }] };

/** Profiles of the clusters this installation knows. */
export const connectionsFeature: Feature = {
  id: 'connections',
  routes: [
    {
      path: 'connections',
      handle: LIST,
      lazy: async () => ({ Component: (await import('./pages/ConnectionsPage')).ConnectionsPage }),
    },
    {
      path: 'connections/new',
      handle: NEW,
      lazy: async () => ({ Component: (await import('./pages/NewConnectionPage')).NewConnectionPage }),
    },
    {
      path: 'connections/import',
      handle: IMPORT,
      lazy: async () => ({
        Component: (await import('./pages/ImportConnectionsPage')).ImportConnectionsPage,
      }),
    },
    {
      path: 'connections/:connectionId/edit',
      handle: EDIT,
      lazy: async () => ({ Component: (await import('./pages/EditConnectionPage')).EditConnectionPage }),
    },
  ],
  nav: { global: [{ label: 'Connections', icon: IconPlugConnected, to: CONNECTIONS_PATH }] },
};
