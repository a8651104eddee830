import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { newDraft, parseResource, type Resource, TEMPLATES_PATH, templateUrl } from '@/features/k8s-clusters';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { TemplateEditor } from '../editor/TemplateEditor';
import { blankTemplate, copyOf } from '../editor/templateResource';
import { K8sTemplateSourceDocument } from '../mutations/save.generated';
import { CONTEXT_PARAM, FROM_PARAM } from '../urls';

/** A template is made: from nothing, or as a copy of another. */
export function NewTemplatePage() {
  const [search] = useSearchParams();
  const context = search.get(CONTEXT_PARAM);
  const from = search.get(FROM_PARAM);
  const { data, errors, loading, refresh } = useReading(
    K8sTemplateSourceDocument,
    { context, name: from ?? '' },
    { skip: from === null },
  );
  if (from === null) {
    return <NewTemplate context={context} start={blankTemplate()} />;
  }
  if (data === null) {
    return (
      <>
        <PageHeader title="New template" />
        {loading && <LoadingSkeleton label="the template it is a copy of" rows={8} />}
        <ErrorState error={errors} onRetry={refresh} />
      </>
    );
  }
  const source = parseResource(data.k8sTemplate?.yaml ?? '');
  return (
    <NewTemplate key={from} context={context} start={source.ok ? copyOf(source.value) : blankTemplate()} />
  );
}

function NewTemplate({ context, start }: { readonly context: string | null; readonly start: Resource }) {
  const [draft, setDraft] = useState(() => newDraft(start));
  const navigate = useNavigate();
  return (
    <TemplateEditor
      title="New template"
      context={context}
      base={null}
      draft={draft}
      onDraft={setDraft}
      cancelTo={TEMPLATES_PATH}
      onSaved={(name) => {
        notifyDone(`Template ${name} is made.`);
        void navigate(templateUrl({ context, name }));
      }}
    />
  );
}
