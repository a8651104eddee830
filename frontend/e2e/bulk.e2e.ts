import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-bulk';
const KEYS = [1, 2, 3, 4].map((number) => ({ int: String(number) }));

test.beforeEach(async ({ gateway }) => {
  for (const key of KEYS) {
    await gateway.delete(SET, key);
    await gateway.put(SET, key, { number: Number(key.int) });
  }
});

test('marked records are deleted, except what changed or went behind the page', async ({
  page,
  gateway,
  demo,
}) => {
  const records = new RecordsPage(page);
  await records.goto(demo, SET);
  await expect(page.getByText('4 records, page 1,')).toBeVisible();
  await gateway.put(SET, { int: '2' }, { number: 22 });
  await gateway.delete(SET, { int: '3' });
  await page.getByRole('checkbox', { name: 'Select the rows of this page' }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the selected records?' });
  await expect(dialog).toContainText(`4 records of test.${SET} are deleted for good`);
  await expectAccessible(page);
  await dialog.getByRole('textbox').fill('4');
  await dialog.getByRole('button', { name: 'Delete 4 records' }).click();
  await expect(dialog.getByRole('status')).toHaveText('2 deleted, 1 not found, 1 changed meanwhile.');
  await expectAccessible(page);
  expect(await gateway.record(SET, { int: '1' })).toBeNull();
  expect(await gateway.record(SET, { int: '2' })).toMatchObject({ bins: { number: 22 } });
  await dialog.getByRole('button', { name: 'Delete the 1 changed all the same' }).click();
  await expect(dialog.getByRole('status')).toHaveText('3 deleted, 1 not found.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('heading', { name: 'No records' })).toBeVisible();
  for (const key of KEYS) expect(await gateway.record(SET, key)).toBeNull();
});

test('marked records get a new lifetime, and the rows follow', async ({ page, gateway, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, SET);
  await records.table.getByRole('checkbox', { name: 'Select 1', exact: true }).click();
  await page.getByRole('button', { name: 'Touch…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New lifetime' });
  await dialog.getByRole('combobox', { name: 'Time to live' }).selectOption('seconds');
  await dialog.getByRole('textbox', { name: 'Seconds' }).fill('86400');
  await dialog.getByRole('button', { name: 'Touch 1 record' }).click();
  await expect(dialog.getByRole('status')).toHaveText('1 touched.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  const row = records.table.getByRole('row').filter({ has: page.getByRole('link', { name: '1 int' }) });
  await expect(row).toContainText(/in (1 d|24 h|23 h)/);
  expect(await gateway.record(SET, { int: '1' })).toMatchObject({ generation: 2, bins: { number: 1 } });
});

test('records are found by a list of keys, of one type that is said', async ({ page, gateway, demo }) => {
  await gateway.delete(SET, { string: '1' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET);
  await page.getByRole('button', { name: 'Find by keys' }).click();
  const dialog = page.getByRole('dialog', { name: 'Find records by their keys' });
  await dialog.getByRole('textbox', { name: 'Keys' }).fill('1\n4\n77');
  await expectAccessible(page);
  // As strings these are other keys.
  await dialog.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText('0 found of 3 keys')).toBeVisible();
  await page.getByRole('button', { name: 'Change the keys' }).click();
  await dialog.getByRole('combobox', { name: 'Type of all keys' }).selectOption({ label: 'Integer' });
  await dialog.getByRole('button', { name: 'Find' }).click();
  await expect(page.getByText('2 found of 3 keys')).toBeVisible();
  expect(await records.table.getByRole('link').allTextContents()).toEqual(['1 int', '4 int']);
  await page.getByRole('button', { name: '1 not found' }).click();
  await expect(page.getByRole('dialog', { name: '1 not found' })).toHaveText('77');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Back to the pages' }).click();
  await expect(page.getByText('4 records, page 1,')).toBeVisible();
});

test('leaving during a deletion asks, sends nothing more, and what was done is told', async ({
  page,
  gateway,
  demo,
}) => {
  const records = Array.from({ length: 300 }, (_, n) => ({
    key: { namespace: 'test', set: `${SET}-many`, userKey: { int: String(n) } },
    bins: { n },
  }));
  await gateway.run('mutation ($input: PutRecordsInput!) { putRecords(input: $input) { failed } }', {
    input: { connectionId: demo, records },
  });
  // The first request for deletions waits until the page was left.
  let answer: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('deleteRecords')) {
      await left;
    }
    await route.continue();
  });
  const browser = new RecordsPage(page);
  await browser.goto(demo, `${SET}-many`, { size: '500' });
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Namespaces' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Namespaces' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('300 records, page 1,')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select the rows of this page' }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the selected records?' });
  await dialog.getByRole('textbox').fill('300');
  await dialog.getByRole('button', { name: 'Delete 300 records' }).click();
  await expect(dialog.getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.evaluate(() => window.history.forward());
  await expect(dialog.getByRole('alert')).toContainText('Leave before it is done?');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Stop and leave' }).click();
  await expect(dialog).toBeHidden();
  answer();
  const told = page.getByRole('alert').filter({ hasText: '100 deleted, 200 not tried.' });
  await expect(told).toContainText(`Records of test.${SET}-many`);
  await browser.goto(demo, `${SET}-many`, { size: '500' });
  await expect(page.getByText('200 records, page 1,')).toBeVisible();
  await gateway.run('mutation ($input: DeleteRecordsInput!) { deleteRecords(input: $input) { failed } }', {
    input: { connectionId: demo, records: records.map(({ key }) => ({ key })) },
  });
});
