import { expectAccessible } from './support/accessibility';
import { RecordsPage } from './support/records';
import { expect, test } from './support/test';

const SET = 'journey-values';
const LONG_BYTES = Buffer.from([...Array(40).keys()]).toString('base64');

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

test('no digit of a number is cut off in the table', async ({ page, demo, gateway }) => {
  await gateway.put(SET, { string: 'long' }, { n: { $int: '-9223372036854775808' } });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { bin: 'n' });
  const cell = records.table.getByText('-9223372036854775808', { exact: true });
  await expect(cell).toBeVisible();
  const isWhole = await cell.evaluate((node) => {
    const box = node.closest('[role=gridcell]') ?? node;
    return [node, box].every((each) => each.scrollWidth <= each.clientWidth || each.clientWidth === 0);
  });
  expect(isWhole).toBe(true);
});

test('an edit moves nothing on the page', async ({ page, demo, gateway }) => {
  await gateway.put(SET, { string: 'still' }, { a: 1, b: 'text' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'still' });
  const places = async () => [
    await records.bin('a').boundingBox(),
    await records.binRow('b').boundingBox(),
    await records.bin('b').boundingBox(),
  ];
  await expect(records.bin('a')).toBeVisible();
  const before = await places();
  await records.bin('a').fill('2');
  await expect(records.binRow('a')).toContainText('changed');
  expect(await places()).toEqual(before);
});

test('bytes are shown in hexadecimal, base64 and as a dump, and edited in any spelling', async ({
  page,
  demo,
  gateway,
}) => {
  await gateway.put(
    SET,
    { string: 'bytes' },
    { raw: { $bytes: 'R3LDvMOfZQ==' }, long: { $bytes: LONG_BYTES } },
  );
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'bytes' });
  const raw = records.binRow('raw');
  await expect(records.bin('raw')).toHaveValue('47 72 c3 bc c3 9f 65');
  await expect(raw).toContainText('7 bytes');
  await raw.getByText('UTF-8', { exact: true }).click();
  await expect(records.bin('raw')).toHaveValue('Grüße');
  await records.bin('raw').fill('Gruß');
  await raw.getByText('base64', { exact: true }).click();
  await expect(records.bin('raw')).toHaveValue('R3J1w58=');
  await records.bin('raw').fill('R3J1w5*8');
  await expect(raw).toContainText('Character 7: "*" is no base64 digit.');
  await raw.getByText('hex', { exact: true }).click();
  await expect(raw.getByRole('alert')).toContainText('Not switched.');
  await expect(records.bin('raw')).toHaveValue('R3J1w5*8');
  await records.bin('raw').fill('R3J1w58=');
  await records.binRow('long').getByRole('button', { name: 'Show hex dump' }).click();
  await expect(records.binRow('long').getByLabel('Value of long, hex dump')).toContainText('00000010');
  await expectAccessible(page);
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'bytes' }))?.bins).toEqual({
    raw: { $bytes: 'R3J1w58=' },
    long: { $bytes: LONG_BYTES },
  });
});

test('text that a field would change is edited with escapes, and keeps every byte', async ({
  page,
  demo,
  gateway,
}) => {
  await gateway.put(SET, { string: 'texts' }, { crlf: 'a\r\nb', plain: 'two\nlines' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'texts' });
  await expect(records.bin('crlf')).toHaveValue('a\\r\\nb');
  await expect(records.binRow('crlf')).toContainText('4 bytes, unseen: \\r × 1');
  await records.bin('crlf').fill('a\\r\\nb\\u{200B}');
  await expect(records.bin('plain')).toHaveValue('two\nlines');
  await expect(records.binRow('plain')).toContainText('9 bytes');
  await expectAccessible(page);
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'texts' }))?.bins).toEqual({
    crlf: 'a\r\nb\u200b',
    plain: 'two\nlines',
  });
});

test('floats, integers and booleans are changed exactly, also from one type to another', async ({
  page,
  demo,
  gateway,
}) => {
  const bins = { f: { $float: '1.0' }, z: 0.5, i: 1, b: true, s: '42' };
  await gateway.put(SET, { string: 'scalars' }, bins);
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'scalars' });
  await records.bin('f').fill('-0.0');
  await records.bin('z').fill('-Infinity');
  await records.bin('i').fill('-9223372036854775808');
  await records.editor.getByRole('combobox', { name: 'Value of b' }).selectOption('false');
  await records.typeOf('s').selectOption({ label: 'integer' });
  await expect(records.editor.getByText('set 5', { exact: true })).toBeVisible();
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'scalars' }))?.bins).toEqual({
    f: { $float: '-0.0' },
    z: { $float: '-Infinity' },
    i: { $int: '-9223372036854775808' },
    b: false,
    s: 42,
  });
});

