import { Alert, Button, Group, Text } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import {
  newDraft,
  parseResource,
  type Resource,
  sameJson,
  templateUrl,
  useTemplate,
} from '@/features/k8s-clusters';
import { useReading } from '@/shared/apollo/useReading';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { TemplateEditor } from '../editor/TemplateEditor';
import { rebased } from '../editor/templateResource';
import type { Base } from '../editor/useTemplateSave';
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
    <EditTemplate key={name} context={source.context} name={name} start={base} />
  );
}

type Source = {
  readonly yaml?: string | null | undefined;
  readonly resourceVersion?: string | null | undefined;
};

function baseOf({ yaml, resourceVersion }: Source): Base | null {
  const parsed = parseResource(yaml ?? '');
  return parsed.ok ? { resource: parsed.value, version: resourceVersion ?? null } : null;
}

type EditProps = { readonly context: string; readonly name: string; readonly start: Base };

function EditTemplate({ context, name, start }: EditProps) {
  const [base, setBase] = useState(start);
  const [draft, setDraft] = useState(() => newDraft(start.resource));
  const navigate = useNavigate();
  const live = useTemplate({ context, name }).state;
  const theirs = live?.template ? baseOf(live.template) : null;
  const isGone = live !== null && live.template === null;
  const isSame = theirs !== null && sameJson(theirs.resource, base.resource);
  const isOld = theirs !== null && !isSame && theirs.version !== base.version;

  const take = (newest: Base) => {
    const mine: Resource = rebased(base.resource, draft.resource, newest.resource);
    setBase(newest);
    setDraft(newDraft(mine));
  };

  return (
    <TemplateEditor
      title={`Edit ${name}`}
      context={context}
      // The operator's status makes another version of the same template.
      base={isSame ? theirs : base}
      draft={draft}
      onDraft={setDraft}
      notice={
        isGone ? (
          <Alert color="red" role="alert" title="Deleted meanwhile">
            There is no template {name} any more. What you wrote is still here; as YAML it can be taken along.
          </Alert>
        ) : (
          isOld && (
            <Alert color="yellow" role="status" title="Changed meanwhile">
              <Group gap="sm">
                <Text size="sm">
                  Someone else has changed it. Take that in: your changes are then made to what is there now.
                </Text>
                <Button size="compact-sm" variant="default" onClick={() => take(theirs)}>
                  Take their changes in
                </Button>
              </Group>
            </Alert>
          )
        )
      }
      cancelTo={templateUrl({ context, name })}
      onSaved={() => {
        notifyDone(`Template ${name} is saved.`);
        void navigate(templateUrl({ context, name }));
      }}
    />
  );
}
