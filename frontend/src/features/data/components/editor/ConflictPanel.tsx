import { Alert, Button, Group, Table, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import type { CurrentRecord } from '../../model/conflict';
import { preview } from '../../model/preview';
import { type AerospikeValue, type Bins, ownValue, valuesEqual } from '../../model/value';
import classes from './editor.module.css';

type Props = {
  /** The record as this edit began. */
  readonly base: Bins;
  /** What this edit would send; null removes. */
  readonly mine: Bins;
  /** The record as it is now; null when the gateway could not say. */
  readonly current: CurrentRecord | null;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
};

/** Someone saved first: both sides next to each other, and the choice. */
export function ConflictPanel({ base, mine, current, onTakeTheirs, onKeepMine }: Props) {
  return (
    <Alert
      color="yellow"
      icon={<IconGitMerge size={18} />}
      title="This record changed after you opened it"
      role="alert"
    >
      <Text size="sm">Nothing was written. Compare, then choose.</Text>
      {current !== null && <ConflictTable base={base} mine={mine} current={current} />}
      <Group gap="xs" mt="sm">
        <Button size="xs" variant="default" onClick={onTakeTheirs}>
          {current === null ? 'Load the present record, drop my edit' : 'Take theirs, drop my edit'}
        </Button>
        {current !== null && (
          <Button size="xs" onClick={onKeepMine}>
            Keep my edit on top of generation {current.generation}
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function ConflictTable({
  base,
  mine,
  current,
}: Pick<Props, 'base' | 'mine'> & { readonly current: CurrentRecord }) {
  const names = [
    ...new Set([...Object.keys(mine), ...Object.keys(current.bins), ...Object.keys(base)]),
  ].filter((name) => {
    const theirs = ownValue(current.bins, name);
    return Object.hasOwn(mine, name) || !same(theirs, ownValue(base, name));
  });
  return (
    <Table className={classes.conflict} mt="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Bin</Table.Th>
          <Table.Th scope="col">When opened</Table.Th>
          <Table.Th scope="col">Now (generation {current.generation})</Table.Th>
          <Table.Th scope="col">Your edit</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {names.map((name) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{show(ownValue(base, name))}</Table.Td>
            <Table.Td>{show(ownValue(current.bins, name))}</Table.Td>
            <Table.Td>{showEdit(ownValue(mine, name))}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function same(left: AerospikeValue | undefined, right: AerospikeValue | undefined): boolean {
  return left === undefined || right === undefined ? left === right : valuesEqual(left, right);
}

function show(value: AerospikeValue | undefined): string {
  return value === undefined ? 'absent' : preview(value).text;
}

function showEdit(value: AerospikeValue | undefined): string {
  if (value === undefined) {
    return 'unchanged';
  }
  return value === null ? 'removed' : preview(value).text;
}
