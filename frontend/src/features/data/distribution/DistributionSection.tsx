import { Anchor, Card, Group, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import type { DistributionKind } from '@/gql/schema';
import { useReading } from '@/shared/apollo/useReading';
import { formatInt64 } from '@/shared/format/int64';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { Known } from '@/shared/ui/Unknown';
import { ProblemList } from '../components/ProblemList';
import { configUrl } from '../config/urls';
import { DistributionDocument } from './distribution.generated';
import { Histogram } from './Histogram';
import { amount, barsOf, boundOf, type Distribution } from './shares';
import { DISTRIBUTION_KINDS, distributionSearch, type DistributionView, readDistributionView } from './urls';

const KIND_LABELS: Readonly<Record<DistributionKind, string>> = {
  TTL: 'Time to live',
  OBJECT_SIZE: 'Object size',
};

const EVERY = '';

type Props = {
  readonly connectionId: string;
  readonly namespace: string;
  /** Names of its sets, for choosing one. */
  readonly sets: readonly string[];
};

/** How the records of a namespace or set are distributed by time to live or size. */
export function DistributionSection({ connectionId, namespace, sets }: Props) {
  const [search, setSearch] = useSearchParams();
  const view = readDistributionView(search);
  const onView = (change: Partial<DistributionView>) =>
    setSearch(distributionSearch({ ...view, ...change }), { replace: true, preventScrollReset: true });
  const { data, errors, loading, refresh } = useReading(DistributionDocument, {
    connectionId,
    namespace,
    ...view,
  });
  const distribution = data?.distribution ?? null;
  const names = [...new Set([...sets, ...(view.set === null ? [] : [view.set])])].sort();
  return (
    <section aria-labelledby="distribution-title">
      <Group justify="space-between" gap="sm" mb="xs">
        <Title order={2} size="h4" id="distribution-title">
          Distribution
        </Title>
        <Group gap="sm">
          <Select
            size="xs"
            aria-label="Distribution of"
            searchable
            limit={100}
            data={[
              { value: EVERY, label: 'All records' },
              ...names.map((name) => ({ value: name, label: `Set ${name}` })),
            ]}
            value={view.set ?? EVERY}
            allowDeselect={false}
            onChange={(value) => onView({ set: value === EVERY ? null : value })}
          />
          <SegmentedControl
            size="xs"
            aria-label="By"
            value={view.kind}
            data={DISTRIBUTION_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))}
            onChange={(value) =>
              onView({ kind: DISTRIBUTION_KINDS.find((kind) => kind === value) ?? view.kind })
            }
          />
          <RefreshButton loading={loading} onRefresh={refresh} />
        </Group>
      </Group>
      {errors.map((error) => (
        <ErrorAlert key={error.path.join('.')} error={error} onRetry={refresh} />
      ))}
      {distribution === null && errors.length === 0 && (
        <LoadingSkeleton label="the distribution" rows={1} rowHeight={190} />
      )}
      {distribution !== null && (
        <Card withBorder padding="md">
          <Body connectionId={connectionId} namespace={namespace} distribution={distribution} />
        </Card>
      )}
    </section>
  );
}

type BodyProps = {
  readonly connectionId: string;
  readonly namespace: string;
  readonly distribution: Distribution;
};

function Body({ connectionId, namespace, distribution }: BodyProps) {
  const { kind, total, missing, buckets, exact, periodSeconds, reason } = distribution;
  if (isKnown(reason)) {
    return <Nothing connectionId={connectionId} namespace={namespace} distribution={distribution} />;
  }
  if (!isKnown(total)) {
    return <ProblemList problems={missing} />;
  }
  const last = buckets.at(-1);
  return (
    <Stack gap="sm">
      <ProblemList problems={missing} />
      <Facts label="The distribution in numbers">
        <Fact name="Records" hint="Copies included">
          {formatInt64(total)}
        </Fact>
        {boundedShares(kind).map((share) => (
          <Fact key={share} name={`${String(share * 100)} % within`} hint="An upper bound: the end of a bar">
            <Known value={boundOf(distribution, share)} format={(text) => text} reason="No upper bound" />
          </Fact>
        ))}
        <Fact name="Counted">
          <Known
            value={periodSeconds}
            format={(seconds) => `every ${formatDuration(Number(seconds))}`}
            reason="The nodes differ, or did not say"
          />
        </Fact>
      </Facts>
      <Histogram
        title={`Records by ${KIND_LABELS[kind].toLowerCase()}`}
        bars={barsOf(distribution)}
        ends={[
          amount(buckets[0]?.from ?? '0', kind),
          isKnown(last?.to) ? amount(last.to, kind) : `${amount(last?.from ?? '0', kind)} and more`,
        ]}
      />
      <Text size="xs" c="dimmed">
        {kind === 'TTL' && 'Records that never expire are counted in the first bar. '}
        {!exact &&
          'The nodes count in steps of different widths: a record may stand in the bar beside its own.'}
      </Text>
    </Stack>
  );
}

/** Shares whose bound can be told: among times to live, records that never expire hide in the shortest. */
function boundedShares(kind: DistributionKind): readonly number[] {
  return kind === 'TTL' ? [] : [0.5, 0.9, 0.99];
}

/** Why nothing was counted, and what to do about it. */
function Nothing({ connectionId, namespace, distribution }: BodyProps) {
  if (distribution.reason === 'OFF') {
    const to = configUrl(connectionId, {
      tab: 'namespace',
      namespace,
      text: 'nsup-hist-period',
      parameter: 'nsup-hist-period',
    });
    return (
      <Text size="sm">
        The nodes do not count records by time to live and size: <code>nsup-hist-period</code> is 0.{' '}
        <Anchor component={Link} inherit to={to}>
          Set it
        </Anchor>
        , and they begin within a second.
      </Text>
    );
  }
  const { periodSeconds } = distribution;
  return (
    <Text size="sm">
      The nodes have not counted these records since they started
      {isKnown(periodSeconds) && `; they do every ${formatDuration(Number(periodSeconds))}`}. Nodes without
      records have nothing to count.
    </Text>
  );
}
