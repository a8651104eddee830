import { Card, Group, Progress, Text, Title } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import type { OperationProgress_OperationFragment } from './operationProgress.generated';
import { isUnderWay, KIND_WORDS, PROGRESS_WORDS } from './words';

/** A restart that is under way: how far it is, and what holds it up. Shown by itself, and gone with its end. */
export function OperationProgress({
  operation,
}: {
  readonly operation: OperationProgress_OperationFragment;
}) {
  if (!isUnderWay(operation.progress)) {
    return null;
  }
  return (
    <Card withBorder padding="sm" component="section" aria-label="Operation under way">
      <OperationBar operation={operation} />
    </Card>
  );
}

/** How far an operation is, whether it goes on or has ended. */
export function OperationBar({ operation }: { readonly operation: OperationProgress_OperationFragment }) {
  const { kind, progress, percent, total, completed, failed, trouble } = operation;
  const words = PROGRESS_WORDS[progress];
  const failing = failed.filter(({ recovered }) => !recovered);
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Title order={2} size="sm">
            {KIND_WORDS[kind] ?? kind}
          </Title>
          <Mark color={words.color}>{words.text}</Mark>
        </Group>
        <Text size="sm" className="tabular">
          {`${completed.length} of ${total} pods done`}
          {failing.length > 0 && `, ${failing.length} failed`}
          {isKnown(percent) && ` · ${Math.floor(percent)} %`}
        </Text>
      </Group>
      <Progress.Root mt={6} size="md">
        <Progress.Section
          value={percent ?? 0}
          color={words.color}
          aria-label={`${KIND_WORDS[kind] ?? kind}: done`}
          animated={progress === 'RUNNING'}
        />
      </Progress.Root>
      {isKnown(trouble) && (
        <Text size="sm" mt={6}>
          {trouble}
        </Text>
      )}
    </>
  );
}
