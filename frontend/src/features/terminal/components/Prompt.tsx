import { useApolloClient } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { type PromptHandle, promptExtensions } from '../editor/prompt';
import { checkOf, completionOf, fixWords } from '../editor/services';
import { plural } from '../model/words';
import type { TerminalSession, TerminalState } from '../session/terminalSession';
import classes from './terminal.module.css';

type Props = {
  readonly connectionId: string;
  readonly session: TerminalSession;
  readonly state: TerminalState;
  readonly handle: PromptHandle;
  readonly onSearch: () => void;
};

/** Where statements are written. Enter runs them. */
export function Prompt({ connectionId, session, state, handle, onSearch }: Props) {
  const client = useApolloClient();
  const [extensions] = useState(() =>
    promptExtensions({
      session,
      handle,
      complete: completionOf(client, connectionId),
      check: checkOf(client),
      onSearch,
    }),
  );
  const { phase, text } = state;
  return (
    <div className={classes.prompt}>
      <Refusal session={session} state={state} onMended={handle.focus} />
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <div className={classes.editor}>
          <CodeEditor
            label="AQL statement"
            language="text"
            value={text}
            onChange={session.write}
            minHeight={30}
            maxHeight={220}
            extensions={extensions}
          />
        </div>
        {phase === 'running' ? (
          <Button
            size="xs"
            color="red"
            variant="light"
            leftSection={<IconPlayerStop size={14} aria-hidden="true" />}
            title="Ctrl C in the prompt"
            onClick={() => void session.stop()}
          >
            Stop
          </Button>
        ) : (
          <Button
            size="xs"
            loading={phase === 'starting'}
            disabled={text.trim() === ''}
            leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
            onClick={() => {
              void session.run();
              // Behind it, the button is of no use until more is written.
              handle.focus();
            }}
          >
            Run
          </Button>
        )}
      </Group>
    </div>
  );
}

type RefusalProps = Pick<Props, 'session' | 'state'> & { readonly onMended: () => void };

/** Why the text in the prompt was not run. */
function Refusal({ session, state, onMended }: RefusalProps) {
  const { wrong, problem } = state;
  if (problem !== null) {
    return <ErrorAlert error={problem} onRetry={() => void session.run()} />;
  }
  if (wrong === null) {
    return null;
  }
  const { first, count } = wrong;
  return (
    <Group gap="xs" className={classes.wrong} wrap="nowrap">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <strong>
          Line {first.span.line}, column {first.span.column}:
        </strong>{' '}
        {first.message}
        {count > 1 && ` (${plural(count - 1, 'more error')})`}
      </Text>
      {first.fix && (
        <Button
          size="compact-xs"
          variant="default"
          style={{ flex: 'none' }}
          onClick={() => {
            session.mend();
            onMended();
          }}
        >
          {fixWords(first.fix.text)}
        </Button>
      )}
    </Group>
  );
}
