import type { FileFormat, ImportConflict } from '@/gql/schema';

export const FORMATS: readonly {
  readonly value: FileFormat;
  readonly label: string;
  readonly about: string;
}[] = [
  { value: 'NDJSON', label: 'NDJSON', about: 'a line of JSON for each record, every type kept' },
  { value: 'CSV', label: 'CSV', about: 'a row for each record and a column for each bin, for spreadsheets' },
  { value: 'BACKUP', label: 'Backup', about: 'the text that asbackup writes and asrestore reads' },
];

export const CONFLICTS: readonly {
  readonly value: ImportConflict;
  readonly label: string;
  readonly about: string;
}[] = [
  { value: 'SKIP', label: 'Leave it alone', about: 'counted as left alone' },
  { value: 'REPLACE', label: 'Replace it', about: 'its other bins go' },
  { value: 'MERGE', label: 'Set its bins', about: 'its other bins stay' },
];

/** The format a file's name speaks of; null when it speaks of none. */
export function formatOfName(name: string): FileFormat | null {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  switch (ending) {
    case 'csv':
      return 'CSV';
    case 'ndjson':
    case 'jsonl':
    case 'json':
      return 'NDJSON';
    case 'asb':
      return 'BACKUP';
    default:
      return null;
  }
}
