import { Group, List, Stack, Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import type { Change } from '../model/change';
import { EFFECTS, obstacleText } from '../model/planWords';
import { FieldChanges } from './FieldChanges';
import { KeptNotes } from './KeptNotes';
import { Notice } from './Notice';

type Props = {
  readonly change: Pick<Change, 'plan' | 'changes'> & Partial<Pick<Change, 'warnings' | 'keepers'>>;
  /** What the fields that change are changes of. */
  readonly label?: string;
};

/** What a change will do: what follows, which pods it touches, what stands in the way, and what is warned of. */
export function PlanView({ change: { plan, warnings = [], keepers = [], changes }, label }: Props) {
  return (
    <Stack gap="sm">
      {plan.steps.length > 0 && (
        <List size="sm" spacing={6} listStyleType="none" aria-label="What will happen">
          {plan.steps.map(({ effect, fields }) => {
            const { title, about, color } = EFFECTS[effect];
            return (
              <List.Item key={effect}>
                <Group gap="0 var(--mantine-spacing-xs)" align="baseline">
                  <Mark color={color} title={fields.join(', ')}>
                    {title}
                  </Mark>
                  <span style={{ flex: '1 1 240px' }}>{about}</span>
                </Group>
              </List.Item>
            );
          })}
        </List>
      )}
      <Pods label="Restart by themselves" pods={plan.restartingPods} />
      <Pods label="Keep what they have until they are restarted" pods={plan.outdatedPods} />
      {plan.obstacles.map((obstacle) => (
        <Notice key={obstacle.kind}>{obstacleText(obstacle)}</Notice>
      ))}
      <KeptNotes keepers={keepers} />
      {warnings.map(({ field, message }) => (
        <Notice key={`${field ?? ''} ${message}`}>
          {isKnown(field) && <b>{field}: </b>}
          {message}
        </Notice>
      ))}
      <FieldChanges changes={changes} {...(label !== undefined && { label })} />
    </Stack>
  );
}

function Pods({ label, pods }: { readonly label: string; readonly pods: readonly string[] }) {
  return (
    pods.length > 0 && (
      <Text size="sm">
        {label}: {pods.join(', ')}
      </Text>
    )
  );
}
