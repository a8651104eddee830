import { Badge, VisuallyHidden } from '@mantine/core';
import { useJobPhases } from '../feeds/useJobs';
import { isOver } from '../model/jobWords';

/** How many jobs of a connection are at work, beside its entry in the navigation; nothing while none is. */
export function RunningJobs({ connectionId }: { readonly connectionId: string }) {
  const feed = useJobPhases(connectionId);
  const running = (feed.state ?? []).filter(({ phase }) => !isOver(phase)).length;
  return running === 0 ? null : (
    <Badge size="sm" variant="filled" color="blue" circle={running < 10} className="tabular">
      {running}
      <VisuallyHidden> at work</VisuallyHidden>
    </Badge>
  );
}
