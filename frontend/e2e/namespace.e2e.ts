import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-namespace';
const KEY = { string: 'lost' };

type Found = { readonly record: { readonly key: { readonly digest: string } } };

test('a record opened by its digest alone is not put in no set unasked', async ({ page, gateway, demo }) => {
  await gateway.put(SET, KEY, { note: 'old' });
  const { record } = await gateway.run<Found>(
    'query ($id: ID!, $key: RecordKeyInput!) { record(connectionId: $id, key: $key) { key { digest } } }',
    { id: demo, key: { namespace: 'test', set: SET, userKey: KEY } },
  );
  const records = new RecordsPage(page);
  await page.goto(`/connections/${demo}/namespaces/test/records?keyType=digest&key=${record.key.digest}`);
  await expect(page.getByText('Record in test, set unknown')).toBeVisible();
  await records.bin('note').fill('new');
  await gateway.delete(SET, KEY);
  await records.save();
  await records.editor.getByRole('button', { name: 'Create it again…' }).click();
  await records.editor.getByRole('button', { name: 'Create it again', exact: true }).click();
  await expect(records.editor.getByRole('alert')).toContainText('Say which set the record belongs in.');
  await expectAccessible(page);
  await records.editor.getByRole('combobox', { name: 'Set', exact: true }).selectOption('named');
  await records.editor.getByRole('textbox', { name: 'Name of the set' }).fill(SET);
  await records.editor.getByRole('button', { name: 'Create it again', exact: true }).click();
  await records.expectSaved();
  expect(await gateway.record(SET, KEY)).toMatchObject({ generation: 1, bins: { note: 'new' } });
  await records.goto(demo, SET);
  await expect(page.getByText('1 record, page 1,')).toBeVisible();
  await gateway.delete(SET, KEY);
});

test('a record listed by its namespace is opened and copied in its set', async ({ page, gateway, demo }) => {
  const records = new RecordsPage(page);
  await page.goto(`/connections/${demo}/namespaces/test/records`);
  const link = records.table.getByRole('link', { name: /^user-/ }).first();
  const key = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByText('Record in test.users')).toBeVisible();
  await records.editor.getByRole('button', { name: 'Duplicate' }).click();
  const form = page.getByRole('dialog', { name: 'Duplicate this record' });
  await form.getByRole('textbox', { name: 'Key' }).fill('journey-copy');
  await form.getByRole('button', { name: 'Duplicate' }).click();
  await expect(records.editor).toContainText('journey-copy');
  await expect(page.getByText('Record in test.users')).toBeVisible();
  const original = await gateway.record('users', { string: key });
  const copy = await gateway.record('users', { string: 'journey-copy' });
  expect(copy?.bins).toEqual(original?.bins);
  await gateway.delete('users', { string: 'journey-copy' });
});
