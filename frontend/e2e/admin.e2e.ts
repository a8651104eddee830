import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { connectSecured } from './support/secured';
import { expect, test } from './support/test';

test('a cluster of the Community Edition says why it has no users and roles, and offers none', async ({
  page,
  demo,
}) => {
  await page.goto(`/connections/${demo}/access`);
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { name: 'This cluster has no users and roles' })).toBeVisible();
  await expect(main).toContainText('a feature of the Enterprise Edition');
  await expect(main).toContainText('custom resource (AerospikeCluster) does not take effect');
  await expect(main.getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
});

const drawer = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

test('a role and a user are made, asked about, changed, and dropped by name', async ({ page, gateway }) => {
  test.setTimeout(120_000);
  const id = await connectSecured(gateway);
  // A journey that failed may have left them.
  await gateway.run(
    'mutation ($user: DropUserInput!, $role: DropRoleInput!) { dropUser(input: $user) { dropped } dropRole(input: $role) { dropped } }',
    { user: { connectionId: id, name: 'ada' }, role: { connectionId: id, name: 'clerk' } },
  );
  await page.goto(`/connections/${id}/access?of=roles`);
  const roles = page.getByRole('table', { name: 'Roles' });
  await expect(roles.getByRole('row', { name: /^user-admin/ })).toContainText('predefined');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'New role' }).click();
  const newRole = page.getByRole('dialog', { name: 'New role' });
  await newRole.getByRole('textbox', { name: 'Name', exact: true }).fill('clerk');
  await newRole.getByRole('textbox', { name: 'Namespace' }).fill('test');
  await newRole.getByRole('textbox', { name: 'Set' }).fill('orders');
  await page.keyboard.press('Tab');
  await expectAccessible(page);
  await newRole.getByRole('button', { name: 'Create' }).click();
  await expect(drawer(page, 'Role clerk')).toContainText('test.orders');
  await expectAccessible(page);
  await page.goBack();
  await expect(drawer(page, 'Role clerk')).toBeHidden();

  await page.getByRole('tab', { name: 'Users' }).click();
  await expect(page.getByRole('row', { name: /^admin/ })).toContainText('this connection');
  await page.getByRole('button', { name: 'New user' }).click();
  const newUser = page.getByRole('dialog', { name: 'New user' });
  await newUser.getByRole('textbox', { name: 'Name', exact: true }).fill('ada');
  await newUser.getByLabel('Password', { exact: true }).fill('first secret');
  await newUser.getByLabel('The same again').fill('first secret');
  await newUser.getByRole('checkbox', { name: /^clerk/ }).check();
  await expectAccessible(page);
  await newUser.getByRole('button', { name: 'Create' }).click();
  const ada = drawer(page, 'User ada');
  await expect(ada.getByRole('row', { name: /^read records/ })).toContainText('test.orders');
  await expectAccessible(page);
  await page.reload();
  await expect(ada).toBeVisible();

  await ada.getByRole('button', { name: 'Password…' }).click();
  const password = page.getByRole('dialog', { name: 'New password of ada' });
  await password.getByLabel('Password', { exact: true }).fill('second secret');
  await password.getByLabel('The same again').fill('second secret');
  await password.getByRole('button', { name: 'Change' }).click();
  await expect(password).toBeHidden();
  expect(await page.content()).not.toContain('secret');

  await page.goto(`/connections/${id}/access?of=permissions&namespace=test&set=orders`);
  const who = page.getByRole('table', { name: 'Who can read records in test.orders' });
  await expect(who.getByRole('row', { name: /^ada/ })).toContainText('clerk');
  await expectAccessible(page);
  await who.getByRole('link', { name: 'ada' }).click();

  await ada.getByRole('button', { name: 'Roles…' }).click();
  const given = page.getByRole('dialog', { name: 'Roles of ada' });
  await given.getByRole('checkbox', { name: /^clerk/ }).uncheck();
  await given.getByRole('button', { name: 'Save' }).click();
  await expect(given).toBeHidden();
  await expect(ada).toContainText('no role of it grants anything');
  await ada.getByRole('button', { name: 'Drop…' }).click();
  const question = page.getByRole('dialog', { name: 'Drop user ada?' });
  await question.getByRole('textbox').fill('ada');
  await expectAccessible(page);
  await question.getByRole('button', { name: 'Drop' }).click();
  await expect(page.getByRole('row', { name: /^ada/ })).toBeHidden();

  await page.goto(`/connections/${id}/access?of=roles&name=clerk&do=drop-role`);
  const last = page.getByRole('dialog', { name: 'Drop role clerk?' });
  await last.getByRole('textbox').fill('clerk');
  await last.getByRole('button', { name: 'Drop' }).click();
  await expect(page.getByRole('row', { name: /^clerk/ })).toBeHidden();
});
