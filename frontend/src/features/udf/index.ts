import { IconFunction } from '@tabler/icons-react';
import type { Crumb, Feature, RouteHandle } from '@/shared/feature';
import { modulesUrl, moduleUrl } from './urls';

type Params = Parameters<RouteHandle['crumbs']>[0];

const toModules = ({ connectionId = '' }: Params): Crumb => ({
  label: 'Modules',
  to: modulesUrl(connectionId),
});

const LIST: RouteHandle = { crumbs: () => [{ label: 'Modules' }] };
const NEW: RouteHandle = { crumbs: (params) => [toModules(params), { label: 'New' }] };
const MODULE: RouteHandle = {
  crumbs: (params) => [toModules(params), { label: params.module ?? '' }],
};
const EDIT: RouteHandle = {
  crumbs: (params) => {
    const { connectionId = '', module = '' } = params;
    return [toModules(params), { label: module, to: moduleUrl(connectionId, module) }, { label: 'Edit' }];
  },
};

/** The Lua modules of a cluster. Their functions are called where records are: by the `data` feature. */
export const udfFeature: Feature = {
  id: 'udf',
  routes: [
    {
      path: 'connections/:connectionId/modules',
      handle: LIST,
      lazy: async () => ({ Component: (await import('./pages/ModulesPage')).ModulesPage }),
    },
    {
      path: 'connections/:connectionId/modules/new',
      handle: NEW,
      lazy: async () => ({ Component: (await import('./pages/NewModulePage')).NewModulePage }),
    },
    {
      path: 'connections/:connectionId/modules/:module',
      handle: MODULE,
      lazy: async () => ({ Component: (await import('./pages/ModulePage')).ModulePage }),
    },
    {
      path: 'connections/:connectionId/modules/:module/edit',
      handle: EDIT,
      lazy: async () => ({ Component: (await import('./pages/EditModulePage')).EditModulePage }),
    },
  ],
  nav: { connection: [{ label: 'Modules', icon: IconFunction, to: modulesUrl, heading: 'Develop' }] },
};
