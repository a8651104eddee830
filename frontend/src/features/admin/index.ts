import { IconUsers } from '@tabler/icons-react';
import type { Feature, RouteHandle } from '@/shared/feature';
import { accessUrl } from './urls';

export { accessUrl } from './urls';

const ACCESS: RouteHandle = { crumbs: () => [{ label: 'Access' }] };

/** Users and roles of a cluster, and who may do what. */
export const adminFeature: Feature = {
  id: 'admin',
  routes: [
    {
      path: 'connections/:connectionId/access',
      handle: ACCESS,
      lazy: async () => ({ Component: (await import('./pages/AccessPage')).AccessPage }),
    },
  ],
  nav: {
    connection: [
      {
        heading: 'Administer',
        label: 'Access',
        icon: IconUsers,
        to: (connectionId) => accessUrl(connectionId),
      },
    ],
  },
};
