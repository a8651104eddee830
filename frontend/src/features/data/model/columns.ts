import { type Bins, classify, type ValueKind } from './value';

/** Most bin columns a table shows by itself; more are reached through the column chooser. */
export const MAX_AUTO_COLUMNS = 60;

export type BinColumn = {
  readonly name: string;
  /** Kinds seen in the loaded records, in order of first sight. */
  readonly kinds: readonly ValueKind[];
  /** In how many of the loaded records the bin is present. */
  readonly present: number;
  /** Characters of the longest number seen. */
  readonly digits: number;
};

/** The bins found in the loaded records, in order of first sight, so that loading more never moves a column. */
export function discoverColumns(records: Iterable<{ readonly bins: Bins }>): BinColumn[] {
  const found = new Map<string, { kinds: Set<ValueKind>; present: number; digits: number }>();
  for (const { bins } of records) {
    for (const [name, value] of Object.entries(bins)) {
      let column = found.get(name);
      if (column === undefined) {
        column = { kinds: new Set(), present: 0, digits: 0 };
        found.set(name, column);
      }
      const typed = classify(value);
      const number = typed.kind === 'int' ? typed.digits : typed.kind === 'float' ? typed.text : '';
      column.kinds.add(typed.kind);
      column.present += 1;
      column.digits = Math.max(column.digits, number.length);
    }
  }
  return [...found].map(([name, column]) => ({ name, ...column, kinds: [...column.kinds] }));
}

/** Whether nothing but numbers was seen in a bin: such a column reads best aligned to its end. */
export function isNumeric(column: BinColumn): boolean {
  return column.kinds.length > 0 && column.kinds.every((kind) => kind === 'int' || kind === 'float');
}

/** The columns of the table: those chosen, in the order chosen, or as many as were found up to the limit. */
export function visibleColumns(
  found: readonly BinColumn[],
  chosen: readonly string[] | null,
): readonly BinColumn[] {
  if (chosen === null) {
    return found.slice(0, MAX_AUTO_COLUMNS);
  }
  const byName = new Map(found.map((column) => [column.name, column]));
  return chosen.map((name) => byName.get(name) ?? { name, kinds: [], present: 0, digits: 0 });
}
