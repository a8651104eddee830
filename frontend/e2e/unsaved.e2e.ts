import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-unsaved';
const KEY = { string: 'edited' };

const question = (page: Page) => page.getByRole('dialog', { name: 'Discard your edit?' });

test.beforeEach(async ({ gateway, page, demo }) => {
  await gateway.put(SET, KEY, { note: 'old' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET);
  await records.open(KEY.string);
  await records.bin('note').fill('new');
});

test('Back and closing ask before an edit is left behind, and nothing is lost by staying', async ({
  page,
}) => {
  const records = new RecordsPage(page);
  await page.goBack();
  await expect(question(page)).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(question(page)).toBeHidden();
  await expect(records.bin('note')).toHaveValue('new');
  expect(new URL(page.url()).searchParams.get('key')).toBe(KEY.string);

  await records.editor.getByRole('button', { name: 'Close the record' }).click();
  await question(page).getByRole('button', { name: 'Discard' }).click();
  await expect(records.editor).toBeHidden();
});

test('closing or reloading the tab asks, and a saved edit may go', async ({ page }) => {
  const records = new RecordsPage(page);
  const asked: string[] = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.reload();
  expect(asked).toEqual(['beforeunload']);
  await expect(records.bin('note')).toHaveValue('old');
  await records.bin('note').fill('newer');
  await records.save();
  await records.expectSaved();
  await page.reload();
  await expect(records.bin('note')).toHaveValue('newer');
  expect(asked).toEqual(['beforeunload']);
});
