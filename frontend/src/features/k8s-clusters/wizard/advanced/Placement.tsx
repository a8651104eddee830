import { Stack, Text } from '@mantine/core';
import { SelectField, SwitchField, TagsField, TextField, TriStateField } from '../../form/fields/inputs';
import { More } from '../../form/fields/More';
import { PairsField } from '../../form/fields/PairsField';
import { Row } from '../../form/fields/Row';
import { isList, type Json } from '../../form/resource';
import { useResource } from '../../form/ResourceForm';
import type { K8sPodManagementPolicy } from '@/gql/schema';
import { FormSection } from '../FormSection';
import { PickerError } from '../pickers/PickerError';
import { useNodes } from '../pickers/usePickers';
import { TolerationsField } from './TolerationsField';
import { YamlWithStart } from './YamlWithStart';

const ORDERS: Readonly<Record<K8sPodManagementPolicy, string>> = {
  OrderedReady: 'OrderedReady: one after another',
  Parallel: 'Parallel: all at once',
};
const ORDER_OPTIONS = Object.entries(ORDERS).map(([value, label]) => ({ value, label }));
const DNS_POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'];
const BLOCKED = 'spec.k8sNodeBlockList';

/** Where pods run, and in which order they come. */
export function Placement() {
  const { get, context } = useResource();
  const nodes = useNodes(context);
  const choices = nodes.choices ?? [];
  const name = get('metadata.name');
  const labels = {
    'app.kubernetes.io/name': 'aerospike-cluster',
    'app.kubernetes.io/instance': typeof name === 'string' ? name : '',
  };
  const overZones: Json = [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: labels },
    },
  ];
  const apart: Json = {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 100,
          podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: labels } },
        },
      ],
    },
  };
  return (
    <FormSection title="Pods and nodes" about="Where pods run, and in which order they come.">
      <PickerError what="Nodes" error={nodes.error} />
      <Row>
        <SelectField
          at="spec.podSpec.podManagementPolicy"
          label="Order of starts and stops"
          options={ORDER_OPTIONS}
          placeholder="OrderedReady"
        />
        <TriStateField
          at="spec.podSpec.multiPodPerHost"
          label="Several pods on a node"
          help="When off, each pod needs a Kubernetes node of its own"
          otherwise="Left to the operator"
        />
        <SwitchField
          at="spec.podSpec.readinessGateEnabled"
          label="Readiness gate"
          help="A pod counts as ready only once its node has joined and data has migrated"
        />
        <SwitchField
          at="spec.podSpec.hostNetwork"
          label="Host network"
          help="Pods use the network of their node; only one fits on a node then"
        />
        <TextField
          at="spec.podSpec.dnsPolicy"
          label="DNS policy"
          help="How names are resolved in the pods"
          suggestions={DNS_POLICIES}
          placeholder="ClusterFirst"
        />
      </Row>
      <TagsField
        at={BLOCKED}
        label="Node block list"
        help="The Kubernetes nodes that run no pod of this cluster"
        suggestions={choices.map(({ name }) => name)}
      />
      <NodesLeft blocked={get(BLOCKED)} nodes={choices.map(({ name }) => name)} />
      <More
        label="Node selector, tolerations, affinity, topology spread"
        paths={['nodeSelector', 'tolerations', 'affinity', 'topologySpreadConstraints'].map(
          (part) => `spec.podSpec.${part}`,
        )}
      >
        <Stack gap="md">
          <PairsField
            at="spec.podSpec.nodeSelector"
            label="Node selector"
            help="Labels a node has to have"
            keyLabel="label"
          />
          <TolerationsField at="spec.podSpec.tolerations" nodes={choices} />
          <YamlWithStart
            at="spec.podSpec.affinity"
            label="Affinity"
            help="Which nodes and which neighbours pods want"
            start={{ label: 'Keep pods on different nodes where possible', value: apart }}
          />
          <YamlWithStart
            at="spec.podSpec.topologySpreadConstraints"
            label="Topology spread constraints"
            help="How pods are spread over zones, nodes and the like"
            start={{ label: 'Spread pods over zones', value: overZones }}
          />
        </Stack>
      </More>
    </FormSection>
  );
}

function NodesLeft({
  blocked,
  nodes,
}: {
  readonly blocked: Json | undefined;
  readonly nodes: readonly string[];
}) {
  if (!isList(blocked) || blocked.length === 0 || nodes.length === 0) {
    return null;
  }
  const left = nodes.filter((name) => !blocked.includes(name)).length;
  return (
    <Text size="xs" role="status" c={left === 0 ? undefined : 'dimmed'} className="tabular">
      {left === 0 ? 'No node is left to run pods.' : `${left} of ${nodes.length} nodes are left.`}
    </Text>
  );
}
