import { PasswordInput, SimpleGrid, Text } from '@mantine/core';
import type { NewPassword } from './useNewPassword';

/** A new password, typed twice. */
export function PasswordFields({ password }: { readonly password: NewPassword }) {
  const { first, again, problem } = password;
  return (
    <div>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <PasswordInput ref={first} label="Password" autoComplete="new-password" error={problem} />
        <PasswordInput
          ref={again}
          label="The same again"
          autoComplete="new-password"
          error={problem !== null}
        />
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt={6}>
        It goes to the cluster and is kept nowhere here. Type it again when it is refused.
      </Text>
    </div>
  );
}
