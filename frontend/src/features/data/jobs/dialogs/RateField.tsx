import { TextInput } from '@mantine/core';
import { parseRate } from '../model/rate';

type Props = { readonly value: string; readonly onChange: (value: string) => void };

/** How fast a job may go, so that it leaves room for others. */
export function RateField({ value, onChange }: Props) {
  const rate = parseRate(value);
  return (
    <TextInput
      label="Records a second, at most"
      placeholder="No limit"
      inputMode="numeric"
      autoComplete="off"
      w={220}
      value={value}
      error={rate.ok ? null : rate.problem}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
