import { Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { Impact } from './Impact';
import { SyncMark } from './SyncMark';
import { clusterKey, isBehind, obstacleText } from './syncWords';
import type { Impacts } from './useImpact';
import type { TemplateUse } from './useTemplate';

type Props = {
  readonly impacts: Impacts;
  readonly uses: readonly TemplateUse[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (chosen: ReadonlySet<string>) => void;
};

/** Which clusters to resync, each with what it would bring them. */
export function ResyncChoice({ impacts, uses, chosen, onChosen }: Props) {
  const able = uses.filter((use) => isBehind(use) && !use.obstacle).map(clusterKey);
  const all = able.length > 0 && able.every((key) => chosen.has(key));
  const some = able.some((key) => chosen.has(key));
  const set = (key: string, wanted: boolean) => {
    const next = new Set(chosen);
    if (wanted) {
      next.add(key);
    } else {
      next.delete(key);
    }
    onChosen(next);
  };
  return (
    <Stack gap="xs" role="group" aria-label="Clusters to resync">
      {able.length > 1 && (
        <Checkbox
          label={`All ${String(able.length)} that are out of sync`}
          checked={all}
          indeterminate={some && !all}
          onChange={(event) => onChosen(new Set(event.currentTarget.checked ? able : []))}
        />
      )}
      {uses.map((use) => {
        const key = clusterKey(use);
        const isAble = able.includes(key);
        return (
          <Paper key={key} withBorder p="sm">
            <Group gap="sm" justify="space-between" wrap="nowrap" align="flex-start">
              <Checkbox
                label={key}
                description={reasonOf(use)}
                disabled={!isAble}
                checked={isAble && chosen.has(key)}
                onChange={(event) => set(key, event.currentTarget.checked)}
              />
              <SyncMark use={use} />
            </Group>
            {isBehind(use) && <Impact use={use} impacts={impacts} />}
          </Paper>
        );
      })}
      {uses.length === 0 && <Text size="sm">No cluster is made from it.</Text>}
    </Stack>
  );
}

function reasonOf(use: TemplateUse): string | undefined {
  if (!use.refers) {
    return 'It does not name the template.';
  }
  if (!isBehind(use)) {
    return 'There is nothing to bring.';
  }
  return use.obstacle ? obstacleText(use.obstacle) : undefined;
}
