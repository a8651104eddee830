import { Stack, Tabs } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Feed } from '@/shared/feeds/useFeed';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../../components/FeedBadges';
import { JobTable } from '../components/JobTable';
import { ServerJobs } from '../components/ServerJobs';
import { type JobRow, useJobs } from '../feeds/useJobs';
import type { JobList } from '../model/jobList';
import { isOver } from '../model/jobWords';
import { jobsUrl, type JobView, readJobView } from '../urls';

/** Long work on a cluster: what this gateway does, and what the nodes are at themselves. */
export function JobsPage() {
  const { connectionId = '' } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const feed = useJobs(connectionId);
  const running = (feed.state ?? []).filter(({ phase }) => !isOver(phase)).length;

  return (
    <>
      <PageHeader
        title="Jobs"
        // A list in which nothing goes on brings no news: only then is silence no sign of trouble.
        badges={<FeedBadges feed={feed} afterSeconds={running === 0 ? Infinity : undefined} />}
      />
      <Tabs
        value={readJobView(search)}
        onChange={(view) => void navigate(jobsUrl(connectionId, view as JobView), { replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label="Whose jobs">
          <Tabs.Tab value="gateway">Started here{running > 0 && ` (${String(running)} at work)`}</Tabs.Tab>
          <Tabs.Tab value="cluster">The cluster’s own</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="gateway">
          <Own feed={feed} />
        </Tabs.Panel>
        <Tabs.Panel value="cluster">
          <ServerJobs connectionId={connectionId} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function Own({ feed }: { readonly feed: Feed<JobList<JobRow>> }) {
  return (
    <Stack gap="sm">
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {feed.state === null && feed.error === null && <LoadingSkeleton label="jobs" rows={4} />}
      {feed.state?.length === 0 && (
        <EmptyState icon={IconChecklist} title="No jobs">
          Work that takes longer than a request runs as a job: truncation, sample data, exports, imports,
          changes of all records a query finds. Start one from the actions of a namespace or set. It goes on
          when this page is closed.
        </EmptyState>
      )}
      {feed.state !== null && feed.state.length > 0 && <JobTable jobs={feed.state} />}
    </Stack>
  );
}
