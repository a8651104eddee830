import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';

type Props = { readonly loading: boolean; readonly onRefresh: () => void };

/** Reads again what has no feed. */
export function RefreshButton({ loading, onRefresh }: Props) {
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconRefresh size={14} aria-hidden="true" />}
      loading={loading}
      onClick={onRefresh}
    >
      Read again
    </Button>
  );
}
