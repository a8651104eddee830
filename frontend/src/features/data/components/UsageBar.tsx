import { Group, Progress, Stack, Text } from '@mantine/core';
import { formatBytes } from '@/shared/format/bytes';
import { ratioInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Unknown } from '@/shared/ui/Unknown';

type Props = {
  readonly label: string;
  /** Bytes as Int64 text; null when unknown. */
  readonly used: string | null | undefined;
  readonly total: string | null | undefined;
  /** The bar below the numbers, for narrow places. Default: beside them. */
  readonly stacked?: boolean;
};

/** How full something is: a bar, the numbers, and the share. Without a total there is no bar to draw. */
export function UsageBar({ label, used, total, stacked = false }: Props) {
  if (!isKnown(used)) {
    return <Unknown />;
  }
  const ratio = !isKnown(total) ? null : ratioInt64(used, total);
  const bar = ratio !== null && (
    <Progress
      w={stacked ? '100%' : 72}
      flex="none"
      value={ratio * 100}
      color={ratio > 0.9 ? 'red' : ratio > 0.7 ? 'yellow' : 'blue'}
      aria-label={label}
    />
  );
  const numbers = (
    <Text span inherit className="tabular" style={{ whiteSpace: 'nowrap' }}>
      {formatBytes(used)}
      {isKnown(total) && ` of ${formatBytes(total)}`}
      {ratio !== null && ` · ${formatRatio(ratio)}`}
    </Text>
  );
  return stacked ? (
    <Stack gap={4} maw={180}>
      {numbers}
      {bar}
    </Stack>
  ) : (
    <Group gap="xs">
      {bar}
      {numbers}
    </Group>
  );
}
