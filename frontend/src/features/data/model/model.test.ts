import { describe, expect, it } from 'vitest';
import { discoverColumns, visibleColumns } from './columns';
import {
  addPage,
  type CachedPage,
  emptyPageCache,
  joined,
  mapRecords,
  MAX_CACHED_RECORDS,
  MAX_CACHED_WEIGHT,
  MAX_FILLED_WEIGHT,
  missing,
  pageNumber,
  previousStart,
} from './pageCache';
import { MAX_PREVIEW_CHARS, preview } from './preview';
import { keyRefFromUrl, keyRefOf, keyText, parseKey, recordRefOn, setOn, toUserKeyInput } from './recordKey';
import { successShare, sumKnown } from './successShare';
import { parseTtl, ttlOptions } from './ttl';
import { type AerospikeValue, type Bins, classify, valuesEqual } from './value';

describe('success share', () => {
  it.each([
    [{ success: 99, notFound: 0, error: 1, timeout: 0 }, 0.99],
    [{ success: 50, notFound: 50, error: 0, timeout: 0 }, 1],
    [{ success: 1, error: 0, timeout: 1 }, 0.5],
    [{ success: 0, notFound: 0, error: 0, timeout: 0 }, null],
    [{ success: 10, notFound: null, error: 0, timeout: 0 }, null],
    [{ success: null, error: 0, timeout: 0 }, null],
  ])('%j gives %s', (rates, share) => {
    expect(successShare(rates)).toBe(share);
  });

  it('a sum with an unknown part is unknown', () => {
    expect(sumKnown([1, 2])).toBe(3);
    expect(sumKnown([1, null])).toBeNull();
    expect(sumKnown([])).toBeNull();
  });
});

describe('time to live', () => {
  it.each([
    ['keep', '', { keep: true }],
    ['never', '', { never: true }],
    ['namespaceDefault', '5', { namespaceDefault: true }],
    ['seconds', ' 60 ', { seconds: 60 }],
    ['seconds', '315360000', { seconds: 315360000 }],
  ] as const)('%s %j', (mode, seconds, value) => {
    expect(parseTtl({ mode, seconds })).toEqual({ ok: true, value });
  });

  it.each(['', '0', '-1', '-2', '1.5', '315360001', 'x'])('%j seconds are refused', (seconds) => {
    expect(parseTtl({ mode: 'seconds', seconds }).ok).toBe(false);
  });

  it('is kept by default on an edit, which a new record cannot', () => {
    expect(ttlOptions(false)[0]?.value).toBe('keep');
    expect(ttlOptions(true).map((option) => option.value)).not.toContain('keep');
  });
});

