import { Stack } from '@mantine/core';
import { NumberField, Row, SelectField, YamlField } from '@/features/k8s-clusters';

const HEARTBEAT = 'spec.aerospikeConfig.network.heartbeat';

/** Configuration of Aerospike below that of each cluster. */
export function ConfigurationFields() {
  return (
    <Stack gap="sm">
      <YamlField
        at="spec.aerospikeConfig.namespaceDefaults"
        label="Every namespace"
        help="Parameters of every namespace that says nothing else, such as replication-factor: 2."
      />
      <NumberField
        at="spec.aerospikeConfig.service.proto-fd-max"
        label="Connections of clients a node accepts"
        help="proto-fd-max"
        min={1}
        placeholder="15000"
      />
      <YamlField
        at="spec.aerospikeConfig.service"
        label="Service"
        help="Parameters of the service section, by Aerospike’s names."
      />
      <SelectField
        at={`${HEARTBEAT}.mode`}
        label="Heartbeat mode"
        help="Kubernetes carries no multicast: mesh is the one that works."
        options={['mesh']}
        placeholder="mesh"
      />
      <Row>
        <NumberField
          at={`${HEARTBEAT}.interval`}
          label="Heartbeat interval"
          min={50}
          suffix=" ms"
          placeholder="150 ms"
        />
        <NumberField
          at={`${HEARTBEAT}.timeout`}
          label="Heartbeats missed"
          help="Before a node counts as gone."
          min={1}
          placeholder="10"
        />
      </Row>
    </Stack>
  );
}
