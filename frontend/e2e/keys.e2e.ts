import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-keys';
const MADE = [
  { type: 'Integer', text: '9007199254740993', key: { int: '9007199254740993' }, shown: 'int' },
  { type: 'String', text: ' a / b % c ? d & e ', key: { string: ' a / b % c ? d & e ' }, shown: 'string' },
  { type: 'Bytes (hex)', text: '00ff10', key: { bytes: 'AP8Q' }, shown: 'bytes' },
] as const;

for (const { type, text, key, shown } of MADE) {
  test(`a record with a key of type ${shown} is created and found again`, async ({ page, demo, gateway }) => {
    await gateway.delete(SET, key);
    const records = new RecordsPage(page);
    await records.goto(demo, SET);
    await page.getByRole('button', { name: 'New record' }).click();
    await records.editor.getByRole('combobox', { name: 'Key type' }).selectOption({ label: type });
    await records.editor.getByRole('textbox', { name: 'Key', exact: true }).fill(text);
    await records.addBin('note', 'string', 'made in a browser');
    await expectAccessible(page);
    await records.editor.getByRole('button', { name: 'Create record' }).click();
    await records.expectGeneration(1);
    expect(await gateway.record(SET, key)).toEqual({ generation: 1, bins: { note: 'made in a browser' } });

    // The address alone leads back to it.
    await page.reload();
    await expect(records.bin('note')).toHaveValue('made in a browser');
    await records.close();
    await records.lookUp(type, text);
    await expect(records.bin('note')).toHaveValue('made in a browser');
  });
}

test('creating what exists already is refused, and nothing is lost', async ({ page, demo, gateway }) => {
  await gateway.put(SET, { string: 'taken' }, { note: 'first' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { new: '1' });
  await records.editor.getByRole('textbox', { name: 'Key', exact: true }).fill('taken');
  await records.addBin('note', 'string', 'second');
  await records.editor.getByRole('button', { name: 'Create record' }).click();
  await expect(records.editor.getByRole('alert')).toContainText('Already exists');
  await expect(records.bin('note')).toHaveValue('second');
  expect(await gateway.record(SET, { string: 'taken' })).toMatchObject({ bins: { note: 'first' } });
});

test('the integer 42 and the string 42 are two records, and a key is never guessed', async ({
  page,
  demo,
}) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'types');
  await records.lookUp('String', '42');
  await expect(records.bin('key')).toHaveValue('a text');
  await records.close();
  await records.lookUp('Integer', '42');
  await expect(records.bin('key')).toHaveValue('a number');
  await records.close();
  await records.lookUp('Bytes (hex)', '0001feff');
  await expect(records.bin('key')).toHaveValue('bytes');
  await records.close();
  await records.lookUp('Integer', 'forty-two');
  await expect(records.lookup.getByText('Enter a whole 64-bit number.')).toBeVisible();
  await records.lookUp('String', 'integer');
  await expect(records.editor.getByRole('heading', { name: 'No such record' })).toBeVisible();
  await expectAccessible(page);
});

test('a key of any characters can be linked to', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  const key = 'key with / % ? & and spaces';
  await records.goto(demo, 'types');
  const link = await records.row(key).getByRole('link').getAttribute('href');
  await page.goto(link ?? '');
  await expect(records.editor).toContainText(key);
  await expect(records.editor.getByRole('combobox', { name: 'Value of found' })).toHaveValue('true');
  await page.goBack();
  await expect(records.editor).toBeHidden();
});
