import { Text } from '@mantine/core';
import { formatAgo, formatDateTime } from '../format/time';
import { useNow } from '../format/useNow';

/** "12 s ago", kept true by the page's one clock; the exact instant on hover. */
export function Ago({ at }: { readonly at: string }) {
  const now = useNow();
  return (
    <Text span inherit component="time" dateTime={at} title={formatDateTime(at)} className="tabular">
      {formatAgo(at, now)}
    </Text>
  );
}
