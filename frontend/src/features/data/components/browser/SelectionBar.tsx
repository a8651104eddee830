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
  const isEmpty = selected.length === 0;
  const rest = loaded.length - selected.length;
  return (
    <Group gap={6} role="group" aria-label="Selected records">
      <Text
        size="sm"
        fw={isEmpty ? 400 : 600}
        c={isEmpty ? 'dimmed' : undefined}
        className="tabular"
        aria-live="polite"
      >
        {isEmpty ? 'None selected' : `${formatInt64(String(selected.length))} selected`}
      </Text>
      {children}
      {!isEmpty && <CopyKeysButton records={selected} />}
      {!isEmpty && rest > 0 && (
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
      {!isEmpty && (
        <Button size="xs" variant="subtle" color="gray" onClick={selecting.clear}>
          Clear
        </Button>
      )}
    </Group>
  );
}
