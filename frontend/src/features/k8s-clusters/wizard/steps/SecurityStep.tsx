import { Stack } from '@mantine/core';
import { YamlField } from '../../form/fields/YamlField';
import type { Step } from '../step';

const PATHS = ['spec.aerospikeAccessControl', 'spec.aerospikeConfig.security'];

export const SECURITY: Step = {
  id: 'security',
  label: 'Security (ACL)',
  paths: PATHS,
  Component: SecurityStep,
};

function SecurityStep() {
  return (
    <Stack>
      {PATHS.map((path) => (
        <YamlField key={path} at={path} label={path} />
      ))}
    </Stack>
  );
}
