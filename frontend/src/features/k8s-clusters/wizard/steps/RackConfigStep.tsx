import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMap2 } from '@tabler/icons-react';
import { IntOrPercentField, TagsField } from '../../form/fields/inputs';
import { ListField } from '../../form/fields/ListField';
import { More } from '../../form/fields/More';
import { Row } from '../../form/fields/Row';
import { isList, isObject, type Json } from '../../form/resource';
import { useResource } from '../../form/ResourceForm';
import { FormSection } from '../FormSection';
import { PickerError } from '../pickers/PickerError';
import { type NodeChoice, useNodes } from '../pickers/usePickers';
import {
  freeId,
  podsOfRacks,
  RACK_CONFIG_PATH,
  RACKS_PATH,
  withZones,
  zonesOf,
  zonesWithout,
} from '../racks/racks';
import { RackFields } from '../racks/RackFields';
import { namesIn } from '../security/acl';
import type { Step } from '../step';

export const RACK_CONFIG: Step = {
  id: 'rack-config',
  label: 'Rack Config',
  paths: [RACK_CONFIG_PATH],
  Component: RackConfigStep,
};

const AMOUNTS = ['maxIgnorablePods', 'rollingUpdateBatchSize', 'scaleDownBatchSize'].map(
  (name) => `${RACK_CONFIG_PATH}.${name}`,
);

/** The racks that pods, and copies of records, are spread over. */
function RackConfigStep() {
  const { get, context } = useResource();
  const nodes = useNodes(context);
  const choices = nodes.choices ?? [];
  return (
    <Stack gap="lg">
      <FormSection
        title="Racks"
        about="Copies of a record are kept on different racks: with a rack per zone, a zone can fail and no record is lost."
      >
        <PickerError what="Nodes" error={nodes.error} />
        <Zones nodes={choices} />
        <ListField
          at={RACKS_PATH}
          label="Racks"
          item="Rack"
          nameOf={(rack) => (isObject(rack) && typeof rack.id === 'number' ? String(rack.id) : '')}
          blank={(racks) => ({ id: freeId(racks) })}
          empty={
            <Text size="sm" c="dimmed">
              No racks: pods run wherever Kubernetes puts them.
            </Text>
          }
        >
          {(at) => <RackFields at={at} nodes={choices} />}
        </ListField>
        <Spread racks={get(RACKS_PATH)} size={get('spec.size')} />
      </FormSection>
      <FormSection title="Spread">
        <TagsField
          at={`${RACK_CONFIG_PATH}.namespaces`}
          label="Aerospike namespaces"
          help="Those whose copies are kept on different racks"
          suggestions={namesIn(get('spec.aerospikeConfig.namespaces'))}
          max={2}
        />
      </FormSection>
      <More label="Batches within a rack" paths={AMOUNTS}>
        <Row cols={3}>
          <IntOrPercentField
            at={`${RACK_CONFIG_PATH}.maxIgnorablePods`}
            label="Pods to ignore"
            help="So many that cannot be scheduled or fail do not hold up the others"
            placeholder="0"
          />
          <IntOrPercentField
            at={`${RACK_CONFIG_PATH}.rollingUpdateBatchSize`}
            label="Restart at once"
            help="Goes before the batch size of rolling updates"
          />
          <IntOrPercentField
            at={`${RACK_CONFIG_PATH}.scaleDownBatchSize`}
            label="Remove at once"
            help="When the cluster becomes smaller"
            placeholder="1"
          />
        </Row>
      </More>
    </Stack>
  );
}

/** Makes a rack for each zone that has none. */
function Zones({ nodes }: { readonly nodes: readonly NodeChoice[] }) {
  const { get, put } = useResource();
  const racks = get(RACKS_PATH);
  const zones = zonesOf(nodes);
  const without = zonesWithout(racks, zones);
  if (zones.length === 0 || without.length === 0) {
    return null;
  }
  const hasSome = without.length < zones.length;
  return (
    <Group gap="sm">
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconMap2 size={14} aria-hidden="true" />}
        onClick={() => put(RACKS_PATH, withZones(racks, without))}
      >
        {hasSome ? 'A rack for each zone without one' : 'One rack per zone'}
      </Button>
      <Text size="sm" c="dimmed">
        {without.join(', ')}
      </Text>
    </Group>
  );
}

function Spread({ racks, size }: { readonly racks: Json | undefined; readonly size: Json | undefined }) {
  if (!isList(racks) || racks.length < 2 || typeof size !== 'number' || size < 1) {
    return null;
  }
  const pods = podsOfRacks(size, racks.length);
  const empty = pods.filter((count) => count === 0).length;
  return (
    <Text size="sm" c={empty > 0 ? undefined : 'dimmed'} role="status" className="tabular">
      {size} {size === 1 ? 'node' : 'nodes'} over {racks.length} racks: {pods.join(' + ')}
      {empty > 0 && `. ${empty} of them ${empty === 1 ? 'has' : 'have'} none.`}
    </Text>
  );
}
