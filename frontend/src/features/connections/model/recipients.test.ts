import { describe, expect, it } from 'vitest';
import { storedCertificate, storedConnection } from '../fixtures';
import { type ConnectionDraft, draftOf, updateInput } from './draft';
import { askedAgain } from './recipients';

const base = draftOf({
  ...storedConnection,
  hosts: ['a', 'b:4000', '::1'],
  tls: {
    ...storedConnection.tls,
    enabled: true,
    serverName: 'db',
    authorities: [storedCertificate],
    clientCertificate: [storedCertificate],
    hasClientKey: true,
  },
});
const asked = (change: Partial<ConnectionDraft>) => {
  const { password, tlsKey } = askedAgain(base, { ...base, ...change });
  return [password !== null, tlsKey !== null];
};

describe('stored secrets', () => {
  it.each<Partial<ConnectionDraft>>([
    {},
    { hosts: ['b:4000', 'A:3000', '[::1]:3000'] },
    { hosts: ['a', ''] },
    { clusterName: 'other', username: 'other', note: '' },
  ])('are kept with %o', (change) => {
    expect(asked(change)).toEqual([false, false]);
  });

  it.each<[Partial<ConnectionDraft>, boolean, boolean]>([
    [{ hosts: ['a', 'b'] }, true, true],
    [{ hosts: ['a', 'c'] }, true, true],
    [{ hosts: ['[::1]:3001'] }, true, true],
    [{ tlsServerName: '' }, true, true],
    [{ tlsCa: { mode: 'clear' } }, true, true],
    [{ tlsCa: { mode: 'set', value: 'pem' } }, true, true],
    [{ tlsEnabled: false }, true, false],
    [{ hosts: ['c'], password: { mode: 'clear' } }, false, true],
    [{ hosts: ['c'], tlsKey: { mode: 'set', value: 'pem' } }, true, false],
    [{ hosts: ['c'], tlsCertificate: { mode: 'clear' } }, true, false],
  ])('are asked for again with %o', (change, password, key) => {
    expect(asked(change)).toEqual([password, key]);
  });

  it('are kept when TLS is switched on, whoever is trusted then', () => {
    const plain = { ...base, tlsEnabled: false };
    expect(askedAgain(plain, { ...base, tlsEnabled: true, tlsServerName: 'x' }).password).toBeNull();
  });

  it('are sent also where TLS stays off', () => {
    const plain = { ...base, tlsEnabled: false };
    const change: ConnectionDraft = { ...plain, hosts: ['c'], tlsKey: { mode: 'set', value: 'pem' } };
    expect(updateInput('c1', '7', plain, change)).toMatchObject({
      tls: { enabled: false, clientKeyPem: 'pem' },
    });
  });
});
