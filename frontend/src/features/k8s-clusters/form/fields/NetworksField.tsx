import { TagsInput } from '@mantine/core';
import { parseNetworks } from '@/shared/lib/networks';
import { isList } from '../resource';
import { type FieldProps, useField } from '../useField';

/** Addresses, and networks as CIDR ranges. */
export function NetworksField({ at, label, help, disabled }: FieldProps) {
  const { value, put, error } = useField(at, { whole: true });
  const networks = isList(value) ? value.map(String) : [];
  const parsed = parseNetworks(networks);
  return (
    <TagsInput
      label={label}
      description={help}
      disabled={disabled ?? false}
      placeholder={networks.length === 0 ? 'From anywhere' : ''}
      error={error ?? (parsed.ok ? undefined : parsed.problem)}
      acceptValueOnBlur
      value={networks}
      onChange={(next) => put(next.length === 0 ? undefined : next)}
    />
  );
}
