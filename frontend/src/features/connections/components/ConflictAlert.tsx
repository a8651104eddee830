import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

interface ConflictAlertProps {
  /** Fetches the present state and puts the reader's changes on top of it. */
  readonly onReapply: () => void;
  readonly busy: boolean;
}

/** Someone else saved first: nothing is lost, and the reader decides. */
export function ConflictAlert({ onReapply, busy }: ConflictAlertProps) {
  return (
    <Alert
      color="yellow"
      title="Changed meanwhile"
      icon={<IconAlertTriangle aria-hidden="true" />}
      role="alert"
    >
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          Someone else saved this connection after you opened it. Nothing of yours was saved or lost.
        </Text>
        <Button size="compact-sm" variant="default" onClick={onReapply} loading={busy}>
          Load the present state and keep my changes
        </Button>
      </Stack>
    </Alert>
  );
}
