import { Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type Props = { readonly title: string; readonly about?: ReactNode; readonly children: ReactNode };

/** Fields of a step that belong together. */
export function FormSection({ title, about, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Stack gap="sm">
        <div>
          <Title order={3} size="h6" id={id}>
            {title}
          </Title>
          {about !== undefined && (
            <Text size="xs" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {children}
      </Stack>
    </section>
  );
}
