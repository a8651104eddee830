import { Alert, Button, Code, Group, Radio, Stack, Table, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { toYaml } from '../form/document';
import { isObject, type Json, type Resource } from '../form/resource';
import type { Base } from './conflict';
import { type Clash, merge, type Side } from './merge';

type Props = {
  readonly what: 'cluster' | 'template';
  /** The resource as it was read. */
  readonly seen: Base;
  /** The resource as somebody else made it meanwhile. */
  readonly theirs: Base;
  /** The resource as it is to be. */
  readonly mine: Resource;
  /** Goes on with the edit on top of theirs. */
  readonly onMerge: (merged: Resource) => void;
};

/** Brings an edit together with what somebody else changed meanwhile, field by field. */
export function ConflictPanel({ what, seen, theirs, mine, onMerge }: Props) {
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const { value, clashes } = merge(seen.resource, theirs.resource, mine, sides);
  const open = clashes.filter(({ path }) => !sides.has(path)).length;
  const choose = (paths: readonly Clash[], side: Side) =>
    setSides(new Map([...sides, ...paths.map(({ path }) => [path, side] as const)]));
  return (
    <Alert
      color="yellow"
      role="alert"
      icon={<IconGitMerge aria-hidden="true" />}
      title={`Somebody else changed this ${what} meanwhile`}
    >
      <Stack gap="sm">
        <Text size="sm">
          {clashes.length === 0
            ? 'Your changes and theirs go together.'
            : 'You both changed the fields below. Say whose counts; all else goes together.'}
        </Text>
        {clashes.length > 0 && (
          <>
            <Group gap="xs">
              <Button size="compact-xs" variant="default" onClick={() => choose(clashes, 'mine')}>
                Take all of mine
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => choose(clashes, 'theirs')}>
                Take all of theirs
              </Button>
            </Group>
            <ClashTable clashes={clashes} sides={sides} onChoose={(clash, side) => choose([clash], side)} />
          </>
        )}
        <Group gap="sm">
          <Button
            size="xs"
            disabled={open > 0 || !isObject(value)}
            onClick={() => {
              if (isObject(value)) onMerge(value);
            }}
          >
            Go on with both
          </Button>
          {open > 0 && (
            <Text size="xs" c="dimmed" role="status">
              {open === 1 ? 'One field' : `${open} fields`} to decide
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

type TableProps = {
  readonly clashes: readonly Clash[];
  readonly sides: ReadonlyMap<string, Side>;
  readonly onChoose: (clash: Clash, side: Side) => void;
};

function ClashTable({ clashes, sides, onChoose }: TableProps) {
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table aria-label="Fields that both changed" fz="sm" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Field</Table.Th>
            <Table.Th scope="col">As you read it</Table.Th>
            <Table.Th scope="col">Theirs</Table.Th>
            <Table.Th scope="col">Mine</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {clashes.map((clash) => {
            const { path, seen, theirs, mine } = clash;
            return (
              <Table.Tr key={path} style={{ verticalAlign: 'top' }}>
                <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                  {path}
                </Table.Th>
                <Table.Td>
                  <Shown value={seen} />
                </Table.Td>
                {(['theirs', 'mine'] as const).map((side) => (
                  <Table.Td key={side}>
                    <Radio
                      name={path}
                      aria-label={`${path}: take ${side}`}
                      label={<Shown value={side === 'mine' ? mine : theirs} />}
                      checked={sides.get(path) === side}
                      onChange={() => onChoose(clash, side)}
                    />
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Shown({ value }: { readonly value: Json | undefined }) {
  return value === undefined ? (
    <Text span size="sm" c="dimmed">
      not set
    </Text>
  ) : (
    <Code bg="transparent" p={0} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {toYaml(value).trimEnd()}
    </Code>
  );
}
