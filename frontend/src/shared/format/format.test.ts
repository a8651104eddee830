import { describe, expect, it } from 'vitest';
import { formatBytes } from './bytes';
import { compareInt64, formatInt64, parseInt64, ratioInt64 } from './int64';
import { formatMilliseconds, formatRate, formatRatio } from './numbers';
import { formatAgo, formatDuration } from './time';

describe('64-bit integers', () => {
  it.each([
    ['0', '0'],
    ['9007199254740993', '9,007,199,254,740,993'],
    ['9223372036854775807', '9,223,372,036,854,775,807'],
    ['-9223372036854775808', '-9,223,372,036,854,775,808'],
  ])('shows %s with every digit', (text, shown) => {
    expect(formatInt64(text)).toBe(shown);
  });

  it('shows text that is no integer as it is', () => {
    expect(formatInt64('1e3')).toBe('1e3');
    expect(parseInt64('1.5')).toBeNull();
  });

  it('orders neighbours beyond 2^53, which doubles cannot tell apart', () => {
    expect(compareInt64('9007199254740993', '9007199254740992')).toBe(1);
    expect(compareInt64('-1', '1')).toBe(-1);
    expect(compareInt64('7', '7')).toBe(0);
  });

  it('has no ratio of nothing', () => {
    expect(ratioInt64('1', '0')).toBeNull();
    expect(ratioInt64('1', '4')).toBe(0.25);
    expect(ratioInt64('9223372036854775807', '9223372036854775807')).toBe(1);
  });
});

describe('bytes', () => {
  it.each([
    ['0', '0 B'],
    ['1023', '1023 B'],
    ['1024', '1 KiB'],
    ['1048575', '1 MiB'],
    ['1610612736', '1.5 GiB'],
    ['9223372036854775807', '8 EiB'],
    ['-2048', '-2 KiB'],
  ])('shows %s as %s', (bytes, shown) => {
    expect(formatBytes(bytes)).toBe(shown);
  });
});

describe('rates, ratios and times', () => {
  it('keeps three digits below a thousand and whole numbers above', () => {
    expect(formatRate(0.1234)).toBe('0.123');
    expect(formatRate(12_345.6)).toBe('12,346');
  });

  it('shows neither all nor nothing unless it is exactly so', () => {
    expect(formatRatio(1)).toBe('100.0%');
    expect(formatRatio(0.99999)).toBe('99.9%');
    expect(formatRatio(0.0001)).toBe('<0.1%');
    expect(formatRatio(0)).toBe('0.0%');
  });

  it('shows milliseconds as seconds from a thousand on', () => {
    expect(formatMilliseconds(0.42)).toBe('0.42 ms');
    expect(formatMilliseconds(1500)).toBe('1.5 s');
  });

  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [3600, '1 h'],
    [3725, '1 h 2 min'],
    [90_061, '1 d 1 h'],
  ])('shows %d seconds as %s', (seconds, shown) => {
    expect(formatDuration(seconds)).toBe(shown);
  });

  it('says how long ago, and "now" for what the clocks disagree about', () => {
    const now = Date.parse('2026-01-01T00:01:00Z');
    expect(formatAgo('2026-01-01T00:00:48Z', now)).toBe('12 s ago');
    expect(formatAgo('2025-12-31T22:00:00Z', now)).toBe('2 h ago');
    expect(formatAgo('2026-01-01T00:01:05Z', now)).toBe('now');
    expect(formatAgo('nonsense', now)).toBe('nonsense');
  });
});
