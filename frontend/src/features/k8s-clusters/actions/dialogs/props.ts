import type { ClusterRef } from '../../urls';

export type ClusterDialogProps = {
  /** The cluster it is about. */
  readonly at: ClusterRef;
  readonly onClose: () => void;
};
