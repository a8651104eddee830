import type { FixContext } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { configUrl, type ConfigTab } from '../config/urls';
import type { FindingCard_FindingFragment } from './FindingCard.generated';

const TABS: Readonly<Record<FixContext, ConfigTab | null>> = {
  SERVICE: 'service',
  NAMESPACE: 'namespace',
  SET: 'set',
  // No node can change the machine below it.
  HOST: null,
};

/** Where the setting that mends a finding is shown and changed; null where it is not a node's. */
export function settingUrl(
  connectionId: string,
  { fix, subject }: FindingCard_FindingFragment,
): string | null {
  const tab = isKnown(fix.context) ? TABS[fix.context] : null;
  if (tab === null || !isKnown(fix.setting)) {
    return null;
  }
  return configUrl(connectionId, {
    tab,
    namespace: tab === 'service' ? null : (subject.namespace ?? null),
    set: tab === 'set' ? (subject.set ?? null) : null,
    text: fix.setting,
  });
}
