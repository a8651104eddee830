import { ActionIcon, NativeSelect, Text, TextInput, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { INPUT_OPTIONS, type InputKind } from '../../model/binInput';
import type { BinDraft, DraftAction, RowProblem } from '../../model/draft';
import { preview } from '../../model/preview';
import { KIND_LABELS, kindOf } from '../../model/value';
import { BinValueInput } from './BinValueInput';
import classes from './editor.module.css';
import { Mark } from '../Mark';

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
      data-removed={row.removed || undefined}
      data-changed={(changed && !row.removed) || undefined}
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
          </span>
        )}
        <RowState row={row} changed={changed} />
      </div>
      {row.kind === null ? (
        <Text size="xs" c="dimmed">
          {row.original === undefined ? '' : KIND_LABELS[kindOf(row.original)]}
        </Text>
      ) : (
        <NativeSelect
          size="xs"
          aria-label={`Type of ${shownName}`}
          data={[...INPUT_OPTIONS]}
          value={row.kind}
          disabled={row.removed}
          onChange={(event) =>
            dispatch({ type: 'retyped', id: row.id, kind: event.currentTarget.value as InputKind })
          }
        />
      )}
      <div>
        {!row.removed && (
          <BinValue
            row={row}
            name={shownName}
            problem={problem?.field === 'value' ? problem.text : null}
            dispatch={dispatch}
          />
        )}
      </div>
      <RemoveButton row={row} name={shownName} dispatch={dispatch} />
    </li>
  );
}

/** What a save would do with the bin, in a word. */
function RowState({ row, changed }: Pick<Props, 'row' | 'changed'>) {
  if (row.removed) {
    return <Mark color="red">will be removed</Mark>;
  }
  return changed ? <Mark color="blue">{row.original === undefined ? 'new' : 'changed'}</Mark> : null;
}

type BinValueProps = {
  readonly row: BinDraft;
  readonly name: string;
  readonly problem: string | null;
  readonly dispatch: (action: DraftAction) => void;
};

function BinValue({ row, name, problem, dispatch }: BinValueProps) {
  if (row.kind === null) {
    return (
      <Text size="sm" c="dimmed">
        {row.original === undefined ? '' : preview(row.original).text}. A value of this type can be kept or
        removed, not edited.
      </Text>
    );
  }
  return (
    <BinValueInput
      label={`Value of ${name}`}
      kind={row.kind}
      text={row.text}
      problem={problem}
      onChange={(text) => dispatch({ type: 'edited', id: row.id, text })}
    />
  );
}

function RemoveButton({ row, name, dispatch }: Omit<BinValueProps, 'problem'>) {
  if (row.removed) {
    return (
      <Tooltip label="Keep the bin">
        <ActionIcon
          variant="subtle"
          aria-label={`Keep ${name}`}
          onClick={() => dispatch({ type: 'removed', id: row.id, removed: false })}
        >
          <IconArrowBackUp size={16} />
        </ActionIcon>
      </Tooltip>
    );
  }
  const remove: DraftAction =
    row.original === undefined
      ? { type: 'discarded', id: row.id }
      : { type: 'removed', id: row.id, removed: true };
  return (
    <Tooltip label="Remove the bin">
      <ActionIcon variant="subtle" color="red" aria-label={`Remove ${name}`} onClick={() => dispatch(remove)}>
        <IconTrash size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
