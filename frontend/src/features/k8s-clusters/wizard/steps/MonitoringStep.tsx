import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = [
  'spec.monitoring',
  'spec.enableDynamicConfigUpdate',
  'spec.aerospikeNetworkPolicy',
  'spec.networkPolicyConfig',
  'spec.seedsFinderServices',
];

export const MONITORING: Step = {
  id: 'monitoring',
  label: 'Monitoring & Options',
  paths: PATHS,
  Component: MonitoringStep,
};

function MonitoringStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
