import { Checkbox, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { TtlField } from '../../components/editor/TtlField';
import { ValueTagHelp } from '../../components/editor/ValueTagHelp';
import type { BulkDraft } from '../model/bulk';

type Props = { readonly draft: BulkDraft; readonly onChange: (draft: BulkDraft) => void };

/** What a bulk job must be told besides the records. */
export function BulkFields({ draft, onChange }: Props) {
  switch (draft.action) {
    case 'delete':
      return null;
    case 'touch':
      return (
        <TtlField isNew choice={draft.touchTtl} onChange={(touchTtl) => onChange({ ...draft, touchTtl })} />
      );
    case 'update':
      return (
        <Stack gap="xs">
          <Text size="sm" fw={500}>
            Bins to set, as JSON
          </Text>
          <CodeEditor
            label="Bins to set, as JSON"
            value={draft.bins}
            onChange={(bins) => onChange({ ...draft, bins })}
          />
          <ValueTagHelp />
          <TagsInput
            label="Bins to remove"
            placeholder="Name, then Enter"
            value={[...draft.removeBins]}
            onChange={(removeBins) => onChange({ ...draft, removeBins })}
          />
          <TtlField isNew={false} choice={draft.ttl} onChange={(ttl) => onChange({ ...draft, ttl })} />
        </Stack>
      );
    case 'copy':
      return (
        <Stack gap="xs">
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              label="Namespace"
              value={draft.targetNamespace}
              onChange={(event) => onChange({ ...draft, targetNamespace: event.currentTarget.value })}
            />
            <TextInput
              label="Set"
              value={draft.targetSet}
              onChange={(event) => onChange({ ...draft, targetSet: event.currentTarget.value })}
            />
          </SimpleGrid>
          <Checkbox
            label="Replace records that are there already"
            checked={draft.replaceExisting}
            onChange={(event) => onChange({ ...draft, replaceExisting: event.currentTarget.checked })}
          />
          <TtlField isNew={false} choice={draft.ttl} onChange={(ttl) => onChange({ ...draft, ttl })} />
        </Stack>
      );
  }
}
