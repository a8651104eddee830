import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-conflict';
const KEY = { string: 'shared' };

/** The three-way view of a record that someone else saved first. */
const conflictOn = (page: Page): Locator =>
  new RecordsPage(page).editor.getByRole('alert').filter({ hasText: 'changed after you opened it' });

test.beforeEach(async ({ gateway, page, demo }) => {
  await gateway.delete(SET, KEY);
  await gateway.put(SET, KEY, { mine: 'old', theirs: 'old', both: 'old', rest: 'old' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: KEY.string });
  await records.bin('mine').fill('edited here');
  await records.bin('both').fill('edited here too');
});

test('a record changed behind the editor is compared from three sides and merged bin by bin', async ({
  page,
  gateway,
}) => {
  const records = new RecordsPage(page);
  // Touching answers with the record as it is: edits of bins would be gone.
  await expect(page.getByRole('button', { name: 'Touch' })).toBeDisabled();
  await gateway.put(SET, KEY, { theirs: 'edited elsewhere', both: 'edited there too' });
  await records.save();
  const conflict = conflictOn(page);
  // What is edited now would not be among what is chosen from.
  await expect(records.bin('rest')).toBeDisabled();
  await expect(conflict.getByRole('row', { name: /^mine/ })).toHaveText('mineoldold (as opened)edited here');
  await expect(conflict.getByRole('row', { name: /^both/ })).toHaveText(
    'botholdedited there tooedited here too',
  );
  await expect(conflict.getByRole('row', { name: /^rest/ })).toBeHidden();
  await expect(conflict.getByRole('radio', { name: 'mine: yours' })).toBeChecked();
  await expect(conflict.getByRole('radio', { name: 'theirs: theirs' })).toBeChecked();
  await expectAccessible(page);
  const save = conflict.getByRole('button', { name: 'Save on top of generation 2' });
  await expect(save).toBeDisabled();
  await conflict.getByRole('radio', { name: 'both: yours' }).check();
  await save.click();
  await records.expectGeneration(3);
  expect(await gateway.record(SET, KEY)).toEqual({
    generation: 3,
    bins: { mine: 'edited here', theirs: 'edited elsewhere', both: 'edited here too', rest: 'old' },
  });
});

test('a merge can be looked at before it is saved', async ({ page, gateway }) => {
  const records = new RecordsPage(page);
  await gateway.put(SET, KEY, { both: 'edited there too' });
  await records.save();
  const conflict = conflictOn(page);
  await conflict.getByRole('radio', { name: 'both: theirs' }).check();
  await conflict.getByRole('button', { name: 'Merge and go on editing' }).click();
  await expect(records.bin('both')).toHaveValue('edited there too');
  await expect(records.editor.getByText('set 1, keep 3', { exact: true })).toBeVisible();
  await records.save();
  await records.expectGeneration(3);
  expect((await gateway.record(SET, KEY))?.bins).toMatchObject({
    mine: 'edited here',
    both: 'edited there too',
  });
});

test('a record changed behind the editor can take the place of the edit', async ({ page, gateway }) => {
  const records = new RecordsPage(page);
  await gateway.put(SET, KEY, { theirs: 'edited elsewhere' });
  await records.save();
  await conflictOn(page).getByRole('button', { name: 'Take theirs, drop my edit' }).click();
  await expect(records.bin('mine')).toHaveValue('old');
  await expect(records.bin('theirs')).toHaveValue('edited elsewhere');
  await expect(records.editor.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  expect(await gateway.record(SET, KEY)).toMatchObject({ generation: 2 });
});

test('a record deleted behind the editor can be created again, or let go', async ({ page, gateway }) => {
  const records = new RecordsPage(page);
  await gateway.delete(SET, KEY);
  await records.save();
  const gone = records.editor.getByRole('alert').filter({ hasText: 'This record is gone' });
  await expectAccessible(page);
  await gone.getByRole('button', { name: 'Create it again…' }).click();
  await expect(records.editor.getByText('set 4', { exact: true })).toBeVisible();
  await records.editor.getByRole('button', { name: 'Create it again' }).click();
  await records.expectGeneration(1);
  expect(await gateway.record(SET, KEY)).toEqual({
    generation: 1,
    bins: { mine: 'edited here', theirs: 'old', both: 'edited here too', rest: 'old' },
  });

  await records.bin('rest').fill('edited again');
  await gateway.delete(SET, KEY);
  await records.save();
  await gone.getByRole('button', { name: 'Discard my edit' }).click();
  await expect(records.editor).toBeHidden();
  expect(await gateway.record(SET, KEY)).toBeNull();
});
