import { describe, expect, it } from 'vitest';
import { base64Of, base64OfUtf8, bytesOf, hexDump, hexToBase64, utf8Of } from './bytes';
import { escapeText, unescapeText, unseenIn } from './escapes';

describe('bytes', () => {
  it('of any length survive base64', () => {
    for (const length of [0, 1, 2, 3, 100, 70_000]) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
      expect(bytesOf(base64Of(bytes))).toEqual(bytes);
    }
  });

  it('that are text survive the way through text', () => {
    for (const text of ['', 'Grüße, 世界 🌍', '\ufeffmark', 'nul\u0000']) {
      expect(utf8Of(base64OfUtf8(text))).toBe(text);
    }
    expect(utf8Of('wyg=')).toBeNull();
  });

  it('are dumped sixteen a line, as far as asked', () => {
    const lines = hexDump(base64OfUtf8('0123456789abcdef\u0000ÿ'), 8);
    expect(lines).toEqual([
      {
        offset: '00000000',
        hex: '30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66',
        ascii: '0123456789abcdef',
      },
      { offset: '00000010', hex: '00 c3 bf', ascii: '···' },
    ]);
    expect(hexDump(base64Of(new Uint8Array(100)), 2)).toHaveLength(2);
  });

  it('in hexadecimal may be set apart by blanks and colons', () => {
    expect(hexToBase64('00 01:fF')).toBe('AAH/');
    expect(hexToBase64('0')).toBeNull();
  });
});

describe('escaped text', () => {
  it.each([
    ['', ''],
    ['a\r\nb', 'a\\r\\nb'],
    ['tab\t', 'tab\\t'],
    ['\\n', '\\\\n'],
    ['zero\u200bwidth', 'zero\\u{200B}width'],
    ['\u0000\u001b', '\\u{0000}\\u{001B}'],
    ['family 👨‍👩‍👧', 'family 👨‍👩‍👧'],
  ])('%j is written as %j and read back', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
    expect(unescapeText(escaped)).toEqual({ ok: true, value: text });
  });

  it('every character of the first plane survives', () => {
    for (let point = 0; point < 0xffff; point += 1) {
      if (point >= 0xd800 && point <= 0xdfff) continue;
      const text = `<${String.fromCodePoint(point)}>`;
      const read = unescapeText(escapeText(text));
      if (!read.ok || read.value !== text) {
        expect.fail(`U+${point.toString(16)} became ${JSON.stringify(read)}`);
      }
    }
  });

  it('counts what cannot be seen', () => {
    expect(unseenIn('a\tb\tc\u200b\nend')).toEqual(['\\t × 2', '\\u{200B} × 1']);
  });
});
