import { Alert, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { isChanged, removesEverything, rowProblem } from '../../model/draft';
import type { KeyRef } from '../../model/recordKey';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';
import { BinRow } from './BinRow';
import { BinsJson } from './BinsJson';
import { ConflictPanel } from './ConflictPanel';
import { DeleteRecordButton } from './DeleteRecordButton';
import classes from './editor.module.css';
import { NewKeyFields } from './NewKeyFields';
import { RecordFacts } from './RecordFacts';
import { TtlField } from './TtlField';
import { useRecordForm } from './useRecordForm';

type Props = {
  readonly target: RecordTarget;
  /** The loaded record and how it was addressed; null for a new one. */
  readonly loaded: { readonly record: RecordRow; readonly key: KeyRef } | null;
  readonly onSaved: (record: RecordRow) => void;
  readonly onDeleted: (digest: string) => void;
  readonly onReload: () => void;
  readonly onDirtyChange: (dirty: boolean) => void;
};

/** The record editor's form. It is mounted anew for each loaded state of a record. */
export function RecordForm(props: Props) {
  const { target, loaded, onDeleted, onReload } = props;
  const form = useRecordForm(props);
  const isNew = loaded === null;

  return (
    <Stack gap="md">
      {isNew ? (
        <NewKeyFields choice={form.keyChoice} insist={form.insist} onChange={form.setKeyChoice} />
      ) : (
        <RecordFacts record={loaded.record} generation={form.generation ?? loaded.record.generation} />
      )}
      {form.conflict !== null && (
        <ConflictPanel
          base={form.base}
          mine={form.conflict.mine}
          current={form.conflict.current}
          onTakeTheirs={form.takeTheirs}
          onKeepMine={form.keepMine}
        />
      )}
      <Tabs value={form.tab} onChange={(tab) => form.setTab(tab === 'json' ? 'json' : 'form')}>
        <Tabs.List>
          <Tabs.Tab value="form" disabled={form.jsonProblem !== null}>
            Bins
          </Tabs.Tab>
          <Tabs.Tab value="json">JSON</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="form" pt="sm">
          <ul className={classes.bins} aria-label="Bins">
            {form.draft.rows.map((row) => (
              <BinRow
                key={row.id}
                row={row}
                changed={isChanged(row)}
                problem={
                  form.insist || row.original !== undefined || row.text !== ''
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
            leftSection={<IconPlus size={14} />}
            onClick={() => form.dispatch({ type: 'added' })}
          >
            Add bin
          </Button>
        </Tabs.Panel>
        <Tabs.Panel value="json" pt="sm">
          {form.tab === 'json' && (
            <BinsJson text={form.jsonText} problem={form.jsonProblem} onChange={form.editJson} />
          )}
        </Tabs.Panel>
      </Tabs>
      <TtlField isNew={isNew} choice={form.ttl} onChange={form.setTtl} />
      {removesEverything(form.draft) && (
        <Alert color="red" title="Every bin would be removed">
          A record without bins does not exist: saving this deletes the record.
        </Alert>
      )}
      {form.problem !== null && (
        <Alert color="red" role="alert">
          {form.problem}
        </Alert>
      )}
      {form.error !== null && <ErrorAlert error={form.error} />}
      <Group className={classes.footer} justify="space-between">
        <Group gap="xs">
          <Button loading={form.busy} disabled={!form.canSave} onClick={() => void form.save()}>
            {isNew ? 'Create record' : 'Save'}
          </Button>
          <Text size="sm" c="dimmed" aria-live="polite">
            {form.summary}
          </Text>
        </Group>
        {!isNew && (
          <Group gap="xs">
            <Button variant="default" disabled={form.busy} onClick={onReload}>
              Reload
            </Button>
            <Button
              variant="default"
              disabled={form.busy}
              title="Writes nothing but the time to live chosen above, and counts the generation up"
              onClick={() => void form.touch()}
            >
              Touch
            </Button>
            <DeleteRecordButton
              target={target}
              recordKey={loaded.key}
              digest={loaded.record.key.digest}
              generation={form.generation ?? loaded.record.generation}
              onDeleted={onDeleted}
            />
          </Group>
        )}
      </Group>
    </Stack>
  );
}
