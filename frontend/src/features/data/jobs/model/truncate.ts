import type { RecordQueryInput } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';

/** The instant a local date and time names, as the API takes it. It must have passed: servers refuse a later one. */
export function cutOff(local: string, nowMs: number): Result<string> {
  const ms = Date.parse(local);
  if (Number.isNaN(ms)) {
    return failed('Enter a date and a time.');
  }
  return ms > nowMs ? failed('This time is yet to come.') : ok(new Date(ms).toISOString());
}

type Place = { readonly connectionId: string; readonly namespace: string; readonly set: string | null };

/** Finds the records a truncation up to `before` takes away. */
export function truncateQuery({ connectionId, namespace, set }: Place, before: string): RecordQueryInput {
  return {
    connectionId,
    namespace,
    set,
    filter: { metadata: { lastUpdate: { before } } },
    metadataOnly: true,
  };
}
