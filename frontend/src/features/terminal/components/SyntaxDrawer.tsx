import { Drawer, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { AqlSyntaxListDocument } from '../documents/terminal.generated';
import classes from './terminal.module.css';

type Props = {
  readonly opened: boolean;
  readonly onPick: (example: string) => void;
  readonly onClose: () => void;
};

/** How every statement is written; an example is written into the prompt when it is chosen. */
export function SyntaxDrawer({ opened, onPick, onClose }: Props) {
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title="Statements of AQL"
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
      returnFocus={false}
    >
      <Syntax onPick={onPick} />
    </Drawer>
  );
}

function Syntax({ onPick }: Pick<Props, 'onPick'>) {
  const { data, errors, refresh } = useReading(AqlSyntaxListDocument, {});
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const listed = (data?.aqlSyntax ?? []).filter(({ form, description }) => {
    const lower = `${form} ${description}`.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        aria-label="Search in the statements"
        placeholder="SELECT, index, user …"
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {data === null && errors.length === 0 && <LoadingSkeleton label="Statements" />}
      {errors.map((error) => (
        <ErrorState key={error.code} error={error} onRetry={refresh} />
      ))}
      {data !== null && (
        <ul className={classes.examples}>
          {listed.map(({ form, description, example }) => (
            <li key={form}>
              <UnstyledButton className={classes.example} onClick={() => onPick(example)}>
                <Text span className={classes.code}>
                  {form}
                </Text>
                <Text span size="sm" c="dimmed" display="block">
                  {description}
                </Text>
                <Text span size="xs" className={classes.code} c="dimmed">
                  {example}
                </Text>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      {data !== null && listed.length === 0 && (
        <Text size="sm" c="dimmed">
          No statement is written so.
        </Text>
      )}
    </Stack>
  );
}
