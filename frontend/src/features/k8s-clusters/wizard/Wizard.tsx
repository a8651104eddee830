import { Box, Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { PageHeader } from '@/shared/ui/PageHeader';
import { type Draft, newDraft, withText } from '../form/draft';
import { type FieldNote, notesIn, ResourceForm } from '../form/ResourceForm';
import { saidOnce } from '../form/refusals';
import { ResourceYaml } from '../form/ResourceYaml';
import { adviceOn } from '../model/advice';
import { missingIn } from '../model/missing';
import { CONTEXT_PARAM, FROM_PARAM, k8sClusterUrl } from '../urls';
import { withParam } from './addresses';
import { CheckMark } from './CheckMark';
import { forgetDraft } from './draftStore';
import { useNodes } from './pickers/usePickers';
import { describeStart } from './start';
import type { Step } from './step';
import { StepFrame } from './StepFrame';
import { StepList } from './StepList';
import { StepNotes } from './StepNotes';
import { STEPS } from './steps';
import { useKeptDraft } from './useKeptDraft';
import { notesOfErrors, useNewClusterCheck } from './useNewCluster';
import { STEP_PARAM, useStep } from './useStep';
import { WizardProvider } from './WizardContext';
import classes from './wizard.module.css';

type Props = {
  readonly contexts: readonly string[];
  readonly context: string;
  readonly from: string;
  readonly text: string;
  readonly autoConnect: boolean;
  readonly restored: boolean;
};

/** Describes a new cluster step by step, as a form and as YAML, while the server looks on. */
export function Wizard({ contexts, context, from, ...initial }: Props) {
  const [draft, setDraft] = useState<Draft>(() => withText(newDraft({}), initial.text));
  const [autoConnect, setAutoConnect] = useState(initial.autoConnect);
  const { index, visited, goTo } = useStep();
  const navigate = useNavigate();
  const [, setParams] = useSearchParams();
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const guard = useKeptDraft({ context, from, text: draft.text, autoConnect });

  const missing = useMemo(() => missingIn(draft.resource), [draft.resource]);
  const isMissing = (field: string) => missing.some((note) => note.field === field);
  const canAsk = draft.problem === null && !isMissing('metadata.namespace');
  const check = useNewClusterCheck(canAsk ? draft.text : null, {
    context,
    autoConnect,
    isNamed: !isMissing('metadata.name'),
  });
  const { notes, others } = useMemo(() => notesOfErrors(check.errors), [check.errors]);
  const refusals = useMemo(
    () => [...(visited > 0 ? missing : []), ...notes, ...saidOnce(check.verdict?.refusals ?? [])],
    [visited, missing, notes, check.verdict],
  );
  const nodes = useNodes(context).choices?.length ?? 0;
  const warnings = useMemo(() => {
    const advice = adviceOn(draft.resource, { nodes: nodes === 0 ? null : nodes });
    return [...advice, ...(check.verdict?.warnings ?? [])];
  }, [draft.resource, nodes, check.verdict]);

  const wide = useMediaQuery('(min-width: 80em)', true);
  const [view, setView] = useState<'form' | 'yaml'>('form');
  const yaml = <ResourceYaml draft={draft} onDraft={setDraft} label="The cluster as YAML" />;
  const step = STEPS[index];

  return (
    <WizardProvider
      value={{
        contexts,
        context,
        onContext: (next) => {
          forgetDraft({ context, from });
          setParams((params) => withParam(params, CONTEXT_PARAM, next), { replace: true });
        },
        check: { ...check, errors: others },
        refusals,
        warnings,
        autoConnect,
        onAutoConnect: setAutoConnect,
        goTo,
        isReady:
          canAsk &&
          missing.length === 0 &&
          !check.checking &&
          check.errors.length === 0 &&
          refusals.length === 0,
        onCreated: (cluster) => {
          guard.release();
          // Who has gone elsewhere meanwhile is told, and stays there.
          if (isShown.current) void navigate(k8sClusterUrl(cluster), { replace: true });
        },
        text: draft.text,
      }}
    >
      <ResourceForm
        draft={draft}
        onDraft={setDraft}
        refusals={refusals}
        warnings={warnings}
        context={context}
        isNew
      >
        <PageHeader
          title="New cluster"
          subtitle={`From ${describeStart(from)}${initial.restored ? ', as you left it' : ''}`}
          badges={
            <CheckMark
              check={check}
              refused={refusals.length}
              isReadable={draft.problem === null}
              isNamed={!isMissing('metadata.name')}
            />
          }
          actions={
            <Button
              variant="default"
              onClick={() => {
                guard.release();
                setParams((params) => withParam(withParam(params, FROM_PARAM, null), STEP_PARAM, null));
              }}
            >
              Discard draft
            </Button>
          }
        />
        {!wide && (
          <SegmentedControl
            mb="md"
            size="xs"
            aria-label="Shown as"
            value={view}
            onChange={(next) => setView(next as 'form' | 'yaml')}
            data={[
              { value: 'form', label: 'Form' },
              { value: 'yaml', label: 'YAML' },
            ]}
          />
        )}
        {!wide && view === 'yaml' ? (
          yaml
        ) : (
          <Box className={classes.columns} data-wide={wide || undefined}>
            <StepList steps={STEPS} active={index} onStep={(next) => goTo(STEPS[next]?.id ?? '')} />
            <StepFrame index={index} onStep={goTo}>
              {step !== undefined && <StepBody step={step} refusals={refusals} warnings={warnings} />}
            </StepFrame>
            {wide && <div className={classes.yaml}>{yaml}</div>}
          </Box>
        )}
        <DiscardQuestion asking={guard.asking} onStay={guard.stay} onDiscard={guard.leave} />
      </ResourceForm>
    </WizardProvider>
  );
}

type BodyProps = {
  readonly step: Step;
  readonly refusals: readonly FieldNote[];
  readonly warnings: readonly FieldNote[];
};

function StepBody({ step: { paths, Component }, refusals, warnings }: BodyProps) {
  return (
    <div>
      <StepNotes refusals={notesIn(refusals, paths)} warnings={notesIn(warnings, paths)} />
      <Component />
    </div>
  );
}
