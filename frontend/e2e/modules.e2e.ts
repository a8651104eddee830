import { expectAccessible } from './support/accessibility';
import type { Gateway } from './support/gateway';
import { expect, test } from './support/test';

const NAME = 'journey_modules.lua';
const SET = 'journey-modules';
const KEY = { string: 'a' } as const;

async function removeModule(gateway: Gateway, connectionId: string): Promise<void> {
  await gateway.run(
    'mutation ($input: RemoveUdfModuleInput!) { removeUdfModule(input: $input) { removed } }',
    {
      input: { connectionId, name: NAME, evenIfUsed: true },
    },
  );
}

async function putModule(gateway: Gateway, connectionId: string, text: string): Promise<void> {
  await gateway.run('mutation ($input: PutUdfModuleInput!) { putUdfModule(input: $input) { nodesBehind } }', {
    input: { connectionId, name: NAME, source: { text } },
  });
}

test('a module is begun with an example, corrected, put, called in three ways, replaced and removed', async ({
  page,
  demo,
  gateway,
}) => {
  test.setTimeout(180_000);
  // Left by a journey that broke off.
  await removeModule(gateway, demo);
  await gateway.put(SET, KEY, { visits: 1, city: 'Berlin' });

  await page.goto(`/connections/${demo}/modules`);
  await page.getByRole('link', { name: 'New module' }).first().click();
  await page.getByRole('combobox', { name: 'Begin with' }).selectOption({ label: 'Example: Counters' });
  await expect(page.getByText('Can be called: add, add_up_to')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill(NAME);
  const editor = page.getByRole('textbox', { name: 'Text of the module' });
  await editor.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('oops ');
  await expect(page.getByText('line 4', { exact: true })).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Can be called: add, add_up_to')).toBeVisible();
  await page.getByRole('button', { name: 'Put on all nodes' }).click();

  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
  await expect(page.getByText('the same on all 3 nodes')).toBeVisible();
  await expect(page.getByRole('table', { name: 'On each node' }).getByRole('row')).toHaveCount(4);
  await expectAccessible(page);

  await page.getByRole('link', { name: 'add', exact: true }).click();
  await page.getByRole('button', { name: 'Add an argument' }).click();
  await page.getByRole('textbox', { name: 'Value of argument 1' }).fill('visits');
  await page.getByRole('textbox', { name: 'Namespace' }).fill('test');
  await page.getByRole('textbox', { name: 'Set', exact: true }).fill(SET);
  await page.keyboard.press('Escape');
  await page.getByRole('textbox', { name: 'Key', exact: true }).fill(KEY.string);
  await page.keyboard.press('Control+Enter');
  const value = page.getByRole('group', { name: 'Returned value' });
  await expect(value).toContainText('2');
  await expectAccessible(page);
  // The address holds the whole call.
  await expect(page).toHaveURL(/key=a/);
  await page.reload();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(value).toContainText('3');
  expect((await gateway.record(SET, KEY))?.bins).toMatchObject({ visits: 3 });

  // The namespace and the set go along.
  await page.getByText('Each record of a query').click();
  await page.getByRole('button', { name: 'Call as a job…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /to confirm/ }).fill('1');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Call' }).click();
  await expect(page).toHaveURL(/\/jobs\/job-/);
  await expect(page.getByRole('main').getByText('done', { exact: true })).toBeVisible({ timeout: 30_000 });
  expect((await gateway.record(SET, KEY))?.bins).toMatchObject({ visits: 4 });

  await page.goto(`/connections/${demo}/modules/${NAME}/edit`);
  await expect(page.getByText('Can be called: add, add_up_to')).toBeVisible();
  await editor.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(
    '\nfunction count(s)\nreturn s : map(function() return 1 end) : reduce(math.max)\nend',
  );
  await expect(page.getByText('Can be called: add, add_up_to, count')).toBeVisible();
  // Someone else is faster.
  await putModule(gateway, demo, '-- theirs\n');
  await page.getByRole('button', { name: 'Compare and replace…' }).click();
  const replace = page.getByRole('dialog', { name: `Replace ${NAME}?` });
  await replace.getByRole('button', { name: 'Replace on all nodes' }).click();
  await expect(replace.getByText(/nothing was replaced/)).toBeVisible();
  await expect(replace.getByRole('row', { name: /removed -- theirs/ })).toBeVisible();
  await expectAccessible(page);
  await replace.getByRole('button', { name: 'Replace on all nodes' }).click();
  await expect(page.getByRole('link', { name: 'count', exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'count', exact: true }).click();
  await page.getByText('The stream of a query').click();
  await page.getByRole('textbox', { name: 'Namespace' }).fill('test');
  await page.getByRole('textbox', { name: 'Set', exact: true }).fill(SET);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await expect(page.getByText(/^1 value, made of/)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Value 1' })).toContainText('1');
  await expectAccessible(page);

  await page.goto(`/connections/${demo}/modules/${NAME}`);
  await page.getByRole('button', { name: 'Remove…' }).click();
  const question = page.getByRole('dialog', { name: `Remove module ${NAME}?` });
  await question.getByRole('textbox').fill(NAME);
  await question.getByRole('button', { name: 'Remove' }).click();
  await expect(page).toHaveURL(/\/modules$/);
  await expect(page.getByRole('link', { name: NAME })).toBeHidden();
  await expectAccessible(page);
  await gateway.delete(SET, KEY);
});
