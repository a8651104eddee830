import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

test('the command palette leads to every page', async ({ page }) => {
  await page.goto('/connections');
  await expect(page.getByRole('article', { name: 'demo' })).toBeVisible();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog');
  await palette.getByRole('textbox', { name: 'Go to' }).fill('demo name');
  await expect(palette.getByRole('button', { name: /demo: Namespaces/ })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Namespaces' })).toBeVisible();
  await expect(palette).toBeHidden();
});

test('the question mark lists the shortcuts, but not while text is entered', async ({ page }) => {
  await page.goto('/connections');
  await expect(page.getByRole('article', { name: 'demo' })).toBeVisible();
  await page.keyboard.press('Shift+?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
  await page.keyboard.press('Alt+n');
  await page.getByRole('textbox', { name: 'Name', exact: true }).pressSequentially('why?');
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('why?');
  await expect(help).toBeHidden();
});

test('the colour scheme is kept, and follows the system when told to', async ({ page }) => {
  const html = page.locator('html');
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Colour scheme' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/connections');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await choose('Dark');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await choose('As the system');
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(html).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('the keyboard alone leads from the start page to an edited record', async ({ page, gateway }) => {
  const set = 'journey-keyboard';
  const key = { string: 'only' };
  await gateway.delete(set, key);
  await gateway.put(set, key, { note: 'old' });
  await page.goto('/connections');
  await expect(page.getByRole('article', { name: 'demo' })).toBeVisible();

  await test.step('the first stop is the way past the navigation', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
    await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('Tab reaches the connection, its namespace and its set', async () => {
    await tabTo('demo');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeFocused();
    await expect(page.getByRole('table', { name: 'Namespaces' })).toBeVisible();
    await tabTo('test');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: set })).toBeVisible();
    await tabTo(set);
    await page.keyboard.press('Enter');
  });

  const records = new RecordsPage(page);
  await test.step('arrows and Enter open the record, Escape closes it', async () => {
    await expect(records.table).toBeVisible();
    for (let stops = 0; stops < 40 && !(await isFocused(records)); stops += 1)
      await page.keyboard.press('Tab');
    await expect(records.table).toBeFocused();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(records.bin('note')).toHaveValue('old');
    await page.keyboard.press('Escape');
    await expect(records.editor).toBeHidden();
    await page.keyboard.press('/');
    await page.keyboard.type('only');
    await page.keyboard.press('Enter');
    await records.bin('note').focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('new');
    await records.editor.getByRole('button', { name: 'Save', exact: true }).focus();
    await page.keyboard.press('Enter');
    await records.expectGeneration(2);
  });

  /** Presses Tab until the link of that name has the focus. */
  async function tabTo(name: string): Promise<void> {
    const link = page.getByRole('main').getByRole('link', { name, exact: true });
    for (let stops = 0; stops < 40; stops += 1) {
      if (await link.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(link).toBeFocused();
  }

  function isFocused({ table }: RecordsPage): Promise<boolean> {
    return table.evaluate((element) => element === document.activeElement);
  }
});

test('every page fits a narrow window', async ({ page, demo }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  const base = `/connections/${demo}`;
  const pages = [
    ['/connections', 'Connections'],
    ['/connections/new', 'Add connection'],
    [`${base}/edit`, 'Edit demo'],
    [`${base}/dashboard`, 'Dashboard'],
    [`${base}/namespaces`, 'Namespaces'],
    [`${base}/namespaces/test`, 'test'],
    [`${base}/namespaces/test/sets/users`, 'users'],
  ] as const;
  for (const [path, title] of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expect(page.getByText(/^Loading /)).toHaveCount(0);
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `${path} is no wider than the window`).toBe(0);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeInViewport();
  await expectAccessible(page);
});
