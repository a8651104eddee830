import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { IndexDraft, IndexProblems } from '../model/indexDraft';
import { ContextEditor } from './ContextEditor';

type Props = {
  readonly draft: IndexDraft;
  /** Say what is wrong with untouched fields too: someone tried to send them. */
  readonly insist: boolean;
  readonly problemOf: (field: keyof IndexProblems) => string | undefined;
  readonly onChange: (part: Partial<IndexDraft>) => void;
};

/** The bin and the way into it, or the expression. */
export function IndexSourceFields({ draft, insist, problemOf, onChange }: Props) {
  switch (draft.source) {
    case 'set':
      return (
        <Text size="sm" c="dimmed">
          Walks through the set are faster by it: the nodes need not pass over the records of other sets.
          Nothing is searched by it.
        </Text>
      );
    case 'expression':
      return (
        <Textarea
          label="Expression, in base64"
          description="As clients pack it. A record is indexed when its result has the type of the index."
          autosize
          minRows={2}
          maxRows={8}
          spellCheck={false}
          ff="monospace"
          value={draft.expression}
          error={problemOf('expression')}
          onChange={(event) => onChange({ expression: event.currentTarget.value })}
        />
      );
    case 'bin':
      return (
        <Stack gap="sm">
          <TextInput
            label="Bin"
            value={draft.bin}
            error={problemOf('bin')}
            data-autofocus
            onChange={(event) => onChange({ bin: event.currentTarget.value })}
          />
          <ContextEditor
            steps={draft.context}
            insist={insist}
            onChange={(context) => onChange({ context })}
          />
        </Stack>
      );
  }
}
