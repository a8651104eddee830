import { SegmentedControl, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { RecordQueryInput } from '@/gql/schema';
import { CountLine } from '../components/CountLine';
import { BULK_ACTIONS, type BulkAction, bulkRequest, emptyBulk } from '../model/bulk';
import { isWhole, queryText } from '../model/queryWords';
import { useStartBulk } from '../mutations/useStartBulk';
import { useCount } from '../queries/useCount';
import { BulkFields } from './BulkFields';
import { JobDialog } from './JobDialog';
import { RateField } from './RateField';

type Props = {
  /** Which records. */
  readonly query: RecordQueryInput;
  /** What to begin with. Default: delete. */
  readonly action?: BulkAction;
  readonly onClose: () => void;
};

const VERBS: Readonly<Record<BulkAction, string>> = {
  delete: 'Delete',
  update: 'Change',
  touch: 'Touch',
  copy: 'Copy',
};

/** Does something to every record a query finds: counts them, asks for that number, then starts the job. */
export function BulkDialog({ query, action = 'delete', onClose }: Props) {
  const [draft, setDraft] = useState(() => emptyBulk(action, query));
  const [typed, setTyped] = useState('');
  const count = useCount(query);
  const start = useStartBulk(query.connectionId);
  const { matched } = count;
  const request = bulkRequest(query, draft, matched ?? '0');
  const verb = VERBS[draft.action];

  return (
    <JobDialog
      title={`All records of ${queryText(query)}`}
      submitLabel={verb}
      color={draft.action === 'delete' ? 'red' : 'blue'}
      ready={request.ok && matched !== null && matched !== '0' && typed.trim() === matched}
      onSubmit={async () => {
        if (request.ok) {
          await start(request.value);
        }
      }}
      onClose={onClose}
    >
      <SegmentedControl
        aria-label="What to do"
        data={[...BULK_ACTIONS]}
        value={draft.action}
        onChange={(value) => setDraft({ ...draft, action: value as BulkAction })}
      />
      {draft.action === 'delete' && (
        <Text size="sm">
          {isWhole(query) ? 'Every record there' : 'Every record the query finds'} is deleted for good, with
          all bins.
        </Text>
      )}
      <BulkFields draft={draft} onChange={setDraft} />
      <RateField value={draft.rate} onChange={(rate) => setDraft({ ...draft, rate })} />
      {!request.ok && (
        <Text size="sm" c="dimmed" role="status">
          {request.problem}
        </Text>
      )}
      <CountLine count={count} />
      {matched !== null && matched !== '0' && (
        <>
          <Text size="sm" c="dimmed">
            Each record is looked at once more as it is written: one that matches no longer is left alone. The
            job does nothing when more are found by then.
          </Text>
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
        </>
      )}
    </JobDialog>
  );
}
