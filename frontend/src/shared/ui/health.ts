import type { MantineColor } from '@mantine/core';
import type { HealthStatus } from '@/gql/schema';

export interface HealthLook {
  readonly label: string;
  readonly color: MantineColor;
  /** A shape of its own for each status: colour alone must not carry the meaning. */
  readonly shape: 'full' | 'half' | 'ring' | 'cross';
}

/** How each health status is called and drawn, everywhere. */
export const HEALTH_LOOKS: Readonly<Record<HealthStatus, HealthLook>> = {
  UP: { label: 'Up', color: 'teal', shape: 'full' },
  DEGRADED: { label: 'Degraded', color: 'yellow', shape: 'half' },
  DOWN: { label: 'Down', color: 'red', shape: 'cross' },
  CONNECTING: { label: 'Connecting', color: 'blue', shape: 'ring' },
  UNKNOWN: { label: 'Not checked', color: 'gray', shape: 'ring' },
};
