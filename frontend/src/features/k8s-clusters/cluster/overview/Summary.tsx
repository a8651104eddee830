import { Card, Code, Stack, Text } from '@mantine/core';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { KEEPERS } from '../../actions/model/planWords';
import type { PartOf } from '../parts/useClusterPart';
import type { K8sClusterOverviewSubscription } from './overview.generated';
import { claimsText, resourcesText } from './capacity';

type Cluster = PartOf<K8sClusterOverviewSubscription>;

const NOT_SAID = 'The operator does not report it';

/** The numbers of a cluster at a glance, and what it has to run with. */
export function Summary({ cluster }: { readonly cluster: Cluster }) {
  const { health, migration, spec, status, metadata, owned } = cluster;
  const resources = spec?.podSpec?.aerospikeContainer?.resources;
  return (
    <Card withBorder padding="sm">
      <Stack gap="md">
        <Facts label="Health">
          <Fact name="Pods ready">
            <Known
              value={health}
              format={({ readyPods, wantedPods, totalPods }) =>
                `${readyPods} of ${wantedPods ?? '?'} wanted, ${totalPods} there`
              }
              reason="Pods cannot be looked at"
            />
          </Fact>
          <Fact name="Aerospike cluster size" hint="As the operator last heard it from the nodes">
            <Known value={status?.aerospikeClusterSize} format={String} reason={NOT_SAID} />
          </Fact>
          <Fact name="Available">
            <YesNo value={health?.available} />
          </Fact>
          <Fact name="Configuration applied">
            <YesNo value={health?.configApplied} />
          </Fact>
          <Fact name="Users and roles in sync">
            <YesNo value={health?.aclSynced} reason="The cluster asks for no users" />
          </Fact>
          <Fact name="Restarts to come">
            <Known value={health?.pendingRestarts} format={String} reason="Pods cannot be looked at" />
          </Fact>
          <Fact name="Migration">
            <Known
              value={migration?.inProgress}
              format={(moving) =>
                moving ? (
                  <Mark color="blue">
                    {isKnown(migration?.remainingPartitions)
                      ? `${formatInt64(migration.remainingPartitions)} partitions to move`
                      : 'data is moving'}
                  </Mark>
                ) : (
                  'none'
                )
              }
              reason="Nobody has looked"
            />
            {isKnown(migration?.checkedAt) && (
              <Text size="xs" c="dimmed">
                asked <Ago at={migration.checkedAt} />
              </Text>
            )}
            {migration?.waitedFor === true && <Text size="xs">The operator waits for it</Text>}
          </Fact>
          <Fact name="Dynamic configuration" hint="Whether changes that allow it are made without a restart">
            {spec?.enableDynamicConfigUpdate === true ? 'on' : 'off'}
          </Fact>
        </Facts>
        <Facts label="Capacity">
          <Fact name="Resources of each pod">
            <Known
              value={isKnown(resources) ? resourcesText(resources) : null}
              format={(text) => <Code>{text}</Code>}
              reason="The spec asks for none"
            />
          </Fact>
          <Fact name="Volumes">
            <Known
              value={owned.volumeClaims}
              format={(claims) => claimsText(claims.map(({ capacity }) => capacity ?? null))}
              reason="Claims cannot be looked at"
            />
          </Fact>
          <Fact name="Made">
            <Known value={metadata.createdAt} format={(at) => <Ago at={at} />} />
          </Fact>
          <Fact name="Operator">
            <Known value={status?.operatorVersion} format={String} reason={NOT_SAID} />
          </Fact>
        </Facts>
        {metadata.keepers.map(({ kind, name, evidence }) => (
          <Text key={evidence} size="sm">
            {`Kept by ${KEEPERS[kind]}${isKnown(name) ? ` (${name})` : ''}: it undoes changes made elsewhere. `}
            <Code>{evidence}</Code>
          </Text>
        ))}
      </Stack>
    </Card>
  );
}

function YesNo({ value, reason = NOT_SAID }: { readonly value?: boolean | null; readonly reason?: string }) {
  return (
    <Known
      value={value}
      format={(is) => <Mark color={is ? 'green' : 'red'}>{is ? 'yes' : 'no'}</Mark>}
      reason={reason}
    />
  );
}
