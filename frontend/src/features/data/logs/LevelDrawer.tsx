import { useMutation } from '@apollo/client/react';
import { Button, Drawer, Group, Radio, Stack, Text } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { LogLevel } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { ErrorState } from '@/shared/ui/ErrorState';
import { ChangeResults } from '../components/change/ChangeResults';
import { NodesField } from '../components/change/NodesField';
import { SetLogLevelDocument } from './logs.generated';
import { EVERY_CONTEXT, LEVEL_MEANINGS, LOG_LEVELS, type SinkChoice } from './sinks';

type Props = {
  readonly connectionId: string;
  /** Nodes that have the sink. */
  readonly nodes: readonly string[];
  readonly sink: SinkChoice | null;
  /** What is being changed; null for nothing. */
  readonly context: string | null;
  /** Its present level. */
  readonly level: LogLevel;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

/** Changes how much the nodes log of a context. */
export function LevelDrawer({ sink, context, onClose, ...form }: Props) {
  return (
    <Drawer.Root
      opened={context !== null && sink !== null}
      onClose={onClose}
      position="right"
      size="min(100%, 520px)"
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header role="presentation">
          <Drawer.Title>
            <Text span size="xs" c="dimmed" display="block">
              {`Logged to ${sink?.name ?? ''}`}
            </Text>
            <Text span fw={600} ff={context === EVERY_CONTEXT ? undefined : 'monospace'}>
              {context === EVERY_CONTEXT ? 'All contexts' : context}
            </Text>
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close the level" />
        </Drawer.Header>
        <Drawer.Body>
          {context !== null && sink !== null && (
            <LevelForm key={context} {...form} sink={sink} context={context} />
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

type FormProps = Omit<Props, 'onClose' | 'sink' | 'context'> & {
  readonly sink: SinkChoice;
  readonly context: string;
};

function LevelForm({ connectionId, nodes, sink, context, level: present, onChanged }: FormProps) {
  const [level, setLevel] = useState<LogLevel>(present);
  const [chosen, setChosen] = useState(nodes);
  const [change, { data, error, loading }] = useMutation(SetLogLevelDocument);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      const only = chosen.length < nodes.length ? { nodes: [...chosen] } : {};
      await change({ variables: { input: { connectionId, sink: sink.id, context, level, ...only } } });
      onChanged();
    } catch {
      // It is shown below.
    }
  };

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Radio.Group
          label="Level"
          value={level}
          onChange={(value) => setLevel(LOG_LEVELS.find((one) => one === value) ?? level)}
        >
          <Stack gap={6} mt={4}>
            {LOG_LEVELS.map((each) => (
              <Radio
                key={each}
                size="xs"
                value={each}
                label={each.toLowerCase()}
                description={LEVEL_MEANINGS[each]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NodesField nodes={nodes} chosen={chosen} onChange={setChosen} />
        <Text size="xs" c="dimmed">
          Not kept when a node starts again.
        </Text>
        <ErrorState error={error ?? null} />
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={chosen.length === 0}>
            {chosen.length === 1 ? 'Change on 1 node' : `Change on ${String(chosen.length)} nodes`}
          </Button>
        </Group>
        <div aria-live="polite">
          {isKnown(data) && (
            <ChangeResults
              results={data.setLogLevel.results.map(({ level: now, ...result }) => ({
                ...result,
                running: now?.toLowerCase() ?? null,
              }))}
            />
          )}
        </div>
      </Stack>
    </form>
  );
}
