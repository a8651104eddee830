import { Group, Text } from '@mantine/core';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { PartialAnswer } from '../PartialAnswer';
import type { ClusterSummary_ClusterFragment } from './ClusterSummary.generated';

type Props = {
  readonly cluster: ClusterSummary_ClusterFragment;
  /** Share of operations answered in the last sample, 0 to 1; null without traffic. */
  readonly readShare: number | null;
  readonly writeShare: number | null;
};

const NO_TRAFFIC = 'No traffic in the last sample, so there is no share to show';

/** The numbers that say at a glance how a cluster is. */
export function ClusterSummary({ cluster, readShare, writeShare }: Props) {
  return (
    <Facts label="Cluster">
      <Fact name="Nodes">
        <Group gap={6}>
          {cluster.nodesTotal}
          <PartialAnswer
            answered={cluster.nodesAnswered}
            total={cluster.nodesTotal}
            problems={cluster.problems}
          />
        </Group>
      </Fact>
      <Fact name="Cluster size" hint="As the nodes themselves see it">
        <Group gap={6}>
          <Known value={cluster.size} format={String} />
          <Consistency consistent={cluster.consistent} />
        </Group>
      </Fact>
      <Fact name="Uptime" hint="Of the node that started last">
        <Known value={cluster.uptimeSeconds} format={formatDuration} />
      </Fact>
      <Fact name="Objects" hint="Each record once">
        <Known value={cluster.objects} format={formatInt64} />
      </Fact>
      <Fact name="Client connections">
        <Known value={cluster.clientConnections} format={formatInt64} />
      </Fact>
      <Fact name="Migrations left">
        <Known value={cluster.migrationsRemaining} format={formatInt64} />
      </Fact>
      <Fact name="Reads answered" hint="(success + not found) / all, in the last sample">
        <Known value={readShare} format={formatRatio} reason={NO_TRAFFIC} />
      </Fact>
      <Fact name="Writes answered" hint="success / all, in the last sample">
        <Known value={writeShare} format={formatRatio} reason={NO_TRAFFIC} />
      </Fact>
      <Fact name="Writes">
        <Known
          value={cluster.stopWrites}
          format={(stopped) => (stopped ? <Mark color="red">stopped</Mark> : 'accepted')}
        />
      </Fact>
      <Fact name="Cluster key" hint="Changes whenever a node joins or leaves">
        <Known
          value={cluster.key}
          format={(key) => (
            <Text span inherit ff="monospace">
              {key}
            </Text>
          )}
        />
      </Fact>
    </Facts>
  );
}

function Consistency({ consistent }: { readonly consistent: boolean | null | undefined }) {
  if (!isKnown(consistent)) {
    return null;
  }
  return (
    <Mark color={consistent ? 'teal' : 'red'}>
      {consistent ? 'all agree' : 'nodes disagree: split cluster'}
    </Mark>
  );
}
