import { useMutation } from '@apollo/client/react';
import { Button, Code, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { ErrorState } from '@/shared/ui/ErrorState';
import { notifyDone } from '@/shared/ui/notify';
import { isKnown } from '@/shared/lib/known';
import { heldText } from '../model/planWords';
import { CreateSuggestedIndexDocument } from './createIndex.generated';
import type { PlanPanel_PlanFragment } from './PlanPanel.generated';

type Suggested = NonNullable<PlanPanel_PlanFragment['suggestedIndex']>;

type Props = {
  readonly connectionId: string;
  readonly suggested: Suggested;
  /** The nodes know the index now. */
  readonly onCreated: () => void;
};

/** Makes the index the plan asks for; its name can be another. */
export function CreateSuggestedIndex({ connectionId, suggested, onCreated }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button size="compact-xs" variant="light" onClick={() => setOpened(true)}>
        Create this index…
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="Create an index"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <IndexForm
          connectionId={connectionId}
          suggested={suggested}
          onCreated={onCreated}
          onClose={() => setOpened(false)}
        />
      </Modal>
    </>
  );
}

type FormProps = Props & { readonly onClose: () => void };

function IndexForm({ connectionId, suggested, onCreated, onClose }: FormProps) {
  const { namespace, set, bin, type, collection, context } = suggested;
  const [name, setName] = useState(suggested.name);
  const [create, { loading, error }] = useMutation(CreateSuggestedIndexDocument);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const packedContext = context?.base64;
    const input = { connectionId, namespace, set: set ?? null, name, bin, collection, type, packedContext };
    try {
      await create({ variables: { input } });
    } catch {
      // Shown by the form.
      return;
    }
    notifyDone(`Index ${name} is being built.`);
    onCreated();
    onClose();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text size="sm">
          On <Code>{bin}</Code> ({heldText(suggested)}) of{' '}
          <Code>{isKnown(set) ? `${namespace}.${set}` : namespace}</Code>. Every node builds it from its
          records, and keeps it in memory.
        </Text>
        <TextInput
          label="Name"
          data-autofocus
          maxLength={255}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <ErrorState error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={loading} disabled={name === ''}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
