import { useMutation } from '@apollo/client/react';
import { Anchor, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { clusterKey, k8sClusterUrl, type LiveTemplate } from '@/features/k8s-clusters';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { notifyDone } from '@/shared/ui/notify';
import { DeleteK8sTemplateDocument } from '../mutations/delete.generated';

type Props = {
  readonly template: LiveTemplate;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
};

/** Asks for the name of a template and deletes it; while clusters are made from it, names them instead. */
export function DeleteTemplateDialog({ template, onClose, onDeleted }: Props) {
  const [remove] = useMutation(DeleteK8sTemplateDocument, { fetchPolicy: 'no-cache' });
  const { name, context, usedBy } = template;
  const users = usedBy?.clusters.filter(({ refers }) => refers) ?? [];
  if (users.length > 0) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={`${name} is in use`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {users.length === 1 ? 'A cluster is' : `${String(users.length)} clusters are`} made from it, and
            the operator would fail on them without it. Take <code>spec.templateRef</code> out of them, or
            delete them, first.
          </Text>
          <List size="sm" aria-label="Clusters made from it">
            {users.map((use) => (
              <List.Item key={use.clusterId}>
                <Anchor component={Link} to={k8sClusterUrl({ ...use, context })}>
                  {clusterKey(use)}
                </Anchor>
              </List.Item>
            ))}
          </List>
          <Group justify="flex-end">
            <Button variant="default" data-autofocus onClick={onClose}>
              Close
            </Button>
          </Group>
        </Stack>
      </Modal>
    );
  }
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={`Delete template ${name}?`}
      name={name}
      confirmLabel="Delete"
      onConfirm={async () => {
        const { data } = await remove({ variables: { input: { context, name, confirmName: name } } });
        const warnings = data.deleteK8sTemplate.warnings;
        notifyDone([`Template ${name} is deleted.`, ...warnings].join(' '));
      }}
      onDone={onDeleted}
    >
      {usedBy?.namespaces
        ? `No cluster of the namespaces ${usedBy.namespaces.join(', ')} is made from it; others cannot be looked at from here. `
        : 'No cluster is made from it. '}
      New clusters can no longer take it over.
    </ConfirmByName>
  );
}
