import { describe, expect, it } from 'vitest';
import { storedCertificate, storedConnection } from '../fixtures';
import { certificateState } from './certificate';
import { createInput, draftOf, NEW_DRAFT, updateInput } from './draft';

const encrypted = {
  ...storedConnection,
  tls: {
    ...storedConnection.tls,
    enabled: true,
    serverName: 'db',
    authorities: [storedCertificate],
    clientCertificate: [storedCertificate],
    hasClientKey: true,
  },
};

describe('a draft with certificates', () => {
  it('sends what was pasted, and null for what is empty', () => {
    const draft = {
      ...NEW_DRAFT,
      tlsEnabled: true,
      tlsCa: { mode: 'set', value: 'PEM' } as const,
    };
    expect(createInput(draft).tls).toEqual({
      enabled: true,
      serverName: null,
      caPem: 'PEM',
      clientCertificatePem: null,
      clientKeyPem: null,
    });
  });

  it('keeps what the gateway holds until it is replaced or removed', () => {
    const base = draftOf(encrypted);
    expect(updateInput('c1', '7', base, { ...base, note: 'x' })).not.toHaveProperty('tls');
    const changed = {
      ...base,
      tlsCa: { mode: 'clear' } as const,
      tlsKey: { mode: 'set', value: 'KEY' } as const,
    };
    expect(updateInput('c1', '7', base, changed).tls).toEqual({
      enabled: true,
      serverName: 'db',
      caPem: null,
      clientKeyPem: 'KEY',
    });
  });

  it('leaves certificates where they are when TLS is switched off', () => {
    const base = draftOf(encrypted);
    expect(updateInput('c1', '7', base, { ...base, tlsEnabled: false }).tls).toEqual({ enabled: false });
  });
});

describe('a certificate', () => {
  const at = (text: string) => certificateState(storedCertificate, Date.parse(text));

  it('is valid, about to expire, expired or not valid yet', () => {
    expect(at('2026-01-01T00:00:00Z')).toBe('VALID');
    expect(at('2095-12-15T00:00:00Z')).toBe('EXPIRING');
    expect(at('2096-01-01T00:00:00Z')).toBe('EXPIRED');
    expect(at('2019-12-31T00:00:00Z')).toBe('FUTURE');
  });
});
