export { FieldChanges } from './FieldChanges';
export { Impact } from './Impact';
export { ResyncDialog } from './ResyncDialog';
export { SyncMark } from './SyncMark';
export { clusterKey, isBehind, obstacleText } from './syncWords';
export { TemplateSpec } from './TemplateSpec';
export { type FieldChange, type LiveTemplate, type TemplateUse, useTemplate } from './useTemplate';
