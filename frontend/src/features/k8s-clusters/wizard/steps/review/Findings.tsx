import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { isKnown } from '@/shared/lib/known';
import type { FieldNote } from '../../../form/ResourceForm';
import { FieldName } from '../../StepNotes';
import { stepOf } from '../../steps';
import { useWizard } from '../../WizardContext';

/** What the server says of the draft: what it refuses, what it warns of, each with the way to its step. */
export function Findings() {
  const { check, refusals, warnings, isReady } = useWizard();
  return (
    <Stack gap="sm" role="status" aria-label="What the server says">
      {check.errors.map((error) => (
        <ErrorAlert key={`${error.code} ${error.message}`} error={error} onRetry={check.again} />
      ))}
      {refusals.length > 0 && (
        <Alert
          color="red"
          title={`${refusals.length} ${refusals.length === 1 ? 'thing stands' : 'things stand'} in the way`}
          icon={<IconAlertCircle aria-hidden="true" />}
        >
          <NoteList notes={refusals} />
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert
          color="yellow"
          title={`${warnings.length} ${warnings.length === 1 ? 'thing' : 'things'} to know`}
          icon={<IconAlertTriangle aria-hidden="true" />}
        >
          <NoteList notes={warnings} />
        </Alert>
      )}
      {isReady && (
        <Alert
          color="green"
          // Green on green is too faint to read.
          styles={{ title: { color: 'var(--mantine-color-text)' } }}
          title="Kubernetes and the operator accept it"
          icon={<IconCircleCheck aria-hidden="true" />}
        >
          Checked as it is now, without making anything.
        </Alert>
      )}
      {check.checking && (
        <Group gap="xs">
          <Loader size="xs" aria-hidden="true" />
          <Text size="sm">The server looks at it…</Text>
        </Group>
      )}
    </Stack>
  );
}

function NoteList({ notes }: { readonly notes: readonly FieldNote[] }) {
  const { goTo } = useWizard();
  return (
    <Stack gap={6}>
      {notes.map(({ field, message }, index) => {
        const step = isKnown(field) ? stepOf(field) : undefined;
        return (
          <Group key={index} justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              <FieldName field={field} /> {message}
            </Text>
            {step !== undefined && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flexShrink: 0 }}
                onClick={() => goTo(step.id)}
              >
                {step.label}
              </Button>
            )}
          </Group>
        );
      })}
    </Stack>
  );
}
