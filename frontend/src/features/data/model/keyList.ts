import { failed, ok, type Result } from '@/shared/lib/result';
import { parseCsv } from './csv';
import { type KeyInputKind, type KeyRef, parseKey, toUserKeyInput } from './recordKey';

/** Most keys of one list: what the gateway takes in one operation. */
export const MAX_KEYS = 1_000;

/** How a list of keys is divided. It is said, never guessed: a key may hold a comma. */
export type Division = 'lines' | 'csv';

/**
 * Reads a list of keys, all of one type. Empty lines and cells are passed over; a key that occurs twice counts once. Spaces
 * belong to a key.
 */
export function parseKeyList(kind: KeyInputKind, division: Division, text: string): Result<KeyRef[]> {
  const cells = division === 'csv' ? csvCells(text) : ok(lines(text));
  if (!cells.ok) {
    return cells;
  }
  const keys = new Map<string, KeyRef>();
  for (const { line, cell } of cells.value) {
    const key = parseKey(kind, cell);
    if (!key.ok) {
      return failed(`Line ${String(line)}, ${JSON.stringify(cell.slice(0, 40))}: ${key.problem}`);
    }
    keys.set(key.value.value, key.value);
    if (keys.size > MAX_KEYS) {
      return failed(`A list has at most ${String(MAX_KEYS)} keys.`);
    }
  }
  return keys.size === 0 ? failed('Enter a key.') : ok([...keys.values()]);
}

type Cell = { readonly line: number; readonly cell: string };

function lines(text: string): Cell[] {
  return text
    .split(/\r\n|\n/)
    .map((cell, index) => ({ line: index + 1, cell }))
    .filter(({ cell }) => cell !== '');
}

function csvCells(text: string): Result<Cell[]> {
  const rows = parseCsv(text);
  return rows.ok
    ? ok(
        rows.value.flatMap((row, index) =>
          row.filter((cell) => cell !== '').map((cell) => ({ line: index + 1, cell })),
        ),
      )
    : rows;
}

/**
 * Keys as a text: one a line where that can be read back as it is, that is, when all have one type and none holds a line
 * break; otherwise one JSON object a line with the type, as the API takes them.
 */
export function keyListText(keys: readonly KeyRef[]): string {
  const kinds = new Set(keys.map((key) => key.kind));
  const isPlain = kinds.size === 1 && keys.every((key) => !/[\r\n]/.test(key.value));
  return keys.map((key) => (isPlain ? key.value : JSON.stringify(toUserKeyInput(key)))).join('\n');
}
