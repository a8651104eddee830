import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';

/** Fields side by side, where there is room. */
export function Row({ children, cols = 2 }: { readonly children: ReactNode; readonly cols?: number }) {
  return (
    <SimpleGrid type="container" cols={{ base: 1, '420px': cols }} spacing="sm" verticalSpacing="sm">
      {children}
    </SimpleGrid>
  );
}
