import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useReading } from '@/shared/apollo/useReading';
import { type AppError, toAppErrors } from '@/shared/errors/appError';
import { isKnown } from '@/shared/lib/known';
import { parseResource, toYaml } from '../form/document';
import { get, isEmptyIn, remove, set } from '../form/resource';
import { K8sImageChoicesDocument } from '../queries/choices.generated';
import { MAX_NAME } from '../actions/model/names';
import { blankCluster, clusterOfTemplate, FALLBACK_IMAGE } from './blank';
import { PreviewK8sCloneDocument } from './clone.generated';
import { savedDrafts } from './draftStore';
import { UNNAMED } from './useNewCluster';
import { adopt, parseStart, type Start } from './start';

const COPY = '-copy';

type Beginning = {
  readonly text: string;
  readonly autoConnect: boolean;
  /** Whether it was left off here before. */
  readonly restored: boolean;
};

type Place = { readonly context: string; readonly namespace: string; readonly from: string };

/** What the wizard opens with: the draft that was left, or what the address says it begins with. Decided once. */
export function useBeginning({ context, namespace, from }: Place) {
  const { pathname, search, state } = useLocation() as {
    readonly pathname: string;
    readonly search: string;
    readonly state: unknown;
  };
  const navigate = useNavigate();
  const [left] = useState(() =>
    typeof state === 'string' ? undefined : savedDrafts(context).find((draft) => draft.from === from),
  );
  const start = parseStart(from);
  const brought = typeof state === 'string' ? state : null;
  const made = useMade(isKnown(left) || brought !== null ? null : start, { context, namespace });
  const text = left?.text ?? (brought === null ? made.text : adopt(brought, namespace));
  const [draft, setDraft] = useState<Beginning | null>(null);
  if (draft === null && text !== null) {
    setDraft({ text, autoConnect: left?.autoConnect ?? true, restored: isKnown(left) });
  }
  // A reload goes on with the draft, not with what was brought once.
  const isTaken = draft !== null && brought !== null;
  useEffect(() => {
    if (isTaken) void navigate({ pathname, search }, { replace: true, state: null });
  }, [isTaken, navigate, pathname, search]);
  return { draft, errors: draft === null ? made.errors : [], again: made.again };
}

type Made = {
  readonly text: string | null;
  readonly errors: readonly AppError[];
  readonly again: () => void;
};

function useMade(start: Start | null, { context, namespace }: Omit<Place, 'from'>): Made {
  const images = useReading(K8sImageChoicesDocument, { context }, { skip: start?.kind !== 'scratch' });
  const clone = useClone(start?.kind === 'clone' ? start : null, context);
  switch (start?.kind) {
    case 'clone':
      return clone;
    case 'template':
      return { ...NOTHING, text: toYaml(clusterOfTemplate(namespace, start.name)) };
    case 'yaml':
      return { ...NOTHING, text: adopt('{}', namespace) };
    case 'scratch': {
      // Images are a help: a cluster can be described without knowing what others run.
      const image = images.data?.k8sImages?.[0]?.image ?? FALLBACK_IMAGE;
      return { ...NOTHING, text: images.loading ? null : toYaml(blankCluster(namespace, image)) };
    }
    default:
      return NOTHING;
  }
}

const NOTHING: Made = { text: null, errors: [], again: () => undefined };

/** A copy as the server would make it: without what the source had of its own. */
function useClone(source: Extract<Start, { kind: 'clone' }> | null, context: string): Made {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Omit<Made, 'again'>>({ text: null, errors: [] });
  const { namespace = null, name = null } = source ?? {};
  useEffect(() => {
    if (namespace === null || name === null) return undefined;
    const aborter = new AbortController();
    const settle = (text: string | null, errors: readonly AppError[]) => {
      if (!aborter.signal.aborted) setAnswer({ text, errors });
    };
    client
      .mutate({
        mutation: PreviewK8sCloneDocument,
        variables: { input: { context, namespace, name, newName: UNNAMED, dryRun: true } },
        fetchPolicy: 'no-cache',
        context: { fetchOptions: { signal: aborter.signal } },
      })
      .then(
        ({ data: { cloneK8sCluster } }) =>
          settle(copyOf(cloneK8sCluster.yaml, name), refusalErrors(cloneK8sCluster.refusals)),
        (cause: unknown) => settle(null, toAppErrors(cause)),
      );
    return () => aborter.abort();
  }, [client, context, namespace, name, attempt]);
  return { ...answer, again: () => setAttempt((count) => count + 1) };
}

/** The copy under a name that one may still change: the operator derives others from it. */
function copyOf(yaml: string | null | undefined, name: string): string | null {
  const parsed = isKnown(yaml) ? parseResource(yaml) : null;
  if (parsed?.ok !== true) return null;
  const copy = set(parsed.value, ['metadata', 'name'], `${name.slice(0, MAX_NAME - COPY.length)}${COPY}`);
  const clusterName = ['spec', 'aerospikeConfig', 'service', 'cluster-name'];
  return toYaml(get(copy, clusterName) === UNNAMED ? remove(copy, clusterName, isEmptyIn(copy)) : copy);
}

/** A copy that would be refused has no text to begin with. */
function refusalErrors(refusals: readonly { readonly message: string }[]): readonly AppError[] {
  return refusals.map(({ message }) => ({
    code: 'BAD_USER_INPUT',
    message,
    requestId: null,
    path: [],
    details: null,
  }));
}
