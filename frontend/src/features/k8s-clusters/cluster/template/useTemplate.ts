import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import {
  K8sTemplateFeedDocument,
  type LiveTemplate_TemplateFragment,
  type TemplateUse_UseFragment,
} from './template.generated';

export type LiveTemplate = LiveTemplate_TemplateFragment;
export type TemplateUse = TemplateUse_UseFragment;

export type TemplateRef = {
  /** Left out where there is one. */
  readonly context?: string | null | undefined;
  readonly name: string;
};

export type TemplateState = {
  /** Null while there is none of that name. */
  readonly template: LiveTemplate | null;
};

/** One template with the clusters made from it, live. The feed's filter narrows by a text; the name is picked out of it here. */
export function useTemplate(
  { context, name }: TemplateRef,
  { skip = false }: { readonly skip?: boolean } = {},
): Feed<TemplateState> {
  return useFeed({
    document: K8sTemplateFeedDocument,
    variables: { context: context ?? null, text: name },
    fetchPolicy: 'no-cache',
    skip,
    select: (data) => data.k8sTemplatesChanged,
    reduce: (state: TemplateState | null, item) => {
      const news = item.templates.find((template) => template.name === name);
      if (news !== undefined) {
        return { template: news };
      }
      const known = state?.template ?? null;
      return { template: known !== null && item.removedIds.includes(known.id) ? null : known };
    },
  });
}
