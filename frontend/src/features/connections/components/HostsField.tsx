import { ActionIcon, Button, Fieldset, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { MAX_HOSTS } from '../model/host';
import type { DraftForm } from './draftForm';

/** The seed hosts, one per line, each judged as it is left. */
export function HostsField({ form }: { readonly form: DraftForm }) {
  const { hosts } = form.values;
  return (
    <Fieldset legend="Hosts" variant="unstyled" mx={0} px={0}>
      <Text size="xs" c="dimmed" mb={6}>
        host, host:port or [IPv6]:port; port 3000 where none is named. One reachable node is enough to find
        the others.
      </Text>
      <Stack gap={6}>
        {hosts.map((_, index) => (
          <Group key={form.key(`hosts.${index}`)} gap={6} align="flex-start" wrap="nowrap">
            <TextInput
              flex={1}
              aria-label={`Host ${String(index + 1)}`}
              placeholder="aerospike.example.com:3000"
              spellCheck={false}
              autoComplete="off"
              {...form.getInputProps(`hosts.${index}`)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={`Remove host ${String(index + 1)}`}
              disabled={hosts.length === 1}
              onClick={() => form.removeListItem('hosts', index)}
            >
              <IconX size={16} aria-hidden="true" />
            </ActionIcon>
          </Group>
        ))}
      </Stack>
      <Button
        mt={6}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        disabled={hosts.length >= MAX_HOSTS}
        onClick={() => form.insertListItem('hosts', '')}
      >
        Add host
      </Button>
    </Fieldset>
  );
}
