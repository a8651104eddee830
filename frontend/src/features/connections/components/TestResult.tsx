import { Alert, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { fromProblem } from '@/shared/errors/appError';
import { formatMilliseconds } from '@/shared/format/numbers';
import { ErrorAlert, ErrorState } from '@/shared/ui/ErrorState';
import type { TestConnectionMutation } from '../mutations/connections.generated';

interface TestResultProps {
  readonly result: TestConnectionMutation['testConnection'] | null;
  /** Why the test itself could not be made. */
  readonly error: unknown;
}

/** What a test of the address and credentials found. */
export function TestResult({ result, error }: TestResultProps) {
  if (error) return <ErrorState error={error} />;
  if (result === null) return null;
  if (!result.ok) {
    return result.problem ? (
      <ErrorAlert error={fromProblem(result.problem)} />
    ) : (
      <ErrorAlert
        error={fromProblem({ code: 'UNAVAILABLE', message: 'The cluster could not be reached.' })}
      />
    );
  }
  const facts = [
    result.clusterName && `cluster ${result.clusterName}`,
    typeof result.nodeCount === 'number' &&
      `${String(result.nodeCount)} ${result.nodeCount === 1 ? 'node' : 'nodes'}`,
    result.builds.length > 0 && `build ${result.builds.join(', ')}`,
    result.edition,
    Array.isArray(result.namespaces) && `namespaces ${result.namespaces.join(', ') || 'none'}`,
    typeof result.roundTripMs === 'number' && `answered in ${formatMilliseconds(result.roundTripMs)}`,
  ].filter((fact) => typeof fact === 'string');
  return (
    <Alert
      color="teal"
      title="The cluster answered"
      icon={<IconCircleCheck aria-hidden="true" />}
      role="status"
    >
      <Text size="sm">{facts.join(' · ')}</Text>
    </Alert>
  );
}
