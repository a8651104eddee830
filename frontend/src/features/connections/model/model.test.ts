import { describe, expect, it } from 'vitest';
import { connectionEntry, storedConnection } from '../fixtures';
import { changedFields, createInput, draftOf, NEW_DRAFT, reapply, testInput, updateInput } from './draft';
import { applyChange, groupByEnv, movedIds } from './entries';
import { hostProblem } from './host';
import { validateDraft } from './validate';

describe('a host', () => {
  it.each([
    'localhost',
    'db.example.com:3000',
    '10.0.0.5',
    '10.0.0.5:65535',
    '[::1]',
    '::1',
    '2001:db8::7',
    '[fd00::12]:3000',
    'a_b-1.svc',
    ' db ',
  ])('may be %s', (host) => {
    expect(hostProblem(host)).toBeNull();
  });

  it.each([
    ['', 'Enter a host'],
    ['a b', 'no spaces'],
    ['http://a', 'scheme'],
    ['::1:x', 'Not an IPv6'],
    ['fe80::1%eth0', 'Not an IPv6'],
    ['[::1', 'closing bracket'],
    ['[zz]:3000', 'IPv6'],
    ['[::1]3000', 'may follow'],
    [':3000', 'missing'],
    ['a:0', '1 to 65535'],
    ['a:65536', '1 to 65535'],
    ['a:', '1 to 65535'],
    ['a:3e3', '1 to 65535'],
    ['256.1.1.1', 'IPv4'],
    ['1.2.3', 'IPv4'],
    ['-a.example', 'Not a host'],
    ['a..b', 'Not a host'],
    [`${'a'.repeat(64)}.b`, 'Not a host'],
  ])('may not be "%s"', (host, reason) => {
    expect(hostProblem(host)).toContain(reason);
  });
});

describe('a draft', () => {
  const draft = { ...NEW_DRAFT, name: 'A', hosts: ['a'] };

  it('can be sent when it has a name and hosts', () => {
    expect(validateDraft(draft)).toEqual({});
  });

  it('names each field that stands in the way', () => {
    const problems = validateDraft({
      ...draft,
      name: ' ',
      hosts: ['a', 'a', ''],
      color: 'red',
      password: { mode: 'set', value: 'secret' },
      labels: [
        { key: 'x', value: '' },
        { key: 'x', value: '' },
        { key: 'env', value: 'p' },
        { key: '', value: '' },
      ],
    });
    expect(Object.keys(problems).sort()).toEqual(
      [
        'color',
        'hosts.1',
        'hosts.2',
        'labels.1.key',
        'labels.2.key',
        'labels.3.key',
        'name',
        'username',
      ].sort(),
    );
  });

  it('becomes an input with the environment among the labels and null for what is empty', () => {
    expect(
      createInput({ ...draft, env: ' Production ', labels: [{ key: 'team', value: 'x' }] }),
    ).toMatchObject({
      name: 'A',
      clusterName: null,
      username: null,
      password: null,
      labels: [
        { key: 'env', value: 'production' },
        { key: 'team', value: 'x' },
      ],
    });
  });

  it('sends only what was changed', () => {
    const base = draftOf(storedConnection);
    expect(updateInput('c1', '7', base, base)).toEqual({ id: 'c1', expectedRevision: '7' });
    expect(updateInput('c1', '7', base, { ...base, note: '' })).toEqual({
      id: 'c1',
      expectedRevision: '7',
      note: null,
    });
  });

  it('keeps, replaces or removes the password', () => {
    const base = draftOf(storedConnection);
    const send = (password: typeof base.password) => updateInput('c1', '7', base, { ...base, password });
    expect(send({ mode: 'keep' })).not.toHaveProperty('password');
    expect(send({ mode: 'set', value: 'new' })).toHaveProperty('password', 'new');
    expect(send({ mode: 'clear' })).toHaveProperty('password', null);
    expect(testInput(base, 'c1')).not.toHaveProperty('password');
  });

  it('puts the reader’s changes on top of a newer state', () => {
    const base = draftOf(storedConnection);
    const mine = { ...base, name: 'Mine' };
    const theirs = { ...base, name: 'Theirs', note: 'Their note' };
    expect(reapply(base, mine, theirs)).toEqual({ ...base, name: 'Mine', note: 'Their note' });
    expect(changedFields(base, mine)).toEqual(['name']);
  });
});

describe('the list of connections', () => {
  const [a, b, c] = [
    connectionEntry('a', { env: 'x' }),
    connectionEntry('b', { env: 'y' }),
    connectionEntry('c', { env: 'x' }),
  ] as const;
  const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

  it('is replaced by a snapshot', () => {
    const next = applyChange([a], {
      kind: 'SNAPSHOT',
      connections: [b, c],
      order: ['c', 'b'],
      removedIds: [],
    });
    expect(ids(next)).toEqual(['c', 'b']);
  });

  it('is changed by a change', () => {
    const renamed = { ...b, name: 'New name' };
    const next = applyChange([a, b], {
      kind: 'CHANGE',
      connections: [renamed, c],
      order: ['c', 'b'],
      removedIds: ['a'],
    });
    expect(next).toEqual([c, renamed]);
  });

  it('is grouped by environment in order of first appearance', () => {
    expect(groupByEnv([a, b, c]).map(({ env, entries }) => [env, ids(entries)])).toEqual([
      ['x', ['a', 'c']],
      ['y', ['b']],
    ]);
  });

  it('moves a connection among those of its environment only', () => {
    expect(movedIds([a, b, c], 'c', -1)).toEqual(['c', 'b', 'a']);
    expect(movedIds([a, b, c], 'a', -1)).toBeNull();
    expect(movedIds([a, b, c], 'b', 1)).toBeNull();
    expect(movedIds([a, b, c], 'gone', 1)).toBeNull();
  });
});
