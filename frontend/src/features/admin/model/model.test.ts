import { describe, expect, it } from 'vitest';
import { parseName } from './names';
import { privilegeText } from './privileges';
import { parseQuota } from './quota';
import { draftOfRole, NEW_ROLE, parseRole, type RoleContent, type RoleDraft, roleChanges } from './roleDraft';

const ROLE: RoleContent = {
  name: 'clerk',
  privileges: [
    { kind: 'READ', name: 'read', namespace: 'test', set: null },
    { kind: 'WRITE', name: 'write', namespace: 'test', set: 'orders' },
  ],
  allowlist: ['10.0.0.0/8'],
  readQuota: '1000',
  writeQuota: '0',
};

describe('names and quotas', () => {
  it('are as the server takes them', () => {
    expect(parseName('user', ' ada ')).toEqual({ ok: true, value: 'ada' });
    expect(parseName('user', ' ').ok).toBe(false);
    expect(parseName('role', 'ä'.repeat(32)).ok).toBe(false);
    expect(parseName('role', 'ä'.repeat(31)).ok).toBe(true);
    expect(parseQuota('')).toEqual({ ok: true, value: '0' });
    expect(parseQuota('0500')).toEqual({ ok: true, value: '500' });
    for (const text of ['0', '-1', '1.5', 'many', '99999999999']) {
      expect(parseQuota(text).ok).toBe(false);
    }
  });
});

describe('a role', () => {
  const parsed = (change: Partial<RoleDraft>) => parseRole({ ...NEW_ROLE, name: 'a', ...change });

  it('comes back from its form as it was', () => {
    expect(parseRole(draftOfRole(ROLE))).toEqual({ role: ROLE, problems: {} });
  });

  it('tells what is missing, field by field', () => {
    const { role, problems } = parsed({
      name: '',
      privileges: [{ kind: 'READ', namespace: '', set: 'orders' }],
      readQuota: 'x',
    });
    expect(role).toBeNull();
    expect(problems).toEqual({
      name: 'A role needs a name.',
      privileges: 'read: a set needs its namespace.',
      readQuota: expect.stringContaining('whole number') as string,
    });
  });

  it('has no place for what holds everywhere, and each privilege once', () => {
    const { role } = parsed({
      privileges: [
        { kind: 'USER_ADMIN', namespace: 'test', set: '' },
        { kind: 'USER_ADMIN', namespace: '', set: '' },
      ],
    });
    expect(role?.privileges.map(privilegeText)).toEqual(['user-admin']);
  });

  const changes = (before: RoleContent, change: Partial<RoleDraft>) => {
    const { role } = parseRole({ ...draftOfRole(before), ...change });
    return role === null ? null : roleChanges(before, role);
  };

  it('is changed by what differs alone', () => {
    expect(changes(ROLE, {})).toEqual({ grant: [], revoke: [], allowlist: null, quotas: null });
    const change = changes(ROLE, {
      privileges: [
        { kind: 'READ', namespace: 'test', set: '' },
        { kind: 'WRITE', namespace: 'test', set: '' },
      ],
      allowlist: [],
      writeQuota: '5',
    });
    expect(change?.grant.map(privilegeText)).toEqual(['write.test']);
    expect(change?.revoke.map(privilegeText)).toEqual(['write.test.orders']);
    expect(change?.allowlist).toEqual([]);
    expect(change?.quotas).toEqual({ readQuota: '1000', writeQuota: '5' });
  });

  it('keeps privileges this version does not know', () => {
    const unknown = { kind: null, name: 'unknown-99', namespace: null, set: null };
    const role = { ...ROLE, privileges: [...ROLE.privileges, unknown] };
    expect(changes(role, {})).toMatchObject({ grant: [], revoke: [] });
  });
});
