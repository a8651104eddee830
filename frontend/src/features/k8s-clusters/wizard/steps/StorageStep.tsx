import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = ['spec.aerospikeConfig', 'spec.storage'];

export const STORAGE: Step = {
  id: 'storage',
  label: 'Namespace & Storage',
  paths: PATHS,
  Component: StorageStep,
};

function StorageStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
