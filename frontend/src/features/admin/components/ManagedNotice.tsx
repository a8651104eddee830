import { Alert, Anchor, Code } from '@mantine/core';
import { IconRefreshAlert } from '@tabler/icons-react';
import { Link } from 'react-router';
import { editCommand, k8sClusterUrl, useKubernetes } from '@/features/k8s-clusters';
import type { Manager } from '../queries/useAccess';

/** Says that someone else changes users and roles back, and leads to where they are said. */
export function ManagedNotice({ manager }: { readonly manager: Manager }) {
  const isShownHere = useKubernetes();
  const resource = `${manager.namespace}/${manager.name}`;
  return (
    <Alert
      color="yellow"
      icon={<IconRefreshAlert aria-hidden="true" />}
      title={
        manager.evidence === 'HOSTS'
          ? 'Probably managed by the Kubernetes operator'
          : 'Managed by the Kubernetes operator'
      }
    >
      With each sync the operator brings users, roles and passwords back to what the AerospikeCluster{' '}
      {isShownHere ? (
        <Anchor component={Link} underline="always" inherit fw={700} to={k8sClusterUrl(manager)}>
          {resource}
        </Anchor>
      ) : (
        <b>{resource}</b>
      )}{' '}
      says. What is changed here does not last: change the resource, as with{' '}
      <Code>{editCommand(manager)}</Code>.
    </Alert>
  );
}
