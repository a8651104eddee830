import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { KEY_INPUT_OPTIONS, type KeyInputKind, type KeyRef, parseKey } from '../../model/recordKey';
import classes from './browser.module.css';

type Props = {
  /** Null on the page of a whole namespace: a user key then names a record in no set. */
  readonly set: string | null;
  readonly onOpen: (key: KeyRef) => void;
};

/** Opens one record by its typed key. `/` brings the focus here. */
export function KeyLookup({ set, onOpen }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<KeyInputKind>('string');
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useHotkeys([['/', () => input.current?.focus()]]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const key = parseKey(kind, text);
    setProblem(key.ok ? null : key.problem);
    if (key.ok) {
      onOpen(key.value);
    }
  };

  return (
    <form onSubmit={submit} role="search" aria-label="Record by key" className={classes.lookup}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <NativeSelect
          aria-label="Key type"
          data={[...KEY_INPUT_OPTIONS]}
          value={kind}
          w={150}
          onChange={(event) => {
            setKind(event.currentTarget.value as KeyInputKind);
            setProblem(null);
          }}
        />
        <TextInput
          ref={input}
          aria-label="Key"
          placeholder={set === null ? 'Open a record in no set by key   /' : 'Open a record by key   /'}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          spellCheck={false}
          autoComplete="off"
          className={classes.grow}
          value={text}
          error={problem}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          Open
        </Button>
      </Group>
    </form>
  );
}
