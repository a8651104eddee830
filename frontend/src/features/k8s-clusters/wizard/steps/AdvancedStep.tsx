import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = [
  'spec.podSpec',
  'spec.headlessService',
  'spec.podService',
  'spec.bandwidthConfig',
  'spec.k8sNodeBlockList',
  'spec.validationPolicy',
  'spec.enableRackIDOverride',
  'spec.operations',
  'spec.paused',
];

export const ADVANCED: Step = { id: 'advanced', label: 'Advanced', paths: PATHS, Component: AdvancedStep };

function AdvancedStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
