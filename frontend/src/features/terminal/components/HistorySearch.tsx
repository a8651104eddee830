import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { searchHistory } from '../model/history';
import classes from './terminal.module.css';

/** Texts that are listed at once; more words narrow them. */
const MAX_LISTED = 50;

type Props = {
  readonly opened: boolean;
  readonly history: readonly string[];
  readonly onPick: (text: string) => void;
  readonly onClear: () => void;
  readonly onClose: () => void;
};

/** Finds what was run before. */
export function HistorySearch({ opened, onClose, ...body }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="History"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      // The prompt takes the focus with what was picked.
      returnFocus={false}
    >
      <Search {...body} />
    </Modal>
  );
}

function Search({ history, onPick, onClear }: Omit<Props, 'opened' | 'onClose'>) {
  const id = useId();
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const found = searchHistory(history, search);
  const listed = found.slice(0, MAX_LISTED);
  const at = Math.min(selected, listed.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? (event.ctrlKey && event.key === 'r' ? 1 : 0);
    const picked = listed[at];
    if (step !== 0) {
      event.preventDefault();
      setSelected(Math.max(0, Math.min(listed.length - 1, at + step)));
    } else if (event.key === 'Enter' && picked !== undefined) {
      event.preventDefault();
      onPick(picked);
    }
  };

  return (
    <Stack gap="sm">
      <TextInput
        role="combobox"
        aria-label="Search in the history"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        placeholder="Words of a statement"
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setSelected(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="Statements" className={classes.searchList}>
        {listed.map((text, index) => (
          // The field keeps the focus; its keys choose.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={text}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={classes.searchItem}
            onClick={() => onPick(text)}
          >
            {text}
          </div>
        ))}
      </div>
      <Group justify="space-between">
        <Text size="xs" c="dimmed" role="status">
          {history.length === 0
            ? 'Nothing was run here yet. Statements with passwords are never kept.'
            : `${found.length.toLocaleString('en')} of ${history.length.toLocaleString('en')} · kept in this browser, without those that hold passwords`}
        </Text>
        <Button size="compact-xs" variant="default" disabled={history.length === 0} onClick={onClear}>
          Forget all
        </Button>
      </Group>
    </Stack>
  );
}
