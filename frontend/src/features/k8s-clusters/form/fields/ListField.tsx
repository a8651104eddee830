import { ActionIcon, Button, Fieldset, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { isList, type Json } from '../resource';
import { type FieldProps, useField } from '../useField';

type Props = Omit<FieldProps, 'required'> & {
  /** One of them, in the singular: `Volume`. */
  readonly item: string;
  readonly nameOf?: (value: Json | undefined) => string;
  /** A new one; from those that are there. */
  readonly blank: (items: readonly Json[]) => Json;
  readonly max?: number;
  readonly empty?: ReactNode;
  /** The fields of one, whose path is given. */
  readonly children: (at: string, index: number) => ReactNode;
};

/** A list of objects, each with fields of its own. */
export function ListField({ at, label, help, disabled, item, nameOf, blank, max, empty, children }: Props) {
  const { value, put, error } = useField(at);
  const items = isList(value) ? value : [];
  const adder = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const title = (each: Json, index: number) => {
    const name = nameOf?.(each) ?? '';
    return name === '' ? `${item} ${index + 1}` : `${item} ${name}`;
  };
  const add = () => {
    put([...items, blank(items)]);
    // The new one is drawn by then, and is where the writer goes on.
    requestAnimationFrame(() => list.current?.lastElementChild?.querySelector('input')?.focus());
  };
  return (
    <Stack gap="xs" role="group" aria-label={label}>
      {help !== undefined && (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
      <Stack gap="xs" ref={list}>
        {items.map((each, index) => (
          <Fieldset
            key={index}
            p="sm"
            legend={
              <Group gap={4}>
                <Text size="sm" fw={600}>
                  {title(each, index)}
                </Text>
                <ActionIcon
                  size="sm"
                  variant="subtle"
                  color="gray"
                  disabled={disabled ?? false}
                  aria-label={`Remove ${title(each, index)}`}
                  onClick={() => {
                    put(items.length === 1 ? undefined : items.toSpliced(index, 1));
                    adder.current?.focus();
                  }}
                >
                  <IconTrash size={14} aria-hidden="true" />
                </ActionIcon>
              </Group>
            }
          >
            {children(`${at}[${index}]`, index)}
          </Fieldset>
        ))}
      </Stack>
      {items.length === 0 && empty}
      {error !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {error}
        </Text>
      )}
      <Button
        ref={adder}
        size="xs"
        variant="default"
        style={{ alignSelf: 'flex-start' }}
        disabled={(disabled ?? false) || (max !== undefined && items.length >= max)}
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        onClick={add}
      >
        Add {item.toLowerCase()}
      </Button>
    </Stack>
  );
}
