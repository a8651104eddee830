import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

const SET = 'journey-jobs';

/** Opens a dialog of the actions of the journey's set. */
async function act(page: Page, demo: string, item: string): Promise<Locator> {
  await page.goto(`/connections/${demo}/namespaces/test/sets/${SET}`);
  await page.getByRole('button', { name: 'Set actions' }).click();
  await page.getByRole('menuitem', { name: item }).click();
  return page.getByRole('dialog');
}

async function expectDone(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/jobs\/job-/);
  await expect(page.getByRole('main').getByText('done', { exact: true })).toBeVisible({ timeout: 30_000 });
}

const fact = (page: Page, name: string): Locator =>
  page
    .locator('dl > div')
    .filter({ has: page.locator('dt', { hasText: name }) })
    .locator('dd');

test('records are made, exported, deleted, imported again and truncated, each by a job', async ({
  page,
  demo,
}) => {
  test.setTimeout(180_000);
  let dialog = await act(page, demo, 'Sample data…');
  await dialog.getByRole('textbox', { name: 'Records', exact: true }).fill('300');
  await dialog.getByRole('checkbox', { name: /Replace records/ }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make records' }).click();
  await expectDone(page);
  await expect(fact(page, 'Done')).toHaveText('300');
  await page.reload();
  await expectDone(page);
  await expectAccessible(page);

  dialog = await act(page, demo, 'Export all records…');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expectDone(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download/ }).click();
  const file = await (await downloading).path();
  expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(302);

  dialog = await act(page, demo, 'Change or copy all records…');
  await dialog.getByText('Delete', { exact: true }).click();
  await expect(dialog.getByText('300 records')).toBeVisible();
  await expectAccessible(page);
  await expect(dialog.getByRole('button', { name: 'Delete' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: /Type 300/ }).fill('300');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expectDone(page);
  await expect(fact(page, 'Done')).toHaveText('300');

  dialog = await act(page, demo, 'Import records…');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'users.ndjson', mimeType: 'text/plain', buffer: await readFile(file) });
  await dialog.getByRole('checkbox', { name: /Dry run/ }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Read the file' }).click();
  await expectDone(page);
  dialog = await act(page, demo, 'Import records…');
  await dialog.getByRole('combobox', { name: 'Or one sent before' }).selectOption({ index: 1 });
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expectDone(page);
  await expect(fact(page, 'Done')).toHaveText('300');

  dialog = await act(page, demo, 'Truncate…');
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: `Type ${SET} to confirm` }).fill(SET);
  await dialog.getByRole('button', { name: 'Truncate' }).click();
  await expectDone(page);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(SET);
});

test('a job is paused, goes on, and is cancelled, and the list tells', async ({ page, demo, gateway }) => {
  type Started = { readonly startSampleData: { readonly job: { readonly id: string } } };
  const { startSampleData } = await gateway.run<Started>(
    'mutation ($input: StartSampleDataInput!) { startSampleData(input: $input) { job { id } } }',
    {
      input: {
        connectionId: demo,
        namespace: 'test',
        set: 'journey-slow',
        records: 1_000_000,
        recordsPerSecond: 200,
      },
    },
  );
  const { id } = startSampleData.job;
  await page.goto(`/connections/${demo}/jobs`);
  await expect(page.getByRole('link', { name: /^Jobs/ })).toContainText('at work');
  const row = page.getByRole('row').filter({ has: page.locator(`a[href$="${id}"]`) });
  await row.getByRole('button', { name: /^Pause/ }).click();
  await expect(row.getByText('paused', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await row.getByRole('button', { name: /^Resume/ }).click();
  await expect(row.getByText('running', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: /^Cancel/ }).click();
  await expect(row.getByText('cancelled', { exact: true })).toBeVisible();
  await row.getByRole('button', { name: /^Remove from the list/ }).click();
  await expect(row).toBeHidden();
  await page.getByRole('tab', { name: 'The cluster’s own' }).click();
  await expect(page).toHaveURL(/of=cluster/);
  await expectAccessible(page);
  await gateway.run(
    'mutation ($input: StartTruncateInput!) { startTruncate(input: $input) { __typename } }',
    {
      input: { connectionId: demo, namespace: 'test', set: 'journey-slow' },
    },
  );
});

test('an import that was stopped goes on from its line with the same file', async ({
  page,
  demo,
  gateway,
}) => {
  const lines = Array.from({ length: 2_000 }, (_, at) => {
    const number = at + 1;
    return JSON.stringify({ key: { int: String(number) }, bins: { number } });
  });
  let dialog = await act(page, demo, 'Import records…');
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'numbers.ndjson',
    mimeType: 'text/plain',
    buffer: Buffer.from(`${lines.join('\n')}\n`),
  });
  await dialog.getByRole('textbox', { name: /Records a second/ }).fill('200');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(page).toHaveURL(/\/jobs\/job-/);
  await expect(fact(page, 'Done')).not.toHaveText('0');
  await page.getByRole('button', { name: /^Cancel/ }).click();
  const goOn = page.getByRole('button', { name: /^Go on from line/ });
  await expect(goOn).toBeVisible();
  await expectAccessible(page);
  const done = Number((await fact(page, 'Done').innerText()).replace(',', ''));

  await goOn.click();
  dialog = page.getByRole('dialog', { name: 'Import into test' });
  await expect(dialog.getByRole('textbox', { name: 'Begin with line' })).toHaveValue(String(done + 1));
  await dialog.getByRole('textbox', { name: /Records a second/ }).fill('');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expectDone(page);
  await expect(fact(page, 'Done')).toHaveText((2_000 - done).toLocaleString('en-US'));
  await gateway.run(
    'mutation ($input: StartTruncateInput!) { startTruncate(input: $input) { __typename } }',
    { input: { connectionId: demo, namespace: 'test', set: SET } },
  );
});
