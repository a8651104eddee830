import { Button, SegmentedControl, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  CheckMark,
  type Draft,
  ResourceForm,
  ResourceYaml,
  sameJson,
  StepNotes,
} from '@/features/k8s-clusters';
import { useLeaveGuard } from '@/shared/lib/useLeaveGuard';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ReviewDialog } from './ReviewDialog';
import { TemplateForm } from './TemplateForm';
import { partsOf } from './templateResource';
import { type Base, requestOf, useTemplateCheck, useTemplateSave } from './useTemplateSave';

const VIEW_PARAM = 'view';
const VIEWS = [
  { value: 'form', label: 'Form' },
  { value: 'yaml', label: 'YAML' },
] as const;

type Props = {
  readonly title: string;
  readonly context: string | null;
  /** Null of a new template. */
  readonly base: Base | null;
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  /** Above the form: what else happened to the template. */
  readonly notice?: ReactNode;
  readonly cancelTo: string;
  readonly onSaved: (name: string) => void;
};

/** One template as a form and as YAML, judged by the server as it is written, and kept after a look at what follows. */
export function TemplateEditor(props: Props) {
  const { title, context, base, draft, onDraft, notice, cancelTo, onSaved } = props;
  const [search, setSearch] = useSearchParams();
  const [reviewing, setReviewing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const isDirty =
    base === null ? draft.resource !== draft.original : !sameJson(base.resource, draft.resource);
  const { hold, ...guard } = useLeaveGuard<'draft'>((_, from, to) => from.pathname !== to.pathname);
  useEffect(() => {
    hold('draft', isDirty);
    return () => hold('draft', false);
  }, [hold, isDirty]);

  const { name } = partsOf(draft.resource);
  const request = requestOf(draft.resource, base, context);
  const check = useTemplateCheck(draft.problem === null && (base === null || isDirty) ? request : null);
  const save = useTemplateSave();
  const isYaml = search.get(VIEW_PARAM) === 'yaml';
  const refusals = check.errors.length > 0 ? [] : (check.verdict?.refusals ?? []);
  const warnings = check.verdict?.warnings ?? [];
  const isReady =
    isDirty && name !== '' && draft.problem === null && !check.checking && check.errors.length === 0;

  const keep = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await save(request);
      hold('draft', false);
      onSaved(name);
    } catch (cause) {
      setFailure(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <PageHeader
        title={title}
        badges={
          (isDirty || base === null) && (
            <CheckMark
              check={check}
              refused={refusals.length}
              isReadable={draft.problem === null}
              isNamed={name !== ''}
            />
          )
        }
        actions={
          <>
            <SegmentedControl
              size="sm"
              aria-label="How it is edited"
              data={[...VIEWS]}
              value={isYaml ? 'yaml' : 'form'}
              onChange={(view) =>
                setSearch(
                  (now) => {
                    const next = new URLSearchParams(now);
                    if (view === 'yaml') next.set(VIEW_PARAM, view);
                    else next.delete(VIEW_PARAM);
                    return next;
                  },
                  { replace: true },
                )
              }
            />
            <Button component={Link} to={cancelTo} variant="default">
              Cancel
            </Button>
            <Button
              disabled={!isReady || refusals.length > 0 || check.verdict === null}
              onClick={() => setReviewing(true)}
            >
              {base === null ? 'Review and make…' : 'Review and save…'}
            </Button>
          </>
        }
      />
      <Stack gap="sm">
        {notice}
        {check.errors.map((error) => (
          <ErrorAlert key={error.message} error={error} onRetry={check.again} />
        ))}
        <StepNotes refusals={refusals} warnings={warnings} />
        {isYaml ? (
          <ResourceYaml draft={draft} onDraft={onDraft} label={`${title} as YAML`} maxHeight={720} />
        ) : (
          <ResourceForm
            draft={draft}
            onDraft={onDraft}
            refusals={refusals}
            warnings={warnings}
            context={context}
            isNew={base === null}
          >
            <TemplateForm />
          </ResourceForm>
        )}
      </Stack>
      {reviewing && check.verdict !== null && (
        <ReviewDialog
          isNew={base === null}
          context={context}
          verdict={check.verdict}
          busy={busy}
          error={failure}
          onSave={() => void keep()}
          onClose={() => {
            setReviewing(false);
            setFailure(null);
          }}
        />
      )}
      <DiscardQuestion asking={guard.asking} onStay={guard.stay} onDiscard={guard.leave} />
    </>
  );
}
