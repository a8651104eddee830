import { Button } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import type { Format } from '../model/options';
import { cellOf, isNumeric, jsonText, rawText, type Table, tableOf } from '../model/output';
import type { Statement } from '../model/scrollback';
import { plural } from '../model/words';
import classes from './terminal.module.css';

const FIRST_ROWS = 100;
const MORE_ROWS = 500;

type Props = { readonly statement: Statement; readonly format: Format };

/** The rows of a statement, the first of them drawn at once. */
export const Result = memo(function Result({ statement, format }: Props) {
  const { output, hasTypes } = format;
  const [limit, setLimit] = useState(FIRST_ROWS);
  const { parts, kept, text } = statement;
  const table = useMemo(() => tableOf(parts, limit), [parts, limit]);
  if (output === 'MUTE' || table.rows.length === 0) {
    return null;
  }
  const left = kept - table.rows.length;
  return (
    <>
      <div
        className={classes.scroller}
        role="region"
        aria-label={`Result of ${text.slice(0, 80)}`}
        // It scrolls, so the keyboard must reach it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {output === 'TABLE' ? (
          <ResultTable table={table} />
        ) : (
          <pre className={classes.text}>
            {output === 'JSON' ? jsonText(table, hasTypes) : rawText(table, hasTypes)}
          </pre>
        )}
      </div>
      {left > 0 && (
        <div>
          <Button size="compact-xs" variant="default" onClick={() => setLimit(limit + MORE_ROWS)}>
            Show {plural(Math.min(left, MORE_ROWS), 'more row')} of {left.toLocaleString('en')}
          </Button>
        </div>
      )}
    </>
  );
});

function ResultTable({ table: { columns, rows } }: { readonly table: Table }) {
  const numeric = columns.map((_, index) => isNumeric(rows, index));
  const style = (index: number) => (numeric[index] === true ? classes.number : undefined);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          {columns.map((column, index) => (
            <th key={`${column.kind} ${column.name}`} scope="col" className={style(index)}>
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={at}>
            {columns.map((column, index) => {
              const { text, isNull } = cellOf(column, row[index] ?? null);
              return (
                <td
                  key={`${column.kind} ${column.name}`}
                  className={isNull ? classes.none : style(index)}
                  title={text.length > 40 ? text : undefined}
                >
                  {text}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
