import { Alert, Code, List } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isKnown } from '@/shared/lib/known';
import type { FieldNote } from '../form/ResourceForm';

type Props = { readonly refusals: readonly FieldNote[]; readonly warnings: readonly FieldNote[] };

/** What is wrong within a step, and what is worth knowing, each with its field: nothing refused goes unseen. */
export function StepNotes({ refusals, warnings }: Props) {
  return (
    <div role="status">
      <Notes
        title={countText(refusals.length, 'refused')}
        notes={refusals}
        color="red"
        icon={<IconAlertCircle aria-hidden="true" />}
      />
      <Notes
        title={countText(warnings.length, 'to know')}
        notes={warnings}
        color="yellow"
        icon={<IconAlertTriangle aria-hidden="true" />}
      />
    </div>
  );
}

function countText(count: number, what: string): string {
  return `${count} ${count === 1 ? 'thing' : 'things'} ${what}`;
}

type NotesProps = {
  readonly title: string;
  readonly notes: readonly FieldNote[];
  readonly color: string;
  readonly icon: ReactNode;
};

function Notes({ title, notes, color, icon }: NotesProps) {
  if (notes.length === 0) return null;
  return (
    <Alert color={color} title={title} icon={icon} p="xs" mb="sm">
      <List size="sm" listStyleType="none">
        {notes.map(({ field, message }, index) => (
          <List.Item key={index} style={{ overflowWrap: 'anywhere' }}>
            <FieldName field={field} /> {message}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** A field of the resource by its path, without the `spec.` that all begin with. */
export function FieldName({ field }: { readonly field: FieldNote['field'] }) {
  return isKnown(field) ? <Code>{field.replace(/^spec\./, '')}</Code> : null;
}
