import { ActionIcon, Button, Group, NativeSelect, Stack } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { extended, GROUPS, newCondition, turned } from '../model/filterDraft';
import { FILTER } from '../model/inputs';
import { chosen, type Draft, isList } from '../model/spec';
import classes from './builder.module.css';
import { useProblem } from './problems';
import { ProblemText } from './ProblemText';
import { SpecField } from './SpecField';

const KINDS = Object.entries(FILTER.options).map(([value, { label }]) => ({ value, label }));

type Props = {
  readonly draft: Draft;
  readonly at: string;
  /** Says which condition it is, for those who do not see where it stands: "1.2". */
  readonly number: string;
  readonly onChange: (draft: Draft) => void;
  readonly onRemove: () => void;
};

/** A condition of a filter, or a group of them with what is in it. */
export function FilterNode({ draft, at, number, onChange, onRemove }: Props) {
  const problem = useProblem(at);
  const one = chosen(FILTER, draft);
  if (one === null) {
    return null;
  }
  const below = `${at}.${one.name}`;
  const isGroup = GROUPS.includes(one.name);
  const items = isGroup && isList(one.inner) ? one.inner : [];
  const put = (inner: Draft) => onChange({ [one.name]: inner });
  return (
    <Stack gap={6} role="group" aria-label={`Condition ${number}`} className={classes.node}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Group gap={6} align="flex-start" className={classes.grow}>
          <NativeSelect
            size="xs"
            aria-label={FILTER.word}
            data={KINDS}
            value={one.name}
            error={problem}
            onChange={(event) => onChange(turned(draft, event.currentTarget.value))}
          />
          {isGroup && (
            <>
              <AddButton label="Condition" onClick={() => onChange(extended(draft, newCondition()))} />
              <AddButton
                label="Group"
                onClick={() =>
                  onChange(extended(draft, { [one.name === 'and' ? 'or' : 'and']: [newCondition()] }))
                }
              />
            </>
          )}
          {!isGroup && one.name !== 'not' && (
            <SpecField spec={one.option.spec()} draft={one.inner} at={below} onChange={put} />
          )}
        </Group>
        <ActionIcon
          variant="subtle"
          color="gray"
          mt={2}
          aria-label={`Remove condition ${number}`}
          onClick={onRemove}
        >
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {isGroup && <ProblemText at={below} />}
      {isGroup && items.length > 0 && (
        <Stack gap={6} className={classes.branch}>
          {items.map((item, index) => (
            <FilterNode
              key={index}
              draft={item}
              at={`${below}.${String(index)}`}
              number={`${number}.${String(index + 1)}`}
              onChange={(next) => put(items.map((other, place) => (place === index ? next : other)))}
              onRemove={() =>
                items.length === 1 ? onRemove() : put(items.filter((_, place) => place !== index))
              }
            />
          ))}
        </Stack>
      )}
      {one.name === 'not' && (
        <div className={classes.branch}>
          <FilterNode
            draft={one.inner}
            at={below}
            number={`${number}.1`}
            onChange={put}
            onRemove={onRemove}
          />
        </div>
      )}
    </Stack>
  );
}

export function AddButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <Button
      size="xs"
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden="true" />}
      onClick={onClick}
    >
      {label}
    </Button>
  );
}
