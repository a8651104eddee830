import { Text, Tooltip, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';

const DEFAULT_REASON = 'Unknown: no node has said so';

/** What stands for null: a dash, never a zero, and why. */
export function Unknown({ reason = DEFAULT_REASON }: { readonly reason?: string | undefined }) {
  return (
    <Tooltip label={reason} withinPortal>
      <Text span inherit c="dimmed">
        <span aria-hidden="true">—</span>
        <VisuallyHidden>{reason}</VisuallyHidden>
      </Text>
    </Tooltip>
  );
}

interface KnownProps<T> {
  readonly value: T | null | undefined;
  readonly format: (value: T) => ReactNode;
  /** Why it is unknown, when it is. */
  readonly reason?: string | undefined;
}

/** A value in its format, or `<Unknown/>`. */
export function Known<T>({ value, format, reason }: KnownProps<T>) {
  return value === null || value === undefined ? <Unknown reason={reason} /> : <>{format(value)}</>;
}
