import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';
import { synthesizeRows } from './support/syntheticStream';

const grid = (page: Page) => page.getByRole('grid', { name: 'Records' });

function queryPath(connectionId: string, draft: object): string {
  return `/connections/${connectionId}/query?q=${encodeURIComponent(JSON.stringify(draft))}`;
}

const ADULTS = {
  namespace: 'test',
  set: 'users',
  filter: { bin: { bin: 'age', is: { int: { ge: '80' } } } },
};

test('a filter is built by keys alone, told what it costs, run, and shared by its address', async ({
  page,
  demo,
  context,
}) => {
  await page.goto(`/connections/${demo}/query`);
  await expect(page.getByRole('heading', { name: 'Nothing asked yet' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Namespace' }).fill('test');
  await page.getByRole('textbox', { name: 'Set', exact: true }).fill('users');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add a condition' }).focus();
  await page.keyboard.press('Enter');
  const condition = page.getByRole('group', { name: 'Condition 1', exact: true });
  await condition.getByRole('textbox', { name: 'Bin' }).fill('age');
  await condition.getByRole('combobox', { name: 'Type' }).selectOption('integer');
  await condition.getByRole('combobox', { name: 'Operator' }).selectOption('≥');
  await condition.getByRole('textbox', { name: 'Value' }).fill('80');

  const plan = page.getByRole('region', { name: 'Plan' });
  await expect(plan).toContainText('Full scan');
  await expect(plan).toContainText('looks at about 10,000 of 10,000 records');
  await expect(plan).toContainText('An index on age');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible();
  await expect(grid(page)).toBeVisible();
  await expectAccessible(page);

  await grid(page).getByRole('link').first().click();
  const editor = page.getByRole('dialog', { name: /record in test.users/i });
  const age = editor.getByRole('textbox', { name: 'Value of age', exact: true });
  await expect(age).toHaveValue(/^([89]\d|1\d\d)$/);
  await page.keyboard.press('Escape');

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole('textbox', { name: 'Value' })).toHaveValue('80');
  await expect(other.getByRole('heading', { name: 'Nothing asked yet' })).toBeVisible();
});

test('a query is refused at the field that is wrong, and shown as GraphQL, curl and AQL', async ({
  page,
  demo,
}) => {
  const regex = { bin: { bin: 'name', is: { string: { regex: { pattern: '(a+)+', flags: [] } } } } };
  await page.goto(queryPath(demo, { ...ADULTS, filter: regex }));
  const pattern = page.getByRole('textbox', { name: 'Pattern' });
  await expect(pattern).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await pattern.fill('^A');
  await expect(pattern).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'As text' }).click();
  const dialog = page.getByRole('dialog', { name: 'The query as text' });
  await expect(dialog.getByRole('region', { name: 'Operation' })).toContainText('queryRecords');
  await expect(dialog.getByRole('region', { name: 'Variables' })).toContainText('"pattern": "^A"');
  await dialog.getByText('AQL', { exact: true }).click();
  await expect(dialog.getByRole('region', { name: 'Statement' })).toContainText('SELECT * FROM test.users');
  await expect(dialog).toContainText('this statement finds other records');
  await expectAccessible(page);
});

