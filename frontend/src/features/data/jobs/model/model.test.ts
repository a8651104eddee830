import { describe, expect, it } from 'vitest';
import type { RecordQueryInput } from '@/gql/schema';
import { bulkRequest, emptyBulk } from './bulk';
import { formatOfName } from './formats';
import { emptyImport, importInput } from './importDraft';
import { renewJobs } from './jobList';
import { doneText, troubleText } from './jobWords';
import { isWhole, queryText } from './queryWords';
import { parseRate } from './rate';
import { parseSampleSize, parseSeed } from './sample';
import { groupServerJobs, type ServerJob } from './serverJobs';
import { cutOff, truncateQuery } from './truncate';
import { readUploads, rememberUpload } from './uploads';

const QUERY: RecordQueryInput = {
  connectionId: 'c1',
  namespace: 'test',
  set: 'users',
  metadataOnly: false,
};

describe('the list of jobs', () => {
  const job = (id: string, phase = 'RUNNING') => ({ id, phase });

  it('keeps changed jobs where they are and puts new ones first', () => {
    const list = renewJobs([job('b'), job('a')], {
      jobs: [job('c'), job('a', 'PAUSED')],
      removedIds: [],
    });
    expect(list).toEqual([job('c'), job('b'), job('a', 'PAUSED')]);
  });

  it('forgets removed jobs, and starts over with a snapshot', () => {
    expect(renewJobs([job('b'), job('a')], { jobs: [], removedIds: ['b'] })).toEqual([job('a')]);
    expect(renewJobs(null, { jobs: [job('a')], removedIds: [] })).toEqual([job('a')]);
  });
});

describe('a job in words', () => {
  it('says how much is done, with every digit, and of how much where that is known', () => {
    expect(doneText({ done: '9007199254740993', total: null })).toBe('9,007,199,254,740,993');
    expect(doneText({ done: '1200', total: '10000' })).toBe('1,200 of 10,000');
  });

  it('names only the fates that need someone', () => {
    const counts = { matched: '9', succeeded: '5', skipped: '1', failed: '0', inDoubt: '0' };
    expect(troubleText(counts)).toBe('');
    expect(troubleText({ ...counts, failed: '1200', inDoubt: '1' })).toBe('1,200 failed, 1 in doubt');
  });

  it('says where a query looks and whether that is everything there', () => {
    expect(queryText(QUERY)).toBe('test.users');
    expect(isWhole(QUERY)).toBe(true);
    const narrowed: RecordQueryInput = {
      ...QUERY,
      set: null,
      index: { bin: 'age', collection: 'NONE', is: { int: '3' } },
      filter: { metadata: { neverExpires: true } },
    };
    expect(queryText(narrowed)).toBe('namespace test, by index of age, filtered');
    expect(isWhole(narrowed)).toBe(false);
  });
});

describe('what bulk jobs are asked', () => {
  const ask = (change: Partial<ReturnType<typeof emptyBulk>>) =>
    bulkRequest(QUERY, { ...emptyBulk('delete', QUERY), ...change }, '12');

  it('never takes more records than were counted', () => {
    expect(ask({})).toEqual({
      ok: true,
      value: { action: 'delete', input: { query: QUERY, atMost: '12', recordsPerSecond: null } },
    });
  });

  it('sets and removes bins with exact values, and not one bin in both ways', () => {
    const update = ask({ action: 'update', bins: '{"n": 9007199254740993, "x": 1.0}', removeBins: ['old'] });
    expect(update).toMatchObject({
      ok: true,
      value: {
        input: {
          bins: { n: { $int: '9007199254740993' }, x: { $float: '1.0' } },
          removeBins: ['old'],
          ttl: null,
        },
      },
    });
    expect(ask({ action: 'update', bins: '{"a": 1}', removeBins: ['a'] })).toMatchObject({ ok: false });
    expect(ask({ action: 'update' })).toMatchObject({ ok: false });
    expect(ask({ action: 'update', bins: '[1]' })).toMatchObject({ ok: false });
    expect(ask({ action: 'update', removeBins: ['longer than 15 bytes'] })).toMatchObject({ ok: false });
  });

  it('touches with the lifetime that was chosen', () => {
    expect(ask({ action: 'touch', touchTtl: { mode: 'seconds', seconds: '60' } })).toMatchObject({
      ok: true,
      value: { input: { ttl: { seconds: 60 } } },
    });
    expect(ask({ action: 'touch', touchTtl: { mode: 'seconds', seconds: '' } })).toMatchObject({ ok: false });
  });

  it('copies to another place only', () => {
    expect(ask({ action: 'copy', targetSet: 'archive' })).toMatchObject({
      ok: true,
      value: { input: { targetNamespace: 'test', targetSet: 'archive', replaceExisting: false } },
    });
    expect(ask({ action: 'copy', targetSet: 'users' })).toMatchObject({ ok: false });
    expect(ask({ action: 'copy', targetSet: '' })).toMatchObject({ ok: false });
  });
});

