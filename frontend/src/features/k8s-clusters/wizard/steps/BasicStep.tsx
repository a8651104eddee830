import { Stack } from '@mantine/core';
import { More } from '../../form/fields/More';
import { NumberField, SelectField, TextField, TriStateField } from '../../form/fields/inputs';
import { PairsField } from '../../form/fields/PairsField';
import { ResourceFields } from '../../form/fields/ResourceFields';
import { Row } from '../../form/fields/Row';
import { YamlField } from '../../form/fields/YamlField';
import { useResource } from '../../form/ResourceForm';
import { useImageChoices, useNamespaceChoices, useTemplateChoices } from '../../queries/useChoices';
import { ContextField } from '../ContextField';
import type { Step } from '../step';

const OVERRIDES = 'spec.overrides';
const TEMPLATE = 'spec.templateRef';

export const BASIC: Step = {
  id: 'basic',
  label: 'Basic',
  paths: ['metadata', 'apiVersion', 'kind', 'spec.size', 'spec.image', TEMPLATE, OVERRIDES],
  Component: BasicStep,
};

/** What a cluster is called, where it lives, how large it is and what it runs. */
function BasicStep() {
  const { context, isNew, get } = useResource();
  const hasTemplate = get(TEMPLATE) !== undefined;
  const images = useImageChoices(context);
  return (
    <Stack gap="md">
      {isNew && <Identity />}
      <Row>
        <NumberField
          at="spec.size"
          label="Size"
          help="Aerospike nodes, each a pod. Three keep two copies of everything while one restarts."
          required={!hasTemplate}
          min={1}
          max={8}
          placeholder={hasTemplate ? 'As the template says' : ''}
        />
        <TextField
          at="spec.image"
          label="Image"
          help="Aerospike Community Edition, version 8 or later."
          required={!hasTemplate}
          suggestions={images}
          placeholder={hasTemplate ? 'As the template says' : 'aerospike:ce-…'}
        />
      </Row>
      <More label="Template and overrides" paths={[TEMPLATE, OVERRIDES]}>
        <TemplateFields />
      </More>
      <More
        label="Labels and annotations of the resource"
        paths={['metadata.labels', 'metadata.annotations']}
      >
        <PairsField at="metadata.labels" label="Labels" />
        <PairsField at="metadata.annotations" label="Annotations" />
      </More>
    </Stack>
  );
}

function Identity() {
  const { context } = useResource();
  const namespaces = useNamespaceChoices(context);
  return (
    <>
      <ContextField />
      <Row>
        <TextField
          at="metadata.name"
          label="Name"
          help="Small letters, digits and hyphens. Pods and services are named after it; it cannot change."
          required
          placeholder="my-cluster"
        />
        <TextField
          at="metadata.namespace"
          label="Kubernetes namespace"
          help="It must be there already; a cluster does not move."
          required
          suggestions={namespaces}
        />
      </Row>
    </>
  );
}

function TemplateFields() {
  const { context, get } = useResource();
  const { templates } = useTemplateChoices(context);
  const hasTemplate = get(TEMPLATE) !== undefined;
  return (
    <>
      <TextField
        at={`${TEMPLATE}.name`}
        label="Template"
        help="Fills in what the cluster does not say itself, once. Later changes of the template reach it by a resync only."
        suggestions={templates.map(({ name }) => name)}
      />
      {hasTemplate && (
        <More
          label="Overrides: for this cluster in place of what the template says"
          paths={[`${OVERRIDES}.image`, `${OVERRIDES}.size`, `${OVERRIDES}.resources`, OVERRIDES]}
        >
          <Row>
            <NumberField at={`${OVERRIDES}.size`} label="Size override" min={1} max={8} />
            <TextField at={`${OVERRIDES}.image`} label="Image override" />
          </Row>
          <ResourceFields at={`${OVERRIDES}.resources`} />
          <Row>
            <TriStateField
              at={`${OVERRIDES}.monitoring.enabled`}
              label="Metrics exporter"
              otherwise="As the template says"
            />
            <SelectField
              at={`${OVERRIDES}.scheduling.podAntiAffinityLevel`}
              label="Pods apart from each other"
              options={['none', 'preferred', 'required']}
              placeholder="As the template says"
            />
          </Row>
          <YamlField at={OVERRIDES} label="All overrides" />
        </More>
      )}
    </>
  );
}
