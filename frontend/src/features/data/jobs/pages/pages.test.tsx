import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { JobDetail } from '../feeds/useJobs';
import { aJob } from '../fixtures';
import { emptyImport } from '../model/importDraft';
import { rememberImport } from '../model/imports';
import { JobPage } from './JobPage';
import { JobsPage } from './JobsPage';

type Envelope = Parameters<typeof feedItem>[3];

const listed = (jobs: readonly JobDetail[], removedIds: readonly string[] = [], envelope: Envelope = {}) =>
  feedItem('jobs', 'JobsChanged', { jobs, removedIds }, envelope);
const one = (job: JobDetail | null, envelope: Envelope = {}) =>
  feedItem('job', 'JobChanged', { job }, envelope);

async function openJobs(jobs: readonly JobDetail[], search = '') {
  const view = renderAt('/connections/:connectionId/jobs', `/connections/c1/jobs${search}`, <JobsPage />);
  await waitFor(() => expect(view.gateway.of('JobsFeed')).toHaveLength(1));
  act(() => view.gateway.last('JobsFeed').answer(listed(jobs)));
  return { ...view, user: userEvent.setup() };
}

async function openJob(job: JobDetail | null) {
  const view = renderAt('/connections/:connectionId/jobs/:jobId', '/connections/c1/jobs/job-1', <JobPage />);
  await waitFor(() => expect(view.gateway.of('JobFeed')).toHaveLength(1));
  act(() => view.gateway.last('JobFeed').answer(one(job)));
  return { ...view, user: userEvent.setup() };
}

describe('the list of jobs', () => {
  it('follows each job: phase, records, pace, time left and what failed', async () => {
    const { gateway } = await openJobs([aJob()]);
    const row = await screen.findByRole('row', { name: /Delete records of test.users/ });
    expect(row).toHaveTextContent('running');
    expect(row).toHaveTextContent('1,200 of 10,000 · 12.0%');
    expect(row).toHaveTextContent('400');
    expect(row).toHaveTextContent('22 s left');
    expect(row).toHaveTextContent('3 failed, 1 in doubt');
    const over = aJob({
      phase: 'SUCCEEDED',
      endedAt: '2026-01-01T00:01:01Z',
      done: '10000',
      progress: 1,
      canPause: false,
      canCancel: false,
    });
    act(() => gateway.last('JobsFeed').answer(listed([over], [], { kind: 'CHANGE', version: 2 })));
    expect(row).toHaveTextContent('done');
    expect(row).toHaveTextContent('took 1 min');
    act(() => gateway.last('JobsFeed').answer(listed([], ['job-1'], { kind: 'CHANGE', version: 3 })));
    expect(await screen.findByText('No jobs')).toBeInTheDocument();
  });

  it('pauses, resumes, cancels and removes as each job allows', async () => {
    const { gateway, user } = await openJobs([aJob()]);
    await user.click(await screen.findByRole('button', { name: 'Pause: Delete records of test.users' }));
    expect(gateway.last('PauseJob').variables).toEqual({ input: { id: 'job-1' } });
    act(() => gateway.last('PauseJob').answer({ pauseJob: { __typename: 'PauseJobPayload', job: aJob() } }));
    const paused = aJob({ phase: 'PAUSED', canPause: false });
    act(() => gateway.last('JobsFeed').answer(listed([paused], [], { kind: 'CHANGE', version: 2 })));
    await user.click(await screen.findByRole('button', { name: 'Resume: Delete records of test.users' }));
    expect(gateway.of('ResumeJob')).toHaveLength(1);
    act(() =>
      gateway.last('ResumeJob').answer({ resumeJob: { __typename: 'ResumeJobPayload', job: aJob() } }),
    );
    await user.click(await screen.findByRole('button', { name: 'Cancel: Delete records of test.users' }));
    expect(gateway.of('CancelJob')).toHaveLength(1);
    expect(screen.queryByRole('button', { name: /Remove from the list/ })).not.toBeInTheDocument();
  });

  it('lists the queries of the nodes, one a row, and aborts one when asked twice', async () => {
    const { gateway, user } = await openJobs([], '?of=cluster');
    const entry = (node: string, progress: number) => ({
      __typename: 'ServerJob',
      id: '7',
      node,
      active: true,
      status: 'active(ok)',
      kind: 'basic',
      namespace: 'test',
      set: 'users',
      progress,
      runSeconds: 3,
      endedSecondsAgo: null,
      recordsPerSecondLimit: '0',
      activeThreads: '1',
      recordsSucceeded: '10',
      recordsFailed: '0',
      recordsFiltered: '0',
      sentBytes: '2048',
      from: '10.0.0.1:4711',
    });
    await waitFor(() => expect(gateway.of('ServerJobs')).toHaveLength(1));
    act(() =>
      gateway.last('ServerJobs').answer({
        serverJobs: {
          __typename: 'ServerJobs',
          nodesAnswered: 2,
          nodesTotal: 3,
          problems: [{ __typename: 'Problem', code: 'TIMEOUT', message: 'It was silent.', node: 'A3' }],
          jobs: [entry('A1', 0.5), entry('A2', 0.25)],
        },
      }),
    );
    const row = await screen.findByRole('row', { name: /on 2 nodes/ });
    expect(row).toHaveTextContent('test.users');
    expect(row).toHaveTextContent('25.0%');
    expect(row).toHaveTextContent('20');
    expect(screen.getByText('2 of 3 nodes answered')).toBeInTheDocument();
    await user.click(within(row).getByRole('button', { name: 'Abort 7' }));
    expect(gateway.of('AbortServerJob')).toHaveLength(0);
    await user.click(within(row).getByRole('button', { name: 'Abort it' }));
    expect(gateway.last('AbortServerJob').variables).toEqual({ input: { connectionId: 'c1', id: '7' } });
  });
});

