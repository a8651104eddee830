import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { closedPort } from './support/ports';
import { expect, test } from './support/test';

function card(page: Page, name: string): Locator {
  return page.getByRole('article', { name, exact: true });
}

async function choose(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

async function demoHost(page: Page): Promise<string> {
  const hosts = await card(page, 'demo')
    .getByText(/^127\.0\.0\.1:\d+/)
    .textContent();
  return hosts?.split(',')[0] ?? '';
}

test('a wrong host is named beside its field, and a cluster that does not answer is explained', async ({
  page,
}) => {
  await page.goto('/connections/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('mistyped');
  const host = page.getByRole('textbox', { name: 'Host 1' });
  await host.fill('http://example.com');
  await page.getByRole('button', { name: 'Add connection' }).click();
  await expect(page.getByText('Leave out the scheme: only host:port')).toBeVisible();
  await expect(host).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);

  await host.fill('127.0.0.1:70000');
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByText('A port is a number from 1 to 65535')).toBeVisible();

  await host.fill(`127.0.0.1:${String(await closedPort())}`);
  await page.getByRole('button', { name: 'Test' }).click();
  await expect(page.getByRole('alert')).toContainText('Unavailable');
  await expectAccessible(page);
});

test('a connection is made, watched, changed, copied, moved and deleted', async ({ page, gateway }) => {
  await page.goto('/connections');
  const host = await demoHost(page);

  await test.step('it is tested and made', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Add connection' }).click();
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('second');
    await page.getByRole('textbox', { name: 'Host 1' }).fill(host);
    await page.getByRole('textbox', { name: 'User' }).fill('ada');
    await page.getByRole('textbox', { name: 'Note' }).fill('Made by a journey.');
    await page.getByRole('button', { name: 'Test' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'The cluster answered' })).toContainText(
      '3 nodes',
    );
    await page.getByRole('button', { name: 'Add connection' }).click();
    await expect(card(page, 'second').getByText('Up', { exact: true })).toBeVisible();
    await expect(card(page, 'second')).toContainText('3 of 3');
    await expect(
      page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /second/ }),
    ).toHaveText(/Up/);
    await expectAccessible(page);
  });

  await test.step('a password is set, kept, and removed, and never comes back to the page', async () => {
    await choose(page, 'second', 'Edit');
    await page.getByLabel('Password', { exact: true }).fill('s3cret');
    await page.getByRole('button', { name: 'Save' }).click();
    await choose(page, 'second', 'Edit');
    await expect(page.getByRole('radio', { name: 'Keep the stored one' })).toBeChecked();
    await expect(page.locator('input[type=password]')).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole('textbox', { name: 'Note' }).fill('Changed by a journey.');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(card(page, 'second')).toContainText('Changed by a journey.');
    expect(await hasPassword()).toBe(true);
    await choose(page, 'second', 'Edit');
    await page.getByRole('button', { name: 'Add host' }).click();
    await page.getByRole('textbox', { name: 'Host 2' }).fill('127.0.0.1:1');
    await expect(page.getByRole('radio', { name: 'Keep the stored one' })).toBeDisabled();
    await expect(page.getByText('Hosts were added or changed.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Give it here, or choose “Remove”')).toBeVisible();
    await page.getByRole('button', { name: 'Remove host 2' }).click();
    await expect(page.getByRole('radio', { name: 'Keep the stored one' })).toBeChecked();
    await page.getByRole('radio', { name: 'Remove', exact: true }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
    await expect.poll(hasPassword).toBe(false);
  });

  async function hasPassword(): Promise<boolean | undefined> {
    type Answer = { connections: { name: string; hasPassword: boolean }[] };
    const { connections } = await gateway.run<Answer>('{ connections { name hasPassword } }');
    return connections.find(({ name }) => name === 'second')?.hasPassword;
  }

  await test.step('its copy stands beside it, and moves', async () => {
    await choose(page, 'second', 'Duplicate');
    const titles = page.getByRole('article').getByRole('heading', { level: 3 });
    await expect(titles).toHaveCount(3);
    const copy = (await titles.allTextContents()).find((name) => name !== 'demo' && name !== 'second') ?? '';
    await expect(titles).toHaveText(['demo', 'second', copy]);
    await choose(page, copy, 'Move earlier');
    await expect(titles).toHaveText(['demo', copy, 'second']);
  });

  await test.step('it is deleted when its name is typed', async () => {
    await choose(page, 'second', 'Delete…');
    const question = page.getByRole('dialog', { name: 'Delete connection' });
    const confirm = question.getByRole('button', { name: 'Delete', exact: true });
    await question.getByRole('textbox').fill('secon');
    await expect(confirm).toBeDisabled();
    await expectAccessible(page);
    await question.getByRole('textbox').fill('second');
    await confirm.click();
    await expect(card(page, 'second')).toBeHidden();
    await expect(card(page, 'demo')).toBeVisible();
  });
});

test('a connection someone else changed meanwhile is not overwritten', async ({ page, gateway }) => {
  const id = await gateway.createConnection({ name: 'shared', hosts: ['127.0.0.1:1'] });
  await page.goto(`/connections/${id}/edit`);
  await page.getByRole('textbox', { name: 'Note' }).fill('mine');
  await gateway.run(
    'mutation ($input: UpdateConnectionInput!) { updateConnection(input: $input) { connection { id } } }',
    { input: { id, name: 'shared by many' } },
  );
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Changed meanwhile');
  await page.getByRole('button', { name: 'Load the present state and keep my changes' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('shared by many');
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('mine');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(card(page, 'shared by many')).toContainText('mine');
});

test('what someone else adds appears by itself', async ({ page, gateway }) => {
  await page.goto('/connections');
  await expect(card(page, 'demo')).toBeVisible();
  await gateway.createConnection({ name: 'from a script', hosts: ['127.0.0.1:1'] });
  await expect(card(page, 'from a script').getByText('Down', { exact: true })).toBeVisible();
  await gateway.deleteOtherConnections();
  await expect(card(page, 'from a script')).toBeHidden();
});
