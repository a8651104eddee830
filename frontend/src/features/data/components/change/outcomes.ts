import type { MantineColor } from '@mantine/core';
import type { ChangeOutcome } from '@/gql/schema';

/** How each outcome of a change on a node is called and coloured. */
export const OUTCOME_LOOKS: Readonly<
  Record<ChangeOutcome, { readonly label: string; readonly color: MantineColor }>
> = {
  APPLIED: { label: 'applied', color: 'teal' },
  DIFFERS: { label: 'taken, yet runs another value', color: 'yellow' },
  UNREAD: { label: 'taken, not read back', color: 'yellow' },
  REFUSED: { label: 'refused', color: 'red' },
  NOT_SENT: { label: 'not sent', color: 'red' },
  UNKNOWN: { label: 'no answer: may have been taken', color: 'yellow' },
};