test('a query is saved, found in the history, run from there, renamed and deleted', async ({
  page,
  demo,
}) => {
  await page.goto(queryPath(demo, ADULTS));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible();
  await page.getByRole('button', { name: 'Saved and history' }).click();
  const drawer = page.getByRole('dialog', { name: 'Saved queries and history' });
  await expect(drawer.getByRole('list', { name: 'Queries that ran lately' })).toContainText(
    'test.users where age ≥ 80',
  );
  await drawer.getByRole('textbox', { name: 'Name of the query' }).fill('The old ones');
  await drawer.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(drawer.getByRole('list', { name: 'Saved queries' })).toContainText('The old ones');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'More for The old ones' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await drawer.getByRole('textbox', { name: 'New name of The old ones' }).fill('Eighty and more');
  await drawer.getByRole('button', { name: 'Rename' }).click();
  await drawer.getByRole('button', { name: 'Run Eighty and more' }).click();
  await expect(drawer).toBeHidden();
  await expect(grid(page)).toBeVisible();
  await page.getByRole('button', { name: 'Saved and history' }).click();
  await drawer.getByRole('button', { name: 'More for Eighty and more' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const question = page.getByRole('dialog', { name: 'Delete the saved query?' });
  await question.getByRole('textbox').fill('Eighty and more');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(question).toBeHidden();
  await expect(drawer.getByRole('listitem').filter({ hasText: 'Eighty and more' })).toHaveCount(0);
});

test('the index that a plan asks for is made from there, and used', async ({ page, demo, gateway }) => {
  const seventh = { bin: { bin: 'id', is: { int: { eq: '7' } } } };
  await page.goto(queryPath(demo, { namespace: 'test', set: 'users', filter: seventh }));
  const plan = page.getByRole('region', { name: 'Plan' });
  await plan.getByRole('button', { name: 'Create this index…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create an index' });
  await expect(dialog).toContainText('On id (integer, the value itself) of test.users.');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('journey-id');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(plan.getByRole('button', { name: 'Create this index…' })).toBeHidden();

  const index = { bin: 'id', collection: 'NONE', is: { int: '7' } };
  await page.goto(queryPath(demo, { way: 'index', namespace: 'test', set: 'users', index }));
  await expect(plan).toContainText('journey-id on id');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(grid(page).getByRole('link', { name: 'user-00007' })).toBeVisible();
  await gateway.run('mutation ($input: DropIndexInput!) { dropIndex(input: $input) { __typename } }', {
    input: { connectionId: demo, namespace: 'test', name: 'journey-id' },
  });
});

test('a query that runs is stopped, keeps what it found, and goes on', async ({ page, demo }) => {
  await synthesizeRows(page, { rows: 5_000, batch: 1_000, hold: true });
  await page.goto(queryPath(demo, { ...ADULTS, limit: '' }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '1001');
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Stopped' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', '2001');
});

test('a million rows are shown by those in sight, in bounded memory', async ({ page, demo }) => {
  test.setTimeout(240_000);
  await synthesizeRows(page, { rows: 1_000_000, batch: 2_000 });
  await page.goto(queryPath(demo, { ...ADULTS, limit: '' }));
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Done' })).toBeVisible({ timeout: 200_000 });
  const table = grid(page);
  await expect(table).toHaveAttribute('aria-rowcount', '1000001');
  await expect(page.getByText(/^1,000,000 rows, \d\d,\d{3} of them in memory/)).toBeVisible();
  expect(await table.getByRole('row').count()).toBeLessThan(100);

  await table.focus();
  await page.keyboard.press('End');
  await expect(table.locator('tr[aria-rowindex="1000001"]')).toContainText('key-999999');
  // What was left behind is read again when it comes in sight.
  await page.keyboard.press('Home');
  await expect(table.locator('tr[aria-rowindex="2"]')).toContainText('key-0');
  await expect(table.locator('tr[aria-rowindex="2"]')).toBeInViewport();
  expect(await table.getByRole('row').count()).toBeLessThan(100);
  await page.requestGC();
  const used = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  expect(used).toBeLessThan(250_000_000);
});

test('what a query finds is exported and deleted from its page, each by a job', async ({
  page,
  demo,
  gateway,
}) => {
  const set = 'journey-found';
  for (const age of [10, 20, 30]) {
    await gateway.put(set, { int: String(age) }, { age });
  }
  const filter = { bin: { bin: 'age', is: { int: { ge: '20' } } } };
  await page.goto(queryPath(demo, { namespace: 'test', set, filter }));
  await page.getByRole('button', { name: 'All it finds' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: 'Export to a file…' }).click();
  const dialog = page.getByRole('dialog', { name: `Export test.${set}, filtered` });
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(page).toHaveURL(/\/jobs\/job-/);
  await expect(page.getByRole('main').getByText('done', { exact: true })).toBeVisible();

  await page.goBack();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'All it finds' }).click();
  await page.getByRole('menuitem', { name: 'Delete…' }).click();
  const question = page.getByRole('dialog', { name: `All records of test.${set}, filtered` });
  await question.getByRole('textbox', { name: /Type 2/ }).fill('2');
  await expectAccessible(page);
  await page.goBack();
  await expect(question).toBeHidden();
  await page.goForward();
  await question.getByRole('textbox', { name: /Type 2/ }).fill('2');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/jobs\/job-/);
  await expect(page.getByRole('main').getByText('done', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(set);
  expect(await gateway.record(set, { int: '10' })).not.toBeNull();
  expect(await gateway.record(set, { int: '20' })).toBeNull();
  await gateway.delete(set, { int: '10' });
});
