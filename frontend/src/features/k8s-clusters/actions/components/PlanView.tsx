import { Alert, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import type { Change } from '../model/change';
import { EFFECTS, KEEPERS, obstacleText } from '../model/planWords';
import { FieldChanges } from './FieldChanges';

type Props = { readonly change: Pick<Change, 'plan' | 'warnings' | 'keepers' | 'changes'> };

/** What a change will do: what follows, which pods it touches, what stands in the way, and what is warned of. */
export function PlanView({ change: { plan, warnings, keepers, changes } }: Props) {
  return (
    <Stack gap="sm">
      {plan.steps.length > 0 && (
        <List size="sm" spacing={6} listStyleType="none" aria-label="What will happen">
          {plan.steps.map(({ effect, fields }) => {
            const { title, about, color } = EFFECTS[effect];
            return (
              <List.Item key={effect}>
                <Group gap="xs" wrap="nowrap" align="baseline">
                  <Mark color={color} title={fields.join(', ')}>
                    {title}
                  </Mark>
                  <span>{about}</span>
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
      {keepers.map(({ keeper, fields }) => (
        <Notice key={`${keeper.kind} ${keeper.evidence}`}>
          {KEEPERS[keeper.kind]}
          {isKnown(keeper.name) && ` (${keeper.name})`} keeps this cluster
          {fields.length > 0
            ? ` and will set back ${fields.join(', ')}: change them where it reads them.`
            : ' and may undo what is changed here.'}
        </Notice>
      ))}
      {warnings.map(({ field, message }) => (
        <Notice key={`${field ?? ''} ${message}`}>
          {isKnown(field) && <b>{field}: </b>}
          {message}
        </Notice>
      ))}
      <FieldChanges changes={changes} />
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

function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <Alert color="yellow" py={6} icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Alert>
  );
}
