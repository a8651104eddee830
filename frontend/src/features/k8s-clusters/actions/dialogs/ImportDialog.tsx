import {
  Button,
  Checkbox,
  FileButton,
  Group,
  Input,
  Select,
  SimpleGrid,
  Text,
  TextInput,
} from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { ChangeDialog } from '../components/ChangeDialog';
import { ImportK8sClusterTextDocument } from '../mutations.generated';
import { type Changer, useMutate } from '../useChange';
import { K8sImportFactsDocument } from './dialogs.generated';

/** Makes a cluster from a resource as YAML or JSON: shows what is refused of it as one types. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const mutate = useMutate();
  const facts = useReading(K8sImportFactsDocument, {});
  const [text, setText] = useState('');
  /** Another one for a text that came from a file: the editor starts anew with it. */
  const [edition, setEdition] = useState(0);
  const [context, setContext] = useState<string | null>(null);
  const [namespace, setNamespace] = useState('');
  const [name, setName] = useState('');
  const [autoConnect, setAutoConnect] = useState(true);
  const contexts = facts.data?.k8sContexts ?? [];
  const into = context ?? (contexts.length > 1 ? (contexts[0]?.name ?? null) : null);
  const change: Changer =
    text.trim() === ''
      ? null
      : async (mode, signal) =>
          (
            await mutate(
              ImportK8sClusterTextDocument,
              {
                ...mode,
                yaml: text,
                context: into,
                namespace: namespace === '' ? null : namespace,
                name: name === '' ? null : name,
                autoConnect,
              },
              signal,
            )
          ).importK8sCluster;
  return (
    <ChangeDialog
      always
      size="xl"
      title="Import a cluster"
      submitLabel="Create the cluster"
      draft={JSON.stringify([text, into, namespace, name, autoConnect])}
      change={change}
      next="The cluster is being made. This goes on when the dialog is closed."
      onClose={onClose}
    >
      <Input.Wrapper
        label="AerospikeCluster as YAML or JSON"
        description="One resource. What a cluster had of its own, such as its status and versions, is left out."
        labelElement="div"
      >
        <CodeEditor
          key={edition}
          label="AerospikeCluster as YAML or JSON"
          language="yaml"
          value={text}
          minHeight={200}
          maxHeight={360}
          onChange={setText}
        />
      </Input.Wrapper>
      <Group>
        <FileButton
          accept=".yaml,.yml,.json"
          onChange={(file) => {
            if (file) {
              void file.text().then((content) => {
                setText(content);
                setEdition((count) => count + 1);
              });
            }
          }}
        >
          {(button) => (
            <Button {...button} variant="default" leftSection={<IconUpload size={16} aria-hidden="true" />}>
              Choose a file
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          Nothing is made before you say so.
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, xs: contexts.length > 1 ? 3 : 2 }}>
        {contexts.length > 1 && (
          <Select
            label="Context"
            data={contexts.map((each) => each.name)}
            value={into}
            allowDeselect={false}
            onChange={setContext}
          />
        )}
        <TextInput
          label="Kubernetes namespace"
          placeholder="As the text says"
          spellCheck={false}
          value={namespace}
          onChange={(event) => setNamespace(event.currentTarget.value)}
        />
        <TextInput
          label="Name"
          placeholder="As the text says"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </SimpleGrid>
      <Checkbox
        label="Make a connection for it"
        checked={autoConnect}
        onChange={(event) => setAutoConnect(event.currentTarget.checked)}
      />
    </ChangeDialog>
  );
}
