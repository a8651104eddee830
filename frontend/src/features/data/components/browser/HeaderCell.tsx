import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { clampWidth } from '../../model/tableLayout';
import classes from './browser.module.css';
import type { TableColumn } from './columns';

const STEP = 16;

type Props = {
  readonly column: TableColumn;
  readonly width: number;
  readonly pinned: boolean;
  /** Whether Tab reaches this header; arrow keys reach the others from it. */
  readonly tabStop: boolean;
  readonly onFocus: (id: string) => void;
  /** While the edge is dragged; null when that was given up. */
  readonly onDrag: (id: string, width: number | null) => void;
  /** A width was chosen; null for the default. */
  readonly onWidth: (column: TableColumn, width: number | null) => void;
  readonly onMove: (column: TableColumn, by: -1 | 1) => void;
};

/** The head of a column. Its edge is dragged, or Shift and an arrow key change its width; Control and an arrow move it. */
export function HeaderCell({ column, width, pinned, tabStop, onFocus, onDrag, onWidth, onMove }: Props) {
  const drag = useRef<{ readonly from: number; readonly width: number } | null>(null);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    if (by === null) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) {
      onWidth(column, clampWidth(width + by * STEP));
    } else if (event.ctrlKey || event.metaKey) {
      onMove(column, by);
    } else {
      const cell = event.currentTarget;
      const neighbour = by < 0 ? cell.previousElementSibling : cell.nextElementSibling;
      if (neighbour instanceof HTMLElement && neighbour.dataset.column !== undefined) {
        neighbour.focus();
      }
    }
  };
  const dragged = (event: PointerEvent) =>
    drag.current === null ? null : clampWidth(drag.current.width + event.clientX - drag.current.from);

  return (
    <th
      scope="col"
      data-column={column.id}
      data-numeric={column.numeric || undefined}
      data-pinned={pinned ? 'key' : undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight Control+ArrowLeft Control+ArrowRight"
      onFocus={() => onFocus(column.id)}
      onKeyDown={onKeyDown}
    >
      {column.header}
      <span
        aria-hidden="true"
        className={classes.edge}
        title="Drag to resize, double-click for the usual width"
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
          drag.current = { from: event.clientX, width };
        }}
        onPointerMove={(event) => {
          const to = dragged(event);
          if (to !== null) {
            onDrag(column.id, to);
          }
        }}
        onPointerUp={(event) => {
          const to = dragged(event);
          const before = drag.current?.width;
          drag.current = null;
          if (to !== null && to !== before) {
            onWidth(column, to);
          }
          onDrag(column.id, null);
        }}
        onPointerCancel={() => {
          drag.current = null;
          onDrag(column.id, null);
        }}
        onDoubleClick={() => onWidth(column, null)}
      />
    </th>
  );
}
