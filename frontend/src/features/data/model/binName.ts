import { utf8Length } from './bytes';

/** The server's limit on a bin name, in bytes of UTF-8. */
export const MAX_BIN_NAME_BYTES = 15;

/** Why a text cannot name a bin, or null when it can. `taken` holds the names already in the record. */
export function binNameProblem(name: string, taken: ReadonlySet<string>): string | null {
  if (name === '') {
    return 'Enter a name.';
  }
  const length = utf8Length(name);
  if (length > MAX_BIN_NAME_BYTES) {
    return `A bin name has at most ${String(MAX_BIN_NAME_BYTES)} bytes; this one has ${String(length)}.`;
  }
  if (/\p{Cc}/u.test(name)) {
    return 'A bin name has no control characters.';
  }
  if (taken.has(name)) {
    return 'The record already has a bin of this name.';
  }
  return null;
}
