import { ActionIcon, NativeSelect, Text, TextInput, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { Mark } from '@/shared/ui/Mark';
import { INPUT_KINDS, kindOptions, type NodeKind } from '../../model/binInput';
import type { BinDraft, DraftAction, RowProblem } from '../../model/draft';
import { KIND_LABELS, kindOf } from '../../model/value';
import { kindOfDraft } from '../../model/valueDraft';
import classes from './editor.module.css';
import { ValueEditor } from './value/ValueEditor';

type Props = {
  readonly row: BinDraft;
  readonly problem: RowProblem | null;
  readonly changed: boolean;
  readonly dispatch: (action: DraftAction) => void;
};

/** One bin of the form: name, type, value, and removal that can be undone until it is saved. */
export function BinRow({ row, problem, changed, dispatch }: Props) {
  const isNew = row.original === undefined;
  const shownName = row.name === '' ? 'new bin' : row.name;

  return (
    <li
      className={classes.bin}
      aria-label={`Bin ${shownName}`}
      data-removed={row.removed || undefined}
      data-changed={(changed && !row.removed) || undefined}
      data-wide={(!row.removed && isCollection(row)) || undefined}
    >
      <div className={classes.nameCell}>
        {isNew ? (
          <TextInput
            size="xs"
            aria-label="Bin name"
            placeholder="name"
            value={row.name}
            error={problem?.field === 'name' ? problem.text : null}
            onChange={(event) => dispatch({ type: 'renamed', id: row.id, name: event.currentTarget.value })}
          />
        ) : (
          <span className={classes.name} title={row.name}>
            {row.name}
            {changed && !row.removed && (
              <span className={classes.changed} title="changed">
                <VisuallyHidden>changed</VisuallyHidden>
              </span>
            )}
          </span>
        )}
        <RowState row={row} changed={changed} />
      </div>
      <BinType row={row} name={shownName} dispatch={dispatch} />
      <div className={classes.value}>
        {!row.removed && (
          <>
            <ValueEditor
              label={`Value of ${shownName}`}
              draft={row.value}
              problem={problem?.field === 'value' ? problem.text : null}
              onChange={(value) => dispatch({ type: 'edited', id: row.id, value })}
            />
            {changed && !isNew && <RewriteNote row={row} />}
          </>
        )}
      </div>
      <RowActions row={row} name={shownName} changed={changed} dispatch={dispatch} />
    </li>
  );
}

/** Trees and JSON need the whole width. */
function isCollection({ value }: BinDraft): boolean {
  const kind = kindOfDraft(value);
  return kind === 'list' || kind === 'map';
}

type PartProps = {
  readonly row: BinDraft;
  readonly name: string;
  readonly dispatch: (action: DraftAction) => void;
};

function BinType({ row, name, dispatch }: PartProps) {
  const kind = kindOfDraft(row.value);
  if (kind === null) {
    return (
      <Text size="xs" c="dimmed" pt={6}>
        {row.original === undefined ? '' : KIND_LABELS[kindOf(row.original)]}
      </Text>
    );
  }
  return (
    <NativeSelect
      size="xs"
      aria-label={`Type of ${name}`}
      data={kindOptions(INPUT_KINDS)}
      value={kind}
      disabled={row.removed}
      onChange={(event) =>
        dispatch({ type: 'retyped', id: row.id, kind: event.currentTarget.value as NodeKind })
      }
    />
  );
}

/** What a save would do with the bin, in a word. */
function RowState({ row, changed }: Pick<Props, 'row' | 'changed'>) {
  if (row.removed) {
    return <Mark color="red">will be removed</Mark>;
  }
  return changed && row.original === undefined ? <Mark color="blue">new</Mark> : null;
}

/** The server keeps flags with lists and maps that no client can read, so a rewrite cannot keep them. */
function RewriteNote({ row }: { readonly row: BinDraft }) {
  if (!isCollection(row)) {
    return null;
  }
  return (
    <Text size="xs" c="dimmed">
      {kindOfDraft(row.value) === 'list'
        ? 'Saving writes a plain list: were it an ordered one, its order flag is not kept.'
        : 'Saving writes the map anew: were its index persisted, that flag is not kept.'}
    </Text>
  );
}

function RowActions({ row, name, changed, dispatch }: PartProps & { readonly changed: boolean }) {
  if (row.removed) {
    return (
      <Tooltip label="Keep the bin">
        <ActionIcon
          variant="subtle"
          aria-label={`Keep ${name}`}
          onClick={() => dispatch({ type: 'removed', id: row.id, removed: false })}
        >
          <IconArrowBackUp size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    );
  }
  const isNew = row.original === undefined;
  const remove: DraftAction = isNew
    ? { type: 'discarded', id: row.id }
    : { type: 'removed', id: row.id, removed: true };
  return (
    <div className={classes.actions}>
      {changed && !isNew && (
        <Tooltip label="Undo the edit">
          <ActionIcon
            variant="subtle"
            aria-label={`Undo the edit of ${name}`}
            onClick={() => dispatch({ type: 'reset', id: row.id })}
          >
            <IconArrowBackUp size={16} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label="Remove the bin">
        <ActionIcon
          variant="subtle"
          color="red"
          aria-label={`Remove ${name}`}
          onClick={() => dispatch(remove)}
        >
          <IconTrash size={16} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