describe('a job', () => {
  it('has its files for download, its counts and what could not be done', async () => {
    await openJob(
      aJob({
        phase: 'SUCCEEDED',
        endedAt: '2026-01-01T00:01:01Z',
        failures: [
          {
            __typename: 'JobFailure',
            subject: 'test.users "ada"',
            problem: {
              __typename: 'Problem',
              code: 'TIMEOUT',
              message: 'It was not answered.',
              details: { inDoubt: true },
              node: null,
            },
          },
        ],
        result: {
          __typename: 'JobResult',
          summary: 'All is said.',
          files: [
            {
              __typename: 'JobFile',
              id: 'f1',
              name: 'failed.ndjson',
              path: '/files/f1',
              bytes: '2048',
              expiresAt: '2999-01-01T00:00:00Z',
            },
          ],
        },
      }),
    );
    const link = await screen.findByRole('link', { name: 'Download failed.ndjson' });
    expect(link).toHaveAttribute('href', '/files/f1');
    expect(screen.getByText('All is said.')).toBeInTheDocument();
    const row = screen.getByRole('row', { name: /ada/ });
    expect(row).toHaveTextContent('It was not answered.');
    expect(row).toHaveTextContent('in doubt');
    expect(screen.getByText('1,190')).toBeInTheDocument();
  });

  it('is not asked for again once it is over', async () => {
    const { gateway } = await openJob(aJob({ phase: 'CANCELLED', endedAt: '2026-01-01T00:01:01Z' }));
    expect(await screen.findByText('cancelled')).toBeInTheDocument();
    await waitFor(() => expect(gateway.last('JobFeed').cancelled).toBe(true));
    expect(screen.queryByText('reconnecting…')).not.toBeInTheDocument();
    expect(gateway.of('JobFeed')).toHaveLength(1);
  });

  it('says why it failed, and that it is gone when it was taken off the list', async () => {
    const { gateway } = await openJob(
      aJob({ problem: { __typename: 'Problem', code: 'CONFLICT', message: 'More were found.', node: null } }),
    );
    expect(await screen.findByText('More were found.')).toBeInTheDocument();
    act(() => gateway.last('JobFeed').answer(one(null, { kind: 'CHANGE', version: 2 })));
    expect(await screen.findByText('No such job')).toBeInTheDocument();
  });

  const stopped = (id: string) =>
    aJob({
      id,
      kind: 'IMPORT',
      phase: 'CANCELLED',
      endedAt: '2026-01-01T00:01:01Z',
      result: {
        __typename: 'JobResult',
        summary: 'The lines before are done.',
        resumeFromLine: '1201',
        files: [],
      },
    });

  it('that was a stopped import goes on from its line, with the file and all that was chosen', async () => {
    const file = { id: 'f9', name: 'users.csv', bytes: 10, expiresAt: '2999-01-01T00:00:00Z' };
    const draft = { ...emptyImport('users'), file, format: 'CSV', onExisting: 'REPLACE' } as const;
    rememberImport('job-1', { namespace: 'test', draft });
    const { gateway, user, router } = await openJob(stopped('job-1'));
    await user.click(await screen.findByRole('button', { name: 'Go on from line 1,201…' }));
    expect(router.state.location.search).toBe('?do=import');
    const dialog = within(await screen.findByRole('dialog', { name: 'Import into test' }));
    expect(dialog.getByRole('textbox', { name: 'Begin with line' })).toHaveValue('1201');
    await user.click(dialog.getByRole('button', { name: 'Import' }));
    await waitFor(() => expect(gateway.of('StartImport')).toHaveLength(1));
    expect(gateway.last('StartImport').variables).toMatchObject({
      input: {
        connectionId: 'c1',
        namespace: 'test',
        set: 'users',
        fileId: 'f9',
        format: 'CSV',
        onExisting: 'REPLACE',
        fromLine: '1201',
      },
    });
  });

  it('that was a stopped import of another tab says from which line', async () => {
    sessionStorage.clear();
    await openJob(stopped('job-1'));
    expect(await screen.findByText(/begin with line 1,201:/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^Go on/ })).not.toBeInTheDocument();
  });
});
