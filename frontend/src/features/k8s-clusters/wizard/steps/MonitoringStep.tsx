import { Stack, Title } from '@mantine/core';
import { SwitchField } from '../../form/fields/inputs';
import type { Step } from '../step';
import { ExporterFields } from './monitoring/ExporterFields';
import { NetworkFields } from './monitoring/NetworkFields';

export const MONITORING: Step = {
  id: 'monitoring',
  label: 'Monitoring & Options',
  paths: [
    'spec.monitoring',
    'spec.enableDynamicConfigUpdate',
    'spec.aerospikeNetworkPolicy',
    'spec.networkPolicyConfig',
    'spec.seedsFinderServices',
  ],
  Component: MonitoringStep,
};

/** How it is watched, and how clients reach it. */
function MonitoringStep() {
  return (
    <Stack gap="md">
      <ExporterFields at="spec.monitoring" />
      <Title order={3} size="h6">
        Options
      </Title>
      <SwitchField
        at="spec.enableDynamicConfigUpdate"
        label="Change settings without a restart"
        help="The operator sets those that Aerospike can take while it runs; the others still restart pods."
      />
      <NetworkFields />
    </Stack>
  );
}
