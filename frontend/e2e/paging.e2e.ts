import type { Page, Request } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

type Asked = {
  readonly first: number;
  readonly after: string | null;
  readonly bins: readonly string[] | null;
};

/** Collects what each request for a page of records asked for. */
function pagesAskedOf(page: Page): Asked[] {
  const asked: Asked[] = [];
  page.on('request', (request: Request) => {
    if (request.postData()?.includes('query RecordPage') === true) {
      asked.push((request.postDataJSON() as { variables: Asked }).variables);
    }
  });
  return asked;
}

test('pages follow each other without overlap, and no page is read twice', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  const asked = pagesAskedOf(page);
  await records.goto(demo, 'users', { size: '25' });
  await expect(page.getByText('25 records, page 1, about 10,000 in all')).toBeVisible();
  const firstKeys = await keysInSight(records);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('25 records, page 2,')).toBeVisible();
  const secondKeys = await keysInSight(records);
  expect(secondKeys.filter((key) => firstKeys.includes(key))).toEqual([]);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.getByText('25 records, page 1,')).toBeVisible();
  expect(await keysInSight(records)).toEqual(firstKeys);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('25 records, page 2,')).toBeVisible();
  expect(asked).toHaveLength(2);
  expect(asked[0]).toMatchObject({ first: 25, after: null });
  expect(asked[1]?.after).toBeTruthy();

  // The address leads to the same page, also for someone else.
  await page.reload();
  await expect(records.table).toBeVisible();
  expect(await keysInSight(records)).toEqual(secondKeys);
});

test('a thousand records are one page, of which only the rows in sight exist', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'users');
  await page.getByRole('combobox', { name: 'Records per page' }).selectOption('1000');
  await expect(page.getByText('1,000 records, page 1,')).toBeVisible();
  await expect(records.table).toHaveAttribute('aria-rowcount', '1001');
  expect(await records.table.getByRole('row').count()).toBeLessThan(100);
  await records.table.focus();
  await page.keyboard.press('End');
  await expect(records.table.locator('tr[aria-rowindex="1001"]')).toBeVisible();
});

test('only the chosen bins are read', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  const asked = pagesAskedOf(page);
  await records.goto(demo, 'users', { size: '25' });
  await page.getByRole('button', { name: 'All bins' }).click();
  const chooser = page
    .getByRole('dialog')
    .filter({ has: page.getByRole('button', { name: 'Metadata only' }) });
  await expectAccessible(page);
  await chooser.getByRole('button', { name: 'Metadata only' }).click();
  await expect(records.table.getByRole('columnheader', { name: 'name string' })).toBeHidden();
  await chooser.getByRole('checkbox', { name: 'age' }).click();
  await expect(chooser.getByRole('checkbox', { name: 'age' })).toBeChecked();
  await expect(records.table.getByRole('columnheader', { name: 'age integer' })).toBeVisible();
  await expect(records.table.getByRole('columnheader', { name: 'name string' })).toBeHidden();
  expect(asked.at(-1)?.bins).toEqual(['age']);
  await expect(page).toHaveURL(/bin=age/);
});

test('a set that does not exist is empty, a namespace that does not is an error', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'never-written');
  await expect(page.getByRole('heading', { name: 'No records' })).toBeVisible();
  await expectAccessible(page);
  await page.goto(`/connections/${demo}/namespaces/nowhere/sets/users`);
  await expect(page.getByRole('alert')).toContainText('Not found');
  await expectAccessible(page);
  await page.goto(`/connections/${demo}/namespaces/nowhere`);
  await expect(page.getByRole('heading', { name: 'No namespace nowhere' })).toBeVisible();
});

/** Keys of the rows in sight; the table keeps no others. */
async function keysInSight(records: RecordsPage): Promise<string[]> {
  return records.table.getByRole('link').allTextContents();
}
