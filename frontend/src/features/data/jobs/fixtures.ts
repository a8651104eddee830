import type { JobDetail } from './feeds/useJobs';

/** An example job for tests, complete and changeable in parts. */
export function aJob(change: Partial<JobDetail> = {}): JobDetail {
  return {
    __typename: 'Job',
    id: 'job-1',
    kind: 'BULK_DELETE',
    connectionId: 'c1',
    title: 'Delete records of test.users',
    phase: 'RUNNING',
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: '2026-01-01T00:00:01Z',
    endedAt: null,
    done: '1200',
    total: '10000',
    progress: 0.12,
    ratePerSecond: 400,
    etaSeconds: 22,
    canPause: true,
    canCancel: true,
    counts: {
      __typename: 'JobCounts',
      matched: '1200',
      succeeded: '1190',
      skipped: '6',
      failed: '3',
      inDoubt: '1',
    },
    problem: null,
    result: null,
    failures: [],
    ...change,
  };
}
