import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

/** A set that the demonstration's traffic leaves alone, so that generations are the journey's own. */
const SET = 'journey-people';
const ADA = { string: 'ada' };

test.beforeEach(async ({ gateway }) => {
  await gateway.delete(SET, ADA);
  await gateway.put(SET, ADA, { name: 'Ada', age: 36, nick: 'countess' });
  await gateway.put(SET, { string: 'grace' }, { name: 'Grace', age: 79 });
});

test('a newcomer watches a live cluster, walks into a set and edits a record', async ({ page, gateway }) => {
  await test.step('the demo connection is there and live', async () => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Connections' })).toBeVisible();
    const card = page.getByRole('article', { name: 'demo' });
    await expect(card.getByText('Up', { exact: true })).toBeVisible();
    await expect(card).toContainText('3 of 3');
    await expectAccessible(page);
    await card.getByRole('link', { name: 'demo' }).click();
  });

  await test.step('the dashboard shows three nodes and numbers that move', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Dashboard' })).toBeFocused();
    const nodes = page.getByRole('table', { name: 'Nodes' });
    await expect(nodes.getByRole('row')).toHaveCount(1 + 3);
    await expect(nodes).toContainText('8.1.2');
    const reads = page.getByRole('figure', { name: 'Reads per second' });
    await expect(reads).toContainText(/success\s*[1-9]/);
    const first = (await reads.textContent()) ?? '';
    await expect(reads).not.toHaveText(first);
    await expectAccessible(page);
  });

  await test.step('the namespace has its sets', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Namespaces' }).click();
    await page.getByRole('table', { name: 'Namespaces' }).getByRole('link', { name: 'test' }).click();
    await expect(page.getByRole('table', { name: 'Sets' }).getByRole('row', { name: /users/ })).toContainText(
      '10,000',
    );
    await expectAccessible(page);
  });

  const records = new RecordsPage(page);
  await test.step('the set users has records, whose bins are found in the data', async () => {
    await page.getByRole('link', { name: 'users' }).click();
    await expect(records.table.getByRole('columnheader', { name: 'name string' })).toBeVisible();
    await expect(page.getByText('50 records, page 1, about 10,000 in all')).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('a bin is edited, one added, one removed; the row follows', async () => {
    await page.getByRole('link', { name: SET }).click();
    await records.open('ada');
    await records.expectGeneration(1);
    await records.bin('age').fill('37');
    await records.addBin('email', 'string', 'ada@example.com');
    await records.editor.getByRole('button', { name: 'Remove nick' }).click();
    await expect(records.editor.getByText(/^set 2, remove 1/)).toBeVisible();
    await expectAccessible(page);
    await records.save();
    await expect(page.getByText('Saved as generation 2.')).toBeVisible();
    await records.expectGeneration(2);
    await records.close();
    await expect(records.row('ada')).toContainText('37');
    await expect(records.row('ada')).toContainText('ada@example.com');
    await expect(records.row('ada')).not.toContainText('countess');
  });

  await test.step('the record is as saved when it is opened again, and a script sees the same', async () => {
    await page.reload();
    await records.open('ada');
    await records.expectGeneration(2);
    await expect(records.bin('email')).toHaveValue('ada@example.com');
    expect(await gateway.record(SET, ADA)).toEqual({
      generation: 2,
      bins: { name: 'Ada', age: 37, email: 'ada@example.com' },
    });
  });

  await test.step('it is deleted after a question', async () => {
    await records.editor.getByRole('button', { name: 'Delete' }).click();
    const question = page.getByRole('dialog', { name: 'Delete this record?' });
    await expect(question).toContainText('ada');
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await gateway.record(SET, ADA)).not.toBeNull();
    await records.editor.getByRole('button', { name: 'Delete' }).click();
    await question.getByRole('button', { name: 'Delete record' }).click();
    await expect(records.editor).toBeHidden();
    await expect(records.row('ada')).toBeHidden();
    await expect(records.row('grace')).toBeVisible();
    expect(await gateway.record(SET, ADA)).toBeNull();
  });
});

test('the charts have their history at once', async ({ page, demo }) => {
  await page.goto(`/connections/${demo}/dashboard?window=1`);
  const reads = page.getByRole('figure', { name: 'Reads per second' });
  await expect(reads).toContainText(/success\s*[1-9]/);
  await expect(page.getByRole('radio', { name: '1 min', exact: true })).toBeChecked();
  await page.getByText('By node').click();
  await expect(reads).toContainText(/A1.*A2.*A3/);
  await expect(page).toHaveURL(/by=node/);
  await page.reload();
  await expect(reads).toContainText(/A1\s*[\d.]+.*A2\s*[\d.]+.*A3\s*[\d.]+/);
  await expectAccessible(page);
});
