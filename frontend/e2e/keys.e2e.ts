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

const LINKED = [
  { string: 'all of it: / % ? # & = + ; \' " \\ < > ü 世界 🌍' },
  { string: ' ' },
  { string: '..' },
  { string: 'line\nbreak\u0000nul' },
  { int: '-9223372036854775808' },
  { bytes: 'AP/+Pz8/' },
] as const;

for (const [index, key] of LINKED.entries()) {
  test(`a link leads to a record with the key ${JSON.stringify(key)}, also after a reload`, async ({
    page,
    context,
    demo,
    gateway,
  }) => {
    const set = `links % ? # ${String(index)}`;
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await gateway.put(set, key, { note: 'here' });
    await page.goto(`/connections/${demo}/namespaces/test/sets/${encodeURIComponent(set)}`);
    const records = new RecordsPage(page);
    await expect(records.table.getByRole('row')).toHaveCount(2);
    await records.table.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(records.bin('note')).toHaveValue('here');
    await records.editor.getByRole('button', { name: 'Copy', exact: true }).click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Link to this record' }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await page.goto('/connections');
    await page.goto(link);
    await expect(records.bin('note')).toHaveValue('here');
    await page.reload();
    await expect(records.bin('note')).toHaveValue('here');
    await gateway.delete(set, key);
  });
}

test('a record is copied as a GraphQL request that writes it again, to the last bit', async ({
  page,
  context,
  demo,
  gateway,
}) => {
  const bins = { n: { $int: '9007199254740993' }, f: { $float: '-0.0' }, quote: `'"\\` };
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await gateway.put(SET, { string: 'copied' }, bins);
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'copied' });
  const copy = async (item: string | RegExp) => {
    await records.editor.getByRole('button', { name: 'Copy', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const body = JSON.parse(await copy('GraphQL request that writes it')) as {
    query: string;
    variables: Record<string, unknown>;
  };
  await gateway.delete(SET, { string: 'copied' });
  await gateway.run(body.query, body.variables);
  expect((await gateway.record(SET, { string: 'copied' }))?.bins).toEqual(bins);
  expect(JSON.parse(await copy('Bins as JSON'))).toEqual(bins);
  await records.editor.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('AQL cannot write the name of this namespace or set.')).toBeVisible();
});
