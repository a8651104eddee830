import { Alert, Code, List } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import type { Refusal } from '../model/change';
import { JUDGES } from '../model/planWords';

/** Why a change is refused: by whom, for which field. Shows nothing when it is not. */
export function RefusalList({ refusals }: { readonly refusals: readonly Refusal[] }) {
  if (refusals.length === 0) {
    return null;
  }
  return (
    <Alert color="red" role="alert" title="Refused" icon={<IconAlertCircle aria-hidden="true" />}>
      <List size="sm" spacing={4}>
        {refusals.map(({ by, field, message }) => (
          <List.Item key={`${by} ${field ?? ''} ${message}`} style={{ overflowWrap: 'anywhere' }}>
            {isKnown(field) && (
              <>
                <Code>{field}</Code>{' '}
              </>
            )}
            {message} <i>({JUDGES[by]})</i>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
