import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = ['spec.rollingUpdateBatchSize', 'spec.maxUnavailable', 'spec.disablePDB'];

export const ROLLING_UPDATE: Step = {
  id: 'rolling-update',
  label: 'Rolling Update',
  paths: PATHS,
  Component: RollingUpdateStep,
};

function RollingUpdateStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
