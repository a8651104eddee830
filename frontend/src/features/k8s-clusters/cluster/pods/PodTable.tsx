import { Button, Checkbox, Code, Stack, Table, Text } from '@mantine/core';
import { formatCount } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { Known, Unknown } from '@/shared/ui/Unknown';
import type { ReactNode } from 'react';
import type { PodTable_PodFragment } from './pods.generated';
import { dynamicWords, podWords, shortHash } from './podWords';

const SILENT = 'The operator says nothing about this pod';
const NOT_THERE = 'Kubernetes does not know this pod';

type Props = {
  readonly pods: readonly PodTable_PodFragment[];
  readonly chosen: readonly string[];
  readonly onChosen: (pods: readonly string[]) => void;
  /** Opens the log of one. */
  readonly onLog: (pod: string) => void;
};

/** The pods of a cluster, as the operator and Kubernetes tell of them. */
export function PodTable({ pods, chosen, onChosen, onLog }: Props) {
  const picked = pods.filter(({ name }) => chosen.includes(name));
  return (
    <Table.ScrollContainer minWidth={960}>
      <Table highlightOnHover tabularNums verticalSpacing={6} horizontalSpacing={6} fz="sm" aria-label="Pods">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={32}>
              <Checkbox
                size="xs"
                aria-label="All pods"
                checked={pods.length > 0 && picked.length === pods.length}
                indeterminate={picked.length > 0 && picked.length < pods.length}
                onChange={({ currentTarget: { checked } }) =>
                  onChosen(checked ? pods.map(({ name }) => name) : [])
                }
              />
            </Table.Th>
            {COLUMNS.map(({ name, hint }) => (
              <Table.Th scope="col" key={name} title={hint}>
                {name}
              </Table.Th>
            ))}
            <Table.Th scope="col">Log</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pods.map((pod) => (
            <PodRow
              key={pod.name}
              pod={pod}
              isChosen={chosen.includes(pod.name)}
              onChosen={(isChosen) =>
                onChosen(isChosen ? [...chosen, pod.name] : chosen.filter((name) => name !== pod.name))
              }
              onLog={() => onLog(pod.name)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

const COLUMNS = [
  { name: 'Pod', hint: 'Its name, the Kubernetes node it is on, and the zone' },
  { name: 'Rack', hint: 'The number of its rack; 0 in a cluster without racks' },
  { name: 'State', hint: 'As Kubernetes sees it, and whether the operator finds it stable' },
  { name: 'Endpoints', hint: 'The addresses clients reach it at, and the id of its Aerospike node' },
  { name: 'Readiness gate', hint: 'acko.io/aerospike-ready: it has joined and its data has migrated' },
  { name: 'Runs with', hint: 'Hashes of its configuration and of the pod’s own settings' },
  { name: 'Dynamic config', hint: 'How the last change without a restart went' },
  {
    name: 'Restarts',
    hint: 'How often its containers started again, and why the operator last restarted it',
  },
] as const;

type RowProps = {
  readonly pod: PodTable_PodFragment;
  readonly isChosen: boolean;
  readonly onChosen: (isChosen: boolean) => void;
  readonly onLog: () => void;
};

function PodRow({ pod, isChosen, onChosen, onLog }: RowProps) {
  const { name, rack, zone, state, status } = pod;
  return (
    <Table.Tr bg={isChosen ? 'var(--mantine-primary-color-light)' : undefined}>
      <Table.Td>
        <Checkbox
          size="xs"
          aria-label={`Choose ${name}`}
          checked={isChosen}
          onChange={({ currentTarget: { checked } }) => onChosen(checked)}
        />
      </Table.Td>
      <Table.Th scope="row" fw={400}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Faint>{[state?.node ?? 'on no node', ...(isKnown(zone) ? [zone] : [])].join(' · ')}</Faint>
      </Table.Th>
      <Table.Td>{rack}</Table.Td>
      <Table.Td>
        <Standing pod={pod} />
      </Table.Td>
      <Table.Td>
        {(status?.accessEndpoints ?? []).map((endpoint) => (
          <Code key={endpoint} display="block" w="fit-content">
            {endpoint}
          </Code>
        ))}
        {(status?.accessEndpoints ?? []).length === 0 && <Unknown reason={SILENT} />}
        {isKnown(status?.nodeID) && <Faint>{`node ${status.nodeID}`}</Faint>}
      </Table.Td>
      <Table.Td>
        <Known
          value={status?.readinessGateSatisfied}
          format={(met) => <Mark color={met ? 'green' : 'yellow'}>{met ? 'met' : 'not met'}</Mark>}
          reason={SILENT}
        />
      </Table.Td>
      <Table.Td>
        <Hash name="config" hash={status?.configHash} />
        <Hash name="pod" hash={status?.podSpecHash} />
      </Table.Td>
      <Table.Td>
        <Known
          value={status?.dynamicConfigStatus}
          format={(word) => <Mark color={dynamicWords(word).color}>{dynamicWords(word).text}</Mark>}
          reason="No change without a restart was made since it started"
        />
      </Table.Td>
      <Table.Td>
        <Restarts pod={pod} />
      </Table.Td>
      <Table.Td>
        <Button
          variant="subtle"
          size="compact-xs"
          disabled={!isKnown(state)}
          aria-label={`Log of ${name}`}
          onClick={onLog}
        >
          Log
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function Standing({ pod: { state, status } }: { readonly pod: PodTable_PodFragment }) {
  const { color, text } = podWords(state);
  const moving = status?.migratingPartitions ?? 0;
  return (
    <Stack gap={2} align="flex-start">
      <Mark color={color} title={state?.waitingMessage ?? (isKnown(state) ? undefined : NOT_THERE)}>
        {text}
      </Mark>
      {isKnown(status?.unstableSince) ? (
        <Faint>
          unstable, not ready since <Ago at={status.unstableSince} />
        </Faint>
      ) : (
        isKnown(status) && <Faint>stable</Faint>
      )}
      {moving > 0 && <Faint>{`${formatCount(moving)} partitions to move`}</Faint>}
      {(status?.dirtyVolumes ?? []).length > 0 && (
        <Faint>{`to be cleaned: ${(status?.dirtyVolumes ?? []).join(', ')}`}</Faint>
      )}
    </Stack>
  );
}

function Hash({ name, hash }: { readonly name: string; readonly hash: string | null | undefined }) {
  return (
    <Text size="xs" style={{ whiteSpace: 'nowrap' }}>
      {`${name} `}
      <Known value={hash} format={(known) => <Code title={known}>{shortHash(known)}</Code>} reason={SILENT} />
    </Text>
  );
}

function Restarts({ pod: { state, status } }: { readonly pod: PodTable_PodFragment }) {
  return (
    <>
      <Known value={state?.restarts} format={formatCount} reason={NOT_THERE} />
      {isKnown(state?.lastEndReason) && <Faint>{`last ended: ${state.lastEndReason}`}</Faint>}
      {isKnown(status?.lastRestartReason) && (
        <Faint>
          {`by the operator: ${status.lastRestartReason}`}
          {isKnown(status.lastRestartTime) && (
            <>
              {', '}
              <Ago at={status.lastRestartTime} />
            </>
          )}
        </Faint>
      )}
    </>
  );
}

function Faint({ children }: { readonly children: ReactNode }) {
  return (
    <Text size="xs" c="dimmed" component="div">
      {children}
    </Text>
  );
}
