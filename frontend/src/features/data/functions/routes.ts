import type { RouteObject } from 'react-router';
import type { RouteHandle } from '@/shared/feature';

const CALL: RouteHandle = {
  crumbs: ({ connectionId = '', module = '' }) => {
    const modules = `/connections/${encodeURIComponent(connectionId)}/modules`;
    return [
      { label: 'Modules', to: modules },
      { label: module, to: `${modules}/${encodeURIComponent(module)}` },
      { label: 'Call' },
    ];
  },
};

export const routes: RouteObject[] = [
  {
    path: 'connections/:connectionId/modules/:module/call',
    handle: CALL,
    lazy: async () => ({ Component: (await import('./CallPage')).CallPage }),
  },
];
