import { Stack } from '@mantine/core';
import { NumberField, options, Row, SelectField, YamlField } from '@/features/k8s-clusters';
import type { K8sPodAntiAffinityLevel } from '@/gql/schema';

const LEVELS = options<K8sPodAntiAffinityLevel>({
  none: 'they may share a Kubernetes node',
  preferred: 'only when there is no other',
  required: 'never',
});

const POLICIES = options({
  OrderedReady: 'one pod after the other',
  Parallel: 'all at once',
});

/** Where the pods of clusters made from the template run. */
export function SchedulingFields() {
  return (
    <Stack gap="sm">
      <Row>
        <SelectField
          at="spec.scheduling.podAntiAffinityLevel"
          label="Pods on one Kubernetes node"
          options={LEVELS}
          placeholder="Left to each cluster"
        />
        <SelectField
          at="spec.scheduling.podManagementPolicy"
          label="Started and stopped"
          options={POLICIES}
          placeholder="Left to each cluster"
        />
      </Row>
      <NumberField
        at="spec.rackConfig.maxRacksPerNode"
        label="Racks on one Kubernetes node, at most"
        help="1 wants pods that never share a node."
        min={1}
        placeholder="Any number"
      />
      <YamlField
        at="spec.scheduling.tolerations"
        label="Tolerations"
        help="The taints of Kubernetes nodes they bear: a list of key, operator, value, effect."
      />
      <YamlField
        at="spec.scheduling.topologySpreadConstraints"
        label="Spread over"
        help="Over zones or nodes: a list of maxSkew, topologyKey, whenUnsatisfiable."
      />
      <YamlField
        at="spec.scheduling.nodeAffinity"
        label="Node affinity"
        help="Which Kubernetes nodes they want: requiredDuringSchedulingIgnoredDuringExecution, preferred…"
      />
    </Stack>
  );
}
