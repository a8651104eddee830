import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Something to know of a change before it is made. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <Alert color="yellow" py={6} icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Alert>
  );
}
