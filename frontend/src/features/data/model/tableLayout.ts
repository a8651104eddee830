/**
 * How someone arranged the table of one set: which bins are read, which columns are drawn, in what order and how wide, and
 * how many records make a page. Read from storage, so nothing in it is trusted.
 */

export const MIN_COLUMN_WIDTH = 48;
export const MAX_COLUMN_WIDTH = 1200;
/** Columns one layout remembers; a set has at most a few hundred bins that anyone arranges by hand. */
const MAX_COLUMNS = 300;
const MAX_ID_LENGTH = 64;

export type TableLayout = {
  /** Records of a page; null for the default. */
  readonly pageSize: number | null;
  /** Bins to read; null for all, none for keys and metadata alone. */
  readonly bins: readonly string[] | null;
  /** Ids of columns in the order they were put; empty for the natural one. */
  readonly order: readonly string[];
  /** Ids of columns with metadata that are not drawn. */
  readonly hidden: readonly string[];
  /** Pixels by column id, where they are not the default. */
  readonly widths: Readonly<Record<string, number>>;
};

export const DEFAULT_LAYOUT: TableLayout = { pageSize: null, bins: null, order: [], hidden: [], widths: {} };

/**
 * The columns in the order someone put them. One that was not there then stands after the column it naturally follows,
 * so that a bin found later does not jump to the end.
 */
export function arrange(natural: readonly string[], order: readonly string[]): string[] {
  const present = new Set(natural);
  const placed = order.filter((id) => present.has(id));
  const known = new Set(placed);
  natural.forEach((id, index) => {
    if (!known.has(id)) {
      const before = index === 0 ? -1 : placed.indexOf(natural[index - 1] ?? '');
      placed.splice(before + 1, 0, id);
      known.add(id);
    }
  });
  return placed;
}

/** The ids with one of them `by` places further; null when it stands at that end already. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] | null {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) {
    return null;
  }
  const next = ids.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

export function clampWidth(width: number): number {
  return Math.min(Math.max(Math.round(width), MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH);
}

/** The layout with another width for a column; null brings the default back. */
export function withWidth(layout: TableLayout, id: string, width: number | null): TableLayout {
  const others = Object.entries(layout.widths).filter(([other]) => other !== id);
  const widths = width === null ? others : [...others, [id, clampWidth(width)] as const];
  return { ...layout, widths: Object.fromEntries(widths.slice(-MAX_COLUMNS)) };
}

/** Makes a layout of what storage held; each part that is not understood falls back to its default. */
export function readLayout(stored: unknown): TableLayout {
  if (!isObject(stored)) {
    return DEFAULT_LAYOUT;
  }
  const { pageSize, bins, order, hidden, widths } = stored;
  return {
    pageSize: typeof pageSize === 'number' ? pageSize : null,
    bins: Array.isArray(bins) ? readIds(bins) : null,
    order: readIds(order),
    hidden: readIds(hidden),
    widths: isObject(widths) ? readWidths(widths) : {},
  };
}

export function isDefault(layout: TableLayout): boolean {
  return (
    layout.pageSize === null &&
    layout.bins === null &&
    layout.order.length === 0 &&
    layout.hidden.length === 0 &&
    Object.keys(layout.widths).length === 0
  );
}

function readIds(stored: unknown): string[] {
  const ids = Array.isArray(stored) ? (stored as unknown[]) : [];
  const texts = ids.filter((id): id is string => typeof id === 'string' && id.length <= MAX_ID_LENGTH);
  return [...new Set(texts)].slice(0, MAX_COLUMNS);
}

function readWidths(stored: Record<string, unknown>): Record<string, number> {
  const entries = Object.entries(stored).flatMap(([id, width]) =>
    typeof width === 'number' && Number.isFinite(width) && id.length <= MAX_ID_LENGTH
      ? [[id, clampWidth(width)] as const]
      : [],
  );
  return Object.fromEntries(entries.slice(0, MAX_COLUMNS));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
