import { ActionIcon, NativeSelect, Text } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { KEY_KINDS, kindOptions, NODE_KINDS, type NodeKind } from '../../../model/binInput';
import {
  type ContainerDraft,
  type Entry,
  kindOfDraft,
  retype,
  type ValueDraft,
  valueOf,
} from '../../../model/valueDraft';
import {
  keyProblem,
  moveEntry,
  removeEntry,
  replaceKey,
  replaceValue,
  sizeOf,
} from '../../../model/valueTree';
import { KIND_LABELS, kindOf } from '../../../model/value';
import { ValueEditor } from './ValueEditor';
import classes from './tree.module.css';

type Props = {
  readonly label: string;
  readonly container: ContainerDraft;
  readonly entry: Entry;
  readonly index: number;
  readonly onChange: (draft: ValueDraft) => void;
};

/** An item of a list, or an entry of a map: key, type, value, and what can be done with it. */
export function TreeEntry({ label, container, entry, index, onChange }: Props) {
  const name = `${label} ${nameOf(entry, index)}`;
  const value = valueOf(entry.value);
  // A container says inside where something is wrong.
  const problem = entry.value.form === 'container' || value.ok ? null : value.problem;
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        {entry.key === null ? (
          <Text span size="xs" c="dimmed" className={classes.index}>
            {index}
          </Text>
        ) : (
          <>
            <EntryKey
              name={name}
              container={container}
              entry={entry}
              itsKey={entry.key}
              onChange={onChange}
            />
            <Text span size="xs" c="dimmed" className={classes.part}>
              value
            </Text>
          </>
        )}
        <KindSelect
          label={`Type of ${name}`}
          draft={entry.value}
          kinds={NODE_KINDS}
          onChange={(next) => onChange(replaceValue(container, entry.id, next))}
        />
        <div className={classes.value} data-wide={entry.value.form === 'container' || undefined}>
          <ValueEditor
            label={name}
            draft={entry.value}
            problem={problem}
            compact
            onChange={(next) => onChange(replaceValue(container, entry.id, next))}
          />
        </div>
        <div className={classes.actions}>
          {container.kind === 'list' && (
            <>
              <ActionIcon
                variant="subtle"
                size={24}
                aria-label={`Move ${name} up`}
                disabled={index === 0}
                onClick={() => onChange(moveEntry(container, entry.id, -1))}
              >
                <IconArrowUp size={14} aria-hidden="true" />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                size={24}
                aria-label={`Move ${name} down`}
                disabled={index === sizeOf(container) - 1}
                onClick={() => onChange(moveEntry(container, entry.id, 1))}
              >
                <IconArrowDown size={14} aria-hidden="true" />
              </ActionIcon>
            </>
          )}
          <ActionIcon
            variant="subtle"
            size={24}
            color="red"
            aria-label={`Remove ${name}`}
            onClick={() => onChange(removeEntry(container, entry.id))}
          >
            <IconTrash size={14} aria-hidden="true" />
          </ActionIcon>
        </div>
      </div>
    </li>
  );
}

type KeyProps = Pick<Props, 'container' | 'entry' | 'onChange'> & {
  readonly name: string;
  readonly itsKey: ValueDraft;
};

function EntryKey({ name, container, entry, itsKey, onChange }: KeyProps) {
  return (
    <div className={classes.key}>
      <Text span size="xs" c="dimmed" className={classes.part}>
        key
      </Text>
      <KindSelect
        label={`Key type of ${name}`}
        draft={itsKey}
        kinds={KEY_KINDS}
        onChange={(key) => onChange(replaceKey(container, entry.id, key))}
      />
      <div className={classes.grow}>
        <ValueEditor
          label={`Key of ${name}`}
          draft={itsKey}
          problem={keyProblem(container, entry)}
          compact
          onChange={(key) => onChange(replaceKey(container, entry.id, key))}
        />
      </div>
    </div>
  );
}

type KindProps = {
  readonly label: string;
  readonly draft: ValueDraft;
  readonly kinds: readonly NodeKind[];
  readonly onChange: (draft: ValueDraft) => void;
};

/** The type of a value, changed only here. A type that cannot be chosen is shown while it stands. */
function KindSelect({ label, draft, kinds, onChange }: KindProps) {
  const kind = kindOfDraft(draft);
  if (kind === null && draft.form === 'kept') {
    return (
      <Text span size="xs" c="dimmed">
        {KIND_LABELS[kindOf(draft.value)]}
      </Text>
    );
  }
  const shown = kind === null || kinds.includes(kind) ? kinds : [...kinds, kind];
  return (
    <NativeSelect
      size="xs"
      className={classes.kind}
      aria-label={label}
      data={kindOptions(shown)}
      value={kind ?? ''}
      onChange={(event) => onChange(retype(draft, event.currentTarget.value as NodeKind))}
    />
  );
}

/** An entry by its key, or its place: `["name"]`, `[3]`. */
function nameOf(entry: Entry, index: number): string {
  if (entry.key === null) {
    return `[${String(index)}]`;
  }
  const key = valueOf(entry.key);
  return key.ok ? `[${JSON.stringify(key.value)}]` : `[entry ${String(index)}]`;
}
