import {
  ActionIcon,
  Autocomplete,
  Button,
  Group,
  Input,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isList, type Json } from '../../form/resource';
import { useResource } from '../../form/ResourceForm';
import { useField } from '../../form/useField';
import { CODES, namesIn, parsePrivilege, type Privilege, writePrivilege } from './acl';

const OPTIONS = [
  { group: 'Data', items: CODES.filter(({ scoped }) => scoped) },
  { group: 'Administration, everywhere', items: CODES.filter(({ scoped }) => !scoped) },
].map(({ group, items }) => ({ group, items: items.map(({ code }) => ({ value: code, label: code })) }));

/** What a role may do, each with its place. */
export function PrivilegesField({ at }: { readonly at: string }) {
  const { value, put, error } = useField(at);
  const privileges = isList(value) ? value : [];
  return (
    <Input.Wrapper
      label="Privileges"
      labelElement="div"
      withAsterisk
      error={error}
      role="group"
      aria-label="Privileges"
    >
      <Stack gap={6} mt={4}>
        {privileges.map((_, index) => (
          <PrivilegeRow
            key={index}
            at={`${at}[${index}]`}
            number={index + 1}
            onRemove={() => put(privileges.length === 1 ? undefined : privileges.toSpliced(index, 1))}
          />
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => put([...privileges, 'read-write'])}
        >
          Add privilege
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

type RowProps = { readonly at: string; readonly number: number; readonly onRemove: () => void };

function PrivilegeRow({ at, number, onRemove }: RowProps) {
  const { get } = useResource();
  const { value, put, error } = useField(at);
  const privilege = parsePrivilege(textOf(value));
  const known = CODES.find(({ code }) => code === privilege.code);
  const change = (part: Partial<Privilege>) => put(writePrivilege({ ...privilege, ...part }));
  const data =
    known === undefined
      ? [...OPTIONS, { group: 'As written', items: [{ value: privilege.code, label: privilege.code }] }]
      : OPTIONS;
  return (
    <div role="group" aria-label={`Privilege ${number}`}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Select
          aria-label="What"
          style={{ flex: '0 1 170px' }}
          data={data}
          value={privilege.code}
          allowDeselect={false}
          error={error !== undefined}
          onChange={(code) => {
            const isScoped = CODES.some((each) => each.code === code && each.scoped);
            change({ code: code ?? privilege.code, ...(!isScoped && { namespace: '', set: '' }) });
          }}
        />
        {known?.scoped === false && privilege.namespace === '' ? (
          <Text size="sm" c="dimmed" mt={7} style={{ flex: 1 }}>
            {known.about}, everywhere
          </Text>
        ) : (
          <>
            <Autocomplete
              aria-label="Namespace"
              placeholder="Everywhere"
              style={{ flex: 1 }}
              data={[...namesIn(get('spec.aerospikeConfig.namespaces'))]}
              value={privilege.namespace}
              onChange={(text) => {
                const namespace = text.replaceAll('.', '');
                change({ namespace, ...(namespace === '' && { set: '' }) });
              }}
            />
            <TextInput
              aria-label="Set"
              placeholder="Every set"
              style={{ flex: 1 }}
              disabled={privilege.namespace === ''}
              value={privilege.set}
              onChange={({ currentTarget }) => change({ set: currentTarget.value })}
            />
          </>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={4}
          aria-label={`Take privilege ${number} away`}
          onClick={onRemove}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      </Group>
      {error !== undefined && <Input.Error>{error}</Input.Error>}
    </div>
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
