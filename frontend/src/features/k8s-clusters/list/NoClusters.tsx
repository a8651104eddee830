import { Anchor, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconBinaryTree2, IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '@/shared/ui/EmptyState';
import { NEW_CLUSTER_PATH } from './urls';

/** What an operator is, and how the first cluster comes to be. */
export function NoClusters({ onImport }: { readonly onImport: () => void }) {
  return (
    <EmptyState
      icon={IconBinaryTree2}
      title="No clusters yet"
      action={
        <Group gap="xs" justify="center">
          <Button
            component={Link}
            to={NEW_CLUSTER_PATH}
            leftSection={<IconPlus size={16} aria-hidden="true" />}
          >
            Create the first cluster
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden="true" />}
            onClick={onImport}
          >
            Import YAML
          </Button>
        </Group>
      }
    >
      <Stack gap="xs">
        <Text inherit>
          In Kubernetes a cluster of Aerospike is a resource, an <Code>AerospikeCluster</Code>: a text that
          says how many nodes there are to be, of which image, with which namespaces and volumes.
        </Text>
        <Text inherit>
          The operator, a program beside them, reads it and makes it so: it starts the pods, adds and removes
          nodes, restarts what has to be restarted, and says how far it is. You say what you want; here you
          see what is.
        </Text>
        <Text inherit size="sm">
          Clusters that are made elsewhere, with kubectl or from a repository, appear here by themselves.{' '}
          <Anchor component={Link} inherit underline="always" to="/connections">
            Connections
          </Anchor>{' '}
          to clusters outside of Kubernetes have their own list.
        </Text>
      </Stack>
    </EmptyState>
  );
}
