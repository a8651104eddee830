import { Badge, Tooltip } from '@mantine/core';
import { phaseWords } from '../model/phaseWords';

type Props = {
  /** As the operator spells it; null until it has said anything. */
  readonly phase: string | null;
  readonly reason?: string | null | undefined;
};

/** What the operator says it is doing, in its own word and a colour, with the reason behind it. */
export function PhaseBadge({ phase, reason }: Props) {
  if (phase === null) {
    return (
      <Badge variant="light" color="gray" radius="sm" tt="none" c="var(--mantine-color-text)">
        operator silent
      </Badge>
    );
  }
  const { color, meaning } = phaseWords(phase);
  const told = reason === null || reason === undefined || reason === '' ? meaning : `${meaning}: ${reason}`;
  return (
    <Tooltip label={told} multiline maw={360}>
      <Badge
        variant="light"
        color={color}
        radius="sm"
        tt="none"
        c="var(--mantine-color-text)"
        leftSection={<Dot color={color} />}
        aria-label={`Phase ${phase}. ${told}`}
        role="img"
      >
        {phase}
      </Badge>
    </Tooltip>
  );
}

function Dot({ color }: { readonly color: string }) {
  return (
    <svg width="8" height="8" aria-hidden="true">
      <circle cx="4" cy="4" r="4" fill={`var(--mantine-color-${color}-6)`} />
    </svg>
  );
}
