import { failed, ok, type Result } from '@/shared/lib/result';

const MAX_NAME_BYTES = 63;

/** The name of a user or a role, as the server takes it. */
export function parseName(what: 'user' | 'role', text: string): Result<string> {
  const name = text.trim();
  if (name === '') {
    return failed(`A ${what} needs a name.`);
  }
  return new TextEncoder().encode(name).length > MAX_NAME_BYTES || /[\p{Cc}]/u.test(name)
    ? failed('A name has at most 63 bytes, and no control characters.')
    : ok(name);
}
