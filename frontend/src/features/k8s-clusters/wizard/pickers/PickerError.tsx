import { Text } from '@mantine/core';
import type { AppError } from '@/shared/errors/appError';

type Props = { readonly what: string; readonly error: AppError | null };

/** Says why there is nothing to choose from. What it is about can be written all the same. */
export function PickerError({ what, error }: Props) {
  return error === null ? null : (
    <Text size="xs" c="dimmed" role="status">
      {what} cannot be listed: {error.message} Names can still be written.
    </Text>
  );
}
