/** What can be done to a cluster, for whoever shows one. */

export { ClusterActions } from './ClusterActions';
export { ClusterActionsMenu } from './ClusterActionsMenu';
export { ClusterDialog, ImportDialog, RestartDialog } from './ClusterDialog';
export { type Action, ACTIONS } from './model/actions';
