import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { aRecord, recordPage } from '../fixtures';
import { RecordsPage } from './RecordsPage';

const PATH = '/connections/:connectionId/namespaces/:namespace/records';
const ADDRESS = '/connections/c1/namespaces/test/records';
const DIGEST = 'a'.repeat(40);
const GONE = {
  message: 'The record changed.',
  extensions: { code: 'CONFLICT', details: { current: null } },
};

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1000);
});

/** The page of a whole namespace that lists one record of the set `users`, at an address of its own. */
async function openPage(search = '', listed = aRecord()) {
  const user = userEvent.setup();
  const view = renderAt(PATH, `${ADDRESS}${search}`, <RecordsPage />);
  await waitFor(() => expect(view.gateway.of('RecordPage')).toHaveLength(1));
  act(() => view.gateway.last('RecordPage').answer(recordPage([listed])));
  return { ...view, user };
}

/** A record whose key the server did not store. */
function unnamed() {
  const record = aRecord();
  return { ...record, key: { ...record.key, userKey: null } };
}

/** What a read by digest alone answers: it repeats the question, and the set was none of it. */
function withoutSet() {
  const record = unnamed();
  return { ...record, key: { ...record.key, set: null } };
}

async function editUntilGone({ gateway, user }: Awaited<ReturnType<typeof openPage>>) {
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(await dialog.findByRole('textbox', { name: 'Value of age' }), '0');
  await user.click(dialog.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(gateway.of('PutRecord')).toHaveLength(1));
  act(() => gateway.last('PutRecord').refuse(GONE));
  await user.click(await dialog.findByRole('button', { name: 'Create it again…' }));
  return dialog;
}

describe('the records of a whole namespace', () => {
  it('are opened in their set, by the key that names them there', async () => {
    const page = await openPage();
    const { gateway, user, router } = page;
    await user.click(await screen.findByRole('link', { name: 'ada' }));
    expect(router.state.location.search).toBe('?keyType=string&key=ada&set=users');
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    const key = { namespace: 'test', set: 'users', userKey: { string: 'ada' } };
    expect(gateway.last('RecordByKey').variables).toMatchObject({ key });
    act(() => gateway.last('RecordByKey').answer({ record: aRecord() }));
    expect(await screen.findByText('Record in test.users')).toBeInTheDocument();

    const dialog = await editUntilGone(page);
    await user.click(dialog.getByRole('button', { name: 'Create it again' }));
    expect(gateway.last('PutRecord').variables).toMatchObject({ input: { key, mode: 'CREATE_ONLY' } });
  });

  it('are opened in their set also where their key was not stored', async () => {
    const page = await openPage('', unnamed());
    const { gateway, user } = page;
    await user.click(await screen.findByRole('link', { name: 'not stored' }));
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    const key = { namespace: 'test', set: 'users', userKey: { digest: DIGEST } };
    expect(gateway.last('RecordByKey').variables).toMatchObject({ key });
    act(() => gateway.last('RecordByKey').answer({ record: unnamed() }));

    const dialog = await editUntilGone(page);
    await user.click(dialog.getByRole('button', { name: 'Create it again' }));
    expect(gateway.last('PutRecord').variables).toMatchObject({ input: { key, mode: 'CREATE_ONLY' } });
  });

  it('are not written to no set when a digest alone opened them: the set is asked for', async () => {
    const page = await openPage(`?keyType=digest&key=${DIGEST}`);
    const { gateway, user } = page;
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    act(() => gateway.last('RecordByKey').answer({ record: withoutSet() }));
    expect(await screen.findByText('Record in test, set unknown')).toBeInTheDocument();

    const dialog = await editUntilGone(page);
    await user.click(dialog.getByRole('button', { name: 'Create it again' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent('Say which set the record belongs in.');
    expect(gateway.of('PutRecord')).toHaveLength(1);
    await user.selectOptions(dialog.getByRole('combobox', { name: 'Set' }), 'named');
    await user.type(dialog.getByRole('textbox', { name: 'Name of the set' }), 'users');
    await user.click(dialog.getByRole('button', { name: 'Create it again' }));
    const key = { namespace: 'test', set: 'users', userKey: { digest: DIGEST } };
    expect(gateway.last('PutRecord').variables).toMatchObject({ input: { key, mode: 'CREATE_ONLY' } });
  });

  it('are not copied to no set when a digest alone opened them', async () => {
    const { gateway, user } = await openPage(`?keyType=digest&key=${DIGEST}`);
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    act(() => gateway.last('RecordByKey').answer({ record: withoutSet() }));
    await user.click(await screen.findByRole('button', { name: 'Duplicate' }));
    const form = within(await screen.findByRole('dialog', { name: 'Duplicate this record' }));
    await user.type(form.getByRole('textbox', { name: 'Key' }), 'eve');
    await user.click(form.getByRole('button', { name: 'Duplicate' }));
    expect(form.getByText('Say which set the record belongs in.')).toBeInTheDocument();
    expect(gateway.of('DuplicateRecord')).toHaveLength(0);
    await user.selectOptions(form.getByRole('combobox', { name: 'Set' }), 'none');
    await user.click(form.getByRole('button', { name: 'Duplicate' }));
    expect(gateway.last('DuplicateRecord').variables).toMatchObject({
      input: {
        key: { namespace: 'test', set: null, userKey: { digest: DIGEST } },
        newKey: { namespace: 'test', set: null, userKey: { string: 'eve' } },
      },
    });
  });

  it('keep the set their row tells when the record beside it was opened by its digest and saved', async () => {
    const { gateway, user } = await openPage(`?keyType=digest&key=${DIGEST}`);
    await waitFor(() => expect(gateway.of('RecordByKey')).toHaveLength(1));
    act(() => gateway.last('RecordByKey').answer({ record: withoutSet() }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(await dialog.findByRole('textbox', { name: 'Value of age' }), '0');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(gateway.of('PutRecord')).toHaveLength(1));
    const saved = { ...withoutSet(), bins: { age: 360 }, generation: 4 };
    act(() => gateway.last('PutRecord').answer({ putRecord: { record: saved } }));
    await dialog.findByText('No changes');
    const row = screen.getByRole('link', { name: 'ada', hidden: true });
    expect(row).toHaveAttribute('href', `${ADDRESS}?keyType=string&key=ada&set=users`);
  });
});
