import { Alert, Button, Group, Radio, Table, Text } from '@mantine/core';
import { IconGitMerge } from '@tabler/icons-react';
import { useState } from 'react';
import {
  type Change,
  type CurrentRecord,
  type Life,
  lifeChange,
  mergeRows,
  type MergeRow,
  preselected,
  type Side,
  undecided,
} from '../../model/conflict';
import { contrast } from '../../model/preview';
import { type TtlChoice, ttlChoiceText } from '../../model/ttl';
import type { AerospikeValue, Bins } from '../../model/value';
import classes from './editor.module.css';
import { ttlText } from './RecordFacts';

/** What a person chose: bins whose edit stays, and whose time to live counts. */
export type Merge = { readonly mine: ReadonlySet<string>; readonly life: Side };

type Props = {
  /** The record as this edit began. */
  readonly base: Bins;
  readonly baseLife: Life;
  /** What this edit would send; null removes. */
  readonly edits: Bins;
  readonly ttl: TtlChoice;
  /** The record as it is now. */
  readonly current: CurrentRecord;
  readonly busy: boolean;
  readonly onSave: (merge: Merge) => void;
  readonly onEdit: (merge: Merge) => void;
  readonly onDiscard: () => void;
};

/** The row of the time to live among the choices. No bin can have this name: a bin's name has no control character. */
const LIFE = '\u0000ttl';

/** Someone saved first: what was opened, what is there now and what was typed, side by side, and a choice for each. */
export function ConflictPanel(props: Props) {
  const { base, baseLife, edits, ttl, current, busy, onSave, onEdit, onDiscard } = props;
  const rows = mergeRows(base, current.bins, edits);
  const life = lifeChange(baseLife, current.ttl, ttl);
  const all: readonly Pick<MergeRow, 'name' | 'change'>[] =
    life === null ? rows : [...rows, { name: LIFE, change: life }];
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const choices = new Map([...preselected(all), ...chosen]);
  const open = undecided(all, choices);
  const choose = (name: string) => (side: Side) => setChosen(new Map([...chosen, [name, side]]));
  const merge = (): Merge => ({
    mine: new Set(rows.flatMap(({ name }) => (choices.get(name) === 'mine' ? [name] : []))),
    life: choices.get(LIFE) ?? 'mine',
  });

  return (
    <Alert
      color="yellow"
      icon={<IconGitMerge size={18} aria-hidden="true" />}
      title="This record changed after you opened it"
      role="alert"
    >
      <Text size="sm">
        Nothing was written. What one side alone changed is chosen already; choose where both did.
      </Text>
      <div className={classes.conflict}>
        <Table mt="xs" aria-label="Three-way view">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Bin</Table.Th>
              <Table.Th scope="col">When opened</Table.Th>
              <Table.Th scope="col">Theirs (generation {current.generation})</Table.Th>
              <Table.Th scope="col">Yours</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <MergeLine
                key={row.name}
                name={row.name}
                {...shown(row)}
                change={row.change}
                side={choices.get(row.name) ?? null}
                onChoose={choose(row.name)}
              />
            ))}
            {life !== null && (
              <MergeLine
                name="Time to live"
                base={ttlText(baseLife)}
                theirs={current.ttl === null ? 'unknown' : ttlText(current.ttl)}
                mine={ttlChoiceText(ttl)}
                change={life}
                side={choices.get(LIFE) ?? null}
                onChoose={choose(LIFE)}
              />
            )}
          </Table.Tbody>
        </Table>
      </div>
      <Group gap="xs" mt="sm">
        <Button size="xs" loading={busy} disabled={open.length > 0} onClick={() => onSave(merge())}>
          Save on top of generation {current.generation}
        </Button>
        <Button size="xs" variant="default" disabled={open.length > 0} onClick={() => onEdit(merge())}>
          Merge and go on editing
        </Button>
        <Button size="xs" variant="default" onClick={onDiscard}>
          Take theirs, drop my edit
        </Button>
        {open.length > 0 && (
          <Text size="xs" aria-live="polite">
            {open.length === 1 ? 'One choice is' : `${String(open.length)} choices are`} open.
          </Text>
        )}
      </Group>
    </Alert>
  );
}

type LineProps = {
  readonly name: string;
  readonly base: string;
  readonly theirs: string;
  readonly mine: string;
  readonly change: Change;
  readonly side: Side | null;
  readonly onChoose: (side: Side) => void;
};

function MergeLine({ name, base, theirs, mine, change, side, onChoose }: LineProps) {
  const option = (value: Side, text: string, isNew: boolean) => (
    <Table.Td data-column={value === 'mine' ? 'yours' : 'theirs'}>
      {change === 'agreed' ? (
        text
      ) : (
        <Radio
          size="xs"
          name={`side of ${name}`}
          label={isNew ? text : `${text} (as opened)`}
          aria-label={`${name}: ${value === 'mine' ? 'yours' : 'theirs'}`}
          checked={side === value}
          onChange={() => onChoose(value)}
        />
      )}
    </Table.Td>
  );
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      <Table.Td data-column="when opened">{base}</Table.Td>
      {option('theirs', theirs, change !== 'mine')}
      {option('mine', mine, change !== 'theirs')}
    </Table.Tr>
  );
}

/** The three states of a bin as lines that show where they differ. */
function shown({ base, theirs, mine }: MergeRow) {
  const present = [base, theirs, mine].filter((value) => value !== undefined);
  const texts = contrast(present);
  const show = (value: AerospikeValue | undefined, none: string) =>
    value === undefined ? none : (texts[present.indexOf(value)] ?? none);
  const gone = base === undefined ? 'absent' : 'removed';
  return { base: show(base, 'absent'), theirs: show(theirs, gone), mine: show(mine, gone) };
}
