import { Stack, Text } from '@mantine/core';
import { NumberField, TextField } from '../../form/fields/inputs';
import { More } from '../../form/fields/More';
import { PairsField } from '../../form/fields/PairsField';
import { Row } from '../../form/fields/Row';
import { YamlField } from '../../form/fields/YamlField';
import { TolerationsField } from '../advanced/TolerationsField';
import { VolumeFields } from '../steps/storage/VolumeFields';
import type { NodeChoice } from '../pickers/usePickers';
import { zonesOf } from './racks';

type Props = {
  readonly at: string;
  /** The nodes of Kubernetes; empty while they are not known. */
  readonly nodes: readonly NodeChoice[];
};

/** A rack: where its pods run, and what differs for them. */
export function RackFields({ at, nodes }: Props) {
  const regions = nodes.flatMap(({ region }) => (typeof region === 'string' ? [region] : []));
  return (
    <Stack gap="sm">
      <Row cols={3}>
        <NumberField at={`${at}.id`} label="Id" required min={1} />
        <TextField at={`${at}.zone`} label="Zone" suggestions={zonesOf(nodes)} placeholder="Any" />
        <TextField at={`${at}.region`} label="Region" suggestions={regions} placeholder="Any" />
      </Row>
      <More
        label="One node, a label, a revision"
        paths={[`${at}.nodeName`, `${at}.rackLabel`, `${at}.revision`]}
      >
        <Row cols={3}>
          <TextField
            at={`${at}.nodeName`}
            label="Kubernetes node"
            help="The one its pods run on"
            suggestions={nodes.map(({ name }) => name)}
          />
          <TextField
            at={`${at}.rackLabel`}
            label="Rack label"
            help="Its pods run on nodes labelled acko.io/rack with this"
          />
          <TextField
            at={`${at}.revision`}
            label="Revision"
            help="Another one replaces the rack in a controlled way"
          />
        </Row>
      </More>
      <More
        label="Where its pods run, instead of the cluster’s"
        paths={['nodeSelector', 'tolerations', 'affinity'].map((part) => `${at}.podSpec.${part}`)}
      >
        <PairsField
          at={`${at}.podSpec.nodeSelector`}
          label="Node selector"
          help="Labels a node has to have"
          keyLabel="label"
        />
        <TolerationsField at={`${at}.podSpec.tolerations`} nodes={nodes} />
        <YamlField
          at={`${at}.podSpec.affinity`}
          label="Affinity"
          help="Which nodes and neighbours they want"
        />
      </More>
      <More label="Configuration that goes before the cluster’s" paths={[`${at}.aerospikeConfig`]}>
        <YamlField at={`${at}.aerospikeConfig`} label="Aerospike configuration" />
      </More>
      <More label="Storage instead of the cluster’s" paths={[`${at}.storage`]}>
        <Text size="xs" c="dimmed">
          Without it, the rack takes the cluster’s.
        </Text>
        <VolumeFields at={`${at}.storage.volumes`} />
        <YamlField at={`${at}.storage`} label="All of the storage" help="Policies and local storage, too" />
      </More>
    </Stack>
  );
}
