import { describe, expect, it } from 'vitest';
import { retryDelay, socketUrl } from './socket';

describe('the feed socket', () => {
  it('lies on the page’s own origin, encrypted when the page is', () => {
    expect(socketUrl({ protocol: 'http:', host: 'localhost:3100' })).toBe('ws://localhost:3100/graphql');
    expect(socketUrl({ protocol: 'https:', host: 'acm.example' })).toBe('wss://acm.example/graphql');
  });

  it('waits longer after each failure, up to a limit, and never in step with others', () => {
    expect(retryDelay(0, () => 0)).toBe(250);
    expect(retryDelay(0, () => 1)).toBe(500);
    expect(retryDelay(3, () => 1)).toBe(4000);
    expect(retryDelay(1000, () => 1)).toBe(15_000);
  });
});
