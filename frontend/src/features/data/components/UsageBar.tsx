import { Group, Progress, Text } from '@mantine/core';
import { formatBytes } from '@/shared/format/bytes';
import { ratioInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { Unknown } from '@/shared/ui/Unknown';
import { isKnown } from '../model/known';

type Props = {
  readonly label: string;
  /** Bytes as Int64 text; null when unknown. */
  readonly used: string | null | undefined;
  readonly total: string | null | undefined;
};

/** How full something is: a bar, the numbers, and the share. Without a total there is no bar to draw. */
export function UsageBar({ label, used, total }: Props) {
  if (!isKnown(used)) {
    return <Unknown />;
  }
  const ratio = !isKnown(total) ? null : ratioInt64(used, total);
  return (
    <Group gap="xs">
      {ratio !== null && (
        <Progress
          w={72}
          flex="none"
          value={ratio * 100}
          color={ratio > 0.9 ? 'red' : ratio > 0.7 ? 'yellow' : 'blue'}
          aria-label={label}
        />
      )}
      <Text span inherit className="tabular" style={{ whiteSpace: 'nowrap' }}>
        {formatBytes(used)}
        {isKnown(total) && ` of ${formatBytes(total)}`}
        {ratio !== null && ` · ${formatRatio(ratio)}`}
      </Text>
    </Group>
  );
}
