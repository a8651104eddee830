import { describe, expect, it } from 'vitest';
import { isNetwork, parseNetworks } from './networks';

describe('a list of networks', () => {
  it.each([
    '10.1.2.3',
    '10.0.0.0/8',
    '0.0.0.0/0',
    '::1',
    'fd00::/8',
    '2001:db8::1:2',
    '::ffff:10.0.0.1',
    '1:2:3:4:5:6:7:8',
  ])('takes %s', (text) => expect(isNetwork(text)).toBe(true));

  it.each([
    '',
    'localhost',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::1::',
    '1:2:3',
    'fd00::/129',
    '1:2:3:4:5:6:7:8:9',
    '12345::',
  ])('does not take "%s"', (text) => expect(isNetwork(text)).toBe(false));

  it('names the entry that is wrong, and has each once', () => {
    expect(parseNetworks(['10.0.0.1', 'here'])).toMatchObject({
      ok: false,
      problem: expect.stringContaining('here is neither') as string,
    });
    expect(parseNetworks([' 10.0.0.1', '10.0.0.1', ''])).toEqual({ ok: true, value: ['10.0.0.1'] });
  });
});
