import { Button, Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Json } from '../../form/resource';
import { useResource } from '../../form/ResourceForm';

type Props = {
  readonly at: string;
  readonly label: string;
  readonly help?: string;
  /** What one may begin with, and what it does. */
  readonly start: { readonly label: string; readonly value: Json };
};

/** A part in YAML that nobody has to begin from nothing. */
export function YamlWithStart({ at, label, help, start }: Props) {
  const { get, put } = useResource();
  return (
    <Stack gap={6}>
      <YamlField at={at} label={label} {...(help !== undefined && { help })} />
      {get(at) === undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => put(at, start.value)}
        >
          {start.label}
        </Button>
      )}
    </Stack>
  );
}
