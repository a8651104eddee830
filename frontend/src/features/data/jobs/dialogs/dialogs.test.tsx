import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { DataActions } from '../components/DataActions';
import { aJob } from '../fixtures';
import { BulkDialog } from './BulkDialog';

const QUERY = { connectionId: 'c1', namespace: 'test', set: 'users', metadataOnly: false };

function openActions(set: string | null = 'users') {
  const view = renderAt(
    '*',
    '/connections/c1/namespaces/test',
    <DataActions place={{ connectionId: 'c1', namespace: 'test', set }} />,
  );
  return { ...view, user: userEvent.setup() };
}

async function choose(item: string, set: string | null = 'users') {
  const view = openActions(set);
  await view.user.click(screen.getByRole('button', { name: /actions/ }));
  await view.user.click(await screen.findByRole('menuitem', { name: item }));
  const dialog = await screen.findByRole('dialog');
  return { ...view, dialog };
}

describe('a dialog', () => {
  it('is opened by its address, and closed without another step back', async () => {
    const { router } = renderAt(
      '*',
      '/connections/c1/namespaces/test?do=export',
      <DataActions place={{ connectionId: 'c1', namespace: 'test', set: null }} />,
    );
    const dialog = await screen.findByRole('dialog', { name: 'Export namespace test' });
    await userEvent.setup().click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(router.state.location.search).toBe(''));
    expect(router.state.historyAction).toBe('REPLACE');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });

  it('is closed by Back, and leaves no step behind when it is cancelled', async () => {
    const { router, dialog, user } = await choose('Export all records…');
    expect(router.state.location.search).toBe('?do=export');
    await act(() => router.navigate(-1));
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
    await act(() => router.navigate(1));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(router.state.location.search).toBe(''));
    expect(router.state.historyAction).toBe('POP');
  });
});

const started = (mutation: string, payload: string) => ({
  [mutation]: { __typename: payload, job: { __typename: 'Job', id: 'job-9' } },
});

describe('truncation', () => {
  it('says how many will go, asks for the name, and leads to its job', async () => {
    const { gateway, dialog, user, router } = await choose('Truncate…');
    await waitFor(() => expect(gateway.of('PlaceObjects')).toHaveLength(1));
    act(() =>
      gateway.last('PlaceObjects').answer({
        namespace: {
          __typename: 'Namespace',
          connectionId: 'c1',
          name: 'test',
          objects: '99',
          sets: [
            { __typename: 'Set', connectionId: 'c1', namespace: 'test', name: 'users', objects: '10000' },
          ],
        },
      }),
    );
    expect(await within(dialog).findByText('10,000')).toBeInTheDocument();
    const confirm = within(dialog).getByRole('button', { name: 'Truncate' });
    expect(confirm).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: /Type users/ }), 'users');
    await user.click(confirm);
    expect(gateway.last('StartTruncate').variables).toEqual({
      input: { connectionId: 'c1', namespace: 'test', set: 'users', before: null },
    });
    act(() => gateway.last('StartTruncate').answer(started('startTruncate', 'StartTruncatePayload')));
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/jobs/job-9'));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await act(() => router.navigate(-1));
    await waitFor(() =>
      expect(router.state.location).toMatchObject({
        pathname: '/connections/c1/namespaces/test',
        search: '',
      }),
    );
  });

  it('up to a time counts the records last written before it', async () => {
    const { gateway, dialog, user } = await choose('Truncate…', null);
    await user.type(within(dialog).getByRole('textbox', { name: /Type test/ }), 'test');
    await user.click(within(dialog).getByRole('radio', { name: 'Those last written before a time' }));
    expect(within(dialog).getByRole('button', { name: 'Truncate' })).toBeDisabled();
    const time = within(dialog).getByLabelText(/Last written before/);
    await user.type(time, '2026-01-01T00:00');
    const before = new Date('2026-01-01T00:00').toISOString();
    await waitFor(() =>
      expect(gateway.last('StartCount').variables).toMatchObject({
        input: { query: { namespace: 'test', set: null, filter: { metadata: { lastUpdate: { before } } } } },
      }),
    );
    await user.click(within(dialog).getByRole('button', { name: 'Truncate' }));
    expect(gateway.last('StartTruncate').variables).toMatchObject({ input: { set: null, before } });
  });
});

