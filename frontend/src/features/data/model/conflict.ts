import type { Bins } from './value';

/** The record as it is now, which a CONFLICT carries in `extensions.details.current`. */
export type CurrentRecord = { readonly generation: number; readonly bins: Bins };

/** Reads the current record from an error's details; null when the gateway could not add it. */
export function currentRecordOf(details: unknown): CurrentRecord | null {
  if (!isObject(details) || !isObject(details.current)) {
    return null;
  }
  const { generation, bins } = details.current;
  return typeof generation === 'number' && isObject(bins) ? { generation, bins: bins as Bins } : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