test('a list and a map are edited as a tree and as JSON, one draft in two views', async ({
  page,
  demo,
  gateway,
}) => {
  const bins = {
    list: ['a', 'b', { $bytes: 'AP8=' }, null],
    map: { $map: [[1, 'one'], ['t', { deep: [{ $int: '9223372036854775807' }] }]], $order: 'KEY_ORDERED' }, // prettier-ignore
  };
  await gateway.put(SET, { string: 'collections' }, bins);
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'collections' });
  const list = records.binRow('list');
  await list.getByRole('button', { name: 'Move Value of list [1] up' }).click();
  await expect(records.bin('list [0]')).toHaveValue('b');
  await list.getByRole('button', { name: 'Add item to Value of list' }).click();
  await list.getByRole('combobox', { name: 'Type of Value of list [4]' }).selectOption({ label: 'float' });
  await records.bin('list [4]').fill('1.0');
  await list.getByRole('button', { name: 'Remove Value of list [3]' }).click();

  const map = records.binRow('map');
  await expect(map.getByRole('combobox', { name: 'Order of Value of map' })).toHaveValue('KEY_ORDERED');
  await map.getByRole('textbox', { name: 'Key of Value of map [1]', exact: true }).fill('2');
  await expectAccessible(page);
  await map.getByText('JSON', { exact: true }).click();
  const json = map.getByRole('textbox', { name: 'Value of map' });
  await expect(json).toContainText('9223372036854775807');
  await json.fill(
    '{"$map": [[2, "zwei"], ["t", {"deep": [9223372036854775807, 1.0]}]], "$order": "KEY_ORDERED"}',
  );
  await expectAccessible(page);
  await map.getByText('tree', { exact: true }).click();
  await expect(records.bin('map [2]')).toHaveValue('zwei');
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'collections' }))?.bins).toEqual({
    list: ['b', 'a', { $bytes: 'AP8=' }, { $float: '1.0' }],
    map: {
      $map: [[2, 'zwei'], ['t', { deep: [{ $int: '9223372036854775807' }, { $float: '1.0' }] }]], // prettier-ignore
      $order: 'KEY_ORDERED',
    },
  });
});

test('GeoJSON is drawn to scale without asking anyone for a map, and says what is wrong with it', async ({
  page,
  demo,
  gateway,
}) => {
  const circle = '{"type":"AeroCircle","coordinates":[[8.54,47.38],3000]}';
  const polygon = '{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0],[0,0]]]}';
  await gateway.put(
    SET,
    { string: 'places' },
    { circle: { $geoJson: circle }, square: { $geoJson: polygon } },
  );
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'places' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await expect(
    records.binRow('square').getByRole('img', { name: /^Map: Polygon, from 0°, 0° to/ }),
  ).toBeVisible();
  const drawing = records.binRow('circle').getByRole('img', { name: /AeroCircle of radius 3 km/ });
  const outline = await drawing.locator('path').boundingBox();
  expect(Math.abs((outline?.width ?? 0) / (outline?.height ?? 1) - 1)).toBeLessThan(0.02);
  await expectAccessible(page);
  await records.bin('circle').fill('{"type":"Point","coordinates":[47.38,98.54]}');
  await expect(records.binRow('circle')).toContainText(
    'latitude 98.54 lies outside -90 to 90. Longitude comes first.',
  );
  await records.bin('circle').fill('{"type":"Point","coordinates":[8.54,47.38]}');
  await expect(
    records.binRow('circle').getByRole('img', { name: /Point, at 47.38° N, 8.54° E/ }),
  ).toBeVisible();
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'places' }))?.bins).toEqual({
    circle: { $geoJson: '{"type":"Point","coordinates":[8.54,47.38]}' },
    square: { $geoJson: polygon },
  });
  expect(new Set(asked).size, 'only the gateway is asked').toBeLessThanOrEqual(1);
});

test('a HyperLogLog sketch shows its count, is never edited, and outlives an edit beside it', async ({
  page,
  demo,
  gateway,
}) => {
  // Four index bits: sixteen registers of six bits, ranks one and two in turn.
  const sketch = Buffer.from([
    0,
    4,
    0,
    ...Array<number>(8).fill(0),
    ...[4, 32, 66].flatMap((b) => [b, b, b, b]),
  ]);
  const visitors = { $hll: sketch.toString('base64') };
  await gateway.put(SET, { string: 'sketch' }, { visitors, note: 'a' });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'sketch' });
  const row = records.editor.getByRole('listitem', { name: 'Bin visitors' });
  await expect(row).toContainText(/about \d+ distinct values \(±26.0 %\)/);
  await expect(row.getByRole('textbox')).toHaveCount(0);
  await expectAccessible(page);
  await records.bin('note').fill('b');
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'sketch' }))?.bins).toEqual({ visitors, note: 'b' });
});

test('a bin is removed by an act that can be undone, and by nothing else', async ({
  page,
  demo,
  gateway,
}) => {
  await gateway.put(SET, { string: 'removal' }, { a: 1, b: 2, c: 3 });
  const records = new RecordsPage(page);
  await records.goto(demo, SET, { keyType: 'string', key: 'removal' });
  await records.editor.getByRole('button', { name: 'Remove a' }).click();
  await records.editor.getByRole('button', { name: 'Remove b' }).click();
  await records.bin('c').fill('4');
  await expect(records.editor.getByText('set 1, remove 2', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await records.editor.getByRole('button', { name: 'Keep b' }).click();
  await expect(records.editor.getByText('set 1, remove 1, keep 1', { exact: true })).toBeVisible();
  await records.save();
  await records.expectSaved();
  expect((await gateway.record(SET, { string: 'removal' }))?.bins).toEqual({ b: 2, c: 4 });
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
  await expect(records.editor.getByRole('tab', { name: 'JSON' })).toBeDisabled();
});
