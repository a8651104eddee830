import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SHOWN = {
  integers: {
    zero: '0',
    safe: '9007199254740991',
    beyond: '9007199254740993',
    max: '9223372036854775807',
    min: '-9223372036854775808',
  },
  floats: {
    half: '0.5',
    integral: '1.0',
    'minus-zero': '-0.0',
    huge: '1e300',
    nan: 'NaN',
    infinity: 'Infinity',
  },
  texts: { empty: '', 'looks-like-42': '42', unicode: 'Grüße, 世界 🌍' },
} as const;

for (const [key, bins] of Object.entries(SHOWN)) {
  test(`${key} are shown exactly`, async ({ page, demo }) => {
    const records = new RecordsPage(page);
    await records.goto(demo, 'types', { keyType: 'string', key });
    for (const [name, text] of Object.entries(bins)) await expect(records.bin(name)).toHaveValue(text);
    await expect(records.editor.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
    await expectAccessible(page);
  });
}

test('bytes are shown as base64 and hexadecimal, with their number', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'types', { keyType: 'string', key: 'bytes' });
  await expect(records.bin('all')).toHaveValue(/^AAECAwQF/);
  const all = records.binRow('all');
  await expect(all).toContainText('256 bytes');
  await all.getByText('hex', { exact: true }).click();
  await expect(records.bin('all')).toHaveValue(/^00 ?01 ?02 ?03/);
  await expect(records.editor.getByText('No changes')).toBeVisible();
  await expectAccessible(page);
});

test('a map keeps the type of its keys and its order', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'types', { keyType: 'string', key: 'collections' });
  const text = await records.bin('by-number').inputValue();
  expect(JSON.parse(text)).toEqual({
    $map: [
      [1, 'one'],
      [2, 'two'],
    ],
    $order: 'KEY_ORDERED',
  });
  await records.editor.getByRole('tab', { name: 'JSON' }).click();
  await expect(records.editor.getByRole('textbox', { name: 'Bins as JSON' })).toContainText('KEY_ORDERED');
  await expectAccessible(page);
});

test('an edit of one bin sends that bin alone, and every other value stays exact', async ({
  page,
  demo,
  gateway,
}) => {
  const set = 'journey-values';
  const bins = {
    count: 1,
    beyond: { $int: '9007199254740993' },
    minusZero: { $float: '-0.0' },
    raw: { $bytes: 'AP8=' },
    byNumber: { $map: [[{ $int: '9223372036854775807' }, 'max']], $order: 'KEY_ORDERED' },
  };
  await gateway.delete(set, { int: '1' });
  await gateway.put(set, { int: '1' }, bins);
  const before = await gateway.record(set, { int: '1' });

  const records = new RecordsPage(page);
  await records.goto(demo, set, { keyType: 'int', key: '1' });
  await records.bin('count').fill('9223372036854775807');
  const sent = page.waitForRequest((request) => request.postData()?.includes('mutation PutRecord') ?? false);
  await records.save();
  const { variables } = (await sent).postDataJSON() as { variables: { input: unknown } };
  expect(variables.input).toMatchObject({
    bins: { count: { $int: '9223372036854775807' } },
    expectedGeneration: 1,
    mode: 'UPDATE_ONLY',
  });
  expect(Object.keys((variables.input as { bins: object }).bins)).toEqual(['count']);
  await records.expectGeneration(2);
  expect(await gateway.record(set, { int: '1' })).toEqual({
    generation: 2,
    bins: { ...before?.bins, count: { $int: '9223372036854775807' } },
  });
});

test('text that is no value of its type is refused where it stands', async ({ page, demo, gateway }) => {
  await gateway.put('journey-values', { int: '2' }, { count: 1 });
  const records = new RecordsPage(page);
  await records.goto(demo, 'journey-values', { keyType: 'int', key: '2' });
  await records.bin('count').fill('9223372036854775808');
  await expect(records.editor.getByText(/whole number between/)).toBeVisible();
  await records.addBin('a-name-beyond-15-bytes', 'string', 'x');
  await expect(records.editor.getByText(/15 bytes/)).toBeVisible();
  await expectAccessible(page);
  await records.editor.getByRole('button', { name: 'Close the record' }).click();
  const question = page.getByRole('dialog', { name: 'Discard your edit?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(records.bin('count')).toHaveValue('9223372036854775808');
  await records.editor.getByRole('button', { name: 'Close the record' }).click();
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(records.editor).toBeHidden();
});
