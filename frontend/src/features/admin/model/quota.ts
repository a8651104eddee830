import { failed, ok, type Result } from '@/shared/lib/result';

const MAX_QUOTA = 4_294_967_295n;

/** What the API has for no limit. */
export const UNLIMITED = '0';

/** Records a second, as the API has them; empty for no limit. */
export function parseQuota(text: string): Result<string> {
  const trimmed = text.trim();
  if (trimmed === '') {
    return ok(UNLIMITED);
  }
  return /^\d{1,10}$/.test(trimmed) && BigInt(trimmed) >= 1n && BigInt(trimmed) <= MAX_QUOTA
    ? ok(String(BigInt(trimmed)))
    : failed('A quota is a whole number of records a second, or nothing for no limit.');
}
