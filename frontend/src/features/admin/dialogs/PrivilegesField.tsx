import { ActionIcon, Autocomplete, Button, Fieldset, Group, Select, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { Places } from '@/features/data';
import type { PrivilegeKind } from '@/gql/schema';
import { PRIVILEGE_KINDS, PRIVILEGES } from '../model/privileges';
import { NEW_PRIVILEGE, type PrivilegeDraft } from '../model/roleDraft';

type Props = {
  readonly drafts: readonly PrivilegeDraft[];
  readonly problem: string | undefined;
  readonly places: Places;
  readonly onChange: (drafts: readonly PrivilegeDraft[]) => void;
};

const OPTIONS = [
  { group: 'Data', items: PRIVILEGE_KINDS.filter((kind) => PRIVILEGES[kind].scoped) },
  { group: 'Administration, everywhere', items: PRIVILEGE_KINDS.filter((kind) => !PRIVILEGES[kind].scoped) },
].map(({ group, items }) => ({
  group,
  items: items.map((kind) => ({ value: kind, label: PRIVILEGES[kind].label })),
}));

/** What a role may do, each with its place. */
export function PrivilegesField({ drafts, problem, places, onChange }: Props) {
  const change = (at: number, part: Partial<PrivilegeDraft>) =>
    onChange(drafts.map((draft, index) => (index === at ? { ...draft, ...part } : draft)));
  return (
    <Fieldset legend="Privileges" variant="unstyled" m={0} p={0}>
      <Stack gap="xs">
        {drafts.map(({ kind, namespace, set }, at) => {
          const { about, scoped } = PRIVILEGES[kind];
          return (
            <Group
              key={at}
              role="group"
              aria-label={`Privilege ${String(at + 1)}`}
              gap="xs"
              wrap="nowrap"
              align="flex-start"
            >
              <Select
                aria-label="What"
                w={170}
                data={OPTIONS}
                value={kind}
                allowDeselect={false}
                onChange={(value) => change(at, { kind: (value ?? kind) as PrivilegeKind })}
              />
              {scoped ? (
                <>
                  <Autocomplete
                    aria-label="Namespace"
                    placeholder="Everywhere"
                    w={160}
                    data={[...places.namespaces]}
                    value={namespace}
                    onChange={(value) => change(at, { namespace: value, ...(value === '' && { set: '' }) })}
                  />
                  <Autocomplete
                    aria-label="Set"
                    placeholder="Every set"
                    w={160}
                    disabled={namespace === ''}
                    data={[...places.setsOf(namespace)]}
                    limit={50}
                    value={set}
                    onChange={(value) => change(at, { set: value })}
                  />
                </>
              ) : (
                <Text size="sm" c="dimmed" w={330} mt={7}>
                  {about}
                </Text>
              )}
              <ActionIcon
                variant="subtle"
                color="gray"
                mt={4}
                aria-label={`Take privilege ${String(at + 1)} away`}
                onClick={() => onChange(drafts.filter((_, index) => index !== at))}
              >
                <IconTrash size={16} aria-hidden="true" />
              </ActionIcon>
            </Group>
          );
        })}
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => onChange([...drafts, NEW_PRIVILEGE])}
          >
            Privilege
          </Button>
          {problem !== undefined && (
            <Text size="sm" c="var(--mantine-color-error)" role="status">
              {problem}
            </Text>
          )}
        </Group>
      </Stack>
    </Fieldset>
  );
}
