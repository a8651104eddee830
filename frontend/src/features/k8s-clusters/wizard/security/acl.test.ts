import { describe, expect, it } from 'vitest';
import { hasAdministrator, parsePrivilege, withAdministrator, writePrivilege } from './acl';

describe('access control of a cluster', () => {
  it.each(['read', 'read-write.test', 'truncate.test.orders', 'read.test.a.b'])(
    'reads %s and writes it the same',
    (text) => expect(writePrivilege(parsePrivilege(text))).toBe(text),
  );

  it('narrows a privilege to a namespace and a set', () => {
    expect(parsePrivilege('read-write.test.orders')).toEqual({
      code: 'read-write',
      namespace: 'test',
      set: 'orders',
    });
    expect(writePrivilege({ code: 'read', namespace: '', set: 'orders' })).toBe('read');
  });

  it('makes the user the operator needs, or gives it the roles it lacks', () => {
    const ada = { name: 'ada', roles: ['read'], secretName: 'ada' };
    expect(hasAdministrator([ada])).toBe(false);
    const made = withAdministrator([ada]);
    expect(made).toEqual([{ name: 'admin', secretName: '', roles: ['sys-admin', 'user-admin'] }, ada]);
    expect(hasAdministrator(made)).toBe(true);
    expect(
      withAdministrator([ada, { name: 'admin', roles: ['read', 'user-admin'], secretName: 's' }]),
    ).toEqual([ada, { name: 'admin', roles: ['read', 'user-admin', 'sys-admin'], secretName: 's' }]);
  });
});
