import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** Facts in columns: a definition list. */
export function Facts({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <dl className={classes.facts} aria-label={label}>
      {children}
    </dl>
  );
}

type FactProps = {
  readonly name: string;
  /** What the number means, where its name does not say it all. */
  readonly hint?: string;
  /** Takes the whole line: sentences, not numbers. */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** One named number or word. */
export function Fact({ name, hint, wide = false, children }: FactProps) {
  return (
    <div data-wide={wide || undefined}>
      <Text component="dt" size="xs" c="dimmed" title={hint}>
        {name}
      </Text>
      <Text component="dd" className={classes.value}>
        {children}
      </Text>
    </div>
  );
}
