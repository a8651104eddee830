import { Stack } from '@mantine/core';
import { OperatorSettings } from '../advanced/OperatorSettings';
import { Placement } from '../advanced/Placement';
import { PodDetails } from '../advanced/PodDetails';
import { Services } from '../advanced/Services';
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

/** What most clusters leave as it is. */
function AdvancedStep() {
  return (
    <Stack gap="lg">
      <Placement />
      <PodDetails />
      <Services />
      <OperatorSettings />
    </Stack>
  );
}
