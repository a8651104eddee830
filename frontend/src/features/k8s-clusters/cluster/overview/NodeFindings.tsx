import { Stack } from '@mantine/core';
import type { K8sFindingCode } from '@/gql/schema';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { FindingCard } from '../../components/Assessment';
import { variablesOf } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { K8sNodeFindingsDocument } from './nodeFindings.generated';

/** What only the nodes can tell; all else is among the findings in the head of the page. */
const OF_NODES: ReadonlySet<K8sFindingCode> = new Set([
  'NODES_APART',
  'NODES_DISAGREE',
  'NODES_MOVING',
  'WRITES_REFUSED',
]);

/** What is found out by asking the nodes, read once: whoever shows it does so anew when what they say changes. */
export function NodeFindings({ at }: TabProps) {
  const { data, errors, refresh } = useReading(K8sNodeFindingsDocument, variablesOf(at));
  const findings = data?.k8sCluster?.assessment.findings.filter(({ code }) => OF_NODES.has(code)) ?? [];
  if (errors.length === 0 && findings.length === 0) {
    return null;
  }
  return (
    <Stack gap="xs">
      {errors.map((error) => (
        <ErrorAlert key={error.message} error={error} onRetry={refresh} />
      ))}
      {findings.map((finding) => (
        <FindingCard key={`${finding.code} ${finding.title}`} finding={finding} />
      ))}
    </Stack>
  );
}
