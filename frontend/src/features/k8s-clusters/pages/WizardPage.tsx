import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorState } from '@/shared/ui/ErrorState';
import { PageHeader } from '@/shared/ui/PageHeader';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { IconBinaryTree2 } from '@tabler/icons-react';
import { useContextChoices } from '../queries/useChoices';
import { CONTEXT_PARAM, FROM_PARAM } from '../urls';
import { withParam } from '../wizard/addresses';
import { parseStart } from '../wizard/start';
import { StartPage } from '../wizard/StartPage';
import { useBeginning } from '../wizard/useBeginning';
import { Wizard } from '../wizard/Wizard';

/** Makes a cluster: chooses what it begins with, then describes it. */
export function WizardPage() {
  const { contexts, loading, errors } = useContextChoices();
  const [params] = useSearchParams();
  const asked = params.get(CONTEXT_PARAM);
  const chosen = contexts.find(({ name, isDefault }) => (asked === null ? isDefault : name === asked));
  const context = chosen ?? contexts[0];
  if (errors.length > 0) {
    return (
      <Waiting>
        <ErrorState error={errors} />
      </Waiting>
    );
  }
  if (context === undefined) {
    return loading ? (
      <Waiting>
        <LoadingSkeleton label="the contexts of Kubernetes" rows={6} />
      </Waiting>
    ) : (
      <NoKubernetes />
    );
  }
  return (
    <InContext
      contexts={contexts.map(({ name }) => name)}
      context={context.name}
      namespace={context.defaultNamespace ?? 'default'}
    />
  );
}

/** The page while there is nothing to describe yet. */
function Waiting({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <PageHeader title="New cluster" />
      {children}
    </>
  );
}

function NoKubernetes() {
  return (
    <EmptyState icon={IconBinaryTree2} order={1} title="No Kubernetes here">
      This server manages no Kubernetes. Set K8S_MANAGEMENT_ENABLED to make clusters there.
    </EmptyState>
  );
}

type Props = {
  readonly contexts: readonly string[];
  readonly context: string;
  readonly namespace: string;
};

function InContext({ contexts, context, namespace }: Props) {
  const [params, setParams] = useSearchParams();
  const from = params.get(FROM_PARAM);
  if (parseStart(from) === null || from === null) {
    return (
      <StartPage
        context={context}
        onStart={(next, text) => setParams((now) => withParam(now, FROM_PARAM, next), { state: text })}
      />
    );
  }
  return <Begun key={from} contexts={contexts} context={context} namespace={namespace} from={from} />;
}

function Begun({ contexts, context, namespace, from }: Props & { readonly from: string }) {
  const beginning = useBeginning({ context, namespace, from });
  if (beginning.draft === null) {
    return (
      <Waiting>
        <ErrorState error={beginning.errors} onRetry={beginning.again} />
        {beginning.errors.length === 0 && <LoadingSkeleton label="what the cluster begins with" rows={8} />}
      </Waiting>
    );
  }
  return <Wizard contexts={contexts} context={context} from={from} {...beginning.draft} />;
}
