import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDateTime } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Unknown } from '@/shared/ui/Unknown';
import { type BinColumn, isNumeric } from '../../model/columns';
import { keyRefOf } from '../../model/recordKey';
import { KIND_LABELS, ownValue } from '../../model/value';
import type { RecordRow } from '../../queries/useRecordPages';
import { ttlText } from '../editor/RecordFacts';
import { BinCell } from './BinCell';
import classes from './browser.module.css';

/** One column as the table draws it. */
export type TableColumn = {
  /** `meta:` or `bin:` and a name; layouts are stored under it. */
  readonly id: string;
  /** Its name in menus and for screen readers. */
  readonly label: string;
  readonly header: ReactNode;
  /** Pixels, unless someone chose others. */
  readonly width: number;
  readonly numeric: boolean;
  readonly cell: (record: RecordRow) => ReactNode;
};

/** Columns with metadata that can be hidden. The key is always there: it is the way into the record. */
export const METADATA: readonly TableColumn[] = [
  {
    id: 'meta:generation',
    label: 'Generation',
    header: <abbr title="Generation">Gen</abbr>,
    width: 60,
    numeric: false,
    cell: (record) => record.generation,
  },
  {
    id: 'meta:ttl',
    label: 'Expires',
    header: 'Expires',
    width: 110,
    numeric: false,
    cell: (record) => ttlText(record.ttl),
  },
  {
    id: 'meta:digest',
    label: 'Digest',
    header: 'Digest',
    width: 120,
    numeric: false,
    cell: ({ key }) => (
      <span className={classes.mono} title={key.digest}>
        {key.digest.slice(0, 10)}…
      </span>
    ),
  },
];

/** Drawn only where a record has it: servers do not tell it in a scan. */
export const LAST_UPDATE: TableColumn = {
  id: 'meta:lastUpdate',
  label: 'Last update',
  header: 'Last update',
  width: 190,
  numeric: false,
  cell: (record) =>
    !isKnown(record.lastUpdate) ? (
      <Unknown reason="Unknown: the server did not tell it" />
    ) : (
      formatDateTime(record.lastUpdate)
    ),
};

export const SET: TableColumn = {
  id: 'meta:set',
  label: 'Set',
  header: 'Set',
  width: 130,
  numeric: false,
  cell: ({ key }) =>
    key.set === undefined ? (
      <Unknown reason="Unknown: a digest does not tell the set" />
    ) : (
      (key.set ?? 'no set')
    ),
};

export const KEY_ID = 'meta:key';

export function keyColumn(urlOf: (record: RecordRow) => string): TableColumn {
  return {
    id: KEY_ID,
    label: 'Key',
    header: 'Key',
    width: 200,
    numeric: false,
    cell: (record) => <KeyLink record={record} url={urlOf(record)} />,
  };
}

export const binColumnId = (name: string) => `bin:${name}`;

export function binColumn(column: BinColumn): TableColumn {
  const kinds = column.kinds.map((kind) => KIND_LABELS[kind]).join(', ');
  return {
    id: binColumnId(column.name),
    label: column.name,
    header: (
      <span className={classes.binHeader} title={kinds === '' ? column.name : `${column.name}: ${kinds}`}>
        <span className={classes.binName}>{column.name}</span> <span className={classes.kind}>{kinds}</span>
      </span>
    ),
    // A number that is cut looks like another one.
    width: isNumeric(column) ? Math.max(130, 30 + 8 * column.digits) : 180,
    numeric: isNumeric(column),
    cell: (record) => <BinCell value={ownValue(record.bins, column.name)} />,
  };
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
