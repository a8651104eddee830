import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { StatusBadge } from '@/shared/ui/StatusBadge';
import { useHealth } from '../feeds/useHealth';
import type { ConnectionEntry } from '../model/entries';
import { connectionPath } from '../urls';
import { connectionColor } from './ColorMark';
import { ConnectionMenu } from './ConnectionMenu';
import { HealthSummary } from './HealthSummary';
import classes from './connections.module.css';

const HOSTS_SHOWN = 3;

/** One connection: what it is called, where it points, how it is right now. */
export function ConnectionCard({ connection }: { readonly connection: ConnectionEntry }) {
  const health = useHealth(connection.id);
  const rest = connection.hosts.length - HOSTS_SHOWN;
  const labels = connection.labels.filter(({ key }) => key !== 'env');
  return (
    <Card
      component="article"
      withBorder
      padding="md"
      className={classes.card}
      style={connectionColor(connection.color)}
      aria-labelledby={`connection-${connection.id}`}
    >
      <Stack gap="xs" flex={1}>
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Title order={3} size="h5" id={`connection-${connection.id}`}>
            <Link to={connectionPath(connection.id)} className={classes.cardLink}>
              {connection.name}
            </Link>
          </Title>
          <Group gap={4} wrap="nowrap" className={classes.above}>
            <StatusBadge status={health?.status ?? 'UNKNOWN'} />
            <ConnectionMenu connection={connection} />
          </Group>
        </Group>
        <Text size="xs" c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {connection.hosts.slice(0, HOSTS_SHOWN).join(', ')}
          {rest > 0 && ` and ${String(rest)} more`}
        </Text>
        <HealthSummary health={health} />
        {connection.note && (
          <Text size="sm" lineClamp={2}>
            {connection.note}
          </Text>
        )}
        {labels.length > 0 && (
          <Group gap={4}>
            {labels.map(({ key, value }) => (
              <Badge key={key} variant="default" radius="sm" tt="none" fw={400}>
                {key}={value}
              </Badge>
            ))}
          </Group>
        )}
      </Stack>
    </Card>
  );
}
