import { Stack } from '@mantine/core';
import { IntOrPercentField, NumberField, SwitchField } from '../../form/fields/inputs';
import { Row } from '../../form/fields/Row';
import { useResource } from '../../form/ResourceForm';
import { FormSection } from '../FormSection';
import type { Step } from '../step';

const PATHS = ['spec.rollingUpdateBatchSize', 'spec.maxUnavailable', 'spec.disablePDB'];

export const ROLLING_UPDATE: Step = {
  id: 'rolling-update',
  label: 'Rolling Update',
  paths: PATHS,
  Component: RollingUpdateStep,
};

/** How many pods may be missing at once. */
function RollingUpdateStep() {
  const { get } = useResource();
  const hasBudget = get('spec.disablePDB') !== true;
  return (
    <Stack gap="lg">
      <FormSection
        title="Restarts"
        about="Of changes that need one: another image, another pod, parameters that no running node takes."
      >
        <Row>
          <NumberField
            at="spec.rollingUpdateBatchSize"
            label="Pods at once"
            help="Keep it below the copies of each record: the operator does not wait until one batch is ready"
            min={1}
            placeholder="1"
          />
        </Row>
      </FormSection>
      <FormSection
        title="Disruptions"
        about="Of Kubernetes itself, such as nodes that are drained. A PodDisruptionBudget keeps it from taking too many pods."
      >
        <SwitchField
          at="spec.disablePDB"
          label="No PodDisruptionBudget"
          help="Kubernetes may then evict every pod at once"
        />
        <Row>
          <IntOrPercentField
            at="spec.maxUnavailable"
            label="Pods that may be missing"
            help={hasBudget ? 'A number, or a share of all such as 25%' : 'Of no effect without the budget'}
            placeholder="1"
          />
        </Row>
      </FormSection>
    </Stack>
  );
}
