import { Button, SegmentedControl, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  type Base,
  CheckMark,
  ConflictPanel,
  type Draft,
  newDraft,
  presentOf,
  type Resource,
  ResourceForm,
  ResourceYaml,
  sameJson,
  saidOnce,
  StepNotes,
  withResource,
  withText,
} from '@/features/k8s-clusters';
import { toAppErrors } from '@/shared/errors/appError';
import { useLeaveGuard } from '@/shared/lib/useLeaveGuard';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ReviewDialog } from './ReviewDialog';
import { TemplateForm } from './TemplateForm';
import { nameOf } from './templateResource';
import { useTemplateCheck, useTemplateSave } from './useTemplateSave';

const VIEW_PARAM = 'view';
const VIEWS = [
  { value: 'form', label: 'Form' },
  { value: 'yaml', label: 'YAML' },
] as const;

type Props = {
  readonly title: string;
  readonly context: string | null;
  /** The template as it was read; null of a new one. */
  readonly base: Base | null;
  /** The template as somebody else is known to have made it meanwhile. */
  readonly theirs?: Base | null;
  /** Goes on with the edit on top of theirs. */
  readonly onRebase?: (theirs: Base) => void;
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
  /** Above the form: what else happened to the template. */
  readonly notice?: ReactNode;
  readonly cancelTo: string;
  readonly onSaved: (name: string) => void;
};

/** One template as a form and as YAML, judged by the server as it is written, and kept after a look at what follows. */
export function TemplateEditor(props: Props) {
  const { title, context, base, theirs = null, onRebase, draft, onDraft, notice, cancelTo, onSaved } = props;
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

  const name = nameOf(draft.resource);
  const edit = { context, name: base === null ? name : nameOf(base.resource), text: draft.text, base };
  const check = useTemplateCheck(draft.problem === null && (base === null || isDirty) ? edit : null);
  const save = useTemplateSave();
  const isYaml = search.get(VIEW_PARAM) === 'yaml';
  const failures = toAppErrors(failure ?? []);
  const present = theirs ?? [...failures, ...check.errors].map(presentOf).find((one) => one !== null) ?? null;
  // What is being kept comes back with the feed: that is nobody else's.
  const clash = busy ? null : present;
  const errors = check.errors.filter((error) => presentOf(error) === null);
  const refusals = check.errors.length > 0 ? [] : saidOnce(check.verdict?.refusals ?? []);
  const warnings = check.verdict?.warnings ?? [];
  const isReady =
    isDirty && name !== '' && draft.problem === null && !check.checking && check.errors.length === 0;

  const keep = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await save(edit);
      hold('draft', false);
      onSaved(name);
    } catch (cause) {
      setFailure(cause);
      if (toAppErrors(cause).some((error) => presentOf(error) !== null)) setReviewing(false);
    } finally {
      setBusy(false);
    }
  };
  const goOn = (present: Base, merged: Resource) => {
    setFailure(null);
    onRebase?.(present);
    onDraft(() => withResource(withText(newDraft({}), present.text), merged));
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
        {base !== null && clash !== null && (
          <ConflictPanel
            key={clash.version}
            what="template"
            seen={base}
            theirs={clash}
            mine={draft.resource}
            onMerge={(merged) => goOn(clash, merged)}
          />
        )}
        {errors.map((error) => (
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
