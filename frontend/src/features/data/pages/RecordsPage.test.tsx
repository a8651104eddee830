import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeGateway } from '@/test/fakeGateway';
import { renderAt } from '@/test/renderAt';
import { aRecord, numberedRecord, recordPage } from '../fixtures';
import { RecordsPage } from './RecordsPage';

const PATH = '/connections/:connectionId/namespaces/:namespace/sets/:set';
const ADDRESS = '/connections/c1/namespaces/test/sets/users';

beforeEach(() => {
  localStorage.clear();
  // The virtualised table draws the rows that fit; the test's document has no layout of its own.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

/** A page of 25 records, numbered from one, that another follows. */
function fullPage(from: number, endCursor: string) {
  return recordPage(
    Array.from({ length: 25 }, (_, index) => numberedRecord(from + index)),
    endCursor,
  );
}

async function openPage(search = '') {
  const view = renderAt(PATH, `${ADDRESS}${search}`, <RecordsPage />);
  await waitFor(() => expect(view.gateway.of('RecordPage')).toHaveLength(1));
  return view;
}

function give(gateway: FakeGateway, index: number, data: object) {
  const call = gateway.of('RecordPage')[index];
  act(() => call?.answer(data));
}

describe('the record browser', () => {
  it('shows keys, metadata, and bins found in the data with their types', async () => {
    const { gateway } = await openPage();
    expect(gateway.last('RecordPage').variables).toMatchObject({
      set: 'users',
      first: 50,
      after: null,
      bins: null,
    });
    give(
      gateway,
      0,
      recordPage([
        aRecord(),
        aRecord({ ...numberedRecord(2), bins: { big: { $int: '9223372036854775807' } } }),
      ]),
    );
    const table = await screen.findByRole('grid', { name: 'Records' });
    expect(within(table).getByRole('columnheader', { name: /age integer/ })).toBeInTheDocument();
    expect(within(table).getByRole('link', { name: 'ada' })).toHaveAttribute(
      'href',
      `${ADDRESS}?keyType=string&key=ada`,
    );
    expect(within(table).getByText('9223372036854775807')).toBeInTheDocument();
    expect(screen.getByText(/total unknown/)).toBeInTheDocument();
  });

  it('tells the integer key 42 from the string key 42', async () => {
    const { gateway } = await openPage();
    const text = numberedRecord(1);
    const number = numberedRecord(2);
    text.key.userKey = { __typename: 'UserKey', type: 'STRING', value: '42' };
    number.key.userKey = { __typename: 'UserKey', type: 'INT', value: '42' };
    give(gateway, 0, recordPage([text, number]));
    expect(await screen.findByRole('link', { name: '42' })).toHaveAttribute('title', 'string key');
    expect(screen.getByRole('link', { name: '42 int' })).toHaveAttribute('title', 'int key');
  });

  it('shows when records were updated only where the server tells it', async () => {
    const { gateway } = await openPage('?size=25');
    give(gateway, 0, fullPage(1, 'cursor'));
    await screen.findByRole('link', { name: 'key-1' });
    expect(screen.queryByRole('columnheader', { name: 'Last update' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    give(gateway, 1, recordPage([aRecord({ lastUpdate: '2026-01-02T03:04:05Z' })]));
    expect(await screen.findByRole('columnheader', { name: 'Last update' })).toBeInTheDocument();
  });

  it('goes on and back, and reads each page once', async () => {
    const user = userEvent.setup();
    const { gateway, router } = await openPage('?size=25');
    give(gateway, 0, fullPage(1, 'cursor/1=='));
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    expect(gateway.last('RecordPage').variables).toMatchObject({ after: 'cursor/1==' });
    give(gateway, 1, recordPage([numberedRecord(26)]));
    await screen.findByText('key-26');
    expect(new URLSearchParams(router.state.location.search).get('after')).toBe('cursor/1==');
    await user.click(screen.getByRole('button', { name: 'Previous' }));
    await screen.findByText('key-1');
    expect(gateway.of('RecordPage')).toHaveLength(2);
  });

  it('cancels a page that is left before it came, and never shows it', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage('?size=25');
    give(gateway, 0, fullPage(1, 'c1'));
    await user.click(await screen.findByRole('button', { name: 'Next' }));
    await user.click(screen.getByRole('button', { name: 'First' }));
    await screen.findByText('key-1');
    expect(gateway.of('RecordPage')[1]?.signal?.aborted).toBe(true);
    give(gateway, 1, recordPage([numberedRecord(26)]));
    expect(screen.queryByText('key-26')).not.toBeInTheDocument();
    expect(screen.getByText('key-1')).toBeInTheDocument();
  });

  it('says what failed and reads again', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage();
    act(() =>
      gateway
        .last('RecordPage')
        .refuse({ message: 'A node is gone.', extensions: { code: 'UNAVAILABLE', requestId: 'r-1' } }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('A node is gone.');
    expect(screen.queryByText('Reading…')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(gateway.of('RecordPage')).toHaveLength(2));
    give(gateway, 1, recordPage([numberedRecord(1)]));
    expect(await screen.findByText('key-1')).toBeInTheDocument();
  });

  it('opens a record by a typed key without guessing, and keeps it in the address', async () => {
    const user = userEvent.setup();
    const { gateway, router } = await openPage();
    give(gateway, 0, recordPage([]));
    await user.type(await screen.findByRole('textbox', { name: 'Key' }), '42 /%?{Enter}');
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    expect(gateway.last('RecordByKey').variables).toMatchObject({ key: { userKey: { string: '42 /%?' } } });
    expect(new URLSearchParams(router.state.location.search).get('key')).toBe('42 /%?');
    act(() => gateway.last('RecordByKey').answer({ record: null }));
    expect(await screen.findByText('No such record')).toBeInTheDocument();
  });

  it('reads only the chosen bins', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage();
    give(gateway, 0, recordPage([aRecord()]));
    await user.click(await screen.findByRole('button', { name: 'All bins' }));
    await user.click(await screen.findByRole('checkbox', { name: 'age' }));
    await waitFor(() => expect(gateway.of('RecordPage')).toHaveLength(2));
    expect(gateway.last('RecordPage').variables).toMatchObject({
      bins: ['name', 'score'],
      metadataOnly: false,
    });
  });

  it('moves by arrow keys and opens by Enter', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage();
    give(gateway, 0, recordPage([numberedRecord(1), numberedRecord(2), numberedRecord(3)]));
    (await screen.findByRole('grid')).focus();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{Enter}');
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    expect(gateway.last('RecordByKey').variables).toMatchObject({ key: { userKey: { string: 'key-2' } } });
  });

  it('searches on for a page the gateway could not fill in time, and shows what it found meanwhile', async () => {
    const { gateway } = await openPage('?size=25');
    give(gateway, 0, recordPage([numberedRecord(1)], 'c1'));
    expect(await screen.findByText('key-1')).toBeInTheDocument();
    expect(screen.getByText('Searching… 1 found')).toBeInTheDocument();
    expect(gateway.last('RecordPage').variables).toMatchObject({ first: 24, after: 'c1' });
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
    give(gateway, 1, recordPage([], 'c2'));
    await waitFor(() =>
      expect(gateway.last('RecordPage').variables).toMatchObject({ first: 24, after: 'c2' }),
    );
    give(gateway, 2, recordPage([numberedRecord(2)]));
    expect(await screen.findByText(/^2 records, page 1/)).toBeInTheDocument();
    expect(gateway.of('RecordPage')).toHaveLength(3);
  });

  it('stops a search, keeps what it found, and goes on from there', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage('?size=25');
    give(gateway, 0, recordPage([numberedRecord(1)], 'c1'));
    await user.click(await screen.findByRole('button', { name: 'Stop' }));
    expect(gateway.last('RecordPage').signal?.aborted).toBe(true);
    expect(screen.getByText(/^1 record, page 1.*not all of this page$/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Search on' }));
    await waitFor(() => expect(gateway.of('RecordPage')).toHaveLength(3));
    expect(gateway.last('RecordPage').variables).toMatchObject({ first: 24, after: 'c1' });
  });

  it('keeps the rows it has when the search for more fails', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage('?size=25');
    give(gateway, 0, recordPage([numberedRecord(1)], 'c1'));
    await screen.findByText('Searching… 1 found');
    act(() => gateway.last('RecordPage').refuse({ message: 'Too slow.', extensions: { code: 'TIMEOUT' } }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Too slow.');
    expect(screen.getByText('key-1')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(gateway.last('RecordPage').variables).toMatchObject({ after: 'c1' });
  });

  it('explains an empty set', async () => {
    const { gateway } = await openPage();
    give(gateway, 0, recordPage([]));
    expect(await screen.findByRole('button', { name: 'Create the first record' })).toBeInTheDocument();
  });
});

describe('the editor', () => {
  async function openRecord(record = aRecord()) {
    const view = await openPage('?keyType=string&key=ada');
    give(view.gateway, 0, recordPage([record]));
    await waitFor(() => expect(view.gateway.of('RecordByKey')).toHaveLength(1));
    act(() => view.gateway.last('RecordByKey').answer({ record }));
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByRole('textbox', { name: 'Value of age' });
    return { ...view, dialog: within(dialog), user: userEvent.setup() };
  }

  it('sends changed and removed bins only, keeps the TTL, and expects the loaded generation', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.clear(dialog.getByRole('textbox', { name: 'Value of age' }));
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '37');
    await user.click(dialog.getByRole('button', { name: 'Remove name' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(gateway.last('PutRecord').variables).toEqual({
      input: {
        connectionId: 'c1',
        key: { namespace: 'test', set: 'users', userKey: { string: 'ada' } },
        bins: { age: 37, name: null },
        mode: 'UPDATE_ONLY',
        expectedGeneration: 3,
        ttl: { keep: true },
        sendKey: true,
      },
    });
  });

  it('puts the saved record into the table without reading the page again', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '5');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    act(() =>
      gateway
        .last('PutRecord')
        .answer({ putRecord: { record: aRecord({ generation: 4, bins: { age: 365 } }) } }),
    );
    expect(await dialog.findByText('No changes')).toBeInTheDocument();
    expect(screen.getByRole('grid', { hidden: true })).toHaveTextContent('365');
    expect(gateway.of('RecordPage')).toHaveLength(1);
  });

  it('undoes a removal before it is saved', async () => {
    const { dialog, user } = await openRecord();
    await user.click(dialog.getByRole('button', { name: 'Remove age' }));
    expect(dialog.getByText('will be removed')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Keep age' }));
    expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  /** The edit of one bin, refused because someone else saved first: `name` by them alone, `age` by both. */
  async function openConflict() {
    const view = await openRecord();
    const { gateway, dialog, user } = view;
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '0');
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Type of score' }), 'string');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    const current = {
      generation: 9,
      bins: { name: 'Grace', age: 40, score: { $float: '1.0' } },
      ttl: { never: true },
    };
    act(() =>
      gateway
        .last('PutRecord')
        .refuse({ message: 'The record changed.', extensions: { code: 'CONFLICT', details: { current } } }),
    );
    return { ...view, conflict: within(await dialog.findByRole('alert')) };
  }

  it('shows a conflict from three sides, and saves on top of the newer generation once all is chosen', async () => {
    const { gateway, user, conflict } = await openConflict();
    expect(conflict.getByRole('row', { name: /^age/ })).toHaveTextContent(/^age3640360$/);
    expect(conflict.getByRole('row', { name: /^name/ })).toHaveTextContent(/^nameAdaGraceAda \(as opened\)$/);
    // What one side alone changed is chosen already.
    expect(conflict.getByRole('radio', { name: 'name: theirs' })).toBeChecked();
    expect(conflict.getByRole('radio', { name: 'score: yours' })).toBeChecked();
    const save = conflict.getByRole('button', { name: 'Save on top of generation 9' });
    expect(save).toBeDisabled();
    await user.click(conflict.getByRole('radio', { name: 'age: yours' }));
    await user.click(save);
    await waitFor(() => expect(gateway.of('PutRecord')).toHaveLength(2));
    expect(gateway.last('PutRecord').variables).toMatchObject({
      input: { bins: { age: 360, score: '1.0' }, expectedGeneration: 9 },
    });
  });

  it('merges a conflict bin by bin and goes on editing', async () => {
    const { gateway, dialog, user, conflict } = await openConflict();
    await user.click(conflict.getByRole('radio', { name: 'age: theirs' }));
    await user.click(conflict.getByRole('button', { name: 'Merge and go on editing' }));
    expect(dialog.getByRole('textbox', { name: 'Value of age' })).toHaveValue('40');
    expect(dialog.getByRole('textbox', { name: 'Value of name' })).toHaveValue('Grace');
    expect(dialog.getByText('set 1, keep 2')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(gateway.of('PutRecord')).toHaveLength(2));
    expect(gateway.last('PutRecord').variables).toMatchObject({
      input: { bins: { score: '1.0' }, expectedGeneration: 9 },
    });
  });

  it('takes the other side of a conflict when asked to', async () => {
    const { dialog, user, conflict } = await openConflict();
    await user.click(conflict.getByRole('button', { name: 'Take theirs, drop my edit' }));
    expect(dialog.getByRole('textbox', { name: 'Value of age' })).toHaveValue('40');
    expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('creates a record again that was deleted meanwhile, with all its bins and only if nobody was faster', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '0');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    act(() =>
      gateway.last('PutRecord').refuse({
        message: 'There is no such record.',
        extensions: { code: 'NOT_FOUND', details: { resultCode: 2 } },
      }),
    );
    expect(await dialog.findByText('This record is gone')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Create it again…' }));
    expect(dialog.getByText('set 3')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Create it again' }));
    await waitFor(() => expect(gateway.of('PutRecord')).toHaveLength(2));
    expect(gateway.last('PutRecord').variables).toEqual({
      input: {
        connectionId: 'c1',
        key: { namespace: 'test', set: 'users', userKey: { string: 'ada' } },
        bins: { name: 'Ada', age: 360, score: { $float: '1.0' } },
        mode: 'CREATE_ONLY',
        ttl: { namespaceDefault: true },
        sendKey: true,
      },
    });
    // The new record has the generation the old one had; the form nevertheless starts anew.
    act(() => gateway.last('PutRecord').answer({ putRecord: { record: aRecord() } }));
    expect(await dialog.findByText('No changes')).toBeInTheDocument();
    expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('drops the row of a record that was deleted meanwhile when the edit is let go', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '0');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    act(() =>
      gateway.last('PutRecord').refuse({
        message: 'The record changed.',
        extensions: { code: 'CONFLICT', details: { current: null } },
      }),
    );
    await user.click(await dialog.findByRole('button', { name: 'Discard my edit' }));
    expect(await screen.findByText('No records')).toBeInTheDocument();
  });

  it('refuses a value that is not of its type, and sends nothing', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), 'x');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('age: Enter a whole number');
    expect(gateway.of('PutRecord')).toHaveLength(0);
  });

  it('asks before it throws an edit away', async () => {
    const { dialog, user, router } = await openRecord();
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '0');
    await user.click(dialog.getByRole('button', { name: 'Close the record' }));
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(router.state.location.search).toBe(''));
  });

  it('asks before Back leaves an edit behind, and keeps it when told to', async () => {
    const { gateway, router } = await openPage();
    const user = userEvent.setup();
    give(gateway, 0, recordPage([aRecord()]));
    await user.click(await screen.findByRole('link', { name: 'ada' }));
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    act(() => gateway.last('RecordByKey').answer({ record: aRecord() }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(await dialog.findByRole('textbox', { name: 'Value of age' }), '0');
    act(() => void router.navigate(-1));
    await user.click(await screen.findByRole('button', { name: 'Keep editing' }));
    expect(dialog.getByRole('textbox', { name: 'Value of age' })).toHaveValue('360');
    act(() => void router.navigate(-1));
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(router.state.location.search).toBe(''));
  });

  it('asks the browser to ask before an edit is closed with its tab', async () => {
    const { dialog, user } = await openRecord();
    const leave = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    expect(leave()).toBe(false);
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '0');
    expect(leave()).toBe(true);
  });

  it('asks before a reload throws an edit away', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.type(dialog.getByRole('textbox', { name: 'Value of age' }), '0');
    await user.click(dialog.getByRole('button', { name: 'Reload' }));
    expect(gateway.of('RecordByKey')).toHaveLength(1);
    await user.click(await screen.findByRole('button', { name: 'Discard' }));
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(2));
  });

  it('edits a list as a tree, and sends the whole list', async () => {
    const { gateway, dialog, user } = await openRecord(
      aRecord({ bins: { age: 1, tags: ['a', { deep: [1] }] } }),
    );
    await user.clear(dialog.getByRole('textbox', { name: 'Value of tags [0]' }));
    await user.type(dialog.getByRole('textbox', { name: 'Value of tags [0]' }), 'z');
    await user.click(dialog.getByRole('button', { name: 'Value of tags [1]: 1 entry' }));
    await user.click(dialog.getByRole('button', { name: 'Value of tags [1] ["deep"]: 1 item' }));
    await user.click(dialog.getByRole('button', { name: 'Add item to Value of tags [1] ["deep"]' }));
    await user.selectOptions(
      dialog.getByRole('combobox', { name: 'Type of Value of tags [1] ["deep"] [1]' }),
      'int',
    );
    expect(dialog.getByText(/^At \[1\]\.deep\[1\]: Enter a whole number/)).toBeInTheDocument();
    expect(dialog.getByRole('tab', { name: 'JSON' })).toBeDisabled();
    await user.type(
      dialog.getByRole('textbox', { name: 'Value of tags [1] ["deep"] [1]' }),
      '9223372036854775807',
    );
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(gateway.last('PutRecord').variables).toMatchObject({
      input: { bins: { tags: ['z', { deep: [1, { $int: '9223372036854775807' }] }] } },
    });
  });

  it('duplicates the stored record to a new key of a chosen type, and opens the copy', async () => {
    const { gateway, dialog, user, router } = await openRecord();
    await user.click(dialog.getByRole('button', { name: 'Duplicate' }));
    const form = within(await screen.findByRole('dialog', { name: 'Duplicate this record' }));
    await user.selectOptions(form.getByRole('combobox', { name: 'Key type' }), 'int');
    await user.type(form.getByRole('textbox', { name: 'Key' }), 'forty-two');
    await user.click(form.getByRole('button', { name: 'Duplicate' }));
    expect(form.getByText('Enter a whole 64-bit number.')).toBeInTheDocument();
    expect(gateway.of('DuplicateRecord')).toHaveLength(0);
    await user.clear(form.getByRole('textbox', { name: 'Key' }));
    await user.type(form.getByRole('textbox', { name: 'Key' }), '42');
    await user.click(form.getByRole('button', { name: 'Duplicate' }));
    const place = { namespace: 'test', set: 'users' };
    expect(gateway.last('DuplicateRecord').variables).toEqual({
      input: {
        connectionId: 'c1',
        key: { ...place, userKey: { digest: 'a'.repeat(40) } },
        newKey: { ...place, userKey: { int: '42' } },
        ifExists: 'FAIL',
        ttl: { keep: true },
        expectedGeneration: 3,
      },
    });
    act(() =>
      gateway
        .last('DuplicateRecord')
        .refuse({ message: 'There is a record already.', extensions: { code: 'ALREADY_EXISTS' } }),
    );
    expect(await form.findByRole('alert')).toHaveTextContent('There is a record already.');
    await user.click(form.getByRole('radio', { name: 'replace it, with all its bins' }));
    await user.click(form.getByRole('button', { name: 'Duplicate, replacing what is there' }));
    await waitFor(() => expect(gateway.of('DuplicateRecord')).toHaveLength(2));
    expect(gateway.last('DuplicateRecord').variables).toMatchObject({ input: { ifExists: 'REPLACE' } });
    const copy = aRecord();
    copy.key.userKey = { __typename: 'UserKey', type: 'INT', value: '42' };
    act(() => gateway.last('DuplicateRecord').answer({ duplicateRecord: { record: copy, unsureBins: [] } }));
    await waitFor(() => expect(router.state.location.search).toBe('?keyType=int&key=42'));
    await waitFor(() =>
      expect(gateway.last('RecordByKey').variables).toMatchObject({ key: { userKey: { int: '42' } } }),
    );
  });

  it('deletes after a question, expecting the generation that was looked at', async () => {
    const { gateway, dialog, user } = await openRecord();
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Delete record' }));
    expect(gateway.last('DeleteRecord').variables).toMatchObject({ input: { expectedGeneration: 3 } });
    act(() =>
      gateway
        .last('DeleteRecord')
        .answer({ deleteRecord: { deleted: true, key: { digest: 'a'.repeat(40) } } }),
    );
    expect(await screen.findByText('No records')).toBeInTheDocument();
    expect(gateway.of('RecordPage')).toHaveLength(1);
  });

  it('drops the row of a record whose last bin was removed', async () => {
    const { gateway, dialog, user } = await openRecord(aRecord({ bins: { age: 1 } }));
    await user.click(dialog.getByRole('button', { name: 'Remove age' }));
    expect(dialog.getByText('Every bin would be removed')).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    act(() => gateway.last('PutRecord').answer({ putRecord: { record: null } }));
    expect(await screen.findByText('No records')).toBeInTheDocument();
  });

  it('creates a record with a typed key, only if there is none', async () => {
    const user = userEvent.setup();
    const { gateway } = await openPage('?new=1');
    const dialog = within(await screen.findByRole('dialog'));
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Key type' }), 'int');
    await user.type(dialog.getByRole('textbox', { name: 'Key' }), '42');
    await user.click(dialog.getByRole('button', { name: 'Add bin' }));
    await user.type(dialog.getByRole('textbox', { name: 'Bin name' }), 'n');
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Type of n' }), 'float');
    await user.type(dialog.getByRole('textbox', { name: 'Value of n' }), '1.0');
    await user.click(dialog.getByRole('button', { name: 'Create record' }));
    expect(gateway.last('PutRecord').variables).toEqual({
      input: {
        connectionId: 'c1',
        key: { namespace: 'test', set: 'users', userKey: { int: '42' } },
        bins: { n: { $float: '1.0' } },
        mode: 'CREATE_ONLY',
        ttl: { namespaceDefault: true },
        sendKey: true,
      },
    });
  });
});
