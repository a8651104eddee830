import { Alert, Group, List, Stack } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { formatDateTime } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { replicationText, stopWritesReasons, ttlSentences } from '../../model/namespaceWords';
import { UsageBar } from '../UsageBar';
import type { NamespaceFacts_NamespaceFragment } from './NamespaceFacts.generated';
import { ENGINE_LABELS } from './storage';
import type { ThresholdTable_ThresholdFragment } from './ThresholdTable.generated';

type Props = {
  readonly namespace: NamespaceFacts_NamespaceFragment & {
    readonly thresholds: readonly ThresholdTable_ThresholdFragment[];
  };
};

const count = (value: string) => formatInt64(value);
const bytes = (value: string) => formatBytes(value);

/** Everything a namespace says about itself, apart from its thresholds and sets. */
export function NamespaceFacts({ namespace }: Props) {
  return (
    <Stack gap="lg">
      <StopWrites namespace={namespace} />
      <Facts label="Objects">
        <Fact name="Objects" hint="Each record once, however many copies there are">
          <Known value={namespace.objects} format={count} />
        </Fact>
        <Fact name="Replicas" hint="Further copies of records">
          <Known value={namespace.replicaObjects} format={count} />
        </Fact>
        <Fact name="Tombstones">
          <Known value={namespace.tombstones} format={count} />
        </Fact>
        <Fact name="Replication factor" hint="Smaller than configured while there are too few nodes">
          <Known value={replicationText(namespace)} format={(text) => text} />
        </Fact>
        <Fact name="Expired">
          <Known value={namespace.expiredObjects} format={count} />
        </Fact>
        <Fact name="Evicted">
          <Group gap={6}>
            <Known value={namespace.evictedObjects} format={count} />
            {namespace.evictionThresholdBreached === true && <Mark color="orange">evicting</Mark>}
          </Group>
        </Fact>
        <Fact name="Migrations left">
          <Known value={namespace.migrationsRemaining} format={count} />
        </Fact>
        <Fact name="Reads ok / writes ok" hint="Share of operations since the nodes started">
          <Known value={namespace.readSuccessRatio} format={formatRatio} reason="No reads yet" />
          {' / '}
          <Known value={namespace.writeSuccessRatio} format={formatRatio} reason="No writes yet" />
        </Fact>
      </Facts>
      <Facts label="Storage">
        <Fact name="Storage engine">
          <Known value={namespace.storageEngine} format={(engine) => ENGINE_LABELS[engine]} />
        </Fact>
        <Fact name="Data used">
          <UsageBar
            stacked
            label="Data used"
            used={namespace.dataUsedBytes}
            total={namespace.dataTotalBytes}
          />
        </Fact>
        <Fact name="Data available" hint="Share of storage that is free in whole write blocks">
          <Known value={namespace.dataAvailableRatio} format={formatRatio} />
        </Fact>
        <Fact name="Memory used">
          <Known value={namespace.memoryUsedBytes} format={bytes} />
        </Fact>
        {namespace.storageEngine !== 'MEMORY' && (
          <Fact name="Device used">
            <UsageBar
              stacked
              label="Device used"
              used={namespace.deviceUsedBytes}
              total={namespace.deviceTotalBytes}
            />
          </Fact>
        )}
        <Fact name="Primary index">
          <Known value={namespace.indexUsedBytes} format={bytes} />
        </Fact>
        <Fact name="Set indexes">
          <Known value={namespace.setIndexUsedBytes} format={bytes} />
        </Fact>
        <Fact name="Secondary indexes">
          <Known value={namespace.secondaryIndexUsedBytes} format={bytes} />
        </Fact>
        {isKnown(namespace.truncatedBefore) && (
          <Fact name="Truncated before">{formatDateTime(namespace.truncatedBefore)}</Fact>
        )}
      </Facts>
      <Facts label="Expiry">
        <Fact name="Time to live" wide>
          <TtlWords ttl={namespace.ttl} />
        </Fact>
      </Facts>
    </Stack>
  );
}

function StopWrites({ namespace }: Props) {
  if (namespace.stopWrites !== true) {
    return null;
  }
  const reasons = stopWritesReasons(namespace);
  return (
    <Alert color="red" icon={<IconHandStop aria-hidden="true" />} title="This namespace refuses writes">
      {reasons.length === 0 ? (
        'No node said why.'
      ) : (
        <List size="sm">
          {reasons.map((reason) => (
            <List.Item key={reason}>{reason}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

function TtlWords({ ttl }: { readonly ttl: NamespaceFacts_NamespaceFragment['ttl'] }) {
  const sentences = ttlSentences(ttl);
  return <Known value={sentences.length === 0 ? null : sentences.join(' ')} format={(text) => text} />;
}
