import { Alert, Code, List } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';

type Note = { readonly field?: string | null; readonly message: string };

type Props = {
  readonly refusals: readonly Note[];
  readonly warnings: readonly Note[];
};

/** What would be refused and what is warned of, each with the field it is about. */
export function Refusals({ refusals, warnings }: Props) {
  return (
    <>
      {refusals.length > 0 && (
        <Alert color="red" icon={<IconAlertCircle aria-hidden="true" />} title="Refused" role="alert">
          <Notes notes={refusals} />
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden="true" />} title="Warnings">
          <Notes notes={warnings} />
        </Alert>
      )}
    </>
  );
}

function Notes({ notes }: { readonly notes: readonly Note[] }) {
  return (
    <List size="sm">
      {notes.map(({ field, message }) => (
        <List.Item key={`${field ?? ''} ${message}`}>
          {isKnown(field) && (
            <>
              <Code>{field}</Code>{' '}
            </>
          )}
          {message}
        </List.Item>
      ))}
    </List>
  );
}
