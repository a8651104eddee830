import { plainJson, preview } from '@/features/data';
import type { AerospikeValue } from '@/shared/scalars';
import type { Part } from './scrollback';

type Column = Part['columns'][number];

export type Table = {
  readonly columns: readonly Column[];
  /** A value for each column; null where a record has no such bin. */
  readonly rows: readonly (readonly (AerospikeValue | null)[])[];
};

/** Parts with different columns as one table, its columns in the order in which they first came. At most `limit` rows. */
export function tableOf(parts: readonly Part[], limit: number): Table {
  const places = new Map<string, number>();
  const columns: Column[] = [];
  const rows: (AerospikeValue | null)[][] = [];
  for (const part of parts) {
    if (rows.length >= limit && columns.length > 0) {
      break;
    }
    const at = part.columns.map((column) => {
      const id = `${column.kind} ${column.name}`;
      const place = places.get(id) ?? columns.length;
      if (place === columns.length) {
        places.set(id, place);
        columns.push(column);
      }
      return place;
    });
    for (const row of part.rows.slice(0, limit - rows.length)) {
      const whole: (AerospikeValue | null)[] = [];
      row.forEach((value, index) => (whole[at[index] ?? 0] = value));
      rows.push(whole);
    }
  }
  return { columns, rows: rows.map((row) => columns.map((_, index) => row[index] ?? null)) };
}

/** Whether nothing is to be shown at a place: a record that has no such bin. */
function isAbsent(column: Column, value: AerospikeValue | null): boolean {
  return value === null && column.kind !== 'FACT';
}

/** One row after the other as an object, each on a line of its own. */
export function jsonText({ columns, rows }: Table, hasTypes: boolean): string {
  const write = hasTypes ? (value: AerospikeValue | null) => JSON.stringify(value) : plainJson;
  const names = fieldNames(columns).map((name) => JSON.stringify(name));
  const lines = rows.map((row) => {
    const fields = columns.flatMap((column, index) => {
      const value = row[index] ?? null;
      return isAbsent(column, value) ? [] : [`${names[index] ?? ''}:${write(value)}`];
    });
    return `  {${fields.join(',')}}`;
  });
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n]`;
}

/** Lines of fields, with an empty line between rows. */
export function rawText({ columns, rows }: Table, hasTypes: boolean): string {
  const names = fieldNames(columns);
  return rows
    .map((row) =>
      columns
        .flatMap((column, index) => {
          const value = row[index] ?? null;
          return isAbsent(column, value) ? [] : [`${names[index] ?? ''}: ${whole(value, hasTypes)}`];
        })
        .join('\n'),
    )
    .join('\n\n');
}

/** What columns are called; of two with one name, such as the key and a bin `PK`, the latter says what it is. */
function fieldNames(columns: readonly Column[]): readonly string[] {
  return columns.map(({ name, kind }, index) =>
    columns.findIndex((other) => other.name === name) < index ? `${name} (${kind.toLowerCase()})` : name,
  );
}

/** Cells divided by tabs, as spreadsheets take them. */
export function tabText({ columns, rows }: Table): string {
  const cell = (text: string) => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map((row) =>
    columns
      .map((column, index) => {
        const value = row[index] ?? null;
        return isAbsent(column, value) ? '' : cell(whole(value, true));
      })
      .join('\t'),
  );
  return [fieldNames(columns).map(cell).join('\t'), ...lines].join('\n');
}

/** What a cell shows: `isNull` where something has no value, as a fact that is not known. */
export type Cell = { readonly text: string; readonly isNull: boolean };

/** A value in a cell, shortened; empty where there is none. */
export function cellOf(column: Column, value: AerospikeValue | null): Cell {
  return { text: isAbsent(column, value) ? '' : preview(value).text, isNull: value === null };
}

/** Whether a column is one of numbers: where it has values, they all are. */
export function isNumeric(rows: Table['rows'], index: number): boolean {
  const values = rows.map((row) => row[index] ?? null).filter((value) => value !== null);
  return values.length > 0 && values.every(isNumber);
}

function isNumber(value: AerospikeValue): boolean {
  return typeof value !== 'string' && typeof value !== 'boolean' && isPlain(value);
}

/** A value to the last letter. */
function whole(value: AerospikeValue | null, hasTypes: boolean): string {
  if (typeof value === 'string') {
    return value;
  }
  if (!hasTypes) {
    return plainJson(value);
  }
  return isPlain(value) ? preview(value).text : JSON.stringify(value);
}

function isPlain(value: AerospikeValue | null): boolean {
  return (
    value === null ||
    typeof value !== 'object' ||
    (!Array.isArray(value) && (Object.hasOwn(value, '$int') || Object.hasOwn(value, '$float')))
  );
}
