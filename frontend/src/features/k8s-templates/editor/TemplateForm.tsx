import { Fieldset, SimpleGrid, Stack, Textarea } from '@mantine/core';
import {
  AddressFields,
  ExporterFields,
  More,
  NumberField,
  PairsField,
  ResourceFields,
  Row,
  TextField,
  useImageChoices,
  useResource,
} from '@/features/k8s-clusters';
import { ConfigurationFields } from './ConfigurationFields';
import { SchedulingFields } from './SchedulingFields';
import { StorageFields } from './StorageFields';

/** Every field a template has, in parts. What is left empty stays with each cluster. */
export function TemplateForm() {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" style={{ alignItems: 'start' }}>
      <Stack gap="md">
        <Fieldset legend="Basics">
          <Basics />
        </Fieldset>
        <Fieldset legend="CPU and memory">
          <Stack gap="sm">
            <ResourceFields at="spec.resources" />
          </Stack>
        </Fieldset>
        <Fieldset legend="Storage">
          <StorageFields />
        </Fieldset>
        <Fieldset legend="Addresses told">
          <Stack gap="sm">
            <AddressFields at="spec.aerospikeNetworkPolicy" />
          </Stack>
        </Fieldset>
      </Stack>
      <Stack gap="md">
        <Fieldset legend="Scheduling">
          <SchedulingFields />
        </Fieldset>
        <Fieldset legend="Configuration of Aerospike">
          <ConfigurationFields />
        </Fieldset>
        <Fieldset legend="Monitoring">
          <Stack gap="sm">
            <ExporterFields at="spec.monitoring" />
          </Stack>
        </Fieldset>
      </Stack>
    </SimpleGrid>
  );
}

function Basics() {
  const { isNew, context } = useResource();
  const images = useImageChoices(context);
  return (
    <Stack gap="sm">
      <TextField
        at="metadata.name"
        label="Name"
        help={isNew ? 'What clusters name it by. It cannot be changed later.' : 'It cannot be changed.'}
        required
        disabled={!isNew}
      />
      <Description />
      <Row>
        <TextField
          at="spec.image"
          label="Image"
          placeholder="Left to each cluster"
          suggestions={images}
          help="A Community Edition."
        />
        <NumberField at="spec.size" label="Nodes" min={1} max={8} placeholder="Left to each cluster" />
      </Row>
      <More label="Labels and annotations" paths={['metadata.labels', 'metadata.annotations']}>
        <PairsField at="metadata.labels" label="Labels" />
        <PairsField at="metadata.annotations" label="Annotations" />
      </More>
    </Stack>
  );
}

const MAX_DESCRIPTION = 500;

function Description() {
  const { get, put, refusalsIn } = useResource();
  const at = 'spec.description';
  const value = get(at);
  const text = typeof value === 'string' ? value : '';
  const [refusal] = refusalsIn([at]);
  return (
    <Textarea
      label="Description"
      description="What it is for."
      autosize
      minRows={1}
      maxRows={4}
      maxLength={MAX_DESCRIPTION}
      error={refusal?.message}
      value={text}
      onChange={({ currentTarget: { value: typed } }) => put(at, typed === '' ? undefined : typed)}
    />
  );
}
