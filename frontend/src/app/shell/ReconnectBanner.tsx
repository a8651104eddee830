import { Group, Loader, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useSocketState } from '@/shared/apollo/useSocketState';

/** A lost connection shorter than this, in milliseconds, is not worth a word. */
const PATIENCE_MS = 1500;

/** Says quietly that live updates are interrupted. The region is always there, so that it is read out when it fills. */
export function ReconnectBanner() {
  const [state] = useDebouncedValue(useSocketState(), PATIENCE_MS);
  const lost = useSocketState() === 'reconnecting' && state === 'reconnecting';
  return (
    <div role="status">
      {lost && (
        <Group gap="xs" mb="sm">
          <Loader size={14} color="yellow" aria-hidden="true" />
          <Text size="sm">Live updates are interrupted. Reconnecting…</Text>
        </Group>
      )}
    </div>
  );
}
