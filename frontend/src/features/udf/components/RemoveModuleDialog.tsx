import { useMutation } from '@apollo/client/react';
import { Anchor, Checkbox, Code, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { clusterJobsUrl } from '@/features/data';
import { toAppError } from '@/shared/errors/appError';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { notifyDone } from '@/shared/ui/notify';
import { jobsOfConflict } from '../model/conflict';
import { RemoveModuleDocument } from '../mutations/modules.generated';

type Props = {
  readonly connectionId: string;
  readonly name: string;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
};

/** Asks for the name of a module, and removes it. Tells which running jobs call it, and then asks about them too. */
export function RemoveModuleDialog({ connectionId, name, onClose, onRemoved }: Props) {
  const [remove] = useMutation(RemoveModuleDocument, { fetchPolicy: 'no-cache' });
  const [users, setUsers] = useState<readonly string[]>([]);
  const [evenIfUsed, setEvenIfUsed] = useState(false);
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={`Remove module ${name}?`}
      name={name}
      confirmLabel="Remove"
      ready={users.length === 0 || evenIfUsed}
      onConfirm={async () => {
        try {
          const { data } = await remove({
            variables: { input: { connectionId, name, evenIfUsed } },
          });
          notifyDone(removedText(name, data.removeUdfModule));
        } catch (cause) {
          setUsers(jobsOfConflict(toAppError(cause)));
          throw cause;
        }
      }}
      onDone={onRemoved}
    >
      <Stack gap="xs">
        <Text size="sm">
          It goes on every node, and whoever calls its functions gets an error from then on. No record is
          changed. Keep its text if you may want it again: the nodes do not.
        </Text>
        {users.length > 0 && (
          <>
            <Text size="sm">
              Called by {users.length === 1 ? 'the running job' : 'the running jobs'}{' '}
              {users.map((id, index) => (
                <span key={id}>
                  {index > 0 && ', '}
                  <Code>{id}</Code>
                </span>
              ))}
              .{' '}
              <Anchor component={Link} underline="always" to={clusterJobsUrl(connectionId)}>
                Jobs of the cluster
              </Anchor>
            </Text>
            <Checkbox
              label="Remove it although they go on without it"
              checked={evenIfUsed}
              onChange={(event) => setEvenIfUsed(event.currentTarget.checked)}
            />
          </>
        )}
      </Stack>
    </ConfirmByName>
  );
}

function removedText(
  name: string,
  { removed, nodesBehind }: { readonly removed: boolean; readonly nodesBehind: readonly string[] },
): string {
  if (!removed) {
    return `${name} was gone already.`;
  }
  return nodesBehind.length === 0
    ? `${name} was removed from all nodes.`
    : `${name} was removed. Nodes that have not told of it yet: ${nodesBehind.join(', ')}.`;
}
