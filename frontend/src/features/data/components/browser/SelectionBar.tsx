import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import type { RecordRow } from '../../queries/useRecordPages';
import { CopyKeysButton } from './CopyKeysButton';
import type { Selecting } from './useSelection';

type Props = {
  readonly selected: readonly RecordRow[];
  readonly loaded: readonly RecordRow[];
  readonly selecting: Selecting;
  /** Actions on the records that are marked. */
  readonly children?: ReactNode;
};

/** How many records are marked, and what can be done with them. It has its place also when none is. */
export function SelectionBar({ selected, loaded, selecting, children }: Props) {
  if (selected.length === 0) {
    return (
      <Text size="sm" c="dimmed" aria-live="polite">
        None selected
      </Text>
    );
  }
  const rest = loaded.length - selected.length;
  return (
    <Group gap={6} role="group" aria-label="Selected records">
      <Text size="sm" fw={600} className="tabular" aria-live="polite">
        {formatInt64(String(selected.length))} selected
      </Text>
      {children}
      <CopyKeysButton records={selected} />
      {rest > 0 && (
        <Button
          size="xs"
          variant="subtle"
          onClick={() =>
            selecting.selectAll(
              loaded.map((record) => record.key.digest),
              true,
            )
          }
        >
          Select all {formatInt64(String(loaded.length))} loaded
        </Button>
      )}
      <Button size="xs" variant="subtle" color="gray" onClick={selecting.clear}>
        Clear
      </Button>
    </Group>
  );
}
