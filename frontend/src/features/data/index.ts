import { IconDashboard, IconDatabase } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, Crumb, Feature, GlobalNavItem, RouteHandle } from '@/shared/feature';
import * as config from './config/routes';
import * as functions from './functions/routes';
import * as health from './health/routes';
import * as indexes from './indexes/routes';
import * as jobs from './jobs/routes';
import * as latency from './latency/routes';
import * as logs from './logs/routes';
import * as nodes from './nodes/routes';
import * as overview from './overview/routes';
import * as query from './query/routes';
import * as top from './top/routes';
import { dashboardUrl, namespacesUrl, namespaceUrl } from './urls';

export { FeedBadges } from './components/FeedBadges';
export { ProblemList } from './components/ProblemList';
export { callUrl } from './functions/urls';
export { clusterJobsUrl } from './jobs/urls';
export { csvText, withoutFormula } from './model/csv';
export { plainJson } from './model/plainJson';
export { preview } from './model/preview';
export { type Places, usePlaces } from './queries/usePlaces';
export { dashboardUrl, namespacesUrl, namespaceUrl, recordsUrl } from './urls';

/** What the `routes.ts` of a topic exports. */
type Topic = {
  readonly routes: RouteObject[];
  readonly nav?: readonly ConnectionNavItem[];
  readonly global?: readonly GlobalNavItem[];
};

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
];

/** What is not the cluster's own data, in the order of the navigation. */
const TOPICS: readonly Topic[] = [
  query,
  indexes,
  jobs,
  health,
  latency,
  nodes,
  top,
  config,
  logs,
  overview,
  functions,
];

/** Clusters, namespaces, sets and records, and the tools of those who run them. */
export const dataFeature: Feature = {
  id: 'data',
  routes: [...ROUTES, ...TOPICS.flatMap(({ routes }) => routes)],
  nav: {
    connection: [
      { label: 'Dashboard', icon: IconDashboard, to: dashboardUrl },
      { label: 'Namespaces', icon: IconDatabase, to: namespacesUrl },
      ...TOPICS.flatMap(({ nav }) => nav ?? []),
    ],
    global: TOPICS.flatMap(({ global }) => global ?? []),
  },
};
