import { Badge, Box, VisuallyHidden } from '@mantine/core';
import {
  IconCircle,
  IconCircleFilled,
  IconCircleHalf2,
  IconCircleXFilled,
  type TablerIcon,
} from '@tabler/icons-react';
import type { HealthStatus } from '@/gql/schema';
import { HEALTH_LOOKS, type HealthLook } from './health';

const ICONS: Readonly<Record<HealthLook['shape'], TablerIcon>> = {
  full: IconCircleFilled,
  half: IconCircleHalf2,
  ring: IconCircle,
  cross: IconCircleXFilled,
};

/** A health status as a word and a mark. */
export function StatusBadge({ status }: { readonly status: HealthStatus }) {
  const look = HEALTH_LOOKS[status];
  const Icon = ICONS[look.shape];
  return (
    <Badge
      variant="light"
      color={look.color}
      radius="sm"
      c="var(--mantine-color-text)"
      leftSection={<Icon size={10} aria-hidden="true" color={`var(--mantine-color-${look.color}-6)`} />}
    >
      {look.label}
    </Badge>
  );
}

/** A health status as a mark alone, for tight places; its word is there for screen readers. */
export function StatusDot({ status }: { readonly status: HealthStatus }) {
  const look = HEALTH_LOOKS[status];
  const Icon = ICONS[look.shape];
  return (
    <Box component="span" c={`${look.color}.6`} lh={0} title={look.label}>
      <Icon size={10} aria-hidden="true" />
      <VisuallyHidden>{look.label}</VisuallyHidden>
    </Box>
  );
}
