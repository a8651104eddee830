import { IconTemplate } from '@tabler/icons-react';
import { TEMPLATES_PATH, templateUrl } from '@/features/k8s-clusters';
import type { Crumb, Feature, RouteHandle } from '@/shared/feature';

const KUBERNETES: Crumb = { label: 'Kubernetes' };
const TEMPLATES: Crumb = { label: 'Templates', to: TEMPLATES_PATH };

const LIST: RouteHandle = { crumbs: () => [KUBERNETES, { label: 'Templates' }] };
const NEW: RouteHandle = { crumbs: () => [KUBERNETES, TEMPLATES, { label: 'New' }] };
const TEMPLATE: RouteHandle = { crumbs: ({ name = '' }) => [KUBERNETES, TEMPLATES, { label: name }] };
const EDIT: RouteHandle = {
  crumbs: ({ name = '' }) => [
    KUBERNETES,
    TEMPLATES,
    { label: name, to: templateUrl({ name }) },
    { label: 'Edit' },
  ],
};

/** What Aerospike clusters in Kubernetes are made from. */
export const k8sTemplatesFeature: Feature = {
  id: 'k8s-templates',
  routes: [
    {
      path: 'k8s/templates',
      handle: LIST,
      lazy: async () => ({ Component: (await import('./pages/TemplatesPage')).TemplatesPage }),
    },
    {
      path: 'k8s/templates/new',
      handle: NEW,
      lazy: async () => ({ Component: (await import('./pages/NewTemplatePage')).NewTemplatePage }),
    },
    {
      path: 'k8s/templates/:name',
      handle: TEMPLATE,
      lazy: async () => ({ Component: (await import('./pages/TemplatePage')).TemplatePage }),
    },
    {
      path: 'k8s/templates/:name/edit',
      handle: EDIT,
      lazy: async () => ({ Component: (await import('./pages/EditTemplatePage')).EditTemplatePage }),
    },
  ],
  nav: {
    global: [
      { label: 'Templates', icon: IconTemplate, to: TEMPLATES_PATH, within: true, needs: 'kubernetes' },
    ],
  },
};
