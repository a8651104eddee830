import { Checkbox, VisuallyHidden } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { extentOf } from '../../model/selection';
import { moved, type TableLayout, withWidth } from '../../model/tableLayout';
import type { RecordRow } from '../../queries/useRecordPages';
import classes from './browser.module.css';
import { KEY_ID, keyColumn, type TableColumn } from './columns';
import { nextRow } from './gridKeys';
import { HeaderCell } from './HeaderCell';
import { TableRow } from './TableRow';
import type { Selecting } from './useSelection';

/** Sizes in pixels; they must match the style sheet. */
const ROW_HEIGHT = 32;
const BOX_WIDTH = 36;

type Props = {
  readonly records: readonly RecordRow[];
  /** Columns after the key. */
  readonly columns: readonly TableColumn[];
  readonly layout: TableLayout;
  readonly onLayout: (layout: TableLayout) => void;
  readonly selecting: Selecting;
  /** Digest of the record that is open; null when none is. */
  readonly openDigest: string | null;
  readonly urlOf: (record: RecordRow) => string;
  readonly onOpen: (record: RecordRow) => void;
};

/**
 * A page of records: only the rows in sight exist. Arrow keys move, Enter opens, Space marks, with Shift up to there.
 * Mounted anew for another page.
 */
export function RecordTable(props: Props) {
  const { records, columns, layout, onLayout, selecting, openDigest, urlOf, onOpen } = props;
  const { selection, toggle, extend, selectAll, clear } = selecting;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState(0);
  const drawn = useMemo(() => [keyColumn(urlOf), ...columns], [columns, urlOf]);
  const digests = useMemo(() => records.map((record) => record.key.digest), [records]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler leaves this component alone, as it should
  const virtualizer = useVirtualizer({
    count: records.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const current = Math.min(active, Math.max(records.length - 1, 0));
  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
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
        extend(digests, record.key.digest);
      } else {
        toggle(record.key.digest);
      }
    },
    [digests, extend, toggle],
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const record = records[current];
    if (event.target !== event.currentTarget || record === undefined) {
      return;
    }
    const next = nextRow(
      event.key,
      current,
      records.length,
      Math.floor((scroller.current?.clientHeight ?? 320) / ROW_HEIGHT) - 1,
    );
    if (event.key === 'Enter') {
      onOpen(record);
    } else if (event.key === ' ') {
      event.preventDefault();
      select(record, current, event.shiftKey);
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      selectAll(digests, true);
    } else if (event.key === 'Escape') {
      clear();
    } else if (next !== null) {
      event.preventDefault();
      setActive(next);
      virtualizer.scrollToIndex(next);
      if (event.shiftKey) {
        extend(digests, digests[next] ?? record.key.digest, record.key.digest);
      }
    }
  };

  const extent = extentOf(selection, digests);
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
        aria-rowcount={records.length + 1}
        aria-activedescendant={items.some((item) => item.index === current) ? rowId(current) : undefined}
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
                onChange={() => selectAll(digests, extent !== 'all')}
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
          {items.map((item) => {
            const record = records[item.index];
            return record === undefined ? null : (
              <TableRow
                key={record.key.digest}
                id={rowId(item.index)}
                record={record}
                index={item.index}
                columns={drawn}
                selected={selection.has(record.key.digest)}
                active={item.index === current}
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
