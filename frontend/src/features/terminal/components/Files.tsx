import { FileButton, Group, Pill, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconFileImport, IconPaperclip } from '@tabler/icons-react';
import { readTextFile, withFile } from '../model/files';
import type { TerminalSession, TerminalState } from '../session/terminalSession';
import { ToolButton } from './ToolButton';

type Props = {
  readonly session: TerminalSession;
  readonly state: TerminalState;
  readonly onLoaded: () => void;
};

/** Brings files: a script into the prompt, or what RUN and REGISTER MODULE name. */
export function FileButtons({ session, state, onLoaded }: Props) {
  const load = async (file: File | null) => {
    if (file === null) return;
    const read = await readTextFile(file);
    if (read.ok) {
      session.write(read.value);
      onLoaded();
    } else {
      notifyRefused(read.problem);
    }
  };
  const attach = async (chosen: readonly File[]) => {
    let { files } = state;
    for (const file of chosen) {
      const read = await readTextFile(file);
      const added = read.ok ? withFile(files, { name: file.name, text: read.value }) : read;
      if (added.ok) files = added.value;
      else notifyRefused(added.problem);
    }
    session.setFiles(files);
  };
  return (
    <>
      <FileButton onChange={(file) => void load(file)} accept=".aql,.sql,.txt,text/plain">
        {({ onClick }) => (
          <ToolButton
            icon={IconFileImport}
            label="Script…"
            title="Load a script into the prompt"
            onClick={onClick}
          />
        )}
      </FileButton>
      <FileButton multiple onChange={(chosen) => void attach(chosen)}>
        {({ onClick }) => (
          <ToolButton
            icon={IconPaperclip}
            label="Attach…"
            title="Send files along, for RUN and REGISTER MODULE"
            onClick={onClick}
          />
        )}
      </FileButton>
    </>
  );
}

/** The files that are sent along, each of which can be taken away. */
export function FileList({ session, state: { files } }: Omit<Props, 'onLoaded'>) {
  if (files.length === 0) {
    return null;
  }
  return (
    <Group gap={6}>
      <Text size="xs" c="dimmed">
        Sent along:
      </Text>
      {files.map(({ name }) => (
        <Pill
          key={name}
          withRemoveButton
          removeButtonProps={{ 'aria-label': `Leave out ${name}`, 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => session.setFiles(files.filter((file) => file.name !== name))}
        >
          {name}
        </Pill>
      ))}
    </Group>
  );
}

function notifyRefused(message: string): void {
  notifications.show({ message, color: 'red' });
}
