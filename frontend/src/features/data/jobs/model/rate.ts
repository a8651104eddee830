import { failed, ok, type Result } from '@/shared/lib/result';

export const MAX_PER_SECOND = 1_000_000;

/** A limit of records a second as it was typed; null, for none, when the field is empty. */
export function parseRate(text: string): Result<number | null> {
  const trimmed = text.trim();
  if (trimmed === '') {
    return ok(null);
  }
  const rate = Number(trimmed);
  return /^\d+$/.test(trimmed) && rate >= 1 && rate <= MAX_PER_SECOND
    ? ok(rate)
    : failed('Enter whole records a second from 1 to 1,000,000, or nothing for no limit.');
}
