import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

type Props = ButtonProps & {
  /** Why it cannot be done; null when it can, or nobody knows. */
  readonly whyNot: string | null;
  readonly children: ReactNode;
} & (
    { readonly to: string; readonly onClick?: never } | { readonly to?: never; readonly onClick: () => void }
  );

const ALL_EVENTS = { hover: true, focus: true, touch: true } as const;

/** A button or link that stays when what it does is not allowed, can be reached then too, and says why. */
export function ActionButton({ whyNot, to, onClick, children, ...button }: Props) {
  if (whyNot !== null) {
    return (
      <Tooltip label={whyNot} multiline maw={320} events={ALL_EVENTS}>
        <Button {...button} data-disabled aria-disabled aria-description={whyNot}>
          {children}
        </Button>
      </Tooltip>
    );
  }
  return to === undefined ? (
    <Button {...button} onClick={onClick}>
      {children}
    </Button>
  ) : (
    <Button {...button} component={Link} to={to}>
      {children}
    </Button>
  );
}
