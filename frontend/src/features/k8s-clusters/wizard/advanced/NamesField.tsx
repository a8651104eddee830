import { TagsInput } from '@mantine/core';
import { namesIn } from '../security/acl';
import { type FieldProps, useField } from '../../form/useField';

/** Names, which Kubernetes keeps as objects that have nothing but a name. */
export function NamesField({ at, label, help, disabled }: FieldProps) {
  const { value, put, error } = useField(at, { whole: true });
  return (
    <TagsInput
      label={label}
      description={help}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      disabled={disabled ?? false}
      error={error}
      acceptValueOnBlur
      value={[...namesIn(value)]}
      onChange={(names) => put(names.length === 0 ? undefined : names.map((name) => ({ name })))}
    />
  );
}