describe('numbers of dialogs', () => {
  it('takes a pace of whole records, or none', () => {
    expect(parseRate(' ')).toEqual({ ok: true, value: null });
    expect(parseRate('500')).toEqual({ ok: true, value: 500 });
    for (const bad of ['0', '1.5', '-1', '1000001', 'fast']) {
      expect(parseRate(bad).ok, bad).toBe(false);
    }
  });

  it('takes a million sample records at most, and any seed of 64 bits', () => {
    expect(parseSampleSize('1000000')).toEqual({ ok: true, value: 1_000_000 });
    expect(parseSampleSize('1000001').ok).toBe(false);
    expect(parseSampleSize('0').ok).toBe(false);
    expect(parseSeed('-9223372036854775808')).toEqual({ ok: true, value: '-9223372036854775808' });
    expect(parseSeed('9223372036854775808').ok).toBe(false);
  });
});

describe('a cut-off time', () => {
  const now = Date.parse('2026-01-02T00:00:00Z');

  it('is an instant that has passed', () => {
    expect(cutOff('', now).ok).toBe(false);
    expect(cutOff('2026-01-03T00:00:00Z', now).ok).toBe(false);
    expect(cutOff('2026-01-01T00:00:00Z', now)).toEqual({ ok: true, value: '2026-01-01T00:00:00.000Z' });
  });

  it('finds the records last written before it', () => {
    const query = truncateQuery(
      { connectionId: 'c1', namespace: 'test', set: null },
      '2026-01-01T00:00:00.000Z',
    );
    expect(query).toMatchObject({
      set: null,
      filter: { metadata: { lastUpdate: { before: '2026-01-01T00:00:00.000Z' } } },
    });
  });
});

describe('an import', () => {
  it('knows a format by the ending of a name', () => {
    expect(formatOfName('users.NDJSON')).toBe('NDJSON');
    expect(formatOfName('a.b.csv')).toBe('CSV');
    expect(formatOfName('backup.asb')).toBe('BACKUP');
    expect(formatOfName('users')).toBeNull();
  });

  it('goes to the set the file says, or to one set for all', () => {
    expect(importInput(emptyImport(null))).toMatchObject({ ok: true, value: { set: null, fromLine: '1' } });
    expect(importInput(emptyImport('users'))).toMatchObject({ ok: true, value: { set: 'users', ttl: null } });
    expect(importInput({ ...emptyImport(null), into: 'named', set: '' }).ok).toBe(false);
  });

  it('begins with a line from 1 on', () => {
    expect(importInput({ ...emptyImport(null), fromLine: '4711' })).toMatchObject({
      ok: true,
      value: { fromLine: '4711' },
    });
    expect(importInput({ ...emptyImport(null), fromLine: '0' }).ok).toBe(false);
  });

  it('offers files sent before for as long as they are kept', () => {
    const upload = { id: 'f1', name: 'a.csv', bytes: 3, expiresAt: '2026-01-02T00:00:00Z' };
    rememberUpload(upload, Date.parse('2026-01-01T00:00:00Z'));
    expect(readUploads(Date.parse('2026-01-01T12:00:00Z'))).toEqual([upload]);
    expect(readUploads(Date.parse('2026-01-03T00:00:00Z'))).toEqual([]);
    sessionStorage.setItem('acm.uploads', '[{"id": 1}, "x"');
    expect(readUploads(0)).toEqual([]);
  });
});

describe('the jobs of the nodes', () => {
  const entry = (change: Partial<ServerJob>): ServerJob => ({
    __typename: 'ServerJob',
    id: '7',
    node: 'A',
    active: true,
    ...change,
  });

  it('are one row each, as far as the slowest node is, with the records of all', () => {
    const groups = groupServerJobs([
      entry({ progress: 0.9, recordsSucceeded: '9007199254740993', runSeconds: 3 }),
      entry({ node: 'B', progress: 0.2, recordsSucceeded: '1', runSeconds: 5, active: false }),
      entry({ id: '8', node: 'C', active: false }),
    ]);
    expect(groups.map(({ id }) => id)).toEqual(['7', '8']);
    expect(groups[0]).toMatchObject({
      active: true,
      progress: 0.2,
      succeeded: '9007199254740994',
      failed: null,
      runSeconds: 5,
    });
    expect(groups[1]).toMatchObject({ active: false, progress: null, succeeded: null });
  });
});
