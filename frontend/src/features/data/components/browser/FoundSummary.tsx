import { Button, Group, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import { FieldError } from '@/shared/ui/ErrorState';
import { keyListText } from '../../model/keyList';
import type { Found } from '../../queries/useRecordsByKeys';
import classes from './browser.module.css';

/** Keys written out; the others are counted. */
const MAX_LISTED = 200;

type Props = {
  readonly found: Found;
  /** What can be done next. */
  readonly children?: ReactNode;
};

/** Stands in the pager's place below what was found for a list of keys. */
export function FoundSummary({ found, children }: Props) {
  const { asked, records, missing, failed } = found;
  return (
    <Group className={classes.pager} justify="space-between" gap="sm">
      <Group gap="sm">
        <Text size="sm" className="tabular" role="status">
          {formatInt64(String(records.length))} found of {formatInt64(String(asked.length))}{' '}
          {asked.length === 1 ? 'key' : 'keys'}
        </Text>
        {missing.length > 0 && (
          <Details label={`${formatInt64(String(missing.length))} not found`}>
            <Text size="sm" component="pre" className={classes.keyText}>
              {keyListText(missing.slice(0, MAX_LISTED))}
            </Text>
            <More number={missing.length - MAX_LISTED} />
          </Details>
        )}
        {failed.length > 0 && (
          <Details label={`${formatInt64(String(failed.length))} failed`}>
            {failed.slice(0, MAX_LISTED).map(({ key, error }) => (
              <Stack key={key.value} gap={0}>
                <Text size="sm" className={classes.keyText}>
                  {key.value}
                </Text>
                <FieldError error={error} />
              </Stack>
            ))}
            <More number={failed.length - MAX_LISTED} />
          </Details>
        )}
      </Group>
      {children}
    </Group>
  );
}

function Details({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Popover position="top-start" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button size="compact-sm" variant="light" color="yellow">
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <ScrollArea.Autosize mah={300} maw={420} viewportProps={{ tabIndex: 0, 'aria-label': label }}>
          <Stack gap="xs">{children}</Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function More({ number }: { readonly number: number }) {
  return number > 0 ? (
    <Text size="sm" c="dimmed">
      and {formatInt64(String(number))} more
    </Text>
  ) : null;
}
