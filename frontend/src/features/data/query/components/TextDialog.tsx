import { Alert, Button, Code, Group, List, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { copyText } from '@/shared/lib/clipboard';
import { notifyDone } from '@/shared/ui/notify';
import type { QueryTexts } from '../model/queryTexts';
import type { Request } from '../model/texts';

type Form = 'stream' | 'page' | 'curl' | 'aql';
type Block = { readonly name: string; readonly text: string };

const FORMS: readonly { readonly value: Form; readonly label: string }[] = [
  { value: 'stream', label: 'GraphQL stream' },
  { value: 'page', label: 'GraphQL page' },
  { value: 'curl', label: 'curl' },
  { value: 'aql', label: 'AQL' },
];

type Props = {
  readonly opened: boolean;
  /** Null while something in the query cannot be sent. */
  readonly texts: QueryTexts | null;
  readonly onClose: () => void;
};

/** The query in other languages, to take away. */
export function TextDialog({ opened, texts, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="The query as text"
      size="xl"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {texts === null ? (
        <Text>Finish the query first: something in it cannot be sent yet.</Text>
      ) : (
        <Texts texts={texts} />
      )}
    </Modal>
  );
}

function Texts({ texts }: { readonly texts: QueryTexts }) {
  const [form, setForm] = useState<Form>('page');
  const forms = FORMS.filter(({ value }) => value !== 'stream' || texts.stream !== null);
  const shown = forms.some(({ value }) => value === form) ? form : 'page';
  const { missing } = texts.aql;
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label="Language"
        data={[...forms]}
        value={shown}
        onChange={(value) => setForm(value as Form)}
      />
      {shown === 'aql' && missing.length > 0 && (
        <Alert
          color="yellow"
          title="AQL has no words for all of it: this statement finds other records"
          p="xs"
        >
          <List size="sm">
            {missing.map((what) => (
              <List.Item key={what}>{what}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {blocksOf(texts, shown).map((block) => (
        <TextBlock key={block.name} {...block} />
      ))}
    </Stack>
  );
}

function blocksOf(texts: QueryTexts, form: Form): readonly Block[] {
  switch (form) {
    case 'stream':
      return texts.stream === null ? [] : graphqlBlocks(texts.stream);
    case 'page':
      return graphqlBlocks(texts.page);
    case 'curl':
      return [{ name: 'Command', text: texts.curl }];
    case 'aql':
      return [{ name: 'Statement', text: texts.aql.text }];
  }
}

function graphqlBlocks({ document, variables }: Request): readonly Block[] {
  return [
    { name: 'Operation', text: document },
    { name: 'Variables', text: JSON.stringify(variables, null, 2) },
  ];
}

function TextBlock({ name, text }: Block) {
  const copy = async () => {
    if (await copyText(text)) {
      notifyDone(`${name} copied.`);
    }
  };
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCopy size={12} aria-hidden="true" />}
          aria-label={`Copy: ${name}`}
          onClick={() => void copy()}
        >
          Copy
        </Button>
      </Group>
      <Code block tabIndex={0} role="region" aria-label={name} mah={300} style={{ overflow: 'auto' }}>
        {text}
      </Code>
    </div>
  );
}
