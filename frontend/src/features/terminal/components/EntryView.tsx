import { Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { memo, useState } from 'react';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import type { Format } from '../model/options';
import { countsOf, type Entry } from '../model/scrollback';
import { PHASE_WORDS, plural, progressWords } from '../model/words';
import { type StatementActions, StatementView } from './StatementView';
import classes from './terminal.module.css';

/** Statements of a script that are drawn at once. */
const FIRST_STATEMENTS = 50;
const MORE_STATEMENTS = 200;
/** Scripts of more statements show their results when asked to. */
const OPEN_STATEMENTS = 20;

type Props = { readonly entry: Entry; readonly format: Format; readonly actions: StatementActions };

/** One run: a statement, or a script with all of its own. */
export const EntryView = memo(function EntryView({ entry, format, actions }: Props) {
  const { statements, lost, isForgotten } = entry;
  const [only] = statements;
  return (
    <>
      {statements.length === 1 && only !== undefined ? (
        <StatementView statement={only} format={format} isOpen isForgotten={isForgotten} actions={actions} />
      ) : (
        <Script entry={entry} format={format} actions={actions} />
      )}
      {lost !== null && <ErrorAlert error={lost} />}
    </>
  );
});

function Script({ entry, format, actions }: Props) {
  const { statements, phase, isForgotten } = entry;
  const [shown, setShown] = useState(FIRST_STATEMENTS);
  const [opens, setOpens] = useState(statements.length <= OPEN_STATEMENTS);
  const [onlyFailed, setOnlyFailed] = useState(false);
  const counts = countsOf(entry);
  const { total, ended, failed } = counts;
  const listed = onlyFailed ? statements.filter((statement) => statement.phase === 'FAILED') : statements;
  const left = listed.length - shown;
  return (
    <section aria-label={`Script of ${plural(total, 'statement')}`}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text size="sm" className="tabular">
          <strong>Script {PHASE_WORDS[phase]}</strong> · {progressWords(entry, counts)}
        </Text>
        <Group gap="sm">
          {failed > 0 && (
            <Checkbox
              size="xs"
              label="Only those that failed"
              checked={onlyFailed}
              onChange={(event) => setOnlyFailed(event.currentTarget.checked)}
            />
          )}
          <Checkbox
            size="xs"
            label="With results"
            checked={opens}
            onChange={(event) => setOpens(event.currentTarget.checked)}
          />
        </Group>
      </Group>
      {phase === 'RUNNING' && (
        <Progress
          size="xs"
          mb={4}
          value={total === 0 ? 0 : (ended / total) * 100}
          aria-label="Statements that have ended"
        />
      )}
      <ol className={classes.list}>
        {listed.slice(0, shown).map((statement) => (
          <li key={statement.index} className={classes.scriptItem}>
            <StatementView
              statement={statement}
              format={format}
              isOpen={opens}
              isForgotten={isForgotten}
              actions={actions}
            />
          </li>
        ))}
      </ol>
      {left > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => setShown(shown + MORE_STATEMENTS)}>
          Show {plural(Math.min(left, MORE_STATEMENTS), 'more statement')} of {left.toLocaleString('en')}
        </Button>
      )}
    </section>
  );
}
