import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

const prompt = (page: Page) => page.getByRole('textbox', { name: 'AQL statement' });
const output = (page: Page) => page.getByRole('log', { name: 'Output' });
/** The newest of what was run. */
const newest = (page: Page) => output(page).locator(':scope > ol > li').last();

async function run(page: Page, text: string): Promise<void> {
  await prompt(page).fill(text);
  await page.keyboard.press('Control+Enter');
}

test('statements are completed and run by keys alone', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/terminal`);
  await expect(page.getByRole('heading', { name: 'Nothing run yet' })).toBeVisible();
  await expect(prompt(page)).toBeVisible();
  await expectAccessible(page);

  await prompt(page).focus();
  await page.keyboard.type('SELECT * FROM te');
  await expect(page.getByRole('option', { name: 'test namespace' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await expect(prompt(page)).toHaveText('SELECT * FROM test');
  await page.keyboard.type('.users LIMIT 5');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(newest(page).getByRole('row')).toHaveCount(6);
  await expect(page.getByRole('status').filter({ hasText: /^5 rows, there are more/ })).toBeAttached();
  await expect(prompt(page)).toBeFocused();
  await expectAccessible(page);
});

test('a wrong statement is underlined and mended; what was run is found again', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/terminal`);
  await run(page, 'SHOW SETS test');
  await expect(newest(page)).toContainText('users');
  await run(page, "INSERT INTO test.terminal (PK, name) VALUES ('ann', 'Ann')");
  await expect(newest(page)).toContainText('1 record written');

  await prompt(page).fill("SELECT * FORM test.terminal WHERE PK = 'ann'");
  await expect(prompt(page).locator('.cm-lintRange-error, .cm-lintPoint-error').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Line 1, column 10:')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Write FROM' }).click();
  await expect(prompt(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await expect(newest(page).getByRole('row', { name: 'ann Ann' })).toBeVisible();

  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(prompt(page)).toContainText('INSERT INTO test.terminal');
  await page.keyboard.press('Control+r');
  const search = page.getByRole('combobox', { name: 'Search in the history' });
  await expect(search).toBeFocused();
  await page.keyboard.type('test sets');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(prompt(page)).toHaveText('SHOW SETS test');
  await expect(prompt(page)).toBeFocused();
});

test('a truncate runs once its name is given', async ({ page, demo, gateway }) => {
  await gateway.put('terminal-truncate', { string: 'ann' }, { name: 'Ann' });
  const link = new URLSearchParams({ aql: 'TRUNCATE test."terminal-truncate"' });
  await page.goto(`/connections/${demo}/terminal?${link.toString()}`);
  await expect(prompt(page)).toContainText('TRUNCATE');
  await expect(page.getByRole('heading', { name: 'Nothing run yet' })).toBeVisible();
  await prompt(page).focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Run a dangerous statement?' });
  await expectAccessible(page);
  await expect(question).toContainText('On demo: 1 statement about test.terminal-truncate');
  await expect(question.getByRole('button', { name: 'Run' })).toBeDisabled();
  await question.getByRole('textbox').fill('test.terminal-truncate');
  await question.getByRole('button', { name: 'Run' }).click();
  await expect(question).toBeHidden();
  await expect(newest(page)).toContainText('TRUNCATE');
  await expect.poll(() => gateway.record('terminal-truncate', { string: 'ann' })).toBeNull();
});

test('a script shows each of its statements, goes on behind an error where it is told to', async ({
  page,
  demo,
}) => {
  await page.goto(`/connections/${demo}/terminal`);
  const inserts = Array.from(
    { length: 1_000 },
    (_, index) => `INSERT INTO test.terminal (PK, n) VALUES (${index}, ${index});`,
  );
  inserts[500] = 'SELECT * FROM nowhere.at LIMIT 1;';
  await page.getByRole('button', { name: 'Options' }).click();
  await page.getByRole('checkbox', { name: 'Stop a script at its first error' }).uncheck();
  await page.keyboard.press('Escape');
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Script…' }).click();
  await (
    await chosen
  ).setFiles({ name: 'all.aql', mimeType: 'text/plain', buffer: Buffer.from(inserts.join('\n')) });
  await page.keyboard.press('Control+Enter');
  const script = page.getByRole('region', { name: 'Script of 1,000 statements' });
  await expect(script).toContainText('Script failed · 1,000 statements · 1 failed', { timeout: 50_000 });
  await script.getByRole('checkbox', { name: 'Only those that failed' }).check();
  await expect(script.getByRole('listitem')).toHaveCount(1);
  await expect(script).toContainText('NOT_FOUND');
  await expectAccessible(page);
});

test('a long select streams, and stops', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/terminal`);
  // Many reads of a set, so that there is time to stop.
  await run(page, Array.from({ length: 200 }, () => 'SELECT * FROM test.users LIMIT 10000').join(';\n'));
  const script = page.getByRole('region', { name: 'Script of 200 statements' });
  await expect(script).toContainText(/Script running · \d+ of 200 statements/);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(script).toContainText('Script stopped');
  await expect(script).toContainText('left out');
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 800 });
  await expectAccessible(page);
});
