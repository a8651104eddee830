import { Autocomplete, Button, Group, NativeSelect, Stack, Table, Text } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { usePlaces } from '@/features/data';
import { useReading } from '@/shared/apollo/useReading';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PERMISSION_KINDS, PERMISSIONS } from '../model/privileges';
import { AccessWhoCanDocument } from '../queries/access.generated';
import type { Asked } from '../urls';
import { GrantList } from './GrantList';
import { NameLink } from './NameLink';

type Props = {
  readonly connectionId: string;
  readonly asked: Asked;
  readonly onAsk: (asked: Asked) => void;
  readonly userUrlOf: (user: string) => string;
  readonly roleUrlOf: (role: string) => string;
};

/** Who may do something, and where: asked of the users and roles as they are now. */
export function WhoCan({ connectionId, asked, onAsk, userUrlOf, roleUrlOf }: Props) {
  const [draft, setDraft] = useState(asked);
  const places = usePlaces(connectionId);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onAsk({
      ...draft,
      namespace: draft.namespace.trim(),
      set: draft.namespace === '' ? '' : draft.set.trim(),
    });
  };
  return (
    <Stack gap="md">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="sm">
          <NativeSelect
            label="Who can"
            w={240}
            data={PERMISSION_KINDS.map((kind) => ({ value: kind, label: PERMISSIONS[kind] }))}
            value={draft.permission}
            onChange={(event) => {
              const permission = PERMISSION_KINDS.find((kind) => kind === event.currentTarget.value);
              setDraft({ ...draft, permission: permission ?? draft.permission });
            }}
          />
          <Autocomplete
            label="In namespace"
            placeholder="Everywhere"
            w={180}
            data={[...places.namespaces]}
            value={draft.namespace}
            onChange={(namespace) => setDraft({ ...draft, namespace, ...(namespace === '' && { set: '' }) })}
          />
          <Autocomplete
            label="Set"
            placeholder="All of it"
            w={180}
            disabled={draft.namespace === ''}
            data={[...places.setsOf(draft.namespace)]}
            limit={50}
            value={draft.set}
            onChange={(set) => setDraft({ ...draft, set })}
          />
          <Button type="submit">Ask</Button>
        </Group>
      </form>
      <Answer connectionId={connectionId} asked={asked} userUrlOf={userUrlOf} roleUrlOf={roleUrlOf} />
    </Stack>
  );
}

function Answer({ connectionId, asked, userUrlOf, roleUrlOf }: Omit<Props, 'onAsk'>) {
  const { permission, namespace, set } = asked;
  const { data, errors, refresh } = useReading(AccessWhoCanDocument, {
    connectionId,
    permission,
    namespace: namespace === '' ? null : namespace,
    set: set === '' ? null : set,
  });
  const found = data?.whoCan ?? null;
  const where = namespace === '' ? 'everywhere' : set === '' ? `in ${namespace}` : `in ${namespace}.${set}`;
  if (found === null) {
    return errors.length === 0 ? (
      <LoadingSkeleton label="who can" rows={4} rowHeight={28} />
    ) : (
      <>
        {errors.map((error) => (
          <ErrorAlert key={error.message} error={error} onRetry={refresh} />
        ))}
      </>
    );
  }
  return (
    <>
      {found.users.length === 0 ? (
        <EmptyState icon={IconUserQuestion} title="Nobody">
          No user can {PERMISSIONS[permission]} {where}, or in a part of that.
        </EmptyState>
      ) : (
        <Table tabularNums aria-label={`Who can ${PERMISSIONS[permission]} ${where}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">User</Table.Th>
              <Table.Th scope="col">Where</Table.Th>
              <Table.Th scope="col">By</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.users.map(({ name, everywhere, grants }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">
                  <NameLink name={name} to={userUrlOf(name)} />
                </Table.Th>
                <Table.Td>{everywhere ? where : 'in parts of it'}</Table.Td>
                <Table.Td>
                  <GrantList grants={grants} roleUrlOf={roleUrlOf} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {found.undecided.length > 0 && (
        <Text size="sm" c="dimmed">
          Of {found.undecided.join(', ')} it is not known: they have privileges this version does not know.
        </Text>
      )}
    </>
  );
}
