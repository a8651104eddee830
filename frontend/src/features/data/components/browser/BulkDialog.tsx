import { Alert, Button, Group, Modal, Progress, ScrollArea, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import { type Report, reportText, type RowResult } from '../../model/bulk';
import { keyRefOf } from '../../model/recordKey';
import { placeText } from '../../model/recordSet';
import type { RecordRow } from '../../queries/useRecordPages';
import { BulkReport, type Deed } from './BulkReport';
import classes from './browser.module.css';
import { type Send, useBulk } from './useBulk';
import type { RecordsGuard } from './useRecordsGuard';

/** Keys written out in the question; the others are counted. */
const MAX_LISTED = 100;

type Props = {
  readonly title: string;
  readonly deed: Deed;
  readonly guard: RecordsGuard;
  /** The records it is about; fixed when the dialog opens. */
  readonly records: readonly RecordRow[];
  /** Asked for as text before it begins; null where one click is enough. */
  readonly typed: string | null;
  /** What will happen, and what may be chosen. */
  readonly children: ReactNode;
  /** Null while what was chosen is not valid. */
  readonly send: Send | null;
  readonly onResults: (results: readonly RowResult<RecordRow>[]) => void;
  readonly onClose: () => void;
};

/** Asks, does something to many records with progress, and tells what became of each. */
export function BulkDialog({ title, deed, onClose, ...rest }: Props) {
  const [busy, setBusy] = useState(false);
  return (
    <Modal
      opened
      onClose={busy ? () => undefined : onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      withCloseButton={!busy}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <Body deed={deed} onClose={onClose} onBusy={setBusy} {...rest} />
    </Modal>
  );
}

type BodyProps = Omit<Props, 'title'> & { readonly onBusy: (busy: boolean) => void };

function Body({ deed, guard, records: given, typed, children, send, onResults, onClose, onBusy }: BodyProps) {
  const [records] = useState(given);
  const [text, setText] = useState('');
  const bulk = useBulk(records, {
    send: send ?? refuse,
    onResults,
    onLeft: (report) => tellLeft(deed, report),
  });
  const run = async (some: readonly RecordRow[], anyGeneration: boolean) => {
    onBusy(true);
    guard.hold('action', true);
    await bulk.run(some, anyGeneration);
    guard.hold('action', false);
    onBusy(false);
  };
  const isReady = send !== null && (typed === null || text.trim() === typed);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isReady) {
      void run(records, false);
    }
  };

  switch (bulk.phase) {
    case 'asking':
      return (
        <form onSubmit={submit}>
          <Stack gap="sm">
            {children}
            <KeyList records={records} />
            {typed !== null && (
              <TextInput
                label={
                  <>
                    Type <strong>{typed}</strong>, the number of records, to confirm
                  </>
                }
                value={text}
                inputMode="numeric"
                autoComplete="off"
                data-autofocus
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" color={deed.color} disabled={!isReady}>
                {deed.verb} {count(records.length)}
              </Button>
            </Group>
          </Stack>
        </form>
      );
    case 'running':
      return (
        <Stack gap="sm">
          <Text size="sm" aria-live="polite" className="tabular">
            {formatInt64(String(bulk.settled))} of {count(records.length)}…
          </Text>
          <Progress value={(bulk.settled / records.length) * 100} aria-label="Records done" />
          {guard.asking ? (
            <LeaveQuestion deed={deed} onStay={guard.stay} onLeave={guard.leave} />
          ) : (
            <Group justify="flex-end">
              <Button variant="default" disabled={bulk.stopping} onClick={bulk.stop}>
                {bulk.stopping ? 'Stopping…' : 'Stop'}
              </Button>
            </Group>
          )}
        </Stack>
      );
    case 'over':
      return <BulkReport deed={deed} report={bulk.report} onRun={run} onClose={onClose} />;
  }
}

const focus = (node: HTMLElement | null) => node?.focus();

type LeaveProps = { readonly deed: Deed; readonly onStay: () => void; readonly onLeave: () => void };

function LeaveQuestion({ deed, onStay, onLeave }: LeaveProps) {
  return (
    <Alert
      color="yellow"
      role="alert"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title="Leave before it is done?"
    >
      <Text size="sm">
        The request under way ends; what was not sent yet is not {deed.past}. What was done is told in the
        corner.
      </Text>
      <Group justify="flex-end" gap="xs" mt="sm">
        <Button variant="default" ref={focus} onClick={onStay}>
          Stay
        </Button>
        <Button color="red" onClick={onLeave}>
          Stop and leave
        </Button>
      </Group>
    </Alert>
  );
}

/** What was done, for someone who has left the page. It stays until it is closed. */
function tellLeft({ past }: Deed, report: Report<RecordRow>): void {
  const first = report.done[0] ?? report.untried[0];
  const place = first === undefined ? '' : ` of ${placeText(first.key.namespace, first.key.set)}`;
  notifications.show({
    title: `Records${place}`,
    message: `${reportText(past, report)}.`,
    color: report.untried.length + report.failed.length + report.inDoubt.length > 0 ? 'yellow' : 'teal',
    autoClose: false,
  });
}

function KeyList({ records }: { readonly records: readonly RecordRow[] }) {
  const rest = records.length - MAX_LISTED;
  return (
    <ScrollArea.Autosize mah={180} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Keys' }}>
      <ul className={classes.keys}>
        {records.slice(0, MAX_LISTED).map(({ key }) => {
          const { kind, value } = keyRefOf(key);
          return (
            <li key={key.digest}>
              {value} <span className={classes.kind}>{kind}</span>
            </li>
          );
        })}
        {rest > 0 && <li>and {formatInt64(String(rest))} more</li>}
      </ul>
    </ScrollArea.Autosize>
  );
}

export function count(records: number): string {
  return `${formatInt64(String(records))} ${records === 1 ? 'record' : 'records'}`;
}

/** Stands where nothing valid was chosen; the button is off then. */
const refuse: Send = () => Promise.resolve({ results: [], goOn: false });
