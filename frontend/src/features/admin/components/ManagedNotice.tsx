import { Alert, Code } from '@mantine/core';
import { IconRefreshAlert } from '@tabler/icons-react';
import type { Manager } from '../queries/useAccess';

/** Says that someone else changes users and roles back. */
export function ManagedNotice({ manager }: { readonly manager: Manager }) {
  const { context, namespace, name, evidence } = manager;
  const kubectl = context === null || context === undefined ? 'kubectl' : `kubectl --context ${context}`;
  return (
    <Alert
      color="yellow"
      icon={<IconRefreshAlert aria-hidden="true" />}
      title={
        evidence === 'HOSTS'
          ? 'Probably managed by the Kubernetes operator'
          : 'Managed by the Kubernetes operator'
      }
    >
      With each sync the operator brings users, roles and passwords back to what the AerospikeCluster{' '}
      <b>{`${namespace}/${name}`}</b> says. What is changed here does not last: change the resource, as with{' '}
      <Code>{`${kubectl} -n ${namespace} edit aerospikecluster ${name}`}</Code>.
    </Alert>
  );
}
