import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import type { ProblemList_ProblemFragment } from './ProblemList.generated';

/** What went wrong for parts of an answer: which node, and what it was. Shows nothing when nothing did. */
export function ProblemList({ problems }: { readonly problems: readonly ProblemList_ProblemFragment[] }) {
  if (problems.length === 0) {
    return null;
  }
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title="Part of the cluster did not answer"
    >
      <List size="sm">
        {problems.map((problem) => (
          <List.Item key={`${problem.node ?? ''} ${problem.code} ${problem.message}`}>
            {isKnown(problem.node) && <b>{problem.node}: </b>}
            {problem.message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
