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
