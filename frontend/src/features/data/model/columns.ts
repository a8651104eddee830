import { type Bins, kindOf, type ValueKind } from './value';

/** Most bin columns a table shows by itself; more are reached through the column chooser. */
export const MAX_AUTO_COLUMNS = 60;

export type BinColumn = {
  readonly name: string;
  /** Kinds seen in the loaded records, in order of first sight. */
  readonly kinds: readonly ValueKind[];
  /** In how many of the loaded records the bin is present. */
  readonly present: number;
};

/** The bins found in the loaded records, in order of first sight, so that loading more never moves a column. */
export function discoverColumns(records: Iterable<{ readonly bins: Bins }>): BinColumn[] {
  const found = new Map<string, { kinds: Set<ValueKind>; present: number }>();
  for (const { bins } of records) {
    for (const [name, value] of Object.entries(bins)) {
      let column = found.get(name);
      if (column === undefined) {
        column = { kinds: new Set(), present: 0 };
        found.set(name, column);
      }
      column.kinds.add(kindOf(value));
      column.present += 1;
    }
  }
  return [...found].map(([name, column]) => ({ name, kinds: [...column.kinds], present: column.present }));
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
  return chosen.map((name) => byName.get(name) ?? { name, kinds: [], present: 0 });
}
