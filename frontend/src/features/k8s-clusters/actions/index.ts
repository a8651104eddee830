/** What can be done to a cluster, for whoever shows one. */

export { ClusterActions } from './ClusterActions';
export { ClusterActionsMenu } from './ClusterActionsMenu';
export { ClusterDialog, ImportDialog, RestartDialog } from './ClusterDialog';
export { FieldChanges } from './components/FieldChanges';
export { Keepers } from './components/Keepers';
export { KeptNotes } from './components/KeptNotes';
export { PlanView } from './components/PlanView';
export { RefusalList } from './components/RefusalList';
export { type Action, ACTIONS } from './model/actions';
