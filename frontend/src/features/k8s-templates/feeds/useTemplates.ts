import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import { K8sTemplatesFeedDocument, type TemplateTable_TemplateFragment } from './templates.generated';

export type ListedTemplate = TemplateTable_TemplateFragment;

/** The templates of a context by name, live. */
export function useTemplates(context: string): Feed<readonly ListedTemplate[]> {
  return useFeed({
    document: K8sTemplatesFeedDocument,
    variables: { context },
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sTemplatesChanged,
    reduce: (state: readonly ListedTemplate[] | null, { templates, removedIds }) => {
      const gone = new Set([...removedIds, ...templates.map(({ id }) => id)]);
      const kept = (state ?? []).filter(({ id }) => !gone.has(id));
      return [...kept, ...templates].sort((one, other) => one.name.localeCompare(other.name));
    },
  });
}
