import { IconBinaryTree2 } from '@tabler/icons-react';
import type { Feature, RouteHandle } from '@/shared/feature';
import { CLUSTERS_PATH } from './list/urls';
import { k8sClusterUrl } from './urls';

export * from './cluster/template';
export { FieldChanges, Keepers, KeptNotes } from './actions';
export { type Base, presentOf } from './edit/conflict';
export { ConflictPanel } from './edit/ConflictPanel';
export * from './form';
export { refusalOf, TEMPLATES } from './model/rights';
export { useImageChoices, useStorageClassChoices } from './queries/useChoices';
export { CheckMark } from './wizard/CheckMark';
export { StepNotes } from './wizard/StepNotes';
export { ExporterFields } from './wizard/steps/monitoring/ExporterFields';
export { AddressFields } from './wizard/steps/monitoring/NetworkFields';
export { IMPORT_CLUSTER_PATH, NEW_CLUSTER_PATH } from './list/urls';
export { useKubernetes } from './queries/useKubernetes';
export { type ClusterRef, editCommand, k8sClusterEditUrl, k8sClusterUrl } from './urls';

const LIST: RouteHandle = { crumbs: () => [{ label: 'Kubernetes' }] };
const CLUSTER: RouteHandle = {
  crumbs: ({ namespace = '', name = '' }) => [
    { label: 'Kubernetes', to: CLUSTERS_PATH },
    { label: namespace },
    { label: name },
  ],
};

const NEW: RouteHandle = {
  crumbs: () => [{ label: 'Kubernetes', to: CLUSTERS_PATH }, { label: 'New cluster' }],
};

const EDIT: RouteHandle = {
  crumbs: ({ namespace = '', name = '' }) => [
    { label: 'Kubernetes', to: CLUSTERS_PATH },
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
      path: 'k8s/clusters',
      handle: LIST,
      lazy: async () => ({ Component: (await import('./list/ClustersPage')).ClustersPage }),
    },
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
  nav: {
    global: [
      { label: 'Kubernetes', icon: IconBinaryTree2, to: CLUSTERS_PATH, within: true, needs: 'kubernetes' },
    ],
  },
};
