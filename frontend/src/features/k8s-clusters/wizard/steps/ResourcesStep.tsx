import { Stack, Text } from '@mantine/core';
import { ResourceFields } from '../../form/fields/ResourceFields';
import { YamlField } from '../../form/fields/YamlField';
import { More } from '../../form/fields/More';
import { writeBytes } from '../../form/amounts';
import { useResource } from '../../form/ResourceForm';
import { memoryForData } from '../../model/advice';
import type { Step } from '../step';

const RESOURCES_AT = 'spec.podSpec.aerospikeContainer.resources';

export const RESOURCES: Step = {
  id: 'resources',
  label: 'Resources',
  paths: [RESOURCES_AT],
  Component: ResourcesStep,
};

/** CPU and memory of each node. */
function ResourcesStep() {
  const { resource } = useResource();
  const data = memoryForData(resource);
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        Of each pod. A request is what Kubernetes keeps free for it; a limit is where it is slowed down (CPU)
        or killed (memory).
        {data > 0 && ` Namespaces keep ${writeBytes(data)} of records in the memory of each.`}
      </Text>
      <ResourceFields at={RESOURCES_AT} />
      <More label="Other resources, such as huge pages" paths={[]}>
        <YamlField at={RESOURCES_AT} label="Resources of the container" />
      </More>
    </Stack>
  );
}
