import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { isChanged, removesEverything, rowProblem } from '../../model/draft';
import type { RecordRef } from '../../model/recordKey';
import type { RecordPlace, RecordTarget } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import { BinRow } from './BinRow';
import { BinsJson } from './BinsJson';
import { ConflictPanel } from './ConflictPanel';
import { CopyMenu } from './CopyMenu';
import { DeleteRecordButton } from './DeleteRecordButton';
import { DuplicateButton } from './DuplicateButton';
import classes from './editor.module.css';
import { GonePanel } from './GonePanel';
import { NewKeyFields } from './NewKeyFields';
import { RecordFacts } from './RecordFacts';
import { SetField } from './SetField';
import { TtlField } from './TtlField';
import { type Trouble as TroubleState, useRecordForm } from './useRecordForm';

type Props = {
  /** The page it is open on. */
  readonly page: RecordTarget;
  /** Where the record is, or will be. */
  readonly place: RecordPlace;
  /** The loaded record and how it was addressed; null for a new one. */
  readonly loaded: { readonly record: RecordRow; readonly ref: RecordRef } | null;
  readonly onSaved: (record: RecordRow) => void;
  readonly onDeleted: (digest: string) => void;
  readonly onReload: () => void;
  /** Opens the copy that was made of this record. */
  readonly onDuplicated: (copy: RecordRow) => void;
  readonly onDirtyChange: (dirty: boolean) => void;
};

type Form = ReturnType<typeof useRecordForm>;

/** Someone who just saved may be looking at another part of a long record. */
const intoView = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest' });

/** The record editor's form. It is mounted anew for each loaded state of a record. */
export function RecordForm(props: Props) {
  const { loaded } = props;
  const form = useRecordForm(props);

  return (
    <>
      <Stack gap="md" className={classes.scroll}>
        {loaded === null ? (
          <NewKeyFields choice={form.keyChoice} insist={form.insist} onChange={form.setKeyChoice} />
        ) : (
          <RecordFacts record={loaded.record} generation={form.base.generation ?? loaded.record.generation} />
        )}
        {form.isRecreation && props.place.set === undefined && (
          <SetField choice={form.chosenSet} insist={form.insist} onChange={form.chooseSet} />
        )}
        {form.trouble !== null && (
          <div ref={intoView}>
            <Trouble form={form} trouble={form.trouble} setUnknown={props.place.set === undefined} />
          </div>
        )}
        {/* What is edited now would be lost with the answer, or missed by the choice to be made above. */}
        <fieldset className={classes.fields} disabled={form.busy || form.trouble?.kind === 'conflict'}>
          <Stack gap="md">
            <Tabs value={form.tab} onChange={(tab) => form.setTab(tab === 'json' ? 'json' : 'form')}>
              <Tabs.List>
                <Tabs.Tab value="form" disabled={form.jsonProblem !== null}>
                  Bins
                </Tabs.Tab>
                <Tabs.Tab
                  value="json"
                  disabled={!form.canShowJson}
                  title={form.canShowJson ? undefined : 'Correct what is marked first: JSON cannot show it'}
                >
                  JSON
                </Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="form" pt="sm">
                <Rows form={form} />
              </Tabs.Panel>
              <Tabs.Panel value="json" pt="sm">
                {form.tab === 'json' && (
                  <BinsJson
                    text={form.jsonText}
                    problem={form.jsonProblem}
                    readOnly={form.busy || form.trouble?.kind === 'conflict'}
                    onChange={form.editJson}
                  />
                )}
              </Tabs.Panel>
            </Tabs>
            <TtlField isNew={form.isNew} choice={form.ttl} onChange={form.setTtl} />
          </Stack>
        </fieldset>
        {removesEverything(form.draft) && (
          <Alert color="red" title="Every bin would be removed">
            A record without bins does not exist: saving this deletes the record.
          </Alert>
        )}
        {form.problem !== null && (
          <Alert color="red" role="alert" ref={intoView}>
            {form.problem}
          </Alert>
        )}
        {form.error !== null && (
          <div ref={intoView}>
            <ErrorAlert error={form.error} />
          </div>
        )}
      </Stack>
      <Footer {...props} form={form} />
    </>
  );
}

