import type { ComponentType } from 'react';
import type { Action } from '../model/actions';
import { AutoscalerDialog } from './AutoscalerDialog';
import { BlockNodesDialog } from './BlockNodesDialog';
import { CloneDialog } from './CloneDialog';
import { DeleteDialog } from './DeleteDialog';
import { ExportDialog } from './ExportDialog';
import type { ClusterDialogProps } from './props';
import { ResetBreakerDialog } from './ResetBreakerDialog';
import { RestartDialog } from './RestartDialog';
import { ScaleDialog } from './ScaleDialog';
import { PauseDialog, ReconcileDialog, ResumeDialog } from './SimpleDialogs';

export { ImportDialog } from './ImportDialog';
export { RestartDialog };

const DIALOGS: Readonly<Record<Action, ComponentType<ClusterDialogProps>>> = {
  scale: ScaleDialog,
  autoscale: AutoscalerDialog,
  restart: RestartDialog,
  pause: PauseDialog,
  resume: ResumeDialog,
  reconcile: ReconcileDialog,
  'reset-breaker': ResetBreakerDialog,
  'block-nodes': BlockNodesDialog,
  clone: CloneDialog,
  export: ExportDialog,
  delete: DeleteDialog,
};

/** The dialog of an action. */
export function AnyDialog({ action, ...props }: ClusterDialogProps & { readonly action: Action }) {
  const Dialog = DIALOGS[action];
  return <Dialog {...props} />;
}
