import { Text } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { EmptyState } from '@/shared/ui/EmptyState';

/** Why there are no users and roles, in place of screens that could not work. */
export function NoSecurity({ reason }: { readonly reason: string }) {
  return (
    <EmptyState icon={IconLockOpen} title="This cluster has no users and roles">
      <Text mb="sm">{reason}</Text>
      <Text>
        Whoever reaches its ports may do everything: keep it in a network of its own, behind a firewall or
        network policies.
      </Text>
    </EmptyState>
  );
}
