import { useQuery } from '@apollo/client/react';
import { Stack, Text } from '@mantine/core';
import { IconServerBolt } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PartialAnswer } from '../../components/PartialAnswer';
import { ProblemList } from '../../components/ProblemList';
import { groupServerJobs } from '../model/serverJobs';
import { ServerJobsDocument } from '../queries/serverJobs.generated';
import { ServerJobTable } from './ServerJobTable';

/** The nodes push no news of these, so they are asked while someone looks. */
const ASK_EVERY_MS = 2_000;

/** What the nodes themselves are working on, whoever asked for it. */
export function ServerJobs({ connectionId }: { readonly connectionId: string }) {
  const { data, error, refetch } = useQuery(ServerJobsDocument, {
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    errorPolicy: 'all',
    pollInterval: ASK_EVERY_MS,
    skipPollAttempt: () => document.hidden,
  });
  const found = data?.serverJobs;
  if (!isKnown(found)) {
    return error === undefined ? (
      <LoadingSkeleton label="the jobs of the cluster" rows={4} />
    ) : (
      <ErrorState error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    <Stack gap="sm">
      <ErrorState error={error} />
      <ProblemList problems={found.problems} />
      <PartialAnswer answered={found.nodesAnswered} total={found.nodesTotal} problems={found.problems} />
      {found.jobs.length === 0 ? (
        <EmptyState icon={IconServerBolt} title="The nodes are at no query">
          Queries, scans and background jobs of every client appear here while they run, and for a while
          after.
        </EmptyState>
      ) : (
        <>
          <Text size="sm" c="dimmed">
            Queries and background jobs of every client, asked for every two seconds. Nodes forget those that
            ended after a while.
          </Text>
          <ServerJobTable
            connectionId={connectionId}
            jobs={groupServerJobs(found.jobs)}
            onAborted={() => void refetch()}
          />
        </>
      )}
    </Stack>
  );
}
