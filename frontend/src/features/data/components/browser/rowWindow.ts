/** A height that every browser draws right, in pixels. */
export const SAFE_HEIGHT = 16_000_000;

export type RowWindow = {
  /** Rows that are drawn: from `first`, before `end`. */
  readonly first: number;
  readonly end: number;
  /** Rows that are seen, without those drawn beyond the edges. */
  readonly seen: readonly [first: number, last: number];
  /** Pixels above and below them. */
  readonly above: number;
  readonly below: number;
};

export type TableExtent = {
  readonly count: number;
  readonly rowHeight: number;
  readonly viewHeight: number;
  /** Tallest element there can be; longer tables move in larger steps. */
  readonly maxHeight: number;
};

/** How many pixels of rows one pixel of scrolling passes. */
export function scale({ count, rowHeight, viewHeight, maxHeight }: TableExtent): number {
  const total = count * rowHeight;
  return total <= maxHeight ? 1 : (total - viewHeight) / (maxHeight - viewHeight);
}

/** The rows to draw at a scroll position. */
export function rowWindow(extent: TableExtent, scrollTop: number, overscan: number): RowWindow {
  const { count, rowHeight, viewHeight, maxHeight } = extent;
  const height = Math.min(count * rowHeight, maxHeight);
  const position = Math.min(Math.max(scrollTop, 0), Math.max(height - viewHeight, 0));
  const offset = position * scale(extent);
  const top = Math.floor(offset / rowHeight);
  const bottom = Math.min(count, Math.ceil((offset + viewHeight) / rowHeight));
  const first = Math.max(0, top - overscan);
  const end = Math.min(count, bottom + overscan);
  // Where the first row stands so that the offset is at the top of the view.
  const above = Math.max(0, position - (offset - first * rowHeight));
  return {
    first,
    end,
    seen: [Math.min(top, Math.max(count - 1, 0)), Math.max(bottom - 1, 0)],
    above,
    below: Math.max(0, height - above - (end - first) * rowHeight),
  };
}

/** The least change of the scroll position that brings a row into sight. */
export function scrollTopFor(extent: TableExtent, scrollTop: number, index: number): number {
  const { rowHeight, viewHeight } = extent;
  const ratio = scale(extent);
  const offset = scrollTop * ratio;
  const start = index * rowHeight;
  if (start < offset) {
    return start / ratio;
  }
  return start + rowHeight > offset + viewHeight ? (start + rowHeight - viewHeight) / ratio : scrollTop;
}
