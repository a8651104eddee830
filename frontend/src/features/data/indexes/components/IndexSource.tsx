import { Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import type { SecondaryIndex } from '../feeds/useIndexes';
import classes from './indexes.module.css';

/** What an index is on: a bin and the way into it, an expression, or its set. */
export function IndexSource({ index }: { readonly index: SecondaryIndex }) {
  const { bin, context, expression, isSetIndex } = index;
  if (isSetIndex) {
    return (
      <Text span inherit c="dimmed">
        all records of the set
      </Text>
    );
  }
  if (isKnown(expression)) {
    return (
      <span className={classes.path} title={expression}>
        expression {shortened(expression)}
      </span>
    );
  }
  return (
    <>
      {bin}
      {isKnown(context) && (
        <div className={classes.path} title={context.base64}>
          {context.text ?? shortened(context.base64)}
        </div>
      )}
    </>
  );
}

const SHOWN = 24;

function shortened(base64: string): string {
  return base64.length > SHOWN ? `${base64.slice(0, SHOWN)}…` : base64;
}
