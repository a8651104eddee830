import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-duplicate';
const BINS = {
  n: { $int: '9223372036854775807' },
  f: { $float: '-0.0' },
  raw: { $bytes: 'AP8=' },
  place: { $geoJson: '{"type":"Point","coordinates":[8.5,47.4]}' },
  tags: ['a', { deep: [1.5] }],
  byNumber: { $map: [[1, 'one']], $order: 'KEY_ORDERED' },
} as const;

test('a record is copied to a key of another type, every bin exact, and the copy opens', async ({
  page,
  demo,
  gateway,
}) => {
  await gateway.delete(SET, { int: '42' });
  await gateway.put(SET, { string: '42' }, BINS);
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: '42' });
  await records.editor.getByRole('button', { name: 'Duplicate' }).click();
  const form = page.getByRole('dialog', { name: 'Duplicate this record' });
  await form.getByRole('combobox', { name: 'Key type' }).selectOption({ label: 'Integer' });
  await form.getByRole('textbox', { name: 'Key' }).fill('42');
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Duplicate' }).click();
  await expect(form).toBeHidden();
  await expect(page).toHaveURL(/keyType=int&key=42/);
  await expect(records.bin('n')).toHaveValue('9223372036854775807');
  expect(await gateway.record(SET, { int: '42' })).toEqual({ generation: 1, bins: BINS });
  expect((await gateway.record(SET, { string: '42' }))?.bins).toEqual(BINS);
});

test('a copy takes the place of another record only when told to', async ({ page, demo, gateway }) => {
  await gateway.put(SET, { string: 'source' }, { a: 1 });
  await gateway.put(SET, { string: 'target' }, { b: 2 });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'source' });
  await records.bin('a').fill('5');
  await records.editor.getByRole('button', { name: 'Duplicate' }).click();
  const form = page.getByRole('dialog', { name: 'Duplicate this record' });
  await expect(form).toContainText('Your unsaved edit is not part of the copy.');
  await form.getByRole('textbox', { name: 'Key' }).fill('target');
  await form.getByRole('button', { name: 'Duplicate' }).click();
  await expect(form.getByRole('alert')).toContainText('Already exists');
  expect((await gateway.record(SET, { string: 'target' }))?.bins).toEqual({ b: 2 });
  await form.getByRole('radio', { name: 'replace it, with all its bins' }).check();
  await expectAccessible(page);
  await form.getByRole('button', { name: 'Duplicate, replacing what is there' }).click();
  // The copy is made; whether to leave the edit for it is another question.
  const question = page.getByRole('dialog', { name: 'Discard your edit?' });
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(page).toHaveURL(/key=target/);
  await expect(records.bin('a')).toHaveValue('1');
  expect((await gateway.record(SET, { string: 'target' }))?.bins).toEqual({ a: 1 });
});
