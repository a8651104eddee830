import { useApolloClient } from '@apollo/client/react';
import { type DryRun, type Resource, useDryRun, type Verdict } from '@/features/k8s-clusters';
import type { CreateK8sTemplateInput, UpdateK8sTemplateInput } from '@/gql/schema';
import {
  CreateK8sTemplateDocument,
  type CreateK8sTemplateMutation,
  UpdateK8sTemplateDocument,
} from '../mutations/save.generated';
import { mergePatch, partsOf } from './templateResource';

type Written = CreateK8sTemplateMutation['createK8sTemplate'];

export type TemplateVerdict = Verdict & Pick<Written, 'template' | 'applied'>;

/** What is there already: a change is told against it, and refused when it is another one by now. */
export type Base = { readonly resource: Resource; readonly version: string | null };

type Request =
  | { readonly kind: 'create'; readonly input: CreateK8sTemplateInput }
  | { readonly kind: 'update'; readonly input: UpdateK8sTemplateInput };

/** A template alone plans nothing for pods: a resync does. */
const NO_PLAN: Verdict['plan'] = {
  __typename: 'K8sPlan',
  steps: [],
  restartingPods: [],
  outdatedPods: [],
  obstacles: [],
};

/** Stands for a name while there is none, so that the rest is looked at. */
const UNNAMED = 'unnamed-draft';

/** What is asked of the server to keep a draft: of a new template all of it, of another what differs from what is there. */
export function requestOf(resource: Resource, base: Base | null, context: string | null): Request {
  const { name, spec, labels, annotations } = partsOf(resource);
  const place = { context, name: name === '' ? UNNAMED : name };
  if (base === null) {
    return { kind: 'create', input: { ...place, spec, labels, annotations } as CreateK8sTemplateInput };
  }
  const before = partsOf(base.resource);
  return {
    kind: 'update',
    input: {
      context,
      name: before.name,
      expectedResourceVersion: base.version,
      spec: mergePatch(before.spec, spec),
      labels: mergePatch(before.labels, labels),
      annotations: mergePatch(before.annotations, annotations),
    } as UpdateK8sTemplateInput,
  };
}

/** Sends a request to the server: to be judged, or to be kept. Rejects when it is refused. */
function useSend() {
  const client = useApolloClient();
  return async (request: Request, dryRun: boolean, signal?: AbortSignal): Promise<TemplateVerdict> => {
    const options = {
      fetchPolicy: 'no-cache',
      context: { fetchOptions: { signal } },
    } as const;
    const written =
      request.kind === 'create'
        ? (
            await client.mutate({
              mutation: CreateK8sTemplateDocument,
              variables: { input: { ...request.input, dryRun } },
              ...options,
            })
          ).data.createK8sTemplate
        : (
            await client.mutate({
              mutation: UpdateK8sTemplateDocument,
              variables: { input: { ...request.input, dryRun } },
              ...options,
            })
          ).data.updateK8sTemplate;
    const notes = ({ field, message }: { field?: string | null; message: string }) => ({
      field: field ?? null,
      message,
    });
    return {
      applied: written.applied,
      changes: written.changes.map(({ path, before, after }) => ({
        __typename: 'K8sFieldChange',
        path,
        before,
        after,
      })),
      refusals: written.refusals.map(notes),
      warnings: written.warnings.map(notes),
      template: written.template ?? null,
      yaml: written.template?.yaml ?? null,
      plan: NO_PLAN,
    };
  };
}

/** What the server says of a draft, as it is written; null asks nothing. */
export function useTemplateCheck(request: Request | null): DryRun<TemplateVerdict> {
  const send = useSend();
  return useDryRun(request === null ? null : JSON.stringify(request), (asked, signal) =>
    send(JSON.parse(asked) as Request, true, signal),
  );
}

/** Keeps a draft. */
export function useTemplateSave(): (request: Request) => Promise<TemplateVerdict> {
  const send = useSend();
  return (request) => send(request, false);
}
