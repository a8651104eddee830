import { getAt, type Resource } from '../form/resource';
import type { FieldNote } from '../form/ResourceForm';

const REQUIRED = [
  { field: 'metadata.name', message: 'A cluster needs a name.' },
  { field: 'metadata.namespace', message: 'A cluster lives in a namespace of Kubernetes.' },
];

/** What nothing can be made without. The server refuses the text then and says nothing about the rest. */
export function missingIn(resource: Resource): readonly FieldNote[] {
  return REQUIRED.filter(({ field }) => (getAt(resource, field) ?? '') === '');
}
