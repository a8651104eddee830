import { List, Text } from '@mantine/core';
import { ChangeDialog } from '../components/ChangeDialog';
import {
  PauseK8sClusterDocument,
  ReconcileK8sClusterDocument,
  ResumeK8sClusterDocument,
} from '../mutations.generated';
import { useMutate } from '../useChange';
import type { ClusterDialogProps } from './props';

/** Makes the operator leave a cluster alone. */
export function PauseDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  return (
    <ChangeDialog
      title={`Pause ${at.name}`}
      submitLabel="Pause"
      draft="pause"
      change={async (mode, signal) =>
        (await mutate(PauseK8sClusterDocument, { ...at, ...mode }, signal)).pauseK8sCluster
      }
      next={`The operator leaves ${at.name} alone until it is resumed. Its nodes go on serving.`}
      onClose={onClose}
    >
      <List size="sm">
        <List.Item>The nodes go on serving, and Kubernetes goes on replacing pods that fail.</List.Item>
        <List.Item>
          The operator changes nothing: what is asked for meanwhile waits until it is resumed.
        </List.Item>
      </List>
    </ChangeDialog>
  );
}

/** Makes the operator go on with a cluster. */
export function ResumeDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  return (
    <ChangeDialog
      title={`Resume ${at.name}`}
      submitLabel="Resume"
      draft="resume"
      change={async (mode, signal) =>
        (await mutate(ResumeK8sClusterDocument, { ...at, ...mode }, signal)).resumeK8sCluster
      }
      next={`The operator looks at ${at.name} again, and does what was asked for meanwhile.`}
      onClose={onClose}
    >
      <Text size="sm">The operator does all that was asked for while it was paused, at once.</Text>
    </ChangeDialog>
  );
}

/** Makes the operator look at a cluster now. */
export function ReconcileDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  return (
    <ChangeDialog
      always
      title={`Reconcile ${at.name} now`}
      submitLabel="Reconcile"
      draft="reconcile"
      change={async (mode, signal) =>
        (await mutate(ReconcileK8sClusterDocument, { ...at, ...mode }, signal)).reconcileK8sCluster
      }
      next={`The operator was told to look at ${at.name}. When all is as asked for, nothing happens.`}
      onClose={onClose}
    >
      <Text size="sm">
        An annotation changes, which makes the operator compare what is there with what is asked for. Nothing
        else is touched.
      </Text>
    </ChangeDialog>
  );
}
