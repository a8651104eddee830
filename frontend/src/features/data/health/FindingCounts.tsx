import { Anchor, Group } from '@mantine/core';
import { Link } from 'react-router';
import { Mark } from '@/shared/ui/Mark';
import type { FindingCounts_CountsFragment } from './FindingCounts.generated';
import { healthUrl } from './urls';
import { SEVERITY_LOOKS } from './words';

type Props = {
  readonly connectionId: string;
  readonly counts: FindingCounts_CountsFragment;
};

/** How many findings a cluster has, the worst first; leads to them. */
export function FindingCounts({ connectionId, counts }: Props) {
  const { critical, warning, notice, unchecked } = counts;
  const isClear = critical + warning + notice === 0;
  return (
    <Anchor
      component={Link}
      to={healthUrl(connectionId)}
      c="inherit"
      underline="never"
      aria-label={summary(counts)}
    >
      <Group gap={4}>
        {critical > 0 && <Mark color={SEVERITY_LOOKS.CRITICAL.color}>{critical} critical</Mark>}
        {warning > 0 && <Mark color={SEVERITY_LOOKS.WARNING.color}>{countOf(warning, 'warning')}</Mark>}
        {notice > 0 && <Mark color={SEVERITY_LOOKS.NOTICE.color}>{countOf(notice, 'notice')}</Mark>}
        {isClear && <Mark color={unchecked > 0 ? 'gray' : 'teal'}>no findings</Mark>}
        {unchecked > 0 && <Mark color="gray">{unchecked} not checked</Mark>}
      </Group>
    </Anchor>
  );
}

function countOf(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}

function summary({ critical, warning, notice, unchecked }: FindingCounts_CountsFragment): string {
  const open = unchecked > 0 ? `, ${countOf(unchecked, 'check')} not made` : '';
  return `Health: ${String(critical)} critical, ${countOf(warning, 'warning')}, ${countOf(notice, 'notice')}${open}`;
}
