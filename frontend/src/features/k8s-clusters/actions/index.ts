/** What can be done to a cluster, for whoever shows one. */

export { ClusterActions } from './ClusterActions';
export { ClusterActionsMenu } from './ClusterActionsMenu';
export { ClusterDialog } from './ClusterDialog';
export { PlanView } from './components/PlanView';
export { RefusalList } from './components/RefusalList';
export { type Action } from './model/actions';
