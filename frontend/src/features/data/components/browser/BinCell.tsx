import { memo } from 'react';
import { preview } from '../../model/preview';
import { type AerospikeValue, KIND_LABELS, kindOf } from '../../model/value';
import classes from './browser.module.css';

/** One bin in a table cell: its type by colour, title and alignment, its value cut to a line. */
export const BinCell = memo(function BinCell({ value }: { readonly value: AerospikeValue | undefined }) {
  if (value === undefined) {
    // An absent bin is empty; a stored null would say so.
    return null;
  }
  const kind = kindOf(value);
  const { text, truncated } = preview(value);
  return (
    <span
      className={classes.value}
      data-kind={kind}
      title={`${KIND_LABELS[kind]}${truncated ? ', cut: open the record for all of it' : ''}`}
    >
      {kind === 'string' && text === '' ? <span className={classes.empty}>empty</span> : text}
    </span>
  );
});
