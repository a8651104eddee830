import { Checkbox, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { DiffView } from '@/shared/diff/DiffView';
import type { AppError } from '@/shared/errors/appError';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { PlanView, RefusalList } from '../actions';
import { saidOnce } from '../form/refusals';
import type { DryRun } from '../form/useDryRun';
import type { EditVerdict } from './useEdit';

type Props = {
  readonly check: DryRun<EditVerdict>;
  /** Whether any field differs. */
  readonly isChanged: boolean;
  /** Errors of the check and of the last try to save, but for a conflict. */
  readonly errors: readonly AppError[];
  readonly before: string;
  readonly after: string;
  readonly skipChecks: boolean;
  readonly onSkipChecks: (skip: boolean) => void;
};

/** What an edit changes, and what will happen by it, as the server says before anything is kept. */
export function Outcome({ check, isChanged, errors, before, after, skipChecks, onSkipChecks }: Props) {
  const [view, setView] = useState<'plan' | 'text'>('plan');
  const { verdict, checking } = check;
  const byRules =
    verdict !== null && verdict.refusals.length > 0 && verdict.refusals.every(({ by }) => by === 'RULES');
  return (
    <section aria-labelledby="outcome">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h5" id="outcome">
            What will happen
          </Title>
          <SegmentedControl
            size="xs"
            aria-label="Shown as"
            value={view}
            onChange={(next) => setView(next as typeof view)}
            data={[
              { value: 'plan', label: 'Plan' },
              { value: 'text', label: 'YAML, line by line' },
            ]}
          />
        </Group>
        {errors.map((error, index) => (
          <ErrorAlert key={index} error={error} onRetry={check.again} />
        ))}
        {verdict !== null && <RefusalList refusals={saidOnce(verdict.refusals)} />}
        {(byRules || skipChecks) && (
          <Checkbox
            size="xs"
            label="Leave out the checks of this server"
            description="For an operator that takes what they refuse. Those of Kubernetes stay."
            checked={skipChecks}
            onChange={({ currentTarget }) => onSkipChecks(currentTarget.checked)}
          />
        )}
        <div aria-busy={checking} style={{ opacity: checking ? 0.6 : 1 }}>
          {view === 'text' ? (
            <DiffView before={before} after={after} />
          ) : (
            verdict !== null && <PlanView change={verdict} />
          )}
        </div>
        {view === 'plan' && verdict === null && (
          <Text size="sm" c="dimmed" role="status">
            {waitingFor({ isChanged, checking })}
          </Text>
        )}
      </Stack>
    </section>
  );
}

/** Why there is nothing to tell yet. */
function waitingFor({
  isChanged,
  checking,
}: {
  readonly isChanged: boolean;
  readonly checking: boolean;
}): string {
  if (!isChanged) return 'Nothing: no field differs yet.';
  return checking ? 'The server is asked…' : 'It is known once what stands in the way is settled.';
}
