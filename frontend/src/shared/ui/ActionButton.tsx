import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

type Props = ButtonProps & {
  readonly title?: string;
  readonly 'aria-pressed'?: boolean;
  /** Why it cannot be done; null when it can, or nobody knows. */
  readonly whyNot: string | null;
  readonly children: ReactNode;
} & (
    { readonly to: string; readonly onClick?: never } | { readonly to?: never; readonly onClick: () => void }
  );

const ALL_EVENTS = { hover: true, focus: true, touch: true } as const;

/** A button or link that stays when what it does is not allowed, can be reached then too, and says why. */
export function ActionButton({ whyNot, to, onClick, children, ...button }: Props) {
  const isRefused = whyNot !== null;
  return (
    <Tooltip label={whyNot ?? ''} disabled={!isRefused} multiline maw={320} events={ALL_EVENTS}>
      {to === undefined || isRefused ? (
        <Button
          {...button}
          data-disabled={isRefused || undefined}
          aria-disabled={isRefused || undefined}
          aria-description={whyNot ?? undefined}
          onClick={isRefused ? undefined : onClick}
        >
          {children}
        </Button>
      ) : (
        <Button {...button} component={Link} to={to}>
          {children}
        </Button>
      )}
    </Tooltip>
  );
}
