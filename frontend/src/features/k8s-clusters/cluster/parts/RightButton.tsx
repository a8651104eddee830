import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = ButtonProps & {
  readonly title?: string;
  readonly 'aria-pressed'?: boolean;
  /** Why it cannot be done now; null when it can. */
  readonly refusal: string | null;
  readonly onClick: () => void;
  readonly children: ReactNode;
};

/** A button that stays where it is when what it does is not allowed, can be reached, and says why. */
export function RightButton({ refusal, onClick, children, ...props }: Props) {
  const isRefused = refusal !== null;
  return (
    <Tooltip label={refusal ?? ''} disabled={!isRefused} multiline maw={320} events={ALL_EVENTS}>
      <Button
        variant="default"
        size="xs"
        {...props}
        data-disabled={isRefused || undefined}
        aria-disabled={isRefused || undefined}
        aria-description={refusal ?? undefined}
        onClick={() => {
          if (!isRefused) {
            onClick();
          }
        }}
      >
        {children}
      </Button>
    </Tooltip>
  );
}

const ALL_EVENTS = { hover: true, focus: true, touch: true } as const;
