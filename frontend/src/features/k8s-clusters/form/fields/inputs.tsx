import {
  type InputWrapperProps,
  Autocomplete,
  NumberInput,
  Select,
  Switch,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { useId } from 'react';
import { isQuantity, parseBytes, writeBytes } from '../amounts';
import { isList, type Json } from '../resource';
import { type FieldProps, useField, useTyped } from '../useField';

/** Help stands below, so that fields side by side are in line. */
const WRAPPED: Pick<InputWrapperProps, 'inputWrapperOrder'> = {
  inputWrapperOrder: ['label', 'input', 'description', 'error'],
};

/** A scalar in words; an object or a list has none, and its field cannot be edited here. */
function textOf(value: Json | undefined): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

/** What a field says when it holds something of another kind, which only YAML can show. */
function foreign(value: Json | undefined): { readonly placeholder?: string; readonly readOnly?: boolean } {
  return typeof value === 'object' && value !== null ? { placeholder: 'See the YAML', readOnly: true } : {};
}

type TextProps = FieldProps & {
  readonly placeholder?: string;
  /** What else may be written, to choose from. */
  readonly suggestions?: readonly string[];
};

export function TextField({ at, label, help, required, disabled, placeholder, suggestions }: TextProps) {
  const { value, put, error } = useField(at);
  const shared = {
    label,
    description: help,
    withAsterisk: required ?? false,
    disabled: disabled ?? false,
    error,
    placeholder: placeholder ?? '',
    value: textOf(value),
    spellCheck: false,
    autoComplete: 'off',
    ...WRAPPED,
    ...foreign(value),
  };
  const change = (text: string) => put(text === '' ? undefined : text);
  return suggestions === undefined ? (
    <TextInput {...shared} onChange={({ currentTarget }) => change(currentTarget.value)} />
  ) : (
    <Autocomplete {...shared} data={[...new Set(suggestions)]} limit={50} onChange={change} />
  );
}

type NumberProps = FieldProps & {
  readonly min?: number;
  readonly max?: number;
  /** What counts while it is empty. */
  readonly placeholder?: string;
  readonly suffix?: string;
};

export function NumberField({
  at,
  label,
  help,
  required,
  disabled,
  min,
  max,
  placeholder,
  suffix,
}: NumberProps) {
  const { value, put, error } = useField(at);
  const number = typeof value === 'number' ? value : undefined;
  const outside =
    number !== undefined && ((min !== undefined && number < min) || (max !== undefined && number > max));
  const range = max === undefined ? `At least ${min ?? 0}.` : `${min ?? 0} to ${max}.`;
  return (
    <NumberInput
      label={label}
      description={help}
      withAsterisk={required ?? false}
      disabled={disabled ?? false}
      error={error ?? (outside ? range : undefined)}
      placeholder={placeholder ?? ''}
      value={number ?? textOf(value)}
      allowDecimal={false}
      // What is out of range is said, not changed behind one's back.
      clampBehavior="none"
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      {...(suffix === undefined ? {} : { suffix })}
      {...WRAPPED}
      {...foreign(value)}
      onChange={(next) => put(next === '' ? undefined : next)}
    />
  );
}

/** A number, or a share such as `25%`. */
export function IntOrPercentField({ at, label, help, disabled, placeholder }: TextProps) {
  const { value, put, error } = useField(at);
  const text = textOf(value);
  return (
    <TextInput
      label={label}
      description={help}
      disabled={disabled ?? false}
      placeholder={placeholder ?? ''}
      value={text}
      error={error ?? (text === '' || /^\d+%?$/.test(text) ? undefined : 'A number, or a share such as 25%.')}
      {...WRAPPED}
      {...foreign(value)}
      onChange={({ currentTarget: { value: next } }) =>
        put(next === '' ? undefined : /^(0|[1-9]\d{0,9})$/.test(next) ? Number(next) : next)
      }
    />
  );
}

/** An amount as Kubernetes writes it: `500m`, `2Gi`. */
export function QuantityField({ at, label, help, required, disabled, placeholder }: TextProps) {
  const { value, put, error } = useField(at);
  const text = textOf(value);
  return (
    <TextInput
      label={label}
      description={help}
      withAsterisk={required ?? false}
      disabled={disabled ?? false}
      placeholder={placeholder ?? ''}
      value={text}
      error={error ?? (text === '' || isQuantity(text) ? undefined : 'An amount such as 500m or 2Gi.')}
      {...WRAPPED}
      {...foreign(value)}
      onChange={({ currentTarget: { value: next } }) => put(next === '' ? undefined : next)}
    />
  );
}

/** A number of bytes, written with a unit. */
export function BytesField({ at, label, help, required, disabled, placeholder }: TextProps) {
  const { value, put, error } = useField(at);
  const { typed, keep, forget } = useTyped(value, (of) =>
    typeof of === 'number' ? writeBytes(of) : textOf(of),
  );
  const parsed = parseBytes(typed);
  return (
    <TextInput
      label={label}
      description={help}
      withAsterisk={required ?? false}
      disabled={disabled ?? false}
      placeholder={placeholder ?? ''}
      value={typed}
      error={error ?? (typed === '' || parsed.ok ? undefined : parsed.problem)}
      {...WRAPPED}
      {...foreign(value)}
      onChange={({ currentTarget: { value: next } }) => {
        const read = parseBytes(next);
        // What is no amount is put as it is written: the server refuses it here, and nothing else stands for it.
        const meant = next === '' ? undefined : read.ok ? read.value : next;
        keep(next, meant);
        put(meant);
      }}
      onBlur={() => {
        if (parsed.ok) forget();
      }}
    />
  );
}

/** On or off, where nothing said means off. */
export function SwitchField({ at, label, help, disabled }: FieldProps) {
  const { value, put, error } = useField(at);
  const id = useId();
  return (
    <Switch
      label={label}
      // Its name by itself; what stands below describes it.
      aria-label={label}
      aria-describedby={`${id}-help ${id}-error`}
      description={help !== undefined && <span id={`${id}-help`}>{help}</span>}
      error={error !== undefined && <span id={`${id}-error`}>{error}</span>}
      disabled={disabled ?? false}
      checked={value === true}
      onChange={({ currentTarget }) => put(currentTarget.checked ? true : undefined)}
    />
  );
}

type ChoiceProps = FieldProps & {
  readonly options: readonly { readonly value: string; readonly label: string }[] | readonly string[];
  /** What counts while nothing is chosen. */
  readonly placeholder?: string;
  /** Whether something must be chosen. */
  readonly fixed?: boolean;
};

/** One of some words. A word of the resource that is not among them stays, and is shown. */
export function SelectField({
  at,
  label,
  help,
  required,
  disabled,
  options,
  placeholder,
  fixed = false,
}: ChoiceProps) {
  const { value, put, error } = useField(at);
  const chosen = textOf(value);
  const known = options.map((option) =>
    typeof option === 'string' ? { value: option, label: option } : option,
  );
  const data =
    chosen === '' || known.some((option) => option.value === chosen)
      ? known
      : [...known, { value: chosen, label: chosen }];
  return (
    <Select
      label={label}
      description={help}
      withAsterisk={required ?? false}
      disabled={disabled ?? false}
      error={error}
      placeholder={placeholder ?? 'Not set'}
      data={data}
      value={chosen === '' ? null : chosen}
      allowDeselect={!fixed}
      clearable={!fixed}
      searchable={data.length > 8}
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      {...WRAPPED}
      {...foreign(value)}
      onChange={(next) => put(next ?? undefined)}
    />
  );
}

const TRI_STATE = [
  { value: 'true', label: 'On' },
  { value: 'false', label: 'Off' },
] as const;

/** On, off, or not said: what counts then, `otherwise` tells. */
export function TriStateField({
  at,
  label,
  help,
  disabled,
  otherwise,
}: FieldProps & { readonly otherwise: string }) {
  const { value, put, error } = useField(at);
  return (
    <Select
      label={label}
      description={help}
      disabled={disabled ?? false}
      error={error}
      placeholder={otherwise}
      {...WRAPPED}
      data={TRI_STATE}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label}` }}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(next) => put(next === null ? undefined : next === 'true')}
    />
  );
}

type TagsProps = FieldProps & {
  readonly suggestions?: readonly string[];
  readonly placeholder?: string;
  readonly max?: number;
};

/** A list of words. */
export function TagsField({
  at,
  label,
  help,
  required,
  disabled,
  suggestions = [],
  placeholder,
  max,
}: TagsProps) {
  const { value, put, error } = useField(at, { whole: true });
  return (
    <TagsInput
      label={label}
      description={help}
      withAsterisk={required ?? false}
      disabled={disabled ?? false}
      error={error}
      placeholder={placeholder ?? ''}
      data={[...new Set(suggestions)]}
      {...WRAPPED}
      acceptValueOnBlur
      {...(max === undefined ? {} : { maxTags: max })}
      value={isList(value) ? value.map((each) => textOf(each)) : []}
      onChange={(next) => put(next.length === 0 ? undefined : next)}
    />
  );
}
