import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { readModuleFile } from '../model/moduleName';

type Props = { readonly onOpen: (file: { readonly name: string; readonly text: string }) => void };

/** Takes the text of a module from a file. Nothing is sent yet. */
export function OpenFile({ onOpen }: Props) {
  const open = async (file: File | null) => {
    if (file === null) return;
    const read = await readModuleFile(file);
    if (read.ok) {
      onOpen(read);
    } else {
      notifications.show({ color: 'red', title: 'Not a module', message: read.problem, autoClose: false });
    }
  };
  return (
    <FileButton accept=".lua,text/*" onChange={(file) => void open(file)}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden="true" />}>
          Open a file…
        </Button>
      )}
    </FileButton>
  );
}
