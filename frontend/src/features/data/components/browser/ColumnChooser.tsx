import { Button, Checkbox, Group, Popover, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { type SubmitEvent, useState } from 'react';
import { binNameProblem } from '../../model/binName';

type Props = {
  /** Names found in what was read so far. */
  readonly found: readonly string[];
  /** Bins that are read; null for all. */
  readonly chosen: readonly string[] | null;
  readonly onChange: (chosen: readonly string[] | null) => void;
};

/** Which bins are read at all. Fewer bins make wide records cheap: the others never leave the server. */
export function ColumnChooser({ found, chosen, onChange }: Props) {
  const [opened, setOpened] = useState(false);
  // Remembers what was found before a narrower projection hid it.
  const [seen, setSeen] = useState<readonly string[]>(found);
  const names = [...new Set([...seen, ...found, ...(chosen ?? [])])];
  const selected = chosen ?? names;

  const toggle = (name: string, on: boolean) => {
    setSeen(names);
    onChange(on ? [...selected, name] : selected.filter((other) => other !== name));
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
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
      <Popover.Dropdown>
        <Stack gap="xs" w={260}>
          <Group gap="xs" grow>
            <Button size="compact-sm" variant="light" onClick={() => onChange(null)}>
              All bins
            </Button>
            <Button
              size="compact-sm"
              variant="light"
              onClick={() => {
                setSeen(names);
                onChange([]);
              }}
            >
              Metadata only
            </Button>
          </Group>
          <ScrollArea.Autosize mah={280} type="auto">
            <Stack gap={6}>
              {names.map((name) => (
                <Checkbox
                  key={name}
                  label={name}
                  checked={selected.includes(name)}
                  onChange={(event) => toggle(name, event.currentTarget.checked)}
                />
              ))}
              {names.length === 0 && (
                <Text size="sm" c="dimmed">
                  No bin was found yet.
                </Text>
              )}
            </Stack>
          </ScrollArea.Autosize>
          <AddBin taken={names} onAdd={(name) => onChange([...(chosen ?? []), name])} />
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
