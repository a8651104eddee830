import { expect, it } from 'vitest';
import { subjectOf } from './subject';

type Subject = Parameters<typeof subjectOf>[1];

const NOTHING = { node: null, namespace: null, set: null, index: null };

it.each<[Partial<Subject> & Pick<Subject, 'kind'>, string, string | null]>([
  [{ kind: 'CLUSTER' }, 'Cluster', null],
  [{ kind: 'NODE', node: 'A1' }, 'Node A1', '/connections/c1/nodes'],
  [{ kind: 'NAMESPACE', namespace: 'test' }, 'Namespace test', '/connections/c1/namespaces/test'],
  [
    { kind: 'SET', namespace: 'test', set: 'a b' },
    'Set test.a b',
    '/connections/c1/namespaces/test/sets/a%20b',
  ],
  [
    { kind: 'INDEX', namespace: 'test', set: 'users', index: 'by-age' },
    'Index by-age on test.users',
    '/connections/c1/indexes?of=test&index=by-age',
  ],
])('a finding about %o is about "%s"', (subject, text, to) => {
  expect(subjectOf('c1', { __typename: 'FindingSubject', ...NOTHING, ...subject })).toEqual({ text, to });
});
