/**
 * Conversions between the three spellings of bytes the screens show: base64 (the wire form), hexadecimal and raw bytes.
 * Lengths come from the text alone, so a value of several megabytes is never decoded just to be measured.
 */

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const HEX = /^(?:[0-9A-Fa-f]{2})*$/;

const encoder = new TextEncoder();

/** Whether the text is standard base64 with padding. */
export function isBase64(text: string): boolean {
  return BASE64.test(text);
}

/** Number of bytes that a padded base64 text stands for. */
export function base64ByteLength(base64: string): number {
  const padding = base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0;
  return (base64.length / 4) * 3 - padding;
}

/** Lower-case hexadecimal of the first `maxBytes` bytes of a base64 text. */
export function base64ToHex(base64: string, maxBytes = Number.POSITIVE_INFINITY): string {
  const wholeGroups = Math.ceil(Math.min(maxBytes, base64ByteLength(base64)) / 3) * 4;
  const binary = atob(base64.slice(0, wholeGroups));
  const end = Math.min(maxBytes, binary.length);
  let hex = '';
  for (let index = 0; index < end; index += 1) {
    hex += binary.charCodeAt(index).toString(16).padStart(2, '0');
  }
  return hex;
}

/** Base64 of a hexadecimal text; spaces and colons between digits are allowed. Null when the text is not hexadecimal. */
export function hexToBase64(hex: string): string | null {
  const digits = hex.replace(/[\s:]/g, '');
  if (!HEX.test(digits)) {
    return null;
  }
  let binary = '';
  for (let index = 0; index < digits.length; index += 2) {
    binary += String.fromCharCode(Number.parseInt(digits.slice(index, index + 2), 16));
  }
  return btoa(binary);
}

/** Number of bytes of the text in UTF-8, which is what the server's name limits count. */
export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}

/** The bytes a base64 text stands for. The text was checked before. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}

export function base64Of(bytes: Uint8Array): string {
  const CHUNK = 0x8000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(binary);
}

/** The text that the bytes are in UTF-8; null when they are no UTF-8, so that nothing is replaced unseen. */
export function utf8Of(base64: string): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesOf(base64));
  } catch {
    return null;
  }
}

export function base64OfUtf8(text: string): string {
  return base64Of(encoder.encode(text));
}

/** Where a text stops being hexadecimal, in words; null when it is hexadecimal throughout. Positions count from 1. */
export function hexProblem(text: string): string | null {
  const strange = /[^0-9A-Fa-f\s:]/u.exec(text);
  if (strange !== null) {
    return `Character ${String(strange.index + 1)}: ${quoted(strange[0])} is no hexadecimal digit.`;
  }
  return text.replace(/[\s:]/g, '').length % 2 === 0
    ? null
    : 'The last byte has one digit: each byte is written as two.';
}

/** Where a text stops being base64, in words; null when it is base64 throughout. White space is passed over. */
export function base64Problem(text: string): string | null {
  const strange = /[^A-Za-z0-9+/=\s]/u.exec(text);
  if (strange !== null) {
    return `Character ${String(strange.index + 1)}: ${quoted(strange[0])} is no base64 digit.`;
  }
  const early = /=(?=[\s=]*[^\s=])/.exec(text);
  if (early !== null) {
    return `Character ${String(early.index + 1)}: "=" stands at the end alone.`;
  }
  const compact = text.replace(/\s/g, '');
  if (isBase64(compact)) {
    return null;
  }
  return compact.length % 4 === 0
    ? 'The padding at the end does not fit: at most two "=".'
    : `The text has ${String(compact.length)} digits, not a multiple of 4: digits or padding ("=") are missing.`;
}

function quoted(char: string): string {
  return JSON.stringify(char);
}

/** A line of a hex dump: where it starts, its bytes, and those that are printable ASCII. */
export type DumpLine = { readonly offset: string; readonly hex: string; readonly ascii: string };

const DUMP_WIDTH = 16;

/** The first `maxLines` lines of a dump, sixteen bytes each. */
export function hexDump(base64: string, maxLines: number): readonly DumpLine[] {
  const hex = base64ToHex(base64, maxLines * DUMP_WIDTH);
  const lines: DumpLine[] = [];
  for (let start = 0; start < hex.length; start += DUMP_WIDTH * 2) {
    const pairs = hex.slice(start, start + DUMP_WIDTH * 2).match(/../g) ?? [];
    lines.push({
      offset: (start / 2).toString(16).padStart(8, '0'),
      hex: pairs.join(' '),
      ascii: pairs.map((pair) => printable(Number.parseInt(pair, 16))).join(''),
    });
  }
  return lines;
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·';
}
