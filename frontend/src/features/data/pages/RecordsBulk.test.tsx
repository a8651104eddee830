import { notifications } from '@mantine/notifications';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { numberedRecord, recordPage } from '../fixtures';
import type { RecordRow } from '../queries/useRecordPages';
import { RecordsPage } from './RecordsPage';

const PATH = '/connections/:connectionId/namespaces/:namespace/sets/:set';
const ADDRESS = '/connections/c1/namespaces/test/sets/users';
const ELSEWHERE = '/connections/c1/namespaces/test/sets/others';

beforeEach(() => {
  localStorage.clear();
  // The virtualised table draws the rows that fit; the test's document has no layout of its own.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

const numbered = (count: number) => Array.from({ length: count }, (_, index) => numberedRecord(index + 1));
const problem = (code: string, message: string, details: object | null = null) => ({
  __typename: 'Problem',
  code,
  message,
  details,
});

async function openTable(records: readonly RecordRow[], search = '') {
  const user = userEvent.setup();
  const view = renderAt(PATH, `${ADDRESS}${search}`, <RecordsPage />);
  await waitFor(() => expect(view.gateway.of('RecordPage')).toHaveLength(1));
  act(() => view.gateway.last('RecordPage').answer(recordPage(records)));
  await screen.findByRole('grid', { name: 'Records' });
  return { ...view, user };
}

/** Marks every row of the page and opens the dialog of an action. */
async function openAction(records: readonly RecordRow[], action: string) {
  const view = await openTable(records, '?size=500');
  await view.user.click(screen.getByRole('checkbox', { name: 'Select the rows of this page' }));
  await view.user.click(screen.getByRole('button', { name: action }));
  return { ...view, dialog: within(await screen.findByRole('dialog')) };
}

type Row = { readonly deleted: boolean | null; readonly problem: object | null };

const deletion = (rows: readonly Row[]) => ({
  deleteRecords: {
    __typename: 'DeleteRecordsPayload',
    results: rows.map((row, index) => ({ __typename: 'RecordDeleteResult', index, ...row })),
  },
});
const DELETED: Row = { deleted: true, problem: null };

describe('deleting what is marked', () => {
  it('asks for the number, names the records by digest and generation, and tells what became of each', async () => {
    const { dialog, user, gateway } = await openAction(numbered(4), 'Delete…');
    expect(dialog.getByText(/are deleted for good/)).toHaveTextContent(
      '4 records of test.users are deleted for good',
    );
    expect(dialog.getByText('key-3')).toBeInTheDocument();
    const button = dialog.getByRole('button', { name: 'Delete 4 records' });
    await user.type(dialog.getByRole('textbox'), '3');
    expect(button).toBeDisabled();
    await user.clear(dialog.getByRole('textbox'));
    await user.type(dialog.getByRole('textbox'), '4{Enter}');
    const digest = '1'.padStart(40, '0');
    expect(gateway.last('DeleteRecords').variables).toMatchObject({ input: { connectionId: 'c1' } });
    expect((gateway.last('DeleteRecords').variables.input as { records: object[] }).records[0]).toEqual({
      key: { namespace: 'test', set: 'users', userKey: { digest } },
      expectedGeneration: 3,
    });
    act(() =>
      gateway
        .last('DeleteRecords')
        .answer(
          deletion([
            DELETED,
            { deleted: false, problem: null },
            { deleted: null, problem: problem('CONFLICT', 'It changed.') },
            { deleted: null, problem: problem('FORBIDDEN', 'Not here.') },
          ]),
        ),
    );
    expect(await dialog.findByRole('status')).toHaveTextContent(
      '1 deleted, 1 not found, 1 changed meanwhile, 1 failed.',
    );
    expect(dialog.getByRole('row', { name: 'key-4 Not here.' })).toBeInTheDocument();
    const table = screen.getByRole('grid', { hidden: true });
    expect(table).not.toHaveTextContent('key-1');
    expect(table).toHaveTextContent('key-3');
    expect(gateway.of('RecordPage')).toHaveLength(1);
  });

  it('tries the failed again, and what changed only when told to', async () => {
    const { dialog, user, gateway } = await openAction(numbered(3), 'Delete…');
    await user.type(dialog.getByRole('textbox'), '3{Enter}');
    act(() =>
      gateway
        .last('DeleteRecords')
        .answer(
          deletion([
            DELETED,
            { deleted: null, problem: problem('CONFLICT', 'It changed.') },
            { deleted: null, problem: problem('UNAVAILABLE', 'A node is gone.') },
          ]),
        ),
    );
    await user.click(await dialog.findByRole('button', { name: 'Try 1 again' }));
    expect(gateway.last('DeleteRecords').variables.input).toMatchObject({
      records: [{ key: { userKey: { digest: '3'.padStart(40, '0') } }, expectedGeneration: 3 }],
    });
    act(() => gateway.last('DeleteRecords').answer(deletion([DELETED])));
    await user.click(await dialog.findByRole('button', { name: 'Delete the 1 changed all the same' }));
    expect((gateway.last('DeleteRecords').variables.input as { records: object[] }).records).toEqual([
      { key: { namespace: 'test', set: 'users', userKey: { digest: '2'.padStart(40, '0') } } },
    ]);
    act(() => gateway.last('DeleteRecords').answer(deletion([DELETED])));
    expect(await dialog.findByRole('status')).toHaveTextContent('3 deleted.');
    await user.click(dialog.getByRole('button', { name: 'Close' }));
    expect(await screen.findByText('No records')).toBeInTheDocument();
  });

  it('goes in pieces with progress, and stops after the one under way', async () => {
    const { dialog, user, gateway } = await openAction(numbered(250), 'Delete…');
    await user.type(dialog.getByRole('textbox'), '250{Enter}');
    act(() => gateway.last('DeleteRecords').answer(deletion(Array<Row>(100).fill(DELETED))));
    expect(await dialog.findByText('100 of 250 records…')).toBeInTheDocument();
    await waitFor(() => expect(gateway.of('DeleteRecords')).toHaveLength(2));
    await user.click(dialog.getByRole('button', { name: 'Stop' }));
    act(() => gateway.last('DeleteRecords').answer(deletion(Array<Row>(100).fill(DELETED))));
    expect(await dialog.findByRole('status')).toHaveTextContent('200 deleted, 50 not tried.');
    expect(gateway.of('DeleteRecords')).toHaveLength(2);
  });

  it('does not go on when a whole request fails, and says that nobody knows what it did', async () => {
    const { dialog, user, gateway } = await openAction(numbered(150), 'Delete…');
    await user.type(dialog.getByRole('textbox'), '150{Enter}');
    act(() =>
      gateway.last('DeleteRecords').refuse({ message: 'Too slow.', extensions: { code: 'TIMEOUT' } }),
    );
    expect(await dialog.findByRole('status')).toHaveTextContent('100 in doubt, 50 not tried.');
    expect(dialog.getAllByText('Too slow. Whether it was done is not known.')).toHaveLength(100);
    expect(dialog.getByRole('button', { name: 'Try 150 again' })).toBeInTheDocument();
  });
});

describe('an action on many', () => {
  it('tells what is in doubt from what failed', async () => {
    const { dialog, user, gateway } = await openAction(numbered(3), 'Delete…');
    await user.type(dialog.getByRole('textbox'), '3{Enter}');
    const late = problem('TIMEOUT', 'No answer in time.', { inDoubt: true });
    act(() =>
      gateway
        .last('DeleteRecords')
        .answer(
          deletion([
            DELETED,
            { deleted: null, problem: late },
            { deleted: null, problem: problem('TIMEOUT', 'Nothing was sent.') },
          ]),
        ),
    );
    expect(await dialog.findByRole('status')).toHaveTextContent('1 deleted, 1 in doubt, 1 failed.');
    expect(dialog.getByText(/nobody knows whether it was deleted/)).toBeInTheDocument();
    expect(dialog.getByRole('row', { name: 'key-2 No answer in time.' })).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Try 2 again' })).toBeInTheDocument();
  });

  it('asks before it is left, and goes on when told to stay', async () => {
    const { dialog, user, gateway, router } = await openAction(numbered(250), 'Delete…');
    await user.type(dialog.getByRole('textbox'), '250{Enter}');
    const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(true);
    act(() => void router.navigate(ELSEWHERE));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Leave before it is done?');
    await user.click(dialog.getByRole('button', { name: 'Stay' }));
    act(() => gateway.last('DeleteRecords').answer(deletion(Array<Row>(100).fill(DELETED))));
    await waitFor(() => expect(gateway.of('DeleteRecords')).toHaveLength(2));
    act(() => gateway.last('DeleteRecords').answer(deletion(Array<Row>(100).fill(DELETED))));
    await waitFor(() => expect(gateway.of('DeleteRecords')).toHaveLength(3));
    act(() => gateway.last('DeleteRecords').answer(deletion(Array<Row>(50).fill(DELETED))));
    expect(await dialog.findByRole('status')).toHaveTextContent('250 deleted.');
    expect(leave()).toBe(false);
  });

  it('sends nothing more once it was left, and tells what was done', async () => {
    const shown = vi.spyOn(notifications, 'show');
    const { dialog, user, gateway, router } = await openAction(numbered(250), 'Delete…');
    await user.type(dialog.getByRole('textbox'), '250{Enter}');
    act(() => void router.navigate(ELSEWHERE));
    await user.click(await dialog.findByRole('button', { name: 'Stop and leave' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(ELSEWHERE));
    act(() => gateway.last('DeleteRecords').answer(deletion(Array<Row>(100).fill(DELETED))));
    await waitFor(() => expect(shown).toHaveBeenCalled());
    expect(shown.mock.calls[0]?.[0]).toMatchObject({
      title: 'Records of test.users',
      message: '100 deleted, 150 not tried.',
      autoClose: false,
    });
    expect(gateway.of('DeleteRecords')).toHaveLength(1);
  });
});

describe('touching what is marked', () => {
  it('gives a lifetime and shows the newest state without reading the page again', async () => {
    const { dialog, user, gateway } = await openAction(numbered(1), 'Touch…');
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Time to live' }), 'seconds');
    expect(dialog.getByRole('button', { name: 'Touch 1 record' })).toBeDisabled();
    await user.type(dialog.getByRole('textbox', { name: 'Seconds' }), '3600{Enter}');
    expect(gateway.last('TouchRecords').variables.input).toMatchObject({
      records: [{ ttl: { seconds: 3600 }, expectedGeneration: 3 }],
    });
    const ttl = { __typename: 'RecordTtl', never: false, seconds: 3600, expiresAt: '2026-01-01T01:00:00Z' };
    const result = { __typename: 'RecordWriteResult', index: 0, generation: 4, ttl, problem: null };
    act(() =>
      gateway
        .last('TouchRecords')
        .answer({ touchRecords: { __typename: 'TouchRecordsPayload', results: [result] } }),
    );
    expect(await dialog.findByRole('status')).toHaveTextContent('1 touched.');
    expect(screen.getByRole('grid', { hidden: true })).toHaveTextContent(/in 1\s*h/);
    expect(gateway.of('RecordPage')).toHaveLength(1);
  });
});

describe('finding by keys', () => {
  async function find(text: string) {
    const view = await openTable(numbered(1));
    await view.user.click(screen.getByRole('button', { name: 'Find by keys' }));
    const dialog = within(await screen.findByRole('dialog'));
    await view.user.selectOptions(dialog.getByRole('combobox', { name: 'Type of all keys' }), 'int');
    await view.user.click(dialog.getByRole('textbox', { name: 'Keys' }));
    await view.user.paste(text);
    await view.user.click(dialog.getByRole('button', { name: 'Find' }));
    return { ...view, dialog };
  }

  it('shows what was found as a table, and lists what was not', async () => {
    const { user, gateway } = await find('7\n8\n9');
    expect(gateway.last('RecordsByKeys').variables).toEqual({
      connectionId: 'c1',
      keys: ['7', '8', '9'].map((int) => ({ namespace: 'test', set: 'users', userKey: { int } })),
      bins: null,
    });
    const result = (index: number, record: RecordRow | null, error: object | null) => ({
      __typename: 'RecordReadResult',
      index,
      record,
      problem: error,
    });
    act(() =>
      gateway.last('RecordsByKeys').answer({
        // In any order: the index counts.
        recordsByKeys: [
          result(2, null, problem('TIMEOUT', 'No answer in time.')),
          result(0, numberedRecord(7), null),
          result(1, null, null),
        ],
      }),
    );
    expect(await screen.findByText('1 found of 3 keys')).toBeInTheDocument();
    expect(screen.getByRole('grid')).toHaveTextContent('key-7');
    expect(screen.getByRole('grid')).not.toHaveTextContent('key-1');
    await user.click(screen.getByRole('button', { name: '1 not found' }));
    expect(await screen.findByRole('dialog', { name: '1 not found' })).toHaveTextContent('8');
    await user.click(screen.getByRole('button', { name: '1 failed' }));
    expect(await screen.findByRole('dialog', { name: '1 failed' })).toHaveTextContent('No answer in time.');
    await user.click(screen.getByRole('button', { name: 'Back to the pages' }));
    expect(screen.getByRole('grid')).toHaveTextContent('key-1');
    expect(gateway.of('RecordPage')).toHaveLength(1);
  });

  it('reads the list again when other bins are chosen', async () => {
    const { user, gateway } = await find('7');
    const found = { __typename: 'RecordReadResult', index: 0, record: numberedRecord(7), problem: null };
    act(() => gateway.last('RecordsByKeys').answer({ recordsByKeys: [found] }));
    await screen.findByText('1 found of 1 key');
    await user.click(screen.getByRole('button', { name: 'All bins' }));
    await user.click(await screen.findByRole('button', { name: 'Metadata only' }));
    await waitFor(() => expect(gateway.of('RecordsByKeys')).toHaveLength(2));
    expect(gateway.last('RecordsByKeys').variables).toMatchObject({
      keys: [{ userKey: { int: '7' } }],
      bins: [],
    });
  });

  it('asks for nothing when a key is not of the type', async () => {
    const { dialog, gateway } = await find('7\nada');
    expect(dialog.getByText('Line 2, "ada": Enter a whole 64-bit number.')).toBeInTheDocument();
    expect(gateway.of('RecordsByKeys')).toHaveLength(0);
  });

  it('says why the list as a whole was not read, and keeps the text', async () => {
    const { dialog, gateway } = await find('7');
    act(() =>
      gateway.last('RecordsByKeys').refuse({ message: 'Too many.', extensions: { code: 'LIMIT_EXCEEDED' } }),
    );
    expect(await dialog.findByRole('alert')).toHaveTextContent('Too many.');
    expect(dialog.getByRole('textbox', { name: 'Keys' })).toHaveValue('7');
  });

  it('cancels a list that is given up, and never shows it', async () => {
    const { dialog, user, gateway } = await find('7');
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(gateway.last('RecordsByKeys').signal?.aborted).toBe(true);
    act(() => gateway.last('RecordsByKeys').answer({ recordsByKeys: [] }));
    expect(screen.getByRole('grid', { hidden: true })).toHaveTextContent('key-1');
    expect(screen.queryByText(/found of/)).not.toBeInTheDocument();
  });
});
