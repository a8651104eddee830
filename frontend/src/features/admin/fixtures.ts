import type { Role, User } from './queries/useAccess';

/** An example user for tests, complete and changeable in parts. */
export function aUser(change: Partial<User> = {}): User {
  return {
    __typename: 'User',
    name: 'ada',
    roles: ['clerk'],
    isOwn: false,
    connections: '4',
    reads: {
      __typename: 'UserUsage',
      quota: '1000',
      singleRecordRate: '120',
      queryRate: '30',
      limitlessQueries: '0',
    },
    writes: null,
    ...change,
  };
}

/** An example role for tests, complete and changeable in parts. */
export function aRole(change: Partial<Role> = {}): Role {
  return {
    __typename: 'Role',
    name: 'clerk',
    predefined: false,
    allowlist: ['10.0.0.0/8'],
    readQuota: '1000',
    writeQuota: '0',
    privileges: [
      { __typename: 'Privilege', kind: 'READ_WRITE', name: 'read-write', namespace: 'test', set: 'orders' },
    ],
    ...change,
  };
}

export const PREDEFINED = aRole({
  name: 'user-admin',
  predefined: true,
  allowlist: [],
  readQuota: '0',
  privileges: [
    { __typename: 'Privilege', kind: 'USER_ADMIN', name: 'user-admin', namespace: null, set: null },
  ],
});
