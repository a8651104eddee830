import { useApolloClient } from '@apollo/client/react';
import { type Base, type DryRun, useDryRun } from '@/features/k8s-clusters';
import type { EditK8sTemplateInput, ImportK8sTemplateInput } from '@/gql/schema';
import {
  EditK8sTemplateDocument,
  type EditK8sTemplateMutation,
  ImportK8sTemplateDocument,
  type ImportK8sTemplateMutation,
} from '../mutations/save.generated';

export type TemplateVerdict = Omit<
  EditK8sTemplateMutation['editK8sTemplate'] | ImportK8sTemplateMutation['importK8sTemplate'],
  '__typename'
>;

type Request =
  | { readonly kind: 'import'; readonly input: ImportK8sTemplateInput }
  | { readonly kind: 'edit'; readonly input: EditK8sTemplateInput };

type Draft = {
  readonly context: string | null;
  /** Empty while it has none. */
  readonly name: string;
  /** The template as it is to be. */
  readonly text: string;
  /** The template as it was read; null of a new one. */
  readonly base: Base | null;
};

/** Stands for a name while there is none, so that the rest is looked at. */
const UNNAMED = 'unnamed-draft';

/** What is asked of the server to keep a draft. What others changed elsewhere meanwhile stays. */
function requestOf({ context, name, text: yaml, base }: Draft, dryRun: boolean): Request {
  return base === null
    ? { kind: 'import', input: { context, name: name === '' ? UNNAMED : name, yaml, dryRun } }
    : {
        kind: 'edit',
        input: { context, name, yaml, seenYaml: base.text, expectedResourceVersion: base.version, dryRun },
      };
}

/** Sends a request to the server: to be judged, or to be kept. Rejects when what is to be kept is refused. */
function useSend() {
  const client = useApolloClient();
  return async ({ kind, input }: Request, signal?: AbortSignal): Promise<TemplateVerdict> => {
    const options = { fetchPolicy: 'no-cache', context: { fetchOptions: { signal } } } as const;
    if (kind === 'import') {
      const { data } = await client.mutate({
        mutation: ImportK8sTemplateDocument,
        variables: { input },
        ...options,
      });
      return data.importK8sTemplate;
    }
    const { data } = await client.mutate({
      mutation: EditK8sTemplateDocument,
      variables: { input },
      ...options,
    });
    return data.editK8sTemplate;
  };
}

/** What the server says of a draft, as it is written; null asks nothing. */
export function useTemplateCheck(draft: Draft | null): DryRun<TemplateVerdict> {
  const send = useSend();
  const request = draft === null ? null : JSON.stringify(requestOf(draft, true));
  return useDryRun(request, (asked, signal) => send(JSON.parse(asked) as Request, signal));
}

/** Keeps a draft. */
export function useTemplateSave(): (draft: Draft) => Promise<TemplateVerdict> {
  const send = useSend();
  return (draft) => send(requestOf(draft, false));
}
