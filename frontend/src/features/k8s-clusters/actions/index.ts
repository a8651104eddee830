/** What can be done to a cluster, for whoever shows one. */

export { ClusterActions } from './ClusterActions';
export { ClusterActionsMenu } from './ClusterActionsMenu';
export { ClusterDialog, ImportDialog, RestartDialog } from './ClusterDialog';
export { PlanView } from './components/PlanView';
export { RefusalList } from './components/RefusalList';
export { type Action, ACTIONS } from './model/actions';
export { KEEPERS } from './model/planWords';
