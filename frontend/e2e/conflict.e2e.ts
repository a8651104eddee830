import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-conflict';
const KEY = { string: 'shared' };

test.beforeEach(async ({ gateway, page, demo }) => {
  await gateway.delete(SET, KEY);
  await gateway.put(SET, KEY, { mine: 'old', theirs: 'old' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: KEY.string });
  await records.bin('mine').fill('edited here');
  await gateway.put(SET, KEY, { theirs: 'edited elsewhere' });
  await records.save();
  const conflict = records.editor.getByRole('alert').filter({ hasText: 'changed after you opened it' });
  await expect(conflict.getByRole('row', { name: /^theirs/ })).toHaveText(
    /theirs\s*old\s*edited elsewhere\s*unchanged/,
  );
  await expect(conflict.getByRole('row', { name: /^mine/ })).toHaveText(/mine\s*old\s*old\s*edited here/);
});

test('a record changed behind the editor is compared, and one edit kept on top of the other', async ({
  page,
  gateway,
}) => {
  const records = new RecordsPage(page);
  await expectAccessible(page);
  await records.editor.getByRole('button', { name: 'Keep my edit on top of generation 2' }).click();
  await expect(records.bin('theirs')).toHaveValue('edited elsewhere');
  await expect(records.bin('mine')).toHaveValue('edited here');
  await records.save();
  await records.expectGeneration(3);
  expect(await gateway.record(SET, KEY)).toEqual({
    generation: 3,
    bins: { mine: 'edited here', theirs: 'edited elsewhere' },
  });
});

test('a record changed behind the editor can take the place of the edit', async ({ page, gateway }) => {
  const records = new RecordsPage(page);
  await records.editor.getByRole('button', { name: 'Take theirs, drop my edit' }).click();
  await expect(records.bin('mine')).toHaveValue('old');
  await expect(records.bin('theirs')).toHaveValue('edited elsewhere');
  await expect(records.editor.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  expect(await gateway.record(SET, KEY)).toMatchObject({ generation: 2 });
});
