import { ActionIcon, Button, Fieldset, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { DraftForm } from './draftForm';

const MAX_LABELS = 32;

/** Free labels, besides the environment, which has a field of its own. */
export function LabelsField({ form }: { readonly form: DraftForm }) {
  const { labels } = form.values;
  return (
    <Fieldset legend="Labels" variant="unstyled" mx={0} px={0}>
      <Stack gap={6}>
        {labels.map((_, index) => (
          <Group key={form.key(`labels.${index}`)} gap={6} align="flex-start" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`Key of label ${String(index + 1)}`}
              placeholder="team"
              {...form.getInputProps(`labels.${index}.key`)}
            />
            <TextInput
              flex={1}
              aria-label={`Value of label ${String(index + 1)}`}
              placeholder="payments"
              {...form.getInputProps(`labels.${index}.value`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove label ${String(index + 1)}`}
              onClick={() => form.removeListItem('labels', index)}
            >
              <IconX size={16} aria-hidden="true" />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Button
        mt={labels.length > 0 ? 6 : 0}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        disabled={labels.length >= MAX_LABELS}
        onClick={() => form.insertListItem('labels', { key: '', value: '' })}
      >
        Add label
      </Button>
    </Fieldset>
  );
}
