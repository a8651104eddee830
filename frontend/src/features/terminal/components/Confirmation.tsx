import { Code, List, Stack, Text } from '@mantine/core';
import { useConnectionName } from '@/features/connections';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { plural } from '../model/words';
import type { Question, TerminalSession } from '../session/terminalSession';

const MAX_LISTED = 8;

type Props = {
  readonly connectionId: string;
  readonly session: TerminalSession;
  readonly question: Question;
  readonly onClosed: () => void;
};

/** Asks for the name of everything that dangerous statements are about, one after the other. */
export function Confirmation({ connectionId, session, question, onClosed }: Props) {
  const connection = useConnectionName(connectionId);
  const { open, given, dangerous } = question;
  const [name = ''] = open;
  const about = dangerous.filter(({ confirm }) => confirm === name);
  const total = open.length + given.length;
  const close = () => {
    session.dismiss();
    onClosed();
  };
  return (
    <ConfirmByName
      key={name}
      opened
      onClose={close}
      title={
        total === 1
          ? 'Run a dangerous statement?'
          : `Run dangerous statements? ${given.length + 1} of ${total}`
      }
      name={name}
      confirmLabel={open.length > 1 ? 'Confirm' : 'Run'}
      onConfirm={session.confirm}
      onDone={() => open.length === 1 && onClosed()}
    >
      <Stack gap="xs">
        <Text size="sm">
          {connection !== null && (
            <>
              On <strong>{connection}</strong>:{' '}
            </>
          )}
          {plural(about.length, 'statement')} about <strong>{name}</strong>. It takes away what cannot be
          brought back, changes many records at once, or commands nodes. Nothing runs before all is confirmed.
        </Text>
        <List size="sm" spacing={4}>
          {about.slice(0, MAX_LISTED).map(({ text, note, file, line }, index) => (
            <List.Item key={index}>
              <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>{text}</Code>
              {file && ` in ${file}, line ${line}`}
              {note && ` – ${note}`}
            </List.Item>
          ))}
        </List>
        {about.length > MAX_LISTED && (
          <Text size="xs" c="dimmed">
            And {plural(about.length - MAX_LISTED, 'more statement')}.
          </Text>
        )}
      </Stack>
    </ConfirmByName>
  );
}
