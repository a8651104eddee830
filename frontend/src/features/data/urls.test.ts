import { describe, expect, it } from 'vitest';
import {
  EMPTY_RECORDS_VIEW,
  namespaceUrl,
  readDashboardView,
  readRecordsView,
  recordsSearch,
  recordsUrl,
  type RecordsView,
} from './urls';

describe('URLs of the data screens', () => {
  it.each<RecordsView>([
    EMPTY_RECORDS_VIEW,
    {
      pageSize: 500,
      after: 'c+/=',
      bins: ['a b', 'x&y=%'],
      open: { mode: 'edit', key: { kind: 'string', value: ' a/b%2F?&=+ü ' } },
    },
    { pageSize: 50, after: null, bins: [], open: { mode: 'new' } },
    {
      pageSize: null,
      after: null,
      bins: null,
      open: { mode: 'edit', key: { kind: 'bytes', value: 'AP8=' } },
    },
    {
      ...EMPTY_RECORDS_VIEW,
      open: { mode: 'edit', key: { kind: 'digest', value: '0'.repeat(40) }, set: 'a b&=' },
    },
    {
      ...EMPTY_RECORDS_VIEW,
      open: { mode: 'edit', key: { kind: 'digest', value: '0'.repeat(40) }, set: null },
    },
  ])('%j survives the way into the URL and back', (view) => {
    expect(readRecordsView(new URLSearchParams(recordsSearch(view).toString()))).toEqual(view);
  });

  it('lead to a record with any key, whatever its bytes', () => {
    const texts = [
      ' ',
      '..',
      '/',
      '%2F',
      '#?&=+;',
      'a\nb',
      'nul\u0000',
      '\ufeff',
      '世界 🌍',
      '\'"\\<>',
      '[object Object]',
    ];
    const bytes = Array.from({ length: 256 }, (_, byte) => btoa(String.fromCharCode(byte, 255 - byte)));
    const keys = [
      ...texts.map((value) => ({ kind: 'string', value }) as const),
      ...bytes.map((value) => ({ kind: 'bytes', value }) as const),
      { kind: 'int', value: '-9223372036854775808' } as const,
      { kind: 'digest', value: '0123456789abcdef0123456789abcdef01234567' } as const,
    ];
    for (const key of keys) {
      const url = new URL(recordsUrl('c1', 'test', 'a b/%?#', { open: { mode: 'edit', key } }), 'http://x');
      expect(readRecordsView(url.searchParams).open).toEqual({ mode: 'edit', key });
      expect(decodeURIComponent(url.pathname.split('/').at(-1) ?? '')).toBe('a b/%?#');
    }
  });

  it('are short for the plain screen', () => {
    expect(recordsUrl('c1', 'test', 'users')).toBe('/connections/c1/namespaces/test/sets/users');
    expect(recordsUrl('c1', 'test', null)).toBe('/connections/c1/namespaces/test/records');
    expect(namespaceUrl('c1', 'a%b')).toBe('/connections/c1/namespaces/a%25b');
  });

  it('fall back to the plain screen when someone broke them', () => {
    expect(readRecordsView(new URLSearchParams('size=7&keyType=int&key=x'))).toEqual(EMPTY_RECORDS_VIEW);
    expect(readDashboardView(new URLSearchParams('window=999&by=moon'))).toEqual({
      windowMinutes: 5,
      grouping: 'cluster',
    });
  });
});
