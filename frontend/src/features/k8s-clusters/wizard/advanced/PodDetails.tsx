import { Stack } from '@mantine/core';
import { NumberField, TextField } from '../../form/fields/inputs';
import { More } from '../../form/fields/More';
import { PairsField } from '../../form/fields/PairsField';
import { Row } from '../../form/fields/Row';
import { YamlField } from '../../form/fields/YamlField';
import { FormSection } from '../FormSection';
import { NamesField } from './NamesField';
import { YamlWithStart } from './YamlWithStart';

const POD = 'spec.podSpec';
const CONTAINER = `${POD}.aerospikeContainer.securityContext`;

/** What a pod is besides Aerospike's container and its place. */
export function PodDetails() {
  return (
    <FormSection title="Pod">
      <Row>
        <TextField at={`${POD}.serviceAccountName`} label="Service account" help="Pods run as this" />
        <NumberField
          at={`${POD}.terminationGracePeriodSeconds`}
          label="Time to stop"
          help="Before a pod is killed"
          min={0}
          suffix=" s"
        />
        <NamesField
          at={`${POD}.imagePullSecrets`}
          label="Image pull secrets"
          help="Secrets that let images be pulled"
        />
      </Row>
      <More
        label="Labels and annotations of pods"
        paths={[`${POD}.metadata.labels`, `${POD}.metadata.annotations`]}
      >
        <PairsField at={`${POD}.metadata.labels`} label="Pod labels" />
        <PairsField at={`${POD}.metadata.annotations`} label="Pod annotations" />
      </More>
      <More label="Security contexts" paths={[`${POD}.securityContext`, CONTAINER]}>
        <Stack gap="md">
          <YamlField
            at={`${POD}.securityContext`}
            label="Security context of the pod"
            help="What its processes may do"
          />
          <YamlField at={CONTAINER} label="Security context of Aerospike’s container" />
        </Stack>
      </More>
      <More label="Sidecars and init containers" paths={[`${POD}.sidecars`, `${POD}.initContainers`]}>
        <Stack gap="md">
          <YamlWithStart
            at={`${POD}.sidecars`}
            label="Sidecars"
            help="Containers that run beside Aerospike"
            start={{ label: 'Begin one', value: [{ name: 'sidecar', image: '' }] }}
          />
          <YamlWithStart
            at={`${POD}.initContainers`}
            label="Init containers"
            help="They run to their end before Aerospike starts, after the operator’s own"
            start={{ label: 'Begin one', value: [{ name: 'init', image: '' }] }}
          />
        </Stack>
      </More>
    </FormSection>
  );
}
