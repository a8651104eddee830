import { ActionIcon, Button, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { isObject, type Json } from '../resource';
import { type FieldProps, useField, useTyped } from '../useField';

type Pair = readonly [key: string, value: string];

type Props = FieldProps & { readonly keyLabel?: string; readonly keyPlaceholder?: string };

/** Keys with words for values: labels, annotations, selectors. */
export function PairsField({ at, label, help, disabled, keyLabel = 'Key', keyPlaceholder }: Props) {
  const { value, put, error } = useField(at, { whole: true });
  const { typed: pairs, keep } = useTyped(value, pairsOf);
  const change = (next: readonly Pair[]) => {
    const named = next.filter(([key]) => key !== '');
    const meant = named.length === 0 ? undefined : Object.fromEntries(named);
    keep(next, meant);
    put(meant);
  };
  const edit = (index: number, pair: Pair) => change(pairs.with(index, pair));
  const twice = pairs.find(
    ([key], index) => key !== '' && pairs.findIndex(([other]) => other === key) < index,
  );
  return (
    <Input.Wrapper
      label={label}
      labelElement="div"
      description={help}
      error={error ?? (twice === undefined ? undefined : `${twice[0]} is there twice; the last one counts.`)}
      role="group"
      aria-label={label}
    >
      <Stack gap={6} mt={4} mb={4}>
        {pairs.map(([key, word], index) => (
          <Group key={index} gap={6} wrap="nowrap">
            <TextInput
              aria-label={`${label}: ${keyLabel} ${index + 1}`}
              placeholder={keyPlaceholder ?? keyLabel}
              value={key}
              disabled={disabled ?? false}
              style={{ flex: 1 }}
              onChange={({ currentTarget }) => edit(index, [currentTarget.value, word])}
            />
            <TextInput
              aria-label={`${label}: value ${index + 1}`}
              placeholder="Value"
              value={word}
              disabled={disabled ?? false}
              style={{ flex: 1 }}
              onChange={({ currentTarget }) => edit(index, [key, currentTarget.value])}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={disabled ?? false}
              aria-label={`${label}: remove ${key === '' ? `pair ${index + 1}` : key}`}
              onClick={() => change(pairs.toSpliced(index, 1))}
            >
              <IconTrash size={16} aria-hidden="true" />
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          disabled={disabled ?? false}
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          aria-label={`${label}: add`}
          onClick={() => change([...pairs, ['', '']])}
        >
          Add
        </Button>
      </Stack>
    </Input.Wrapper>
  );
}

function pairsOf(value: Json | undefined): readonly Pair[] {
  return isObject(value)
    ? Object.entries(value).map(([key, word]): Pair => [
        key,
        typeof word === 'object' ? JSON.stringify(word) : String(word),
      ])
    : [];
}
