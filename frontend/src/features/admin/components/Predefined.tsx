import { Text } from '@mantine/core';

/** Marks a role that every server has. */
export function Predefined() {
  return (
    <Text span size="xs" fw={400} c="dimmed">
      predefined
    </Text>
  );
}
