import { Badge, Group, List, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconAlertTriangle, IconBulb } from '@tabler/icons-react';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { FieldError } from '@/shared/ui/ErrorState';
import type { Plan } from '../queries/usePlan';
import { heldText, indexText } from '../model/planWords';
import { CreateSuggestedIndex } from './CreateSuggestedIndex';
import type { PlanPanel_PlanFragment } from './PlanPanel.generated';

type Props = {
  readonly connectionId: string;
  readonly plan: Plan;
  /** Asks for the plan again. */
  readonly onStale: () => void;
};

/** How the query would be run: which index, at what cost, and what to know before. */
export function PlanPanel({ connectionId, plan: { plan, error }, onStale }: Props) {
  return (
    <Stack gap={4} component="section" aria-label="Plan" mih={22}>
      {plan === null && error === null && (
        <Text size="xs" c="dimmed">
          The plan stands here once the query can be sent.
        </Text>
      )}
      {error !== null && <FieldError error={error} />}
      {plan !== null && <PlanFacts connectionId={connectionId} plan={plan} onStale={onStale} />}
    </Stack>
  );
}

type FactsProps = Omit<Props, 'plan'> & { readonly plan: PlanPanel_PlanFragment };

function PlanFacts({ connectionId, plan, onStale }: FactsProps) {
  const { strategy, index, warnings, suggestedIndex } = plan;
  const isScan = strategy === 'FULL_SCAN';
  const notes = warnings.filter(({ code }) => code !== 'FULL_SCAN' || !isKnown(plan.recordsExamined));
  return (
    <>
      <Group gap="xs">
        <Badge size="sm" radius="sm" variant="light" color={isScan ? 'yellow' : 'teal'} tt="none">
          {isScan ? 'Full scan' : 'Secondary index'}
        </Badge>
        <Text size="xs" className="tabular">
          {costText(plan)}
        </Text>
        {isKnown(index) && (
          <Text size="xs" c="dimmed" className="tabular">
            {index.name} on {indexText(index)}
            {isKnown(index.entries) && `, ${formatInt64(index.entries)} entries`}
            {!index.ready &&
              `, being built${isKnown(index.buildProgress) ? `: ${formatRatio(index.buildProgress)}` : ''}`}
          </Text>
        )}
      </Group>
      {(notes.length > 0 || isKnown(suggestedIndex)) && (
        <List size="xs" spacing={2} center listStyleType="none">
          {notes.map(({ code, message }) => (
            <List.Item
              key={code}
              icon={
                <ThemeIcon size={16} variant="transparent" color="yellow">
                  <IconAlertTriangle size={14} aria-hidden="true" />
                </ThemeIcon>
              }
            >
              {message}
            </List.Item>
          ))}
          {isKnown(suggestedIndex) && (
            <List.Item
              icon={
                <ThemeIcon size={16} variant="transparent">
                  <IconBulb size={14} aria-hidden="true" />
                </ThemeIcon>
              }
            >
              An index on <b>{suggestedIndex.bin}</b> ({heldText(suggestedIndex)}) would narrow it down.{' '}
              <CreateSuggestedIndex
                key={suggestedIndex.name}
                connectionId={connectionId}
                suggested={suggestedIndex}
                onCreated={onStale}
              />
            </List.Item>
          )}
        </List>
      )}
    </>
  );
}

function costText({ recordsExamined, recordsInSet, selectivity }: PlanPanel_PlanFragment): string {
  const all = isKnown(recordsInSet) ? ` of ${formatInt64(recordsInSet)}` : '';
  const share = isKnown(selectivity) ? ` (${formatRatio(selectivity)})` : '';
  return isKnown(recordsExamined)
    ? `looks at about ${formatInt64(recordsExamined)}${all} records${share}`
    : `how many${all} records it looks at is unknown`;
}
