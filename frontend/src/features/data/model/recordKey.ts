import { failed, ok, type Result } from '@/shared/lib/result';
import { escapeText, isPlain } from './escapes';
import { hexToBase64, isBase64, utf8Length } from './bytes';
import { canonicalInt64 } from './integer';
import type { SetOf } from './recordSet';

/** How a record is addressed. The kind is always chosen, never guessed from the text: "42" and 42 are two records. */
export type KeyKind = 'string' | 'int' | 'bytes' | 'digest';

/** A checked key: integers in canonical decimal, bytes in base64, digests in lower-case hexadecimal. */
export type KeyRef = { readonly kind: KeyKind; readonly value: string };

/** How the lookup bar reads its text. Bytes may be typed in two ways. */
export type KeyInputKind = 'string' | 'int' | 'bytesHex' | 'bytesBase64' | 'digest';

export const KEY_INPUT_OPTIONS: readonly { readonly value: KeyInputKind; readonly label: string }[] = [
  { value: 'string', label: 'String' },
  { value: 'int', label: 'Integer' },
  { value: 'bytesHex', label: 'Bytes (hex)' },
  { value: 'bytesBase64', label: 'Bytes (base64)' },
  { value: 'digest', label: 'Digest' },
];

const MAX_KEY_BYTES = 1024;
const DIGEST_HEX = /^[0-9a-f]{40}$/;

/** The API's one-of input. */
export type UserKeyInputValue =
  | { readonly string: string }
  | { readonly int: string }
  | { readonly bytes: string }
  | { readonly digest: string };

/** A key as records carry it, in the shape the fragments select. */
type RecordKeyLike = {
  readonly digest: string;
  readonly userKey?: { readonly type: 'INT' | 'STRING' | 'BYTES'; readonly value: string } | null;
};

export function parseKey(kind: KeyInputKind, text: string): Result<KeyRef> {
  switch (kind) {
    case 'string':
      return parseStringKey(text);
    case 'int': {
      const digits = canonicalInt64(text);
      return digits === null ? failed('Enter a whole 64-bit number.') : ok({ kind: 'int', value: digits });
    }
    case 'bytesHex': {
      const base64 = text.trim() === '' ? null : hexToBase64(text.trim());
      return base64 === null
        ? failed('Enter pairs of hexadecimal digits.')
        : ok({ kind: 'bytes', value: base64 });
    }
    case 'bytesBase64': {
      const base64 = text.trim();
      return base64 !== '' && isBase64(base64)
        ? ok({ kind: 'bytes', value: base64 })
        : failed('Enter base64 text, with its padding.');
    }
    case 'digest': {
      const digest = text.trim().toLowerCase();
      return DIGEST_HEX.test(digest)
        ? ok({ kind: 'digest', value: digest })
        : failed('A digest has 40 hexadecimal digits.');
    }
  }
}

/** The key that opens a listed record: its user key when the server stored it, otherwise its digest. */
export function keyRefOf(key: RecordKeyLike): KeyRef {
  switch (key.userKey?.type) {
    case 'INT':
      return { kind: 'int', value: key.userKey.value };
    case 'STRING':
      return { kind: 'string', value: key.userKey.value };
    case 'BYTES':
      return { kind: 'bytes', value: key.userKey.value };
    case undefined:
      return { kind: 'digest', value: key.digest };
  }
}

/** What names a record on the page of a set, or of a whole namespace. `set` is there where the page does not say it. */
export type RecordRef = { readonly key: KeyRef; readonly set?: string | null };

/** How a record listed on the page of a set, or of a whole namespace (null), is opened there. */
export function recordRefOn(
  pageSet: string | null,
  key: RecordKeyLike & { readonly set?: SetOf },
): RecordRef {
  if (key.set === undefined) {
    return { key: { kind: 'digest', value: key.digest } };
  }
  const ref = { key: keyRefOf(key) };
  return setOn(pageSet, ref) === key.set ? ref : { ...ref, set: key.set };
}

/** The set of a record that is opened there. A user key names a record of the page's set; a digest one of any set. */
export function setOn(pageSet: string | null, { key, set }: RecordRef): SetOf {
  return set === undefined && key.kind !== 'digest' ? pageSet : set;
}

export function toUserKeyInput(key: KeyRef): UserKeyInputValue {
  switch (key.kind) {
    case 'string':
      return { string: key.value };
    case 'int':
      return { int: key.value };
    case 'bytes':
      return { bytes: key.value };
    case 'digest':
      return { digest: key.value };
  }
}

/** A key for people to read: quoted and escaped where it could not be told from another one. */
export function keyText({ kind, value }: KeyRef): string {
  const isClear = kind !== 'string' || (isPlain(value) && value.trim() === value);
  return isClear ? value : `"${escapeText(value)}"`;
}

/** Reads a key from a URL. Null when there is none, or when someone changed it into something that is no key. */
export function keyRefFromUrl(kind: string | null, value: string | null): KeyRef | null {
  if (kind === null || value === null) {
    return null;
  }
  const inputKind = kind === 'bytes' ? 'bytesBase64' : kind;
  if (
    inputKind !== 'string' &&
    inputKind !== 'int' &&
    inputKind !== 'bytesBase64' &&
    inputKind !== 'digest'
  ) {
    return null;
  }
  const parsed = parseKey(inputKind, value);
  return parsed.ok ? parsed.value : null;
}

function parseStringKey(text: string): Result<KeyRef> {
  if (text === '') {
    return failed('Enter a key.');
  }
  // Spaces at the ends are part of a key, so the text is taken as it is.
  return utf8Length(text) <= MAX_KEY_BYTES
    ? ok({ kind: 'string', value: text })
    : failed(`A key has at most ${String(MAX_KEY_BYTES)} bytes.`);
}
