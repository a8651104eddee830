import type { Feature, RouteHandle } from '@/shared/feature';
import { k8sClusterUrl } from './urls';

export * from './form';
export { useKubernetes } from './queries/useKubernetes';
export { type ClusterRef, editCommand, k8sClusterEditUrl, k8sClusterUrl } from './urls';

const CLUSTER: RouteHandle = {
  crumbs: ({ namespace = '', name = '' }) => [{ label: 'Kubernetes' }, { label: namespace }, { label: name }],
};

const NEW: RouteHandle = { crumbs: () => [{ label: 'Kubernetes' }, { label: 'New cluster' }] };

const EDIT: RouteHandle = {
  crumbs: ({ namespace = '', name = '' }) => [
    { label: 'Kubernetes' },
    { label: namespace },
    { label: name, to: k8sClusterUrl({ namespace, name }) },
    { label: 'Edit' },
  ],
};

/** Aerospike clusters that the operator keeps in Kubernetes. */
export const k8sClustersFeature: Feature = {
  id: 'k8s-clusters',
  routes: [
    {
      path: 'k8s/clusters/new',
      handle: NEW,
      lazy: async () => ({ Component: (await import('./pages/WizardPage')).WizardPage }),
    },
    {
      path: 'k8s/clusters/:namespace/:name',
      handle: CLUSTER,
      lazy: async () => ({ Component: (await import('./pages/ClusterPage')).ClusterPage }),
    },
    {
      path: 'k8s/clusters/:namespace/:name/edit',
      handle: EDIT,
      lazy: async () => ({ Component: (await import('./edit/EditClusterPage')).EditClusterPage }),
    },
  ],
  nav: {},
};
