import { Alert } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { type ComponentProps, useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import {
  type Base,
  Keepers,
  newDraft,
  parseResource,
  sameJson,
  templateUrl,
  useTemplate,
  withText,
} from '@/features/k8s-clusters';
import { useReading } from '@/shared/apollo/useReading';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { TemplateEditor } from '../editor/TemplateEditor';
import { K8sTemplateSourceDocument } from '../mutations/save.generated';
import { CONTEXT_PARAM } from '../urls';

/** A template is changed. Its clusters keep their copy until they are resynced. */
export function EditTemplatePage() {
  const { name = '' } = useParams();
  const [search] = useSearchParams();
  const context = search.get(CONTEXT_PARAM);
  const { data, errors, loading, refresh } = useReading(K8sTemplateSourceDocument, { context, name });
  const source = data?.k8sTemplate ?? null;
  if (source === null) {
    return (
      <>
        <PageHeader title={`Edit ${name}`} />
        {loading && <LoadingSkeleton label="the template" rows={8} />}
        <ErrorState error={errors} onRetry={refresh} />
        {!loading && errors.length === 0 && (
          <EmptyState icon={IconTemplate} title={`No template ${name}`}>
            It may have been deleted.
          </EmptyState>
        )}
      </>
    );
  }
  const base = baseOf(source);
  return base === null ? (
    <PageHeader title={`Edit ${name}`} subtitle="It cannot be read" />
  ) : (
    <EditTemplate key={name} context={source.context} name={name} start={base} keepers={source.keepers} />
  );
}

type Source = {
  readonly yaml?: string | null | undefined;
  readonly resourceVersion?: string | null | undefined;
};

function baseOf({ yaml, resourceVersion }: Source): Base | null {
  const text = yaml ?? '';
  const parsed = parseResource(text);
  return parsed.ok ? { text, resource: parsed.value, version: resourceVersion ?? null } : null;
}

type EditProps = {
  readonly context: string;
  readonly name: string;
  readonly start: Base;
  readonly keepers: ComponentProps<typeof Keepers>['keepers'];
};

function EditTemplate({ context, name, start, keepers }: EditProps) {
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(() => withText(newDraft({}), start.text));
  const navigate = useNavigate();
  const live = useTemplate({ context, name }).state;
  const now = live?.template ? baseOf(live.template) : null;
  const isGone = live !== null && live.template === null;
  // The operator's status makes another version of the same template.
  const isSame = now !== null && sameJson(now.resource, base.resource);

  return (
    <TemplateEditor
      title={`Edit ${name}`}
      context={context}
      base={base}
      theirs={now === null || isSame || now.version === base.version ? null : now}
      onRebase={setBase}
      draft={draft}
      onDraft={setDraft}
      notice={
        <>
          <Keepers keepers={keepers} what="template" />
          {isGone && (
            <Alert color="red" role="alert" title="Deleted meanwhile">
              There is no template {name} any more. What you wrote is still here; as YAML it can be taken
              along.
            </Alert>
          )}
        </>
      }
      cancelTo={templateUrl({ context, name })}
      onSaved={() => {
        notifyDone(`Template ${name} is saved.`);
        void navigate(templateUrl({ context, name }));
      }}
    />
  );
}
