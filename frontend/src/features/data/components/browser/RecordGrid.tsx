import { Checkbox, VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { moved, type TableLayout, withWidth } from '../../model/tableLayout';
import type { RecordRow } from '../../queries/useRecordPages';
import classes from './browser.module.css';
import { KEY_ID, keyColumn, type TableColumn } from './columns';
import { nextRow } from './gridKeys';
import { HeaderCell } from './HeaderCell';
import { AbsentRow, TableRow } from './TableRow';
import type { TableRows } from './tableRows';
import { useRowWindow } from './useRowWindow';
import type { Selecting } from './useSelection';

/** Sizes in pixels; they must match the style sheet. */
const ROW_HEIGHT = 32;
const HEAD_HEIGHT = 35;
const BOX_WIDTH = 36;

type Props = {
  readonly rows: TableRows;
  /** Columns after the key. */
  readonly columns: readonly TableColumn[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly selecting: Selecting;
  /** Digest of the record that is open; null when none is. */
  readonly openDigest: string | null;
  readonly urlOf: (record: RecordRow) => string;
  readonly onOpen: (record: RecordRow) => void;
  /** Told which rows are seen, when that changes. */
  readonly onSight?: (first: number, last: number) => void;
};

/**
 * A table of records: only the rows in sight exist. Arrow keys move, Enter opens, Space marks, with Shift up to there.
 */
export function RecordGrid(props: Props) {
  const { rows, columns, layout, onLayout, selecting, openDigest, urlOf, onOpen, onSight } = props;
  const { selection, toggle, extend, selectAll, clear } = selecting;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(0);
  const drawn = useMemo(() => [keyColumn(urlOf), ...columns], [columns, urlOf]);
  const { rows: drawnRows, scrollToRow } = useRowWindow({
    scroller,
    count: rows.count,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
  });
  const { first, end, above, below } = drawnRows;
  const [firstSeen, lastSeen] = drawnRows.seen;
  useEffect(() => onSight?.(firstSeen, lastSeen), [onSight, firstSeen, lastSeen]);
  const current = Math.min(active, Math.max(rows.count - 1, 0));
  const rowId = (index: number) => `record-row-${String(index)}`;

  const open = useCallback(
    (record: RecordRow, index: number) => {
      setActive(index);
      onOpen(record);
    },
    [onOpen],
  );
  const select = useCallback(
    (record: RecordRow, index: number, toHere: boolean) => {
      setActive(index);
      // The keys go on from the row that was clicked, not from its box.
      grid.current?.focus({ preventScroll: true });
      if (toHere) {
        extend(rows.digests(), record.key.digest);
      } else {
        toggle(record.key.digest);
      }
    },
    [rows, extend, toggle],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const record = rows.at(current);
    if (event.target !== event.currentTarget) {
      return;
    }
    const next = nextRow(
      event.key,
      current,
      rows.count,
      Math.floor((scroller.current?.clientHeight ?? 320) / ROW_HEIGHT) - 1,
    );
    if (event.key === 'Enter') {
      if (record !== null) {
        onOpen(record);
      }
    } else if (event.key === ' ') {
      event.preventDefault();
      if (record !== null) {
        select(record, current, event.shiftKey);
      }
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      selectAll(rows.digests(), true);
    } else if (event.key === 'Escape') {
      clear();
    } else if (next !== null) {
      event.preventDefault();
      setActive(next);
      scrollToRow(next);
      const to = rows.at(next);
      if (event.shiftKey && to !== null) {
        extend(rows.digests(), to.key.digest, record?.key.digest);
      }
    }
  };

  const extent = rows.extent(selection);
  const heads = useHeads(drawn, layout, onLayout);
  return (
    <div ref={scroller} className={classes.scroller}>
      <VisuallyHidden aria-live="polite">{heads.said}</VisuallyHidden>
      <table
        ref={grid}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA's grid pattern: rows are moved over, marked and opened by keys
        role="grid"
        className={classes.table}
        style={{ width: `max(100%, ${String(heads.total + BOX_WIDTH)}px)` }}
        aria-label="Records"
        aria-multiselectable="true"
        aria-rowcount={rows.count + 1}
        aria-activedescendant={current >= first && current < end ? rowId(current) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col style={{ width: BOX_WIDTH }} />
          {drawn.map((column) => (
            <col key={column.id} style={{ width: heads.widthOf(column) }} />
          ))}
          <col />
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <td data-pinned="box" className={classes.boxHead}>
              <Checkbox
                size="xs"
                aria-label="Select the rows of this page"
                checked={extent === 'all'}
                indeterminate={extent === 'some'}
                onChange={() => selectAll(rows.digests(), extent !== 'all')}
              />
            </td>
            {drawn.map((column) => (
              <HeaderCell
                key={column.id}
                column={column}
                width={heads.widthOf(column)}
                pinned={column.id === KEY_ID}
                tabStop={column.id === heads.tabStop}
                onFocus={heads.onFocus}
                onDrag={heads.onDrag}
                onWidth={heads.onWidth}
                onMove={heads.onMove}
              />
            ))}
            <td aria-hidden="true" className={classes.boxHead} />
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {Array.from({ length: end - first }, (_, at) => {
            const index = first + at;
            const record = rows.at(index);
            return record === null ? (
              <AbsentRow
                key={index}
                id={rowId(index)}
                index={index}
                span={drawn.length + 2}
                absence={rows.absence(index)}
              />
            ) : (
              <TableRow
                key={record.key.digest}
                id={rowId(index)}
                record={record}
                index={index}
                columns={drawn}
                selected={selection.has(record.key.digest)}
                active={index === current}
                open={record.key.digest === openDigest}
                onOpen={open}
                onSelect={select}
              />
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Widths and order of the columns, as the heads change them. */
function useHeads(
  drawn: readonly TableColumn[],
  layout: TableLayout,
  onLayout: (layout: TableLayout) => void,
) {
  const [focused, setFocused] = useState(KEY_ID);
  const [drag, setDrag] = useState<{ readonly id: string; readonly width: number } | null>(null);
  const [said, setSaid] = useState('');
  const widthOf = ({ id, width }: TableColumn) =>
    drag?.id === id ? drag.width : (layout.widths[id] ?? width);

  return {
    said,
    widthOf,
    total: drawn.reduce((sum, column) => sum + widthOf(column), 0),
    // A column that was hidden gives the stop back to the key.
    tabStop: drawn.some((column) => column.id === focused) ? focused : KEY_ID,
    onFocus: setFocused,
    onDrag: (id: string, width: number | null) => setDrag(width === null ? null : { id, width }),
    onWidth: (column: TableColumn, width: number | null) => {
      onLayout(withWidth(layout, column.id, width));
      setSaid(`${column.label}: ${String(width ?? column.width)} pixels wide`);
    },
    onMove: (column: TableColumn, by: -1 | 1) => {
      const movable = drawn.filter(({ id }) => id !== KEY_ID).map(({ id }) => id);
      const order = moved(movable, column.id, by);
      if (order !== null) {
        onLayout({ ...layout, order });
        setSaid(`${column.label}: column ${String(order.indexOf(column.id) + 2)} of ${String(drawn.length)}`);
      }
    },
  };
}

/** Stands for the rows that are not in sight. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden="true" className={classes.spacer}>
      <td style={{ height }} />
    </tr>
  ) : null;
}
