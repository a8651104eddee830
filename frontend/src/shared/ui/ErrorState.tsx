import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconInfoCircle, type TablerIcon } from '@tabler/icons-react';
import { type AppError, toAppErrors } from '../errors/appError';
import { explain, type Severity } from '../errors/explain';

const LOOKS: Readonly<Record<Severity, { readonly color: string; readonly icon: TablerIcon }>> = {
  info: { color: 'blue', icon: IconInfoCircle },
  warning: { color: 'yellow', icon: IconAlertTriangle },
  error: { color: 'red', icon: IconAlertCircle },
};

interface ErrorStateProps {
  /** Whatever a query, mutation or feed reported; nothing is shown for null. */
  readonly error: unknown;
  /** Shown as "Try again" when the error is of a kind that can pass. */
  readonly onRetry?: (() => void) | undefined;
}

/** Says what went wrong, what to do about it, and which request it was. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const errors = toAppErrors(error);
  return (
    <Stack gap="xs">
      {errors.map((each, index) => (
        <ErrorAlert
          key={`${each.code}:${each.path.join('.')}:${String(index)}`}
          error={each}
          onRetry={onRetry}
        />
      ))}
    </Stack>
  );
}

interface ErrorAlertProps {
  readonly error: AppError;
  readonly onRetry?: (() => void) | undefined;
}

/** One error, as `toAppErrors` or `fromProblem` made it. */
export function ErrorAlert({ error, onRetry }: ErrorAlertProps) {
  const { title, advice, severity, retryable } = explain(error);
  const { color, icon: Icon } = LOOKS[severity];
  return (
    <Alert
      color={color}
      title={title}
      icon={<Icon aria-hidden="true" />}
      role={severity === 'info' ? 'status' : 'alert'}
    >
      <Stack gap={6} align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {error.message}
        </Text>
        <Text size="sm" c="dimmed">
          {advice}
        </Text>
        <Group gap="sm">
          {retryable && onRetry && (
            <Button size="compact-sm" variant="default" onClick={onRetry}>
              Try again
            </Button>
          )}
          {error.requestId !== null && (
            <Text size="xs" c="dimmed">
              Request <Code>{error.requestId}</Code>
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** One error in a line, for beside the field it left empty. */
export function FieldError({ error }: { readonly error: AppError }) {
  const { title, severity } = explain(error);
  const { icon: Icon } = LOOKS[severity];
  return (
    <Group
      gap={6}
      wrap="nowrap"
      align="flex-start"
      title={error.requestId ? `Request ${error.requestId}` : undefined}
    >
      <Icon size={16} aria-hidden="true" style={{ flexShrink: 0, marginTop: 2 }} />
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        <strong>{title}:</strong> {error.message}
      </Text>
    </Group>
  );
}
