import { Checkbox, NumberInput, Popover, Stack, Text } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import type { Options } from '../model/options';
import type { TerminalSession, TerminalState } from '../session/terminalSession';
import { ToolButton } from './ToolButton';

const MAX_INT = 2_147_483_647;
const MAX_TTL = 315_360_000;

const SWITCHES = [
  { name: 'keySend', label: 'Store the key with a written record' },
  { name: 'recordPrintMetadata', label: 'Show digest, generation and time to live' },
  { name: 'noBins', label: 'Show records without their bins' },
  { name: 'outputTypes', label: 'Tell the types of values in JSON and raw' },
  { name: 'verbose', label: 'Tell the operation a statement is run as' },
] as const satisfies readonly { readonly name: keyof Options; readonly label: string }[];

type Props = { readonly session: TerminalSession; readonly state: TerminalState };

/** The options that hold for what is run next; `SET` changes the same ones. */
export function OptionsMenu({ session, state: { options, stopOnError } }: Props) {
  const number = (value: string | number) =>
    typeof value === 'number' && Number.isInteger(value) ? value : null;
  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <ToolButton icon={IconAdjustments} label="Options" />
      </Popover.Target>
      <Popover.Dropdown aria-label="Options">
        <Stack gap="xs">
          <NumberInput
            size="xs"
            label="Rows of a SELECT without LIMIT"
            min={1}
            max={MAX_INT}
            allowDecimal={false}
            value={options.limit}
            onChange={(value) => session.setOptions({ limit: number(value) ?? options.limit })}
          />
          <NumberInput
            size="xs"
            label="Timeout of a statement"
            description="Milliseconds; empty for the server’s deadlines"
            min={1}
            max={MAX_INT}
            allowDecimal={false}
            value={options.timeoutMs ?? ''}
            onChange={(value) => session.setOptions({ timeoutMs: number(value) })}
          />
          <NumberInput
            size="xs"
            label="Time to live of written records"
            description="Seconds; 0 as the namespace says, -1 for ever, -2 as before"
            min={-2}
            max={MAX_TTL}
            allowDecimal={false}
            value={options.recordTtl}
            onChange={(value) => session.setOptions({ recordTtl: number(value) ?? 0 })}
          />
          {SWITCHES.map(({ name, label }) => (
            <Checkbox
              key={name}
              size="xs"
              label={label}
              checked={options[name]}
              onChange={(event) => session.setOptions({ [name]: event.currentTarget.checked })}
            />
          ))}
          <Checkbox
            size="xs"
            label="Stop a script at its first error"
            checked={stopOnError}
            onChange={(event) => session.setStopOnError(event.currentTarget.checked)}
          />
          <Text size="xs" c="dimmed">
            SET and GET in a statement change and tell the same options.
          </Text>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
