import type { RecordRow } from '../queries/useRecordPages';
import type { OpenRecord } from '../urls';
import { recordRefOn, setOn } from './recordKey';

/** Digest of the open record when it is among these. */
export function openDigest(
  set: string | null,
  open: OpenRecord,
  records: readonly RecordRow[],
): string | null {
  if (open?.mode !== 'edit') {
    return null;
  }
  const { kind, value } = open.key;
  const match = records.find((record) => {
    const { key } = recordRefOn(set, record.key);
    return kind === 'digest'
      ? record.key.digest === value
      : key.kind === kind && key.value === value && record.key.set === setOn(set, open);
  });
  return match?.key.digest ?? null;
}
