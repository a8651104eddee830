import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = ['spec.rackConfig'];

export const RACK_CONFIG: Step = {
  id: 'rack-config',
  label: 'Rack Config',
  paths: PATHS,
  Component: RackConfigStep,
};

function RackConfigStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
