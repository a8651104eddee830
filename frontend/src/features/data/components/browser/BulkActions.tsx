import { Button, Text } from '@mantine/core';
import { IconClock, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { RowResult } from '../../model/bulk';
import { placeText } from '../../model/recordSet';
import { initialTtl, parseTtl } from '../../model/ttl';
import { useManyRecords } from '../../mutations/useManyRecords';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import { TtlField } from '../editor/TtlField';
import { BulkDialog, count } from './BulkDialog';
import type { RecordsGuard } from './useRecordsGuard';

type Props = {
  readonly target: RecordTarget;
  readonly records: readonly RecordRow[];
  readonly guard: RecordsGuard;
  /** Newest states of records that were touched. */
  readonly onTouched: (records: readonly RecordRow[]) => void;
  /** Digests of records that are gone. */
  readonly onGone: (digests: ReadonlySet<string>) => void;
};

const DELETE = { verb: 'Delete', past: 'deleted', color: 'red' };
const TOUCH = { verb: 'Touch', past: 'touched', color: 'blue' };

/** What can be done to the records that are marked. */
export function BulkActions({ target, records, guard, onTouched, onGone }: Props) {
  const [open, setOpen] = useState<'delete' | 'touch' | null>(null);
  const [ttl, setTtl] = useState(() => initialTtl(true));
  // The marks of records that are gone go with them, so the dialog holds on to what it was opened for.
  const [subject, setSubject] = useState<readonly RecordRow[]>([]);
  const { remove, touch } = useManyRecords();
  const { connectionId } = target;
  const lifetime = parseTtl(ttl);
  const begin = (what: 'delete' | 'touch') => {
    setSubject(records);
    setOpen(what);
  };
  const settle = (results: readonly RowResult<RecordRow>[]) => {
    const isGone = ({ outcome }: RowResult<RecordRow>) =>
      outcome.is === 'missing' || (open === 'delete' && outcome.is === 'done');
    onGone(new Set(results.filter(isGone).map(({ record }) => record.key.digest)));
    if (open === 'touch') {
      onTouched(results.flatMap(({ outcome, newest }) => (outcome.is === 'done' && newest ? [newest] : [])));
    }
  };

  return (
    <>
      {records.length > 0 && (
        <>
          <Button
            size="xs"
            variant="light"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden="true" />}
            onClick={() => begin('delete')}
          >
            Delete…
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconClock size={14} aria-hidden="true" />}
            onClick={() => begin('touch')}
          >
            Touch…
          </Button>
        </>
      )}
      {open === 'delete' && (
        <BulkDialog
          title="Delete the selected records?"
          deed={DELETE}
          guard={guard}
          records={subject}
          typed={String(subject.length)}
          send={(some, anyGeneration) => remove(some, { connectionId, anyGeneration })}
          onResults={settle}
          onClose={() => setOpen(null)}
        >
          <Text size="sm">
            <b>{placesText(subject)}</b> {subject.length === 1 ? 'is' : 'are'} deleted for good, with all
            bins. A record that changed since it was loaded here is left alone.
          </Text>
        </BulkDialog>
      )}
      {open === 'touch' && (
        <BulkDialog
          title="New lifetime for the selected records"
          deed={TOUCH}
          guard={guard}
          records={subject}
          typed={null}
          send={
            lifetime.ok
              ? (some, anyGeneration) => touch(some, lifetime.value, { connectionId, anyGeneration })
              : null
          }
          onResults={settle}
          onClose={() => setOpen(null)}
        >
          <Text size="sm">
            The lifetime of <b>{placesText(subject)}</b> begins anew; bins stay as they are. A record that
            changed since it was loaded here is left alone.
          </Text>
          <TtlField isNew choice={ttl} onChange={setTtl} />
        </BulkDialog>
      )}
    </>
  );
}

/** "3 records of test.users"; each set where there are several. */
function placesText(records: readonly RecordRow[]): string {
  const sets = new Map<string, number>();
  for (const { key } of records) {
    const place = placeText(key.namespace, key.set);
    sets.set(place, (sets.get(place) ?? 0) + 1);
  }
  return [...sets].map(([place, number]) => `${count(number)} of ${place}`).join(', ');
}
