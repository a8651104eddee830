import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import type { IfRecordExists } from '@/gql/schema';
import { ok } from '@/shared/lib/result';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { notifyDone } from '@/shared/ui/notify';
import { parseKey, toUserKeyInput } from '../../model/recordKey';
import { parseSet, placeText, UNSAID } from '../../model/recordSet';
import { initialTtl, parseTtl } from '../../model/ttl';
import { useDuplicateRecord } from '../../mutations/useDuplicateRecord';
import type { RecordPlace } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import { type KeyChoice, NewKeyFields } from './NewKeyFields';
import { SetField } from './SetField';
import { TtlField } from './TtlField';

type Props = {
  readonly place: RecordPlace;
  readonly record: RecordRow;
  /** There are edits that are not stored, which a copy cannot have. */
  readonly dirty: boolean;
  readonly onDuplicated: (record: RecordRow) => void;
};

/** Copies the stored record to a new key, and opens the copy. */
export function DuplicateButton(props: Props) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" onClick={open}>
        Duplicate
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Duplicate this record"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <DuplicateForm {...props} onClose={close} />
      </Modal>
    </>
  );
}

function DuplicateForm({
  place,
  record,
  dirty,
  onDuplicated,
  onClose,
}: Props & { readonly onClose: () => void }) {
  const [choice, setChoice] = useState<KeyChoice>({
    kind: record.key.userKey?.type === 'INT' ? 'int' : 'string',
    text: '',
  });
  const { namespace, set } = place;
  const [chosenSet, chooseSet] = useState(UNSAID);
  const [ifExists, setIfExists] = useState<IfRecordExists>('FAIL');
  const [ttl, setTtl] = useState(() => initialTtl(false));
  const [insist, setInsist] = useState(false);
  const { busy, error, duplicate, forgetError } = useDuplicateRecord();

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const newKey = parseKey(choice.kind, choice.text);
    const newSet = set === undefined ? parseSet(chosenSet) : ok(set);
    const life = parseTtl(ttl);
    setInsist(true);
    if (!newKey.ok || !newSet.ok || !life.ok || busy) {
      return;
    }
    const copy = await duplicate({
      connectionId: place.connectionId,
      // The digest finds the record whatever its set.
      key: { namespace, set: set ?? null, userKey: { digest: record.key.digest } },
      newKey: { namespace, set: newSet.value, userKey: toUserKeyInput(newKey.value) },
      ifExists,
      ttl: life.value,
      expectedGeneration: record.generation,
    });
    if (copy === null) {
      return;
    }
    tell(copy.unsureBins);
    onClose();
    if (copy.record !== null) {
      onDuplicated(copy.record);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="md">
        <Text size="sm">
          Every bin is copied as it is stored, in generation {record.generation}
          {set === undefined
            ? '. Its set is not known: say where the copy belongs'
            : `, to a new key in ${placeText(namespace, set)}`}
          .{dirty && ' Your unsaved edit is not part of the copy.'}
        </Text>
        {set === undefined && (
          <SetField
            choice={chosenSet}
            insist={insist}
            onChange={(next) => {
              chooseSet(next);
              forgetError();
            }}
          />
        )}
        <NewKeyFields
          choice={choice}
          insist={insist}
          onChange={(next) => {
            setChoice(next);
            forgetError();
          }}
        />
        <Radio.Group
          label="If a record has this key already"
          value={ifExists}
          onChange={(value) => setIfExists(value as IfRecordExists)}
        >
          <Group gap="md" mt={4}>
            <Radio value="FAIL" label="do nothing" />
            <Radio value="REPLACE" label="replace it, with all its bins" />
          </Group>
        </Radio.Group>
        <TtlField isNew={false} choice={ttl} onChange={setTtl} />
        {error !== null && <ErrorAlert error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={busy} color={ifExists === 'REPLACE' ? 'red' : undefined}>
            {ifExists === 'REPLACE' ? 'Duplicate, replacing what is there' : 'Duplicate'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function tell(unsureBins: readonly string[]): void {
  if (unsureBins.length === 0) {
    notifyDone('Duplicated. This is the copy.');
    return;
  }
  notifications.show({
    title: 'Duplicated. This is the copy.',
    message: `The same value, but perhaps not every flag the server keeps with it (such as the order of a list): ${unsureBins.join(', ')}.`,
    color: 'yellow',
    autoClose: 12_000,
  });
}
