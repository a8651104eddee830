import { base64ByteLength, base64ToHex } from './bytes';
import { type AerospikeValue, classify } from './value';

/** Longest text of a table cell, in UTF-16 units; the rest is cut and counted. */
export const MAX_PREVIEW_CHARS = 120;
const PREVIEW_BYTES = 16;
/** Elements of a list or map that a preview looks at. */
const PREVIEW_ITEMS = 20;

export type Preview = {
  readonly text: string;
  /** Whether something was left out of `text`. */
  readonly truncated: boolean;
};

/** One line that stands for a value in a table. Its cost is bounded whatever the value's size. */
export function preview(value: AerospikeValue): Preview {
  const typed = classify(value);
  switch (typed.kind) {
    case 'null':
      return whole('null');
    case 'bool':
      return whole(typed.value ? 'true' : 'false');
    case 'int':
      return whole(typed.digits);
    case 'float':
      return whole(typed.text);
    case 'string':
      return cut(typed.text);
    case 'geoJson':
      return cut(typed.text);
    case 'bytes':
    case 'hll':
      return bytesPreview(typed.base64);
    case 'list':
      return cut(JSON.stringify(shorten(value, 0)), typed.items.length > PREVIEW_ITEMS);
    case 'map':
      return cut(JSON.stringify(shorten(value, 0)), typed.size > PREVIEW_ITEMS);
    case 'unknown':
      return whole(typed.description);
  }
}

/** Characters of what is the same that a contrast shows before the first difference. */
const CONTEXT = 30;

/**
 * One line for each of several values that stand side by side. Where they are long, the lines begin shortly before their
 * first difference: cut at the same place, different values would look the same.
 */
export function contrast(values: readonly AerospikeValue[]): readonly string[] {
  const texts = values.map(fullText);
  const first = texts[0] ?? '';
  let same = 0;
  while (same < first.length && texts.every((text) => text[same] === first[same])) {
    same += 1;
  }
  const start = texts.some((text) => text.length > MAX_PREVIEW_CHARS) ? Math.max(0, same - CONTEXT) : 0;
  return texts.map((text) => `${start > 0 ? '…' : ''}${cut(text.slice(start)).text}`);
}

function fullText(value: AerospikeValue): string {
  const typed = classify(value);
  switch (typed.kind) {
    case 'bytes':
    case 'hll':
      return `${base64ToHex(typed.base64)} (${String(base64ByteLength(typed.base64))} bytes)`;
    case 'string':
    case 'geoJson':
      return typed.text;
    case 'list':
    case 'map':
      return JSON.stringify(value);
    default:
      return preview(value).text;
  }
}

function whole(text: string): Preview {
  return { text, truncated: false };
}

function cut(text: string, truncated = false): Preview {
  return text.length <= MAX_PREVIEW_CHARS
    ? { text, truncated }
    : { text: `${text.slice(0, cutIndex(text))}…`, truncated: true };
}

/** Never cuts between the halves of a surrogate pair. */
function cutIndex(text: string): number {
  const last = text.charCodeAt(MAX_PREVIEW_CHARS - 1);
  return last >= 0xd800 && last <= 0xdbff ? MAX_PREVIEW_CHARS - 1 : MAX_PREVIEW_CHARS;
}

function bytesPreview(base64: string): Preview {
  const length = base64ByteLength(base64);
  const hex = base64ToHex(base64, PREVIEW_BYTES);
  const size = `${String(length)} ${length === 1 ? 'byte' : 'bytes'}`;
  return length > PREVIEW_BYTES
    ? { text: `${hex}… (${size})`, truncated: true }
    : whole(length === 0 ? `(${size})` : `${hex} (${size})`);
}

/** A copy with few elements and short strings, so that turning it into text is cheap. */
function shorten(value: AerospikeValue, depth: number): AerospikeValue {
  if (typeof value === 'string') {
    return value.length > MAX_PREVIEW_CHARS ? value.slice(0, MAX_PREVIEW_CHARS) : value;
  }
  if (value === null || typeof value !== 'object') {
    return value;
  }
  if (depth >= 4) {
    return '…';
  }
  if (Array.isArray(value)) {
    return value.slice(0, PREVIEW_ITEMS).map((item: AerospikeValue) => shorten(item, depth + 1));
  }
  const entries = Object.entries(value).slice(0, PREVIEW_ITEMS);
  return Object.fromEntries(entries.map(([key, item]) => [key, shorten(item, depth + 1)]));
}
