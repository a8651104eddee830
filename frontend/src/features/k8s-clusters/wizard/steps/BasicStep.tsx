import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = ['metadata', 'spec.size', 'spec.image', 'spec.templateRef', 'spec.overrides'];

export const BASIC: Step = { id: 'basic', label: 'Basic', paths: PATHS, Component: BasicStep };

function BasicStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
