import { expectAccessible } from './support/accessibility';
import { expect, test } from './support/test';

const SET = 'journey-indexes';
const NAME = 'journey_tags_idx';

test('an index on a path of a bin is made, looked at node by node, and dropped by name', async ({
  page,
  demo,
  gateway,
}) => {
  // Left by a journey that broke off.
  await gateway.run('mutation ($input: DropIndexInput!) { dropIndex(input: $input) { dropped } }', {
    input: { connectionId: demo, namespace: 'test', name: NAME },
  });
  await gateway.put(SET, { string: 'a' }, { doc: { tags: ['x', 'y'] } });
  await page.goto(`/connections/${demo}/indexes`);
  await page.getByRole('button', { name: 'New index' }).first().click();
  const form = page.getByRole('dialog', { name: 'New index' });
  await form.getByRole('combobox', { name: 'Namespace' }).selectOption('test');
  await form.getByRole('textbox', { name: 'Set' }).fill(SET);
  await page.keyboard.press('Escape');
  await form.getByRole('textbox', { name: 'Bin', exact: true }).fill('doc:');
  await expect(form.getByText(/The server takes no bin/)).toBeVisible();
  await form.getByRole('textbox', { name: 'Bin', exact: true }).fill('doc');
  await form.getByRole('button', { name: 'Add a step' }).click();
  await form.getByRole('textbox', { name: 'key of step 1' }).fill('tags');
  await form.getByRole('combobox', { name: 'Type of its values' }).selectOption('STRING');
  await form.getByRole('combobox', { name: 'Holds' }).selectOption('LIST');
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(NAME);
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Create' }).click();

  const drawer = page.getByRole('dialog', { name: `Index ${NAME}` });
  await expect(drawer.getByText('ready').first()).toBeVisible();
  await expect(drawer.getByRole('table', { name: 'On each node' }).getByRole('row')).toHaveCount(4);
  await expect(drawer.getByText('string, elements of a list')).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(drawer.getByText('string, elements of a list')).toBeVisible();

  await drawer.getByRole('button', { name: 'Drop…' }).click();
  const question = page.getByRole('dialog', { name: `Drop index ${NAME}?` });
  await expect(question.getByRole('button', { name: 'Drop' })).toBeDisabled();
  await question.getByRole('textbox', { name: `Type ${NAME} to confirm` }).fill(NAME);
  await question.getByRole('button', { name: 'Drop' }).click();
  await expect(page.getByRole('link', { name: NAME })).toBeHidden();
  await expectAccessible(page);
  await gateway.delete(SET, { string: 'a' });
});
