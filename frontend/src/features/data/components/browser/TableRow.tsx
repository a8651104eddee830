import { memo, type MouseEvent } from 'react';
import { keyRefOf } from '../../model/recordKey';
import type { RecordRow } from '../../queries/useRecordPages';
import classes from './browser.module.css';
import type { TableColumn } from './columns';
import type { Absence } from './tableRows';

type Props = {
  readonly id: string;
  readonly record: RecordRow;
  readonly index: number;
  readonly columns: readonly TableColumn[];
  readonly selected: boolean;
  readonly active: boolean;
  readonly open: boolean;
  readonly onOpen: (record: RecordRow, index: number) => void;
  /** Marks the row, or all up to it. */
  readonly onSelect: (record: RecordRow, index: number, extend: boolean) => void;
};

/** A row in sight. Drawn anew only when something of its own changed. */
export const TableRow = memo(function TableRow(props: Props) {
  const { id, record, index, columns, selected, active, open, onOpen, onSelect } = props;
  const onClick = (event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) {
      onSelect(record, index, event.shiftKey);
    } else {
      onOpen(record, index);
    }
  };
  const { kind, value } = keyRefOf(record.key);
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-current={open || undefined}
      data-active={active || undefined}
      onClick={onClick}
    >
      <td
        role="gridcell"
        data-pinned="box"
        onClick={(event) => {
          event.stopPropagation();
          onSelect(record, index, event.shiftKey);
        }}
      >
        {/* The browser's own: one of the library for each row is felt when scrolling. */}
        <input
          type="checkbox"
          className={classes.box}
          tabIndex={-1}
          readOnly
          checked={selected}
          aria-label={`Select ${kind === 'digest' ? value.slice(0, 10) : value}`}
        />
      </td>
      {columns.map((column, at) => (
        <td
          key={column.id}
          data-numeric={column.numeric || undefined}
          data-pinned={at === 0 ? 'key' : undefined}
        >
          {column.cell(record)}
        </td>
      ))}
      <td aria-hidden="true" className={classes.filler} />
    </tr>
  );
});

type AbsentProps = {
  readonly id: string;
  readonly index: number;
  readonly span: number;
  readonly absence: Absence;
};

const ABSENCES: Readonly<Record<Absence, string>> = {
  away: 'Reading again…',
  unread: 'Could not be read again',
  gone: 'No longer found: deleted, or changed so that the query does not find it',
};

/** Stands for a row in sight that is not here, and says why. */
export function AbsentRow({ id, index, span, absence }: AbsentProps) {
  return (
    <tr id={id} aria-rowindex={index + 2} aria-selected={false} className={classes.away}>
      <td role="gridcell" colSpan={span}>
        {ABSENCES[absence]}
      </td>
    </tr>
  );
}
