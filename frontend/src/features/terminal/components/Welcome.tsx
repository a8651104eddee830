import { Kbd, Text, UnstyledButton } from '@mantine/core';
import { IconTerminal2 } from '@tabler/icons-react';
import { usePlaces } from '@/features/data';
import { EmptyState } from '@/shared/ui/EmptyState';
import { examplesOf } from '../model/examples';
import classes from './terminal.module.css';

type Props = { readonly connectionId: string; readonly onPick: (text: string) => void };

/** What an empty terminal teaches: statements that write themselves into the prompt. */
export function Welcome({ connectionId, onPick }: Props) {
  const places = usePlaces(connectionId);
  return (
    <EmptyState
      icon={IconTerminal2}
      title="Nothing run yet"
      action={
        <ul className={classes.examples} aria-label="Examples">
          {examplesOf(places).map(({ text, words }) => (
            <li key={text}>
              <UnstyledButton className={classes.example} onClick={() => onPick(text)}>
                <Text span className={classes.code}>
                  {text}
                </Text>
                <Text span size="xs" c="dimmed">
                  {words}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      }
    >
      Choose a statement to write it into the prompt, then <Kbd size="xs">Enter</Kbd> runs it. Several make a
      script, <Kbd size="xs">Tab</Kbd> completes, <Kbd size="xs">↑</Kbd> and <Kbd size="xs">Ctrl R</Kbd> bring
      back what was run.
    </EmptyState>
  );
}
