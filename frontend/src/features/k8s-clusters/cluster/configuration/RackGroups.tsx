import { Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { Unknown } from '@/shared/ui/Unknown';
import { shortHash } from '../pods/podWords';
import type { Drift } from './ConfigurationTab';

type Rack = Drift['racks'][number];

/** The pods of each rack, grouped by what they run with: a half-done change shows as two groups. */
export function RackGroups({ racks }: { readonly racks: readonly Rack[] }) {
  return (
    <section aria-labelledby="rack-groups">
      <Title order={2} size="h5" id="rack-groups" mb="xs">
        Pods by what they run with
      </Title>
      <Stack gap="xs">
        {racks.map(({ rack, inSync, groups }) => (
          <Card key={rack} withBorder padding="sm">
            <Group gap="sm" mb={6}>
              <Title order={3} size="sm">
                {rack === 0 ? 'No rack' : `Rack ${rack}`}
              </Title>
              {isKnown(inSync) ? (
                <Mark color={inSync ? 'green' : 'orange'}>{inSync ? 'in sync' : 'pods differ'}</Mark>
              ) : (
                <Unknown reason="It is not known with what new pods would run" />
              )}
            </Group>
            <Stack gap={6}>
              {groups.map((group) => (
                <GroupLine
                  key={`${group.configHash ?? ''} ${group.podSpecHash ?? ''} ${group.image ?? ''}`}
                  group={group}
                />
              ))}
              {groups.length === 0 && (
                <Text size="sm" c="dimmed">
                  It has no pods.
                </Text>
              )}
            </Stack>
          </Card>
        ))}
      </Stack>
    </section>
  );
}

function GroupLine({ group }: { readonly group: Rack['groups'][number] }) {
  const { configHash, podSpecHash, image, current, pods } = group;
  return (
    <Group gap="sm" align="center">
      {isKnown(current) && (
        <Mark color={current ? 'green' : 'orange'}>{current ? 'as asked for' : 'differs'}</Mark>
      )}
      <Text size="sm">
        config <Hash hash={configHash} /> · pod <Hash hash={podSpecHash} />
        {isKnown(image) && (
          <>
            {' · '}
            <Code>{image}</Code>
          </>
        )}
      </Text>
      <Text size="sm" fw={600}>
        {pods.join(', ')}
      </Text>
    </Group>
  );
}

function Hash({ hash }: { readonly hash: string | null | undefined }) {
  return isKnown(hash) ? (
    <Code title={hash}>{shortHash(hash)}</Code>
  ) : (
    <Unknown reason="The operator has not said" />
  );
}
