import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = ['spec.podSpec.aerospikeContainer.resources'];

export const RESOURCES: Step = {
  id: 'resources',
  label: 'Resources',
  paths: PATHS,
  Component: ResourcesStep,
};

function ResourcesStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
