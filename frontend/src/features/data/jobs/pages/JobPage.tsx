import { Alert, Anchor, Card, Stack, Text, Title } from '@mantine/core';
import { IconChecklist, IconPlayerStop } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from 'react-router';
import { fromProblem } from '@/shared/errors/appError';
import { isKnown } from '@/shared/lib/known';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../../components/FeedBadges';
import { FailureTable } from '../components/FailureTable';
import { JobControls } from '../components/JobControls';
import { JobFacts } from '../components/JobFacts';
import { JobFiles } from '../components/JobFiles';
import { JobProgress } from '../components/JobProgress';
import { timeText } from '../components/JobTable';
import { PhaseMark } from '../components/PhaseMark';
import { ResumeImport } from '../components/ResumeImport';
import { type JobDetail, useJob } from '../feeds/useJobs';
import { isOver } from '../model/jobWords';
import { jobsUrl } from '../urls';

/** Everything known about one job, while it goes on and after. */
export function JobPage() {
  const { connectionId = '', jobId = '' } = useParams();
  const navigate = useNavigate();
  const feed = useJob(jobId);
  const job = feed.state?.job ?? null;
  const isGone = (feed.state !== null && job === null) || feed.error?.code === 'NOT_FOUND';

  return (
    <>
      <PageHeader
        title={job?.title ?? 'Job'}
        badges={
          job !== null && (
            <>
              <PhaseMark phase={job.phase} />
              {!isOver(job.phase) && <FeedBadges feed={feed} />}
            </>
          )
        }
        actions={
          job !== null && <JobControls job={job} onRemoved={() => void navigate(jobsUrl(connectionId))} />
        }
      />
      {isGone ? (
        <EmptyState
          icon={IconChecklist}
          title="No such job"
          action={
            <Anchor component={Link} to={jobsUrl(connectionId)}>
              All jobs
            </Anchor>
          }
        >
          It was taken off the list. Jobs that are over stay there for a week, the last hundred of them.
        </EmptyState>
      ) : (
        <Stack gap="lg">
          {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
          {job === null && feed.error === null && <LoadingSkeleton label="the job" rows={3} rowHeight={90} />}
          {job !== null && <Detail job={job} />}
        </Stack>
      )}
    </>
  );
}

function Detail({ job }: { readonly job: JobDetail }) {
  const { result, failures, problem } = job;
  const left = timeText(job);
  return (
    <>
      {isKnown(problem) && <ErrorAlert error={fromProblem(problem)} />}
      {job.phase === 'INTERRUPTED' && (
        <Alert
          color="orange"
          icon={<IconPlayerStop aria-hidden="true" />}
          title="Ended with the server that ran it"
        >
          What it did until then stays done. Its counts are those last written down, at most a few seconds
          before.
        </Alert>
      )}
      <Card withBorder padding="md">
        <Stack gap="md">
          <div>
            <JobProgress wide job={job} />
            <Text size="sm" c="dimmed" mt={4} className="tabular">
              {left === '' ? ' ' : left}
            </Text>
          </div>
          <JobFacts job={job} />
        </Stack>
      </Card>
      {isKnown(result) && (isKnown(result.summary) || result.files.length > 0) && (
        <section aria-labelledby="result-title">
          <Title order={2} size="h4" id="result-title" mb="xs">
            Result
          </Title>
          <Stack gap="sm">
            {isKnown(result.summary) && <Text size="sm">{result.summary}</Text>}
            {isKnown(result.resumeFromLine) && <ResumeImport job={job} line={result.resumeFromLine} />}
            <JobFiles files={result.files} />
          </Stack>
        </section>
      )}
      {failures.length > 0 && (
        <section aria-labelledby="failures-title">
          <Title order={2} size="h4" id="failures-title" mb="xs">
            What could not be done
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            The first {failures.length === 1 ? 'one' : String(failures.length)}
            {isKnown(result) && result.files.length > 0 ? '; a file above may hold more.' : '.'}
          </Text>
          <FailureTable failures={failures} />
        </section>
      )}
    </>
  );
}
