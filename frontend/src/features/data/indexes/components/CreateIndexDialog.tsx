import { useMutation } from '@apollo/client/react';
import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { IndexCollection, IndexType } from '@/gql/schema';
import { ErrorState } from '@/shared/ui/ErrorState';
import { notifyDone } from '@/shared/ui/notify';
import {
  type IndexDraft,
  indexInput,
  indexProblems,
  type IndexSource,
  proposedName,
} from '../model/indexDraft';
import { COLLECTION_LABELS, TYPE_LABELS } from '../model/indexWords';
import { CreateIndexDocument } from '../mutations/indexes.generated';
import type { Places } from '../../queries/usePlaces';
import { IndexSourceFields } from './IndexSourceFields';

type Props = {
  readonly connectionId: string;
  readonly initial: IndexDraft;
  readonly places: Places;
  readonly onCreated: (draft: IndexDraft) => void;
  readonly onClose: () => void;
};

const SOURCE_OPTIONS: { readonly value: IndexSource; readonly label: string }[] = [
  { value: 'bin', label: 'A bin' },
  { value: 'expression', label: 'An expression' },
  { value: 'set', label: 'A whole set' },
];

/** Puts an index together and has the cluster build it. Everything the server would refuse is said before it is asked. */
export function CreateIndexDialog({ connectionId, initial, places, onCreated, onClose }: Props) {
  const [draft, setDraft] = useState(initial);
  const [insist, setInsist] = useState(false);
  const [create, { loading, error }] = useMutation(CreateIndexDocument, { fetchPolicy: 'no-cache' });
  const namespace = draft.namespace === '' ? (places.namespaces[0] ?? '') : draft.namespace;
  const name = draft.name === '' ? proposedName(draft) : draft.name;
  const whole = { ...draft, namespace, name };
  const problems = indexProblems(whole);
  const change = (part: Partial<IndexDraft>) => setDraft({ ...draft, ...part });
  const problemOf = (field: keyof typeof problems) =>
    insist || (field in draft && draft[field as 'bin'] !== '') ? problems[field] : undefined;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const input = indexInput(connectionId, whole);
    if (!input.ok || loading) {
      setInsist(true);
      return;
    }
    try {
      await create({ variables: { input: input.value } });
    } catch {
      // Shown from the mutation's own state.
      return;
    }
    notifyDone(`Index ${name} is being built.`);
    onCreated(whole);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title="New index"
      size="lg"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <NativeSelect
              label="Namespace"
              data={withChosen(places.namespaces, namespace)}
              value={namespace}
              error={problemOf('namespace')}
              onChange={(event) => change({ namespace: event.currentTarget.value })}
            />
            <Autocomplete
              label="Set"
              placeholder="Every set"
              data={[...new Set(places.setsOf(namespace))]}
              limit={50}
              value={draft.set}
              error={problemOf('set')}
              onChange={(set) => change({ set })}
            />
          </SimpleGrid>
          <SegmentedControl
            aria-label="What it is on"
            data={SOURCE_OPTIONS}
            value={draft.source}
            onChange={(source) => change({ source: source as IndexSource })}
          />
          <IndexSourceFields draft={draft} insist={insist} problemOf={problemOf} onChange={change} />
          {draft.source !== 'set' && (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <NativeSelect
                label="Type of its values"
                data={options(TYPE_LABELS)}
                value={draft.type}
                onChange={(event) => change({ type: event.currentTarget.value as IndexType })}
              />
              <NativeSelect
                label="Holds"
                data={options(COLLECTION_LABELS)}
                value={draft.collection}
                onChange={(event) => change({ collection: event.currentTarget.value as IndexCollection })}
              />
            </SimpleGrid>
          )}
          <TextInput
            label="Name"
            placeholder={proposedName(draft)}
            description="Left empty, it is called as proposed."
            value={draft.name}
            error={problemOf('name')}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Text size="sm" c="dimmed">
            Every node builds it in the background; until all have, queries by it are refused. It takes memory
            on each node, and each write of its bin takes longer.
          </Text>
          <ErrorState error={error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={loading}>
              Create
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

function options<K extends string>(labels: Readonly<Record<K, string>>): { value: K; label: string }[] {
  return (Object.entries(labels) as [K, string][]).map(([value, label]) => ({ value, label }));
}

/** What is chosen stays a choice, also before the nodes have named it. */
function withChosen(names: readonly string[], chosen: string): string[] {
  return chosen === '' || names.includes(chosen) ? [...names] : [chosen, ...names];
}
