import { Text } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { type ContainerDraft, type TextDraft, withText } from '../../../model/valueDraft';
import { sizeOf } from '../../../model/valueTree';
import { SpellingSwitch } from './SpellingSwitch';
import { ContainerTree } from './ContainerTree';
import type { ValueInputProps } from './ValueEditor';

/** Lists and maps with more entries start closed. */
const OPEN_UP_TO = 20;

/** A list or map, as a tree or as JSON: two spellings of one draft. */
export function CollectionInput(props: ValueInputProps<ContainerDraft | TextDraft>) {
  const { label, draft, problem, onChange, compact = false } = props;
  if (draft.form === 'container' && compact) {
    return <ContainerTree label={label} container={draft} onChange={onChange} />;
  }
  return (
    <>
      <SpellingSwitch
        label={`${label}, view`}
        draft={draft}
        spellings={['tree', 'json']}
        onChange={onChange}
      />
      {draft.form === 'container' ? (
        <ContainerTree
          label={label}
          container={draft}
          onChange={onChange}
          initiallyOpen={sizeOf(draft) <= OPEN_UP_TO}
        />
      ) : (
        <CodeEditor
          label={label}
          value={draft.text}
          minHeight={60}
          maxHeight={320}
          onChange={(text) => onChange(withText(draft, text))}
        />
      )}
      {problem !== null && (
        <Text size="xs" c="red" role="alert">
          {problem}
        </Text>
      )}
    </>
  );
}
