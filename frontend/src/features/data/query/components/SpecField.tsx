import { ActionIcon, Button, Checkbox, Group, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import {
  chosen,
  type Draft,
  emptyOf,
  isList,
  isObject,
  type ListSpec,
  type ObjectSpec,
  type OneOfSpec,
  optionOf,
  type Spec,
  type WordsSpec,
} from '../model/spec';
import classes from './builder.module.css';
import { useProblem } from './problems';
import { ProblemText } from './ProblemText';
import { ScalarField } from './ScalarField';

type Props<S extends Spec = Spec> = {
  readonly spec: S;
  readonly draft: Draft;
  /** Its place in the input, by which problems are found. */
  readonly at: string;
  readonly onChange: (draft: Draft) => void;
};

/** Any part of a query's input, as its description says. */
export function SpecField({ spec, ...field }: Props) {
  switch (spec.kind) {
    case 'text':
      return (
        <ScalarField {...field} spec={spec} draft={typeof field.draft === 'string' ? field.draft : ''} />
      );
    case 'flag':
      return (
        <NativeSelect
          size="xs"
          aria-label="Value"
          data={[
            { value: 'true', label: spec.yes },
            { value: 'false', label: spec.no },
          ]}
          value={field.draft === false ? 'false' : 'true'}
          onChange={(event) => field.onChange(event.currentTarget.value === 'true')}
        />
      );
    case 'enum':
      return (
        <NativeSelect
          size="xs"
          aria-label={spec.word}
          data={[...spec.choices]}
          value={typeof field.draft === 'string' ? field.draft : ''}
          onChange={(event) => field.onChange(event.currentTarget.value)}
        />
      );
    case 'words':
      return <WordsField {...field} spec={spec} />;
    case 'list':
      return <ListField {...field} spec={spec} />;
    case 'object':
      return <ObjectField {...field} spec={spec} />;
    case 'oneOf':
      return <OneOfField {...field} spec={spec} />;
  }
}

function OneOfField({ spec, draft, at, onChange }: Props<OneOfSpec>) {
  const problem = useProblem(at);
  const one = chosen(spec, draft);
  return (
    <>
      <NativeSelect
        size="xs"
        aria-label={spec.word}
        data={Object.entries(spec.options).map(([value, { label }]) => ({ value, label }))}
        value={one?.name ?? ''}
        error={problem}
        onChange={(event) => onChange(optionOf(spec, event.currentTarget.value, draft))}
      />
      {one !== null && (
        <SpecField
          // Another option has other fields.
          key={one.name}
          spec={one.option.spec()}
          draft={one.inner}
          at={`${at}.${one.name}`}
          onChange={(inner) => onChange({ [one.name]: inner })}
        />
      )}
    </>
  );
}

function ObjectField({ spec, draft, at, onChange }: Props<ObjectSpec>) {
  const fields = isObject(draft) ? draft : {};
  return (
    <>
      {spec.fields.map(({ name, spec: of }) => (
        <SpecField
          key={name}
          spec={of()}
          draft={fields[name] ?? ''}
          at={`${at}.${name}`}
          onChange={(inner) => onChange({ ...fields, [name]: inner })}
        />
      ))}
      <ProblemText at={at} />
    </>
  );
}

function ListField({ spec, draft, at, onChange }: Props<ListSpec>) {
  const items = isList(draft) ? draft : [];
  const of = spec.of();
  return (
    <Group
      gap={4}
      className={items.length === 0 ? undefined : classes.list}
      role="group"
      aria-label={`${spec.word}s`}
    >
      {items.map((item, index) => (
        // Items have no other identity than their place.
        <Group key={index} gap={4} wrap="nowrap" align="flex-start">
          <Group gap={4}>
            <SpecField
              spec={of}
              draft={item}
              at={`${at}.${String(index)}`}
              onChange={(next) => onChange(items.map((other, place) => (place === index ? next : other)))}
            />
          </Group>
          {items.length > spec.least && (
            <ActionIcon
              size="sm"
              mt={3}
              variant="subtle"
              color="gray"
              aria-label={`Remove ${spec.word} ${String(index + 1)}`}
              onClick={() => onChange(items.filter((_, place) => place !== index))}
            >
              <IconX size={14} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <Button
        size="compact-xs"
        mt={items.length === 0 ? 4 : 0}
        variant="subtle"
        leftSection={<IconPlus size={12} aria-hidden="true" />}
        onClick={() => onChange([...items, emptyOf(of)])}
      >
        {spec.word}
      </Button>
      <ProblemText at={at} />
    </Group>
  );
}

function WordsField({ spec, draft, onChange }: Props<WordsSpec>) {
  const words = isList(draft) ? draft : [];
  return (
    <Group gap="xs" pt={5}>
      {spec.choices.map(({ value, label }) => (
        <Checkbox
          key={value}
          size="xs"
          label={label}
          checked={words.includes(value)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...words, value] : words.filter((word) => word !== value))
          }
        />
      ))}
    </Group>
  );
}
