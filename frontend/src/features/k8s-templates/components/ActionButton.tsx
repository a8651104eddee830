import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

type Props = ButtonProps & {
  /** Why it cannot be done; null when it can. */
  readonly whyNot: string | null;
  readonly children: ReactNode;
} & (
    { readonly to: string; readonly onClick?: never } | { readonly to?: never; readonly onClick: () => void }
  );

/** A button that says why it cannot be pressed. Focusable then too, so that the reason can be reached. */
export function ActionButton({ whyNot, to, onClick, children, ...button }: Props) {
  if (whyNot !== null) {
    return (
      <Tooltip label={whyNot} multiline maw={320}>
        <Button {...button} data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
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
