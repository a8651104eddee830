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
    <>
      <EmptyState icon={IconTerminal2} title="Nothing run yet">
        Choose a statement to write it into the prompt, then <Kbd size="xs">Enter</Kbd> runs it. Several, one
        a line with <Kbd size="xs">Shift Enter</Kbd>, make a script; <Kbd size="xs">Tab</Kbd> completes,{' '}
        <Kbd size="xs">↑</Kbd> and <Kbd size="xs">Ctrl R</Kbd> bring back what was run.
      </EmptyState>
      <ul className={`${classes.examples} ${classes.welcome}`} aria-label="Examples">
        {examplesOf(places).map(({ text, words }) => (
          <li key={text}>
            <UnstyledButton className={classes.example} onClick={() => onPick(text)}>
              <span className={classes.exampleLine}>
                <span className={classes.code}>{text}</span>
                <Text span size="xs" c="dimmed" style={{ flex: 'none' }}>
                  {words}
                </Text>
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </>
  );
}