/** What others did to the record meanwhile, and the ways on. */
function Trouble({
  form,
  trouble,
  setUnknown,
}: {
  readonly form: Form;
  readonly trouble: TroubleState;
  readonly setUnknown: boolean;
}) {
  switch (trouble.kind) {
    case 'conflict': {
      const { current } = trouble;
      return (
        <ConflictPanel
          base={form.base.bins}
          baseLife={form.base.life}
          edits={trouble.edits}
          ttl={form.ttl}
          current={current}
          busy={form.busy}
          onSave={(merge) => void form.saveMerged(current, merge)}
          onEdit={(merge) => form.editMerged(current, merge)}
          onDiscard={() => form.takeTheirs(current)}
        />
      );
    }
    case 'unread':
      return (
        <Alert color="yellow" title="This record changed after you opened it" role="alert">
          <Text size="sm">Nothing was written. What it is now could not be read.</Text>
          <Button size="xs" variant="default" mt="sm" onClick={form.reload}>
            Load the present record, drop my edit
          </Button>
        </Alert>
      );
    case 'gone':
      return (
        <GonePanel
          lost={trouble.lost}
          setUnknown={setUnknown}
          onRecreate={form.recreate}
          onDiscard={form.letGo}
        />
      );
  }
}

function Rows({ form }: { readonly form: Form }) {
  return (
    <>
      <ul className={classes.bins} aria-label="Bins">
        {form.draft.rows.map((row) => (
          <BinRow
            key={row.id}
            row={row}
            changed={isChanged(row)}
            problem={
              form.insist || row.original !== undefined || isTouched(row.value)
                ? rowProblem(form.draft, row)
                : null
            }
            dispatch={form.dispatch}
          />
        ))}
      </ul>
      <Button
        mt="sm"
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={() => form.dispatch({ type: 'added' })}
      >
        Add bin
      </Button>
    </>
  );
}

/** Whether there is something to find fault with. An empty field is not yet one. */
function isTouched(value: Form['draft']['rows'][number]['value']): boolean {
  return value.form !== 'text' || value.text !== '';
}

function Footer({ form, page, place, loaded, onDeleted, onDuplicated }: Props & { readonly form: Form }) {
  return (
    <Group className={classes.footer} justify="space-between">
      <Group gap="xs">
        <Button loading={form.busy} disabled={!form.canSave} onClick={() => void form.save()}>
          {form.isRecreation ? 'Create it again' : form.isNew ? 'Create record' : 'Save'}
        </Button>
        <Text size="sm" c="dimmed" aria-live="polite">
          {form.summary}
        </Text>
      </Group>
      {loaded !== null && !form.isNew && (
        <Group gap={6}>
          <CopyMenu page={page} record={loaded.record} open={loaded.ref} />
          <DuplicateButton
            place={place}
            record={loaded.record}
            dirty={form.dirty}
            onDuplicated={onDuplicated}
          />
          <Button size="xs" variant="default" disabled={form.busy} onClick={form.reload}>
            Reload
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={form.busy || form.changesBins}
            title={
              form.changesBins
                ? 'Save the bins first: this writes nothing but the time to live'
                : 'Writes nothing but the time to live chosen above, and counts the generation up'
            }
            onClick={() => void form.touch()}
          >
            Touch
          </Button>
          <DeleteRecordButton
            place={place}
            recordKey={loaded.ref.key}
            digest={loaded.record.key.digest}
            generation={form.base.generation ?? loaded.record.generation}
            onDeleted={onDeleted}
          />
        </Group>
      )}
    </Group>
  );
}
