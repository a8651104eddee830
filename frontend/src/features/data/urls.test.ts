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
  ])('%j survives the way into the URL and back', (view) => {
    expect(readRecordsView(new URLSearchParams(recordsSearch(view).toString()))).toEqual(view);
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
