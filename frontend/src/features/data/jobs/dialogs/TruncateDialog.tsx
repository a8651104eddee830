import { Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import { useNow } from '@/shared/format/useNow';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { Known } from '@/shared/ui/Unknown';
import { CountLine } from '../components/CountLine';
import { cutOff, truncateQuery } from '../model/truncate';
import { StartTruncateDocument } from '../mutations/start.generated';
import { useStartJob } from '../mutations/useStartJob';
import { useCount } from '../queries/useCount';
import { useObjects } from '../queries/useObjects';

export type Place = {
  readonly connectionId: string;
  readonly namespace: string;
  /** Null for the whole namespace. */
  readonly set: string | null;
};

type Props = { readonly place: Place; readonly onClose: () => void };

/** By then the job's page is in sight. */
const leads = () => undefined;

/** Removes all records of a set or namespace, or those last written before a time. */
export function TruncateDialog({ place, onClose }: Props) {
  const { connectionId, namespace, set } = place;
  const [which, setWhich] = useState<'all' | 'before'>('all');
  const [time, setTime] = useState('');
  const now = useNow();
  const before = which === 'before' ? cutOff(time, now) : null;
  const start = useStartJob(connectionId);
  const name = set ?? namespace;
  const cut = before?.ok === true ? before.value : null;
  return (
    <ConfirmByName
      opened
      onClose={onClose}
      title={set === null ? `Truncate namespace ${namespace}?` : `Truncate set ${set}?`}
      name={name}
      confirmLabel="Truncate"
      ready={before === null || before.ok}
      onConfirm={() =>
        start(
          StartTruncateDocument,
          { input: { connectionId, namespace, set, before: cut } },
          (data) => data.startTruncate,
        )
      }
      onDone={leads}
    >
      <Stack gap="sm">
        <Text size="sm">
          {set === null
            ? `Records of every set of ${namespace}, and those in no set, are removed for good.`
            : `Records of ${namespace}.${set} are removed for good.`}{' '}
          The servers do it in the background; once begun it cannot be stopped.
        </Text>
        <Radio.Group
          label="Which records"
          value={which}
          onChange={(value) => setWhich(value === 'before' ? 'before' : 'all')}
        >
          <Stack gap={6} mt={4}>
            <Radio value="all" label="All that are there now" />
            <Radio value="before" label="Those last written before a time" />
          </Stack>
        </Radio.Group>
        {which === 'before' && (
          <TextInput
            type="datetime-local"
            step={1}
            label="Last written before, in your time zone"
            value={time}
            error={time !== '' && before?.ok === false ? before.problem : null}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        )}
        {which === 'all' ? (
          <AllThere place={place} />
        ) : (
          cut !== null && <Older key={cut} place={place} before={cut} />
        )}
      </Stack>
    </ConfirmByName>
  );
}

function AllThere({ place }: { readonly place: Place }) {
  const { objects, loading } = useObjects(place);
  return (
    <Text size="sm" role="status" className="tabular">
      {loading ? (
        'Asking the nodes how many records there are…'
      ) : (
        <>
          <b>
            <Known value={objects} format={formatInt64} reason="Unknown: no node has said how many" />
          </b>{' '}
          {objects === '1' ? 'record is' : 'records are'} there by the nodes’ own statistics.
        </>
      )}
    </Text>
  );
}

function Older({ place, before }: { readonly place: Place; readonly before: string }) {
  return <CountLine count={useCount(truncateQuery(place, before))} />;
}
