import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './builder.module.css';

/** A line of the builder, with its name in front. */
export function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <Group wrap="nowrap" className={classes.line} role="group" aria-label={name}>
      <span className={classes.name} aria-hidden="true">
        {name}
      </span>
      <Group gap={6} align="flex-start" className={classes.grow}>
        {children}
      </Group>
    </Group>
  );
}
