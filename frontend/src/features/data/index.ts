import { IconDashboard, IconDatabase } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { Crumb, Feature, RouteHandle } from '@/shared/feature';
import { nav as indexesNav, routes as indexesRoutes } from './indexes/routes';
import { nav as jobsNav, routes as jobsRoutes } from './jobs/routes';
import { dashboardUrl, namespacesUrl, namespaceUrl } from './urls';

export { dashboardUrl, namespacesUrl, namespaceUrl, recordsUrl } from './urls';

type Params = Parameters<RouteHandle['crumbs']>[0];

const toNamespaces = (params: Params): Crumb => ({
  label: 'Namespaces',
  to: namespacesUrl(params.connectionId ?? ''),
});

const toNamespace = (params: Params): Crumb => ({
  label: params.namespace ?? '',
  to: namespaceUrl(params.connectionId ?? '', params.namespace ?? ''),
});

const DASHBOARD: RouteHandle = { crumbs: () => [{ label: 'Dashboard' }] };
const NAMESPACES: RouteHandle = { crumbs: () => [{ label: 'Namespaces' }] };
const NAMESPACE: RouteHandle = {
  crumbs: (params) => [toNamespaces(params), { label: params.namespace ?? '' }],
};
const RECORDS: RouteHandle = {
  crumbs: (params) => [toNamespaces(params), toNamespace(params), { label: params.set ?? 'All records' }],
};

const records = async () => ({ Component: (await import('./pages/RecordsPage')).RecordsPage });

const ROUTES: RouteObject[] = [
  {
    path: 'connections/:connectionId/dashboard',
    handle: DASHBOARD,
    lazy: async () => ({ Component: (await import('./pages/DashboardPage')).DashboardPage }),
  },
  {
    path: 'connections/:connectionId/namespaces',
    handle: NAMESPACES,
    lazy: async () => ({ Component: (await import('./pages/NamespacesPage')).NamespacesPage }),
  },
  {
    path: 'connections/:connectionId/namespaces/:namespace',
    handle: NAMESPACE,
    lazy: async () => ({ Component: (await import('./pages/NamespacePage')).NamespacePage }),
  },
  { path: 'connections/:connectionId/namespaces/:namespace/records', handle: RECORDS, lazy: records },
  { path: 'connections/:connectionId/namespaces/:namespace/sets/:set', handle: RECORDS, lazy: records },
  ...indexesRoutes,
  ...jobsRoutes,
];

/** Clusters, namespaces, sets and records. */
export const dataFeature: Feature = {
  id: 'data',
  routes: ROUTES,
  nav: {
    connection: [
      { label: 'Dashboard', icon: IconDashboard, to: dashboardUrl },
      { label: 'Namespaces', icon: IconDatabase, to: namespacesUrl },
      ...indexesNav,
      ...jobsNav,
    ],
  },
};
