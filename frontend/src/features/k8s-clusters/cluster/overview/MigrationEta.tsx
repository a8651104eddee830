import { Alert, Text } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { K8sEtaGap } from '@/gql/schema';
import { useReading } from '@/shared/apollo/useReading';
import { fromProblem } from '@/shared/errors/appError';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert, FieldError } from '@/shared/ui/ErrorState';
import { variablesOf } from '../parts/useClusterPart';
import { Countdown } from '../reconciliation/Countdown';
import type { TabProps } from '../tabs';
import { K8sNodesMigrationDocument, type K8sNodesMigrationQuery } from './migration.generated';

type Migration = NonNullable<NonNullable<K8sNodesMigrationQuery['k8sCluster']>['migration']>['nodes'];

const GAPS: Readonly<Record<K8sEtaGap, string>> = {
  NODES_SILENT: 'When it ends is not known: a node does not tell how much it has left.',
  NOT_ASKED: 'When it ends is not known: the nodes cannot be asked.',
  NOT_MEASURED: 'How fast it goes is being measured…',
  STILL: 'When it ends is not known: nothing moved while it was measured.',
};

type Props = TabProps & {
  /** Another one whenever the nodes have told something new. */
  readonly news: object;
};

/** When data that is on the move will have arrived, asked anew with what the nodes tell. */
export function MigrationEta({ at, news }: Props) {
  const { data, errors, loading, refresh } = useReading(K8sNodesMigrationDocument, variablesOf(at));
  const heard = useRef(news);
  const askAnew = useEffectEvent(refresh);
  useEffect(() => {
    // One question at a time: an answer that takes longer than the news come is waited for.
    if (!loading && heard.current !== news) {
      heard.current = news;
      askAnew();
    }
  }, [loading, news]);
  const migration = data?.k8sCluster?.migration?.nodes ?? null;
  return (
    <>
      {errors.map((error) => (
        <ErrorAlert key={error.message} error={error} onRetry={refresh} />
      ))}
      {migration !== null && <Moving migration={migration} />}
    </>
  );
}

function Moving({ migration }: { readonly migration: Migration }) {
  const { endsAt, etaGap, partitionsPerSecond, problem, remainingPartitions } = migration;
  return (
    <Alert
      color="blue"
      role="group"
      icon={<IconArrowsExchange aria-hidden="true" />}
      title="Data is on the move"
    >
      <Text size="sm" className="tabular">
        {isKnown(remainingPartitions) && `${formatInt64(remainingPartitions)} partitions are left`}
        {isKnown(remainingPartitions) && isKnown(partitionsPerSecond) && `, ${pace(partitionsPerSecond)}`}
        {isKnown(remainingPartitions) && '. '}
        {isKnown(endsAt) && (
          <>
            It ends <Countdown to={endsAt} /> if it goes on like this.
          </>
        )}
        {isKnown(etaGap) && GAPS[etaGap]}
      </Text>
      {isKnown(problem) && <FieldError error={fromProblem(problem)} />}
    </Alert>
  );
}

function pace(partitionsPerSecond: number): string {
  const digits = partitionsPerSecond < 10 ? 1 : 0;
  return `${partitionsPerSecond.toFixed(digits)} fewer each second`;
}