describe('a bulk change', () => {
  async function count(matched: string) {
    const onClose = vi.fn();
    const view = renderAt('*', '/', <BulkDialog query={QUERY} onClose={onClose} />);
    const user = userEvent.setup();
    await waitFor(() => expect(view.gateway.of('StartCount')).toHaveLength(1));
    act(() => view.gateway.last('StartCount').answer(started('startCount', 'StartCountPayload')));
    await waitFor(() => expect(view.gateway.of('JobFeed')).toHaveLength(1));
    const counted = aJob({ id: 'job-9', kind: 'COUNT', phase: 'SUCCEEDED' });
    const job = { ...counted, counts: { ...counted.counts, matched } };
    act(() => view.gateway.last('JobFeed').answer(feedItem('job', 'JobChanged', { job })));
    return { ...view, user, onClose };
  }

  it('counts first, asks for the number, and takes no more than that', async () => {
    const { gateway, user, router } = await count('1234');
    expect(await screen.findByText('1,234 records')).toBeInTheDocument();
    await waitFor(() => expect(gateway.last('RemoveJob').variables).toEqual({ input: { id: 'job-9' } }));
    const submit = screen.getByRole('button', { name: 'Delete' });
    expect(submit).toBeDisabled();
    await user.type(screen.getByRole('textbox', { name: /Type 1234/ }), '1234');
    await user.type(screen.getByRole('textbox', { name: /Records a second/ }), '500');
    await user.click(submit);
    expect(gateway.last('StartBulkDelete').variables).toEqual({
      input: { query: QUERY, atMost: '1234', recordsPerSecond: 500 },
    });
    act(() => gateway.last('StartBulkDelete').answer(started('startBulkDelete', 'StartBulkDeletePayload')));
    await waitFor(() => expect(router.state.location.pathname).toBe('/connections/c1/jobs/job-9'));
  });

  it('stays with the reason when it is refused', async () => {
    const { gateway, user, onClose } = await count('5');
    await user.type(await screen.findByRole('textbox', { name: /Type 5/ }), '5');
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    act(() =>
      gateway.last('StartBulkDelete').refuse({
        message: 'Too many jobs wait.',
        extensions: { code: 'LIMIT_EXCEEDED' },
      }),
    );
    expect(await screen.findByText('Too many jobs wait.')).toBeInTheDocument();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('cancels its count when it is closed before', async () => {
    const view = renderAt('*', '/', <BulkDialog query={QUERY} onClose={() => undefined} />);
    await waitFor(() => expect(view.gateway.of('StartCount')).toHaveLength(1));
    act(() => view.gateway.last('StartCount').answer(started('startCount', 'StartCountPayload')));
    await waitFor(() => expect(view.gateway.of('JobFeed')).toHaveLength(1));
    view.unmount();
    expect(view.gateway.last('CancelJob').variables).toEqual({ input: { id: 'job-9' } });
  });
});

describe('sample data and exports', () => {
  it('makes as many records as asked, with the indexes that are chosen', async () => {
    const { gateway, dialog, user } = await choose('Sample data…', null);
    const records = within(dialog).getByRole('textbox', { name: 'Records' });
    await user.clear(records);
    await user.type(records, '50000');
    await user.click(within(dialog).getByRole('checkbox', { name: 'bin_geo, by place' }));
    await user.click(within(dialog).getByRole('button', { name: 'Make records' }));
    expect(gateway.last('StartSampleData').variables).toEqual({
      input: {
        connectionId: 'c1',
        namespace: 'test',
        set: 'sample',
        records: 50_000,
        seed: '1',
        replaceExisting: false,
        ttl: { namespaceDefault: true },
        indexes: ['GEO2DSPHERE'],
        recordsPerSecond: null,
      },
    });
  });

  it('writes all records of a place in the format that is chosen', async () => {
    const { gateway, dialog, user } = await choose('Export all records…');
    await user.click(within(dialog).getByRole('radio', { name: 'Backup' }));
    await user.click(within(dialog).getByRole('button', { name: 'Export' }));
    expect(gateway.last('StartExport').variables).toEqual({
      input: {
        query: { connectionId: 'c1', namespace: 'test', set: 'users' },
        format: 'BACKUP',
        recordsPerSecond: null,
      },
    });
  });
});
