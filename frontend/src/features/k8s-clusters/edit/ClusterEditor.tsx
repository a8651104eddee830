import { Box, Button, Stack, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { type AppError, toAppErrors } from '@/shared/errors/appError';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Keepers } from '../actions';
import { toYaml } from '../form/document';
import { type Draft, newDraft, withResource, withText } from '../form/draft';
import { saidOnce } from '../form/refusals';
import { type Resource, sameJson } from '../form/resource';
import { ResourceForm } from '../form/ResourceForm';
import { ResourceYaml } from '../form/ResourceYaml';
import { CLUSTERS, refusalOf } from '../model/rights';
import { type ClusterRef, k8sClusterUrl } from '../urls';
import { CheckMark } from '../wizard/CheckMark';
import { type Base, presentOf } from './conflict';
import { ConflictPanel } from './ConflictPanel';
import type { K8sClusterToEditQuery } from './edit.generated';
import classes from './edit.module.css';
import { Outcome } from './Outcome';
import { FIRST_SECTION, SECTIONS } from './sections';
import { SectionTabs } from './SectionTabs';
import { useEditCheck, useSaveEdit } from './useEdit';
import { useUnsaved } from './useUnsaved';

const SECTION_PARAM = 'section';

type Cluster = NonNullable<K8sClusterToEditQuery['k8sCluster']>;

type Props = {
  readonly at: ClusterRef;
  readonly cluster: Cluster;
  /** The cluster as it was read. */
  readonly read: Base;
};

/** Edits a cluster as a form and as YAML, beside what will happen when it is saved. */
export function ClusterEditor({ at, cluster, read }: Props) {
  const [base, setBase] = useState(read);
  const [draft, setDraft] = useState<Draft>(() => withText(newDraft({}), read.text));
  const [skipChecks, setSkipChecks] = useState(false);
  const [saving, setSaving] = useState(false);
  const [failed, setFailed] = useState<readonly AppError[]>([]);
  const [params, setParams] = useSearchParams();
  const navigate = useNavigate();
  const save = useSaveEdit();

  const isReadable = draft.problem === null;
  const isChanged = !sameJson(draft.resource, base.resource);
  const edit = { cluster: at, base, text: draft.text, skipChecks };
  const check = useEditCheck(isReadable && isChanged ? edit : null);
  const guard = useUnsaved(isChanged || !isReadable);

  const verdict = isChanged ? check.verdict : null;
  const refusals = useMemo(() => saidOnce(verdict?.refusals ?? []), [verdict]);
  const errors = isChanged ? [...failed, ...check.errors] : [];
  const theirs = errors.map(presentOf).find((present) => present !== null);
  const section = SECTIONS.find(({ id }) => id === params.get(SECTION_PARAM)) ?? FIRST_SECTION;
  const obstacle = refusalOf(cluster.permissions, 'patch', CLUSTERS);
  const canSave =
    isReadable &&
    isChanged &&
    !check.checking &&
    check.errors.length === 0 &&
    theirs === undefined &&
    refusals.length === 0 &&
    obstacle === null;

  const show = (id: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.set(SECTION_PARAM, id);
        return next;
      },
      { replace: true },
    );
  const change = (next: (draft: Draft) => Draft) => {
    setFailed([]);
    setDraft(next);
  };
  const submit = async () => {
    setSaving(true);
    setFailed([]);
    try {
      await save(edit);
      guard.letGo();
      notifyDone(`${cluster.name} was changed.`);
      await navigate(k8sClusterUrl(at));
    } catch (cause) {
      setFailed(toAppErrors(cause));
    } finally {
      setSaving(false);
    }
  };
  const again = () => {
    setFailed([]);
    check.again();
  };
  const goOn = (present: Base, merged: Resource) => {
    setFailed([]);
    setBase(present);
    setDraft(withResource(withText(newDraft({}), present.text), merged));
  };

  return (
    <ResourceForm
      draft={draft}
      onDraft={change}
      refusals={refusals}
      warnings={verdict?.warnings ?? []}
      context={at.context ?? null}
      isNew={false}
    >
      <PageHeader
        title={`Edit ${cluster.name}`}
        subtitle={`${cluster.namespace} · ${cluster.context}`}
        badges={
          (isChanged || !isReadable) && (
            <CheckMark isNamed check={check} refused={refusals.length} isReadable={isReadable} />
          )
        }
        actions={
          <>
            <Button component={Link} to={k8sClusterUrl(at)} variant="default">
              Cancel
            </Button>
            <Tooltip label={obstacle ?? ''} disabled={obstacle === null}>
              <Button
                data-disabled={!canSave || undefined}
                aria-disabled={!canSave}
                loading={saving}
                onClick={() => {
                  if (canSave) void submit();
                }}
              >
                Save
              </Button>
            </Tooltip>
          </>
        }
      />
      <Stack gap="md">
        {obstacle !== null && (
          <Text size="sm" c="dimmed" role="status">
            {obstacle}. What is edited can be looked at, and copied as YAML.
          </Text>
        )}
        <Keepers keepers={cluster.metadata.keepers} what="cluster" />
        {theirs !== undefined && (
          <ConflictPanel
            what="cluster"
            key={theirs.version}
            seen={base}
            theirs={theirs}
            mine={draft.resource}
            onMerge={(merged) => goOn(theirs, merged)}
          />
        )}
        <SectionTabs sections={SECTIONS} shown={section} onShow={show}>
          <Box className={classes.columns}>
            <section aria-labelledby="section">
              <VisuallyHidden>
                <h2 id="section">{section.label}</h2>
              </VisuallyHidden>
              {section.Component === undefined ? (
                <ResourceYaml draft={draft} onDraft={change} label={`${cluster.name} as YAML`} />
              ) : (
                <section.Component />
              )}
            </section>
            <Outcome
              check={{ ...check, verdict, again }}
              isChanged={isChanged}
              errors={errors.filter((error) => presentOf(error) === null)}
              before={toYaml(base.resource)}
              after={toYaml(draft.resource)}
              skipChecks={skipChecks}
              onSkipChecks={setSkipChecks}
            />
          </Box>
        </SectionTabs>
      </Stack>
      <DiscardQuestion asking={guard.asking} onStay={guard.stay} onDiscard={guard.leave} />
    </ResourceForm>
  );
}
