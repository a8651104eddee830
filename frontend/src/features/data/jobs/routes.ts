import { IconChecklist } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { ConnectionNavItem, RouteHandle } from '@/shared/feature';
import { RunningJobs } from './components/RunningJobs';
import { jobsUrl } from './urls';

const JOBS: RouteHandle = { crumbs: () => [{ label: 'Jobs' }] };
const JOB: RouteHandle = {
  crumbs: ({ connectionId = '' }) => [{ label: 'Jobs', to: jobsUrl(connectionId) }, { label: 'Job' }],
};

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/jobs',
    handle: JOBS,
    lazy: async () => ({ Component: (await import('./pages/JobsPage')).JobsPage }),
  },
  {
    path: 'connections/:connectionId/jobs/:jobId',
    handle: JOB,
    lazy: async () => ({ Component: (await import('./pages/JobPage')).JobPage }),
  },
];

export const nav: ConnectionNavItem[] = [
  { label: 'Jobs', icon: IconChecklist, to: (connectionId) => jobsUrl(connectionId), badge: RunningJobs },
];
