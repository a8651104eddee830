/** Addresses of the list of clusters and of what leads from it, relative to the router's root. */

export const CLUSTERS_PATH = '/k8s/clusters';
export const NEW_CLUSTER_PATH = '/k8s/clusters/new';
export const IMPORT_CLUSTER_PATH = '/k8s/clusters?do=import';