describe('record keys', () => {
  it.each([
    ['string', '42', { kind: 'string', value: '42' }],
    ['string', ' a/b%?c ', { kind: 'string', value: ' a/b%?c ' }],
    ['int', '042', { kind: 'int', value: '42' }],
    ['int', '-9223372036854775808', { kind: 'int', value: '-9223372036854775808' }],
    ['bytesHex', '00 ff', { kind: 'bytes', value: 'AP8=' }],
    ['bytesBase64', 'AP8=', { kind: 'bytes', value: 'AP8=' }],
    ['digest', 'A'.repeat(40), { kind: 'digest', value: 'a'.repeat(40) }],
  ] as const)('%s %j is read as its own type', (kind, text, key) => {
    expect(parseKey(kind, text)).toEqual({ ok: true, value: key });
  });

  it.each([
    ['string', ''],
    ['string', 'é'.repeat(513)],
    ['int', '9223372036854775808'],
    ['int', 'x'],
    ['bytesHex', '0'],
    ['bytesHex', ''],
    ['bytesBase64', 'A'],
    ['digest', 'ab'],
  ] as const)('%s refuses %j', (kind, text) => {
    expect(parseKey(kind, text).ok).toBe(false);
  });

  it('are shown so that none looks like another', () => {
    expect(keyText({ kind: 'string', value: 'a b' })).toBe('a b');
    expect(keyText({ kind: 'string', value: ' a' })).toBe('" a"');
    expect(keyText({ kind: 'string', value: 'a\u0000' })).toBe('"a\\u{0000}"');
    expect(keyText({ kind: 'int', value: '42' })).toBe('42');
  });

  it('are opened by user key, or by digest when the server did not store it', () => {
    expect(keyRefOf({ digest: 'd', userKey: { type: 'INT', value: '1' } })).toEqual({
      kind: 'int',
      value: '1',
    });
    expect(keyRefOf({ digest: 'd', userKey: null })).toEqual({ kind: 'digest', value: 'd' });
    const listed = { digest: 'd', set: 'users', userKey: { type: 'INT', value: '1' } } as const;
    expect(recordRefOn('users', listed)).toEqual({ key: { kind: 'int', value: '1' } });
    // The same user key in another set, or in none, is another record.
    expect(recordRefOn(null, listed)).toEqual({ key: { kind: 'int', value: '1' }, set: 'users' });
    expect(toUserKeyInput({ kind: 'bytes', value: 'AA==' })).toEqual({ bytes: 'AA==' });
  });

  it.each([
    ['users', 'users', true],
    ['users', null, true],
    [null, 'users', true],
    [null, null, true],
    ['users', undefined, true],
    [null, undefined, true],
    ['users', 'users', false],
    [null, null, false],
  ] as const)('on the page of %s keep the set %s', (page, set, hasKey) => {
    const userKey = hasKey ? ({ type: 'INT', value: '1' } as const) : null;
    expect(setOn(page, recordRefOn(page, { digest: 'd', set, userKey }))).toBe(set);
  });

  it('are not made up from a broken URL', () => {
    expect(keyRefFromUrl('int', 'x')).toBeNull();
    expect(keyRefFromUrl('auto', '1')).toBeNull();
    expect(keyRefFromUrl('string', null)).toBeNull();
  });
});

describe('columns', () => {
  const records: { bins: Bins }[] = [{ bins: { a: 1, b: 'x' } }, { bins: { c: null, a: { $float: '1.0' } } }];

  it('are found in order of first sight, with the kinds seen', () => {
    expect(discoverColumns(records)).toEqual([
      { name: 'a', kinds: ['int', 'float'], present: 2, digits: 3 },
      { name: 'b', kinds: ['string'], present: 1, digits: 0 },
      { name: 'c', kinds: ['null'], present: 1, digits: 0 },
    ]);
  });

  it('follow the choice, even for bins not seen yet', () => {
    expect(visibleColumns(discoverColumns(records), ['z', 'a']).map((column) => column.name)).toEqual([
      'z',
      'a',
    ]);
    expect(visibleColumns(discoverColumns(records), [])).toEqual([]);
  });
});

