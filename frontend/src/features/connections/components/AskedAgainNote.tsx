import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

type Props = {
  /** What it is called. */
  readonly secret: string;
  /** Why it is asked for again; null when it is not. */
  readonly reason: string | null;
};

/** Why a stored secret must be given again. */
export function AskedAgainNote({ secret, reason }: Props) {
  return (
    <div aria-live="polite">
      {reason !== null && (
        <Alert color="yellow" p="xs" icon={<IconAlertTriangle aria-hidden="true" />}>
          {reason} Give the {secret} again, or remove it: the stored one is sent only to whom it was given
          for.
        </Alert>
      )}
    </div>
  );
}
