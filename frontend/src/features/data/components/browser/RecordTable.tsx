import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Link } from 'react-router';
import { formatDateTime } from '@/shared/format/time';
import { Unknown } from '@/shared/ui/Unknown';
import { type BinColumn, isNumeric } from '../../model/columns';
import { keyRefOf } from '../../model/recordKey';
import { KIND_LABELS, ownValue } from '../../model/value';
import type { RecordRow } from '../../queries/useRecordPages';
import { ttlText } from '../editor/RecordFacts';
import { BinCell } from './BinCell';
import classes from './browser.module.css';
import { nextRow } from './gridKeys';
import { isKnown } from '../../model/known';

/** Height of every row in pixels; it must match the style sheet. */
const ROW_HEIGHT = 32;

type Props = {
  readonly records: readonly RecordRow[];
  readonly columns: readonly BinColumn[];
  /** Digest of the record that is open; null when none is. */
  readonly openDigest: string | null;
  /** Whether the records are of several sets. */
  readonly showSet: boolean;
  readonly urlOf: (record: RecordRow) => string;
  readonly onOpen: (record: RecordRow) => void;
};

const helper = createColumnHelper<RecordRow>();

/** A page of records: only the rows in sight exist. Arrow keys move, Enter opens. Mounted anew for another page. */
export function RecordTable({ records, columns, openDigest, showSet, urlOf, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const hasUpdates = records.some((record) => isKnown(record.lastUpdate));
  const definitions = useMemo(
    () => [
      keyColumn(urlOf),
      ...(showSet ? [SET_COLUMN] : []),
      ...columns.map(binColumn),
      ...METADATA_COLUMNS,
      ...(hasUpdates ? [UPDATE_COLUMN] : []),
    ],
    [columns, hasUpdates, showSet, urlOf],
  );
  const numeric = useMemo(() => new Set(columns.filter(isNumeric).map(binColumnId)), [columns]);
  const data = useMemo(() => [...records], [records]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the compiler leaves this component alone, as it should
  const table = useReactTable({ data, columns: definitions, getCoreRowModel: getCoreRowModel() });
  const virtualizer = useVirtualizer({
    count: data.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });
  const rows = table.getRowModel().rows;
  const current = Math.min(active, Math.max(rows.length - 1, 0));
  const items = virtualizer.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0);
  const rowId = (index: number) => `record-row-${String(index)}`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.target === event.currentTarget) {
      const record = records[current];
      if (record !== undefined) {
        onOpen(record);
      }
      return;
    }
    const next = nextRow(
      event.key,
      current,
      rows.length,
      Math.floor((scroller.current?.clientHeight ?? 320) / ROW_HEIGHT) - 1,
    );
    if (next !== null) {
      event.preventDefault();
      setActive(next);
      virtualizer.scrollToIndex(next);
    }
  };

  return (
    <div ref={scroller} className={classes.scroller}>
      <table
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- ARIA's grid pattern: rows are moved over and opened by keys
        role="grid"
        className={classes.table}
        aria-label="Records"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={items.some((item) => item.index === current) ? rowId(current) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          {table.getVisibleLeafColumns().map((column) => (
            <col key={column.id} style={{ width: column.getSize() }} />
          ))}
        </colgroup>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col" data-numeric={numeric.has(header.column.id) || undefined}>
                  {flexRender(header.column.columnDef.header, header.getContext())}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          <Spacer height={above} />
          {items.map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <tr
                key={row.original.key.digest}
                id={rowId(item.index)}
                aria-rowindex={item.index + 2}
                aria-selected={row.original.key.digest === openDigest}
                data-active={item.index === current || undefined}
                onClick={() => {
                  setActive(item.index);
                  onOpen(row.original);
                }}
              >
                {row.getVisibleCells().map((cell) => (
                  <td key={cell.id} data-numeric={numeric.has(cell.column.id) || undefined}>
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={below} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not in sight. */
function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden="true" className={classes.spacer}>
      <td style={{ height }} />
    </tr>
  ) : null;
}

function keyColumn(urlOf: (record: RecordRow) => string) {
  return helper.display({
    id: 'meta:key',
    header: 'Key',
    size: 200,
    cell: ({ row }) => <KeyLink record={row.original} url={urlOf(row.original)} />,
  });
}

const SET_COLUMN = helper.display({
  id: 'meta:set',
  header: 'Set',
  size: 130,
  cell: ({ row }) => row.original.key.set ?? 'no set',
});

/** After the bins, which is what people come for. */
const METADATA_COLUMNS = [
  helper.accessor('generation', {
    id: 'meta:generation',
    header: () => <abbr title="Generation">Gen</abbr>,
    size: 60,
  }),
  helper.accessor((record) => ttlText(record.ttl), { id: 'meta:ttl', header: 'Expires', size: 110 }),
  helper.accessor((record) => record.key.digest, {
    id: 'meta:digest',
    header: 'Digest',
    size: 120,
    cell: ({ getValue }) => (
      <span className={classes.mono} title={getValue()}>
        {getValue().slice(0, 10)}…
      </span>
    ),
  }),
];

/** Drawn only where a record has it: servers do not tell it in a scan. */
const UPDATE_COLUMN = helper.display({
  id: 'meta:lastUpdate',
  header: 'Last update',
  size: 190,
  cell: ({ row }) =>
    !isKnown(row.original.lastUpdate) ? (
      <Unknown reason="Unknown: the server did not tell it" />
    ) : (
      formatDateTime(row.original.lastUpdate)
    ),
});

const binColumnId = (column: BinColumn) => `bin:${column.name}`;

function binColumn(column: BinColumn) {
  const kinds = column.kinds.map((kind) => KIND_LABELS[kind]).join(', ');
  return helper.display({
    id: binColumnId(column),
    size: isNumeric(column) ? 130 : 180,
    header: () => (
      <span className={classes.binHeader} title={kinds === '' ? column.name : `${column.name}: ${kinds}`}>
        <span className={classes.binName}>{column.name}</span> <span className={classes.kind}>{kinds}</span>
      </span>
    ),
    cell: ({ row }) => <BinCell value={ownValue(row.original.bins, column.name)} />,
  });
}

/** The row as a link, so that it can be copied, or opened in another tab. */
function KeyLink({ record, url }: { readonly record: RecordRow; readonly url: string }) {
  const key = keyRefOf(record.key);
  return (
    <Link
      to={url}
      tabIndex={-1}
      className={classes.key}
      title={key.kind === 'digest' ? 'The server did not store the key of this record' : `${key.kind} key`}
      onClick={(event) => event.stopPropagation()}
    >
      {key.kind === 'digest' ? (
        <span className={classes.empty}>not stored</span>
      ) : (
        <>
          {key.value}
          {key.kind !== 'string' && <span className={classes.kind}> {key.kind}</span>}
        </>
      )}
    </Link>
  );
}