describe('page cache', () => {
  const page = (endCursor: string | null, size = 1, weight = 0): CachedPage<number> => ({
    records: Array.from({ length: size }, (_, index) => index),
    read: size,
    weight,
    endCursor,
    hasNext: endCursor !== null,
    partitionsDone: 1,
    partitionsTotal: 4096,
    estimatedTotal: null,
  });

  it('knows the way back without reading again', () => {
    const cache = addPage(addPage(emptyPageCache<number>(), null, page('c1')), 'c1', page('c2'));
    expect(previousStart(cache, 'c2')).toBe('c1');
    expect(previousStart(cache, 'c1')).toBeNull();
    expect(previousStart(cache, null)).toBeUndefined();
    expect(pageNumber(cache, 'c2')).toBe(3);
    expect(cache.pages.get(null)).toEqual(page('c1'));
  });

  it('admits that it does not know the number of a page opened by a link', () => {
    expect(pageNumber(emptyPageCache(), 'c9')).toBeNull();
  });

  it('is bounded in records and keeps the newest page', () => {
    let cache = emptyPageCache<number>();
    for (let index = 0; index < 12; index += 1) {
      cache = addPage(cache, index === 0 ? null : `c${String(index)}`, page(`c${String(index + 1)}`, 1000));
    }
    expect(cache.pages.size).toBe(MAX_CACHED_RECORDS / 1000);
    expect(cache.pages.has(null)).toBe(false);
    expect(cache.pages.has('c11')).toBe(true);
    expect(pageNumber(cache, 'c11')).toBe(12);
  });

  it('is bounded in weight, too', () => {
    let cache = emptyPageCache<number>();
    for (const start of [null, 'c1', 'c2']) {
      cache = addPage(cache, start, page(null, 1, MAX_CACHED_WEIGHT / 2));
    }
    expect([...cache.pages.keys()]).toEqual(['c1', 'c2']);
    // A page heavier than all that may be kept is still shown.
    cache = addPage(cache, 'c3', page(null, 1, MAX_CACHED_WEIGHT * 2));
    expect([...cache.pages.keys()]).toEqual(['c3']);
  });

  it('fills a page up to its size, unless it is heavy, and counts what was deleted since as read', () => {
    const short = joined(page('c1', 3), page('c2', 2));
    expect(short).toMatchObject({ read: 5, endCursor: 'c2' });
    expect(missing(short, 50)).toBe(45);
    expect(missing({ ...short, records: [] }, 5)).toBe(0);
    expect(missing(joined(short, page(null)), 50)).toBe(0);
    expect(missing(page('c1', 1, MAX_FILLED_WEIGHT), 50)).toBe(0);
  });

  it('changes and removes records in place', () => {
    const cache = addPage(emptyPageCache<number>(), null, page(null, 3));
    const changed = mapRecords(cache, (record) => (record === 0 ? null : record * 10));
    expect(changed.pages.get(null)?.records).toEqual([10, 20]);
  });
});

describe('values', () => {
  it.each<[AerospikeValue, string]>([
    [null, 'null'],
    [{ $int: '9223372036854775807' }, '9223372036854775807'],
    [{ $float: '1.0' }, '1.0'],
    [{ $bytes: 'AAE=' }, '0001 (2 bytes)'],
    [{ $hll: '' }, '(0 bytes)'],
    [{ $bytes: btoa('x'.repeat(20)) }, `${'78'.repeat(16)}… (20 bytes)`],
    [[1, 'a'], '[1,"a"]'],
    [{ $particle: 77, $bytes: 'AA==' }, 'particle 77'],
    [{ $future: 'x' }, '$future'],
  ])('%j is shown as %s', (value, text) => {
    expect(preview(value).text).toBe(text);
  });

  it('a megabyte is cut, and never in the middle of a character', () => {
    const cut = preview('🚀'.repeat(300_000));
    expect(cut.truncated).toBe(true);
    expect(cut.text).toBe(`${'🚀'.repeat(MAX_PREVIEW_CHARS / 2)}…`);
    expect(preview(`x${'🚀'.repeat(300)}`).text.at(-2)).not.toMatch(/[\ud800-\udbff]$/);
  });

  it('compare by content, with the order of an unordered map left out', () => {
    expect(valuesEqual({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(valuesEqual([1, 2], [2, 1])).toBe(false);
    expect(valuesEqual({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(valuesEqual(1, { $float: '1.0' })).toBe(false);
    expect(valuesEqual(JSON.parse('{"__proto__":1}') as AerospikeValue, {})).toBe(false);
  });

  it('have a kind even when their tag is from a later version', () => {
    expect(classify({ $map: [[1, 2]], $order: 'KEY_ORDERED' })).toEqual({
      kind: 'map',
      size: 1,
      order: 'KEY_ORDERED',
    });
    expect(classify({ $int: 5 }).kind).toBe('unknown');
  });
});
