import { Code, List, Stack, Text, Title } from '@mantine/core';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { isKnown } from '@/shared/lib/known';
import { useResource } from '../../../form/ResourceForm';
import { useWizard } from '../../WizardContext';

/** The whole resource as it would be kept, and what of it was filled in. */
export function Outcome() {
  const { verdict } = useWizard().check;
  const { get } = useResource();
  // Without a name it was looked at under another.
  if (!isKnown(verdict?.yaml) || !isKnown(get('metadata.name'))) return null;
  const { changes, yaml } = verdict;
  return (
    <section aria-labelledby="outcome">
      <Title order={3} size="h6" id="outcome" mb={4}>
        The resource as it will be kept
      </Title>
      <Stack gap="xs">
        {changes.length > 0 && (
          <>
            <Text size="sm">Filled in by the operator and Kubernetes:</Text>
            <List size="sm" listStyleType="none">
              {changes.map(({ path, after }) => (
                <List.Item key={path} style={{ overflowWrap: 'anywhere' }}>
                  {path.replace(/^spec\./, '')}: <Code>{JSON.stringify(after)}</Code>
                </List.Item>
              ))}
            </List>
          </>
        )}
        <CodeEditor
          key={yaml}
          label="The resource as it will be kept"
          language="yaml"
          readOnly
          value={yaml}
          maxHeight={360}
        />
      </Stack>
    </section>
  );
}
