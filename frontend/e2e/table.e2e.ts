import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

/** Ids of the columns in the order they are drawn. */
function columnsOf(records: RecordsPage): Promise<(string | null)[]> {
  return records.table
    .locator('th')
    .evaluateAll((heads) => heads.map((head) => head.getAttribute('data-column')));
}

/** Saves a file from the export menu, and reads it. */
async function exported(page: Page, item: string, nth: number): Promise<{ name: string; text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item }).nth(nth).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('columns keep their order and width, and pages their size, over a reload', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'users');
  const age = records.table.getByRole('columnheader', { name: /^age/ });
  const before = (await age.boundingBox())?.width ?? 0;
  const edge = await age.locator('[aria-hidden]').last().boundingBox();
  expect(edge).not.toBeNull();
  if (edge === null) return;
  await page.mouse.move(edge.x + 4, edge.y + 10);
  await page.mouse.down();
  await page.mouse.move(edge.x + 104, edge.y + 12, { steps: 5 });
  await page.mouse.up();
  await expect.poll(async () => (await age.boundingBox())?.width).toBe(before + 100);
  await age.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await age.boundingBox())?.width).toBe(before + 84);
  while ((await columnsOf(records)).indexOf('bin:age') > 1) await page.keyboard.press('Control+ArrowLeft');
  await page.getByRole('combobox', { name: 'Records per page' }).selectOption('200');
  await expect(page.getByText('200 records, page 1,')).toBeVisible();
  const order = await columnsOf(records);

  await records.goto(demo, 'users');
  await expect(page.getByText('200 records, page 1,')).toBeVisible();
  expect(await columnsOf(records)).toEqual(order);
  expect((await age.boundingBox())?.width).toBe(before + 84);

  await page.getByRole('button', { name: /bins$/ }).click();
  await page.getByRole('button', { name: 'Reset columns and page size' }).click();
  await expect(page.getByText('50 records, page 1,')).toBeVisible();
  expect((await age.boundingBox())?.width).toBe(before);
});

test('rows are marked by mouse and keys, and nothing moves when they are', async ({ page, demo }) => {
  const records = new RecordsPage(page);
  await records.goto(demo, 'users', { size: '25' });
  await expect(page.getByText('25 records, page 1,')).toBeVisible();
  const place = await records.table.boundingBox();
  const boxes = records.table.getByRole('checkbox');
  await boxes.nth(2).click();
  await boxes.nth(5).click({ modifiers: ['Shift'] });
  await expect(page.getByText('4 selected')).toBeVisible();
  expect(await records.table.boundingBox()).toEqual(place);
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('5 selected')).toBeVisible();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('25 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('None selected')).toBeVisible();
  // Marking opens nothing, and the editor's code is not even loaded.
  await expect(records.editor).toBeHidden();
});

test('loaded rows are saved as JSON and CSV, byte for byte what was there', async ({
  page,
  gateway,
  demo,
}) => {
  const set = 'journey-export';
  const bins = {
    big: { $int: '9223372036854775807' },
    formula: '=1+1',
    list: [1, { $float: '1.0' }],
    text: 'a,"b"\r\nü',
  };
  await gateway.put(set, { int: '42' }, bins);
  const records = new RecordsPage(page);
  await records.goto(demo, set);
  await expect(page.getByText('1 record, page 1,')).toBeVisible();
  const digest = await records.table.locator('td span[title]').last().getAttribute('title');
  expect(digest).toMatch(/^[0-9a-f]{40}$/);

  const json = await exported(page, 'JSON', 0);
  expect(json.name).toMatch(/^test-journey-export-\d{4}-\d\d-\d\d\.json$/);
  // Not every server tells when a record was updated.
  const lastUpdate = /"lastUpdate":(null|"[^"]+")/.exec(json.text)?.[1] ?? '';
  expect(json.text).toBe(
    `[\n{"key":{"namespace":"test","set":"${set}","digest":"${String(digest)}","userKey":{"type":"INT","value":"42"}},` +
      `"generation":1,"ttl":{"never":true,"seconds":null,"expiresAt":null},"lastUpdate":${lastUpdate},` +
      '"bins":{"big":{"$int":"9223372036854775807"},"formula":"=1+1","list":[1,{"$float":"1.0"}],"text":"a,\\"b\\"\\r\\nü"}}\n]\n',
  );
  await records.table.getByRole('checkbox', { name: 'Select 42' }).click();
  const csv = await exported(page, 'CSV', 0);
  expect(csv.text).toBe(
    'namespace,set,keyType,key,digest,generation,expiresAt,lastUpdate,big,formula,list,text\r\n' +
      `test,${set},int,42,${String(digest)},1,never,${lastUpdate === 'null' ? '' : lastUpdate.slice(1, -1)},9223372036854775807,'=1+1,"[1,{""$float"":""1.0""}]","a,""b""\r\nü"\r\n`,
  );
  await gateway.delete(set, { int: '42' });
});

test('the editor comes when a record is opened, not with the page', async ({ page, demo }) => {
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(new URL(response.url()).pathname));
  const records = new RecordsPage(page);
  await records.goto(demo, 'users', { size: '25' });
  await expect(page.getByText('25 records, page 1,')).toBeVisible();
  expect(loaded.filter((path) => /RecordDrawer|CodeEditor/.test(path))).toEqual([]);
  await records.table.getByRole('row').nth(1).getByRole('link').click();
  await expect(records.editor).toBeVisible();
  expect(loaded.filter((path) => path.includes('RecordDrawer'))).not.toEqual([]);
});
