import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FunctionCallInput, RecordQueryInput } from '@/gql/schema';
import { CountLine } from '../jobs/components/CountLine';
import { JobDialog } from '../jobs/dialogs/JobDialog';
import { RateField } from '../jobs/dialogs/RateField';
import { queryText } from '../jobs/model/queryWords';
import { parseRate } from '../jobs/model/rate';
import { useStartJob } from '../jobs/mutations/useStartJob';
import { useCount } from '../jobs/queries/useCount';
import { StartUdfJobDocument } from './functions.generated';

type Props = {
  readonly query: RecordQueryInput;
  readonly call: FunctionCallInput;
  readonly onClose: () => void;
};

/** Calls a function on every record a query finds: counts them, asks for that number, then starts the job. */
export function CallJobDialog({ query, call, onClose }: Props) {
  const [rate, setRate] = useState('');
  const [typed, setTyped] = useState('');
  const count = useCount(query);
  const start = useStartJob(query.connectionId);
  const { matched } = count;
  const limit = parseRate(rate);
  return (
    <JobDialog
      title={`Call ${call.function} on all records of ${queryText(query)}`}
      submitLabel="Call"
      color="red"
      ready={limit.ok && matched !== null && matched !== '0' && typed.trim() === matched}
      onSubmit={async () => {
        if (limit.ok && matched !== null) {
          const input = { query, call, atMost: matched, recordsPerSecond: limit.value };
          await start(StartUdfJobDocument, { input }, (data) => data.startUdfJob);
        }
      }}
      onClose={onClose}
    >
      <Text size="sm">
        The function may change or delete every record it is called on, and nothing of that can be undone.
        What it returns is lost. The nodes work by themselves; the job tells how far they are, and can be
        cancelled.
      </Text>
      <RateField value={rate} onChange={setRate} />
      <CountLine count={count} />
      {matched !== null && matched !== '0' && (
        <TextInput
          label={
            <>
              Type <strong>{matched}</strong>, the number of records, to confirm
            </>
          }
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
    </JobDialog>
  );
}
