import type { TabProps } from '../tabs';
export function OverviewTab({ at }: TabProps) {
  return <>{at.name}</>;
}
