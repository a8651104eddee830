import { Autocomplete, Button, Group, SegmentedControl, Stack, Text, useMatches } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Line } from '../query/components/Line';
import { ProblemsContext } from '../query/components/problems';
import { QueryBuilder } from '../query/components/QueryBuilder';
import { buildQuery } from '../query/model/queryDraft';
import { parseKey } from '../model/recordKey';
import { usePlaces } from '../queries/usePlaces';
import { recordsUrl } from '../urls';
import { ArgumentList } from './ArgumentList';
import { callInput, keyInput } from './callDraft';
import { CallJobDialog } from './CallJobDialog';
import { CallResult } from './CallResult';
import classes from './functions.module.css';
import { ModuleFunctionsDocument } from './functions.generated';
import { RecordLine } from './RecordLine';
import type { CallOn } from './urls';
import { useCall } from './useCall';
import { useCallView } from './useCallView';

type Props = { readonly connectionId: string; readonly module: string };

const ON: readonly { readonly value: CallOn; readonly label: string }[] = [
  { value: 'record', label: 'One record' },
  { value: 'each', label: 'Each record of a query' },
  { value: 'stream', label: 'The stream of a query' },
];

const HINTS: Readonly<Record<CallOn, string>> = {
  record: 'The function gets the record, which need not be there, then the arguments. It may write.',
  each: 'The nodes call the function on each record, as a job. It may write; what it returns is lost.',
  stream: 'The function gets the stream of records and makes values of it. Nothing is changed.',
};

export function CallScreen({ connectionId, module }: Props) {
  const { draft, query, setDraft, setOn, setQuery } = useCallView();
  const [insist, setInsist] = useState(false);
  const [starting, setStarting] = useState(false);
  const { state, execute, aggregate, stop } = useCall();
  const orientation = useMatches({ base: 'vertical', xs: 'horizontal' } as const);
  const places = usePlaces(connectionId);
  const { data } = useReading(ModuleFunctionsDocument, { connectionId, name: module });
  const functions = data?.udfModule?.functions ?? [];
  const built = buildQuery(connectionId, { ...query, reading: 'all' });
  const call = callInput(module, draft);
  const key = keyInput(draft);
  const problems = new Map(
    built.problems.filter(({ empty }) => insist || !empty).map(({ field, reason }) => [field, reason]),
  );
  const missing = problemOf();

  function problemOf(): string | null {
    if (!call.ok) return call.problem;
    if (draft.on === 'record') return key.ok ? null : key.problem;
    return built.query === null ? (built.problems[0]?.reason ?? null) : null;
  }

  const run = () => {
    setInsist(true);
    const title = `${draft.fn} of ${module}`;
    if (state.status === 'running' || !call.ok) return;
    if (draft.on === 'record' && key.ok) {
      const { namespace, set } = key.value;
      const ref = parseKey(draft.key.kind, draft.key.text);
      const to = recordsUrl(connectionId, namespace, set ?? null, {
        open: ref.ok ? { mode: 'edit', key: ref.value } : null,
      });
      void execute(title, to, { connectionId, key: key.value, call: call.value });
    } else if (draft.on === 'each' && built.query !== null) {
      setStarting(true);
    } else if (draft.on === 'stream' && built.query !== null) {
      void aggregate(title, built.query, call.value);
    }
  };
  useHotkeys([['mod+Enter', () => starting || run()]], []);

  return (
    <>
      <PageHeader title={`Call a function of ${module}`} />
      <Stack gap="sm">
        <Stack gap={8} className={classes.form}>
          <Line name="On">
            <Stack gap={2}>
              <SegmentedControl
                size="xs"
                aria-label="Call it on"
                orientation={orientation}
                data={[...ON]}
                value={draft.on}
                onChange={(on) => setOn(on as CallOn)}
              />
              <Text size="xs" c="dimmed">
                {HINTS[draft.on]}
              </Text>
            </Stack>
          </Line>
          <Line name="Function">
            <Autocomplete
              size="xs"
              w={260}
              aria-label="Function"
              placeholder="Function"
              data={[...functions]}
              value={draft.fn}
              error={insist && draft.fn === '' && 'Choose a function.'}
              onChange={(fn) => setDraft({ ...draft, fn })}
            />
            {isKnown(data) && data.udfModule === null && (
              <Text size="xs" c="dimmed" pt={7} role="status">
                No node has this module.
              </Text>
            )}
          </Line>
          <Line name="Arguments">
            <ArgumentList draft={draft} insist={insist} onChange={setDraft} />
          </Line>
          {draft.on === 'record' ? (
            <RecordLine draft={draft} insist={insist} places={places} onChange={setDraft} />
          ) : (
            <ProblemsContext value={problems}>
              <QueryBuilder whichOnly draft={query} onChange={setQuery} places={places} knownBins={[]} />
            </ProblemsContext>
          )}
        </Stack>
        <Group gap="sm" mih={30}>
          {state.status === 'running' && draft.on === 'stream' ? (
            <Button
              size="xs"
              color="red"
              variant="light"
              leftSection={<IconPlayerStop size={14} aria-hidden="true" />}
              onClick={stop}
            >
              Stop
            </Button>
          ) : (
            <Button
              size="xs"
              leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
              aria-keyshortcuts="Control+Enter"
              title="Ctrl+Enter"
              loading={state.status === 'running'}
              onClick={run}
            >
              {draft.on === 'each' ? 'Call as a job…' : 'Call'}
            </Button>
          )}
          {insist && missing !== null && (
            <Text size="sm" c="red" role="alert">
              {missing}
            </Text>
          )}
        </Group>
        <CallResult state={state} />
      </Stack>
      {starting && draft.on === 'each' && call.ok && built.query !== null && (
        <CallJobDialog query={built.query} call={call.value} onClose={() => setStarting(false)} />
      )}
    </>
  );
}
