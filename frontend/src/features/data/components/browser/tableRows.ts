import { type Extent, extentOf, type Selection } from '../../model/selection';
import type { RecordRow } from '../../queries/useRecordPages';

/** Why a row is not here: it is read again, it could not be, or it was not found any more. */
export type Absence = 'away' | 'unread' | 'gone';

/** The rows of a table, some of which may be away. */
export type TableRows = {
  readonly count: number;
  /** Null for a row that is away. */
  readonly at: (index: number) => RecordRow | null;
  /** Why a row is not here. */
  readonly absence: (index: number) => Absence;
  /** Digests of the rows that are here, in order. */
  readonly digests: () => readonly string[];
  readonly extent: (selection: Selection) => Extent;
};

/** Rows that are all here. */
export function rowsOf(records: readonly RecordRow[]): TableRows {
  const digests = records.map((record) => record.key.digest);
  return {
    count: records.length,
    at: (index) => records[index] ?? null,
    absence: () => 'gone',
    digests: () => digests,
    extent: (selection) => extentOf(selection, digests),
  };
}
