import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  Popover,
  ScrollArea,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { binNameProblem } from '../../model/binName';
import { isDefault, moved, type TableLayout } from '../../model/tableLayout';
import { binColumnId, type TableColumn } from './columns';
import type { Columns } from './useColumns';

type Props = {
  /** Names of bins found in what was read so far. */
  readonly found: readonly string[];
  /** Bins that are read; null for all. */
  readonly chosen: readonly string[] | null;
  readonly columns: Columns;
  readonly layout: TableLayout;
  readonly onChoose: (chosen: readonly string[] | null) => void;
  readonly onLayout: (layout: TableLayout) => void;
  readonly onReset: () => void;
};

/**
 * Which columns there are, and in what order. A bin without a column is not read at all, which makes wide records cheap;
 * metadata always comes along and is only hidden.
 */
export function ColumnChooser(props: Props) {
  const { found, chosen, columns, layout, onChoose, onLayout, onReset } = props;
  const [opened, setOpened] = useState(false);
  // Remembers what was found before a narrower projection hid it.
  const [seen, setSeen] = useState<readonly string[]>(found);
  const names = [...new Set([...seen, ...found, ...(chosen ?? [])])];
  const selected = chosen ?? names;
  const order = columns.drawn.map((column) => column.id);
  const unread = names.filter((name) => !order.includes(binColumnId(name)));
  const hidden = columns.metadata.filter((column) => !order.includes(column.id));

  const toggleBin = (name: string, on: boolean) => {
    setSeen(names);
    onChoose(on ? [...selected, name] : selected.filter((other) => other !== name));
  };
  const toggle = (column: TableColumn, on: boolean) => {
    if (columns.metadata.includes(column)) {
      const others = layout.hidden.filter((id) => id !== column.id);
      onLayout({ ...layout, hidden: on ? others : [...others, column.id] });
    } else {
      toggleBin(column.label, on);
    }
  };
  const move = (id: string, by: -1 | 1) => {
    const next = moved(order, id, by);
    if (next !== null) {
      onLayout({ ...layout, order: next });
    }
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconColumns size={16} aria-hidden="true" />}
          onClick={() => setOpened(!opened)}
        >
          {chosen === null
            ? 'All bins'
            : chosen.length === 0
              ? 'No bins'
              : `${String(chosen.length)} of ${String(names.length)} bins`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <Stack gap="xs" w={290}>
          <Group gap="xs" grow>
            <Button size="compact-sm" variant="light" onClick={() => onChoose(null)}>
              All bins
            </Button>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                setSeen(names);
                onChoose([]);
              }}
            >
              Metadata only
            </Button>
          </Group>
          <ScrollArea.Autosize mah={300} type="auto">
            <Stack gap={4} pr="sm">
              {columns.drawn.map((column, index) => (
                <Group key={column.id} gap={4} wrap="nowrap">
                  <Checkbox
                    label={column.label}
                    checked
                    style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}
                    onChange={() => toggle(column, false)}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={`Move ${column.label} to the left`}
                    disabled={index === 0}
                    onClick={() => move(column.id, -1)}
                  >
                    <IconChevronUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label={`Move ${column.label} to the right`}
                    disabled={index === order.length - 1}
                    onClick={() => move(column.id, 1)}
                  >
                    <IconChevronDown size={16} />
                  </ActionIcon>
                </Group>
              ))}
              {unread.map((name) => (
                <Checkbox key={name} label={name} checked={false} onChange={() => toggleBin(name, true)} />
              ))}
              {hidden.map((column) => (
                <Checkbox
                  key={column.id}
                  label={column.label}
                  checked={false}
                  onChange={() => toggle(column, true)}
                />
              ))}
            </Stack>
          </ScrollArea.Autosize>
          <AddBin taken={names} onAdd={(name) => onChoose([...(chosen ?? []), name])} />
          <Text size="xs" c="dimmed">
            Drag the edge of a column&apos;s head for its width. On a head, arrow keys go along, with Shift
            they resize, with Ctrl they move the column.
          </Text>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isDefault(layout) && chosen === null}
            onClick={onReset}
          >
            Reset columns and page size
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Names a bin that no record read so far has. */
function AddBin({
  taken,
  onAdd,
}: {
  readonly taken: readonly string[];
  readonly onAdd: (name: string) => void;
}) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const found = binNameProblem(name, new Set(taken));
    setProblem(found);
    if (found === null) {
      onAdd(name);
      setName('');
    }
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        aria-label="Read only this other bin as well"
        placeholder="Another bin, then Enter"
        size="xs"
        value={name}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </form>
  );
}
