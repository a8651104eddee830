export { Impact } from './Impact';
export { ResyncDialog } from './ResyncDialog';
export { SyncMark } from './SyncMark';
export { clusterKey, isBehind, obstacleText } from './syncWords';
export { TemplateSpec } from './TemplateSpec';
export { TEMPLATES_PATH, templateUrl } from './urls';
export { type ClusterImpact, type Impacts, useImpact } from './useImpact';
export { type LiveTemplate, type TemplateRef, type TemplateUse, useTemplate } from './useTemplate';
