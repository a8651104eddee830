import { Button, Group, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import {
  IconChevronDown,
  IconChevronUp,
  IconCode,
  IconHistory,
  IconLink,
  IconListSearch,
} from '@tabler/icons-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { type AppError, fieldProblems } from '@/shared/errors/appError';
import { copyText } from '@/shared/lib/clipboard';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { notifyDone } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { useRecordsGuard } from '../../components/browser/useRecordsGuard';
import { parseKeyList } from '../../model/keyList';
import { renewed, without } from '../../model/recordSet';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import { useRecordsByKeys } from '../../queries/useRecordsByKeys';
import type { RecordRow } from '../../queries/useRecordPages';
import type { OpenRecord } from '../../urls';
import { FoundActions } from '../components/FoundActions';
import { changeFound, KeysResult } from '../components/KeysResult';
import { type Problems, ProblemsContext } from '../components/problems';
import { QueryBuilder } from '../components/QueryBuilder';
import { RunBar } from '../components/RunBar';
import { StreamResult } from '../components/StreamResult';
import { TextDialog } from '../components/TextDialog';
import { PlanPanel } from '../components/PlanPanel';
import { SavedDrawer } from '../components/SavedDrawer';
import { useQueryRun } from '../feeds/useQueryRun';
import { buildQuery, draftText, type QueryDraft } from '../model/queryDraft';
import { keysTexts, queryTexts } from '../model/queryTexts';
import { queryWords } from '../model/queryWords';
import { usePlaces } from '../../queries/usePlaces';
import { usePlan } from '../queries/usePlan';
import { queryUrl } from '../urls';
import classes from './query.module.css';
import { useQueryView } from './useQueryView';

const RecordDrawer = lazy(async () => ({
  default: (await import('../../components/editor/RecordDrawer')).RecordDrawer,
}));

type Props = { readonly connectionId: string };

/** What was asked for last, and in which words. */
type Ran = { readonly way: QueryDraft['way']; readonly target: RecordTarget; readonly text: string };

export function QueryScreen({ connectionId }: Props) {
  const { draft, setDraft, open, setOpen, settle, keep } = useQueryView();
  const { run, state } = useQueryRun();
  const places = usePlaces(connectionId);
  const [showsSaved, setShowsSaved] = useState(false);
  const built = useMemo(() => buildQuery(connectionId, draft), [connectionId, draft]);
  const keys = useMemo(
    () => parseKeyList(draft.keys.kind, draft.keys.division, draft.keys.text),
    [draft.keys],
  );
  const target: RecordTarget = {
    connectionId,
    namespace: draft.namespace,
    set: draft.set === '' ? null : draft.set,
  };
  const finder = useRecordsByKeys(target);
  const { plan, again } = usePlan(draft.way === 'keys' ? null : built.query);
  const [ran, setRan] = useState<Ran | null>(null);
  const [insisted, setInsisted] = useState(false);
  const [folded, setFolded] = useState(false);
  const [showsText, setShowsText] = useState(false);
  const guard = useRecordsGuard();
  const [drawerWanted, setDrawerWanted] = useState(open !== null);
  if (open !== null && !drawerWanted) {
    setDrawerWanted(true);
  }
  const text = draftText(draft);

  const start = (wanted: QueryDraft = draft) => {
    setInsisted(true);
    const { query, limit } = buildQuery(connectionId, wanted);
    const listed = parseKeyList(wanted.keys.kind, wanted.keys.division, wanted.keys.text);
    if (query === null || (wanted.way === 'keys' && !listed.ok)) {
      setFolded(false);
      return;
    }
    const { namespace, set = null } = query;
    setRan({ way: wanted.way, target: { connectionId, namespace, set }, text: draftText(wanted) });
    settle(wanted);
    if (wanted.way === 'keys' && listed.ok) {
      run.end();
      void finder.find(listed.value, wanted.reading === 'none' ? [] : (query.bins ?? null));
    } else {
      finder.close();
      run.start({ query, limit });
    }
  };
  useHotkeys([['mod+Enter', (event) => isInDialog(event) || start()]], []);

  const error = ran?.way === 'keys' ? finder.error : state.error;
  const problems = problemsOf({
    built,
    keysProblem: draft.way === 'keys' && !keys.ok ? keys.problem : null,
    keysEmpty: draft.keys.text === '',
    insisted,
    refusals: [
      ...(ran?.text === text && error !== null ? [error] : []),
      ...(plan.error !== null && plan.asked === JSON.stringify(built.query) ? [plan.error] : []),
    ],
  });
  const urlOf = useCallback(
    (record: OpenRecord) => queryUrl(connectionId, { draft, open: record }),
    [connectionId, draft],
  );
  const change = (step: (row: RecordRow) => RecordRow | null) =>
    ran?.way === 'keys' ? changeFound(finder, step) : run.change(step);
  const copyLink = async () => {
    if (await copyText(new URL(queryUrl(connectionId, { draft }), window.location.href).href)) {
      notifyDone('Link to this query copied.');
    }
  };
  const texts = useMemo(() => {
    const { query, limit } = built;
    if (query === null || !showsText) {
      return null;
    }
    const { origin } = window.location;
    if (draft.way === 'keys') {
      return keys.ok ? keysTexts(query, keys.value, origin) : null;
    }
    return queryTexts(query, limit, origin);
  }, [built, keys, draft.way, showsText]);

  return (
    <div className={classes.page}>
      <PageHeader
        title="Query"
        actions={
          <>
            {draft.way !== 'keys' && (
              <FoundActions
                query={built.query}
                onMenu={keep}
                onIncomplete={() => {
                  setInsisted(true);
                  setFolded(false);
                }}
              />
            )}
            <Button
              size="xs"
              variant="default"
              leftSection={<IconHistory size={14} aria-hidden="true" />}
              onClick={() => setShowsSaved(true)}
            >
              Saved and history
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconCode size={14} aria-hidden="true" />}
              onClick={() => setShowsText(true)}
            >
              As text
            </Button>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconLink size={14} aria-hidden="true" />}
              onClick={() => void copyLink()}
            >
              Copy link
            </Button>
          </>
        }
      />
      <section className={classes.builder} aria-label="The query">
        {folded ? (
          <Text size="xs" ff="monospace" truncate>
            {queryWords(draft)}
          </Text>
        ) : (
          <ProblemsContext value={problems}>
            <QueryBuilder
              draft={draft}
              onChange={setDraft}
              places={places}
              knownBins={state.rows.columns.map(({ name }) => name)}
            />
          </ProblemsContext>
        )}
      </section>
      <RunBar
        state={state}
        reading={finder.reading}
        isStream={ran?.way !== 'keys'}
        onRun={() => start()}
        onStop={() => {
          run.stop();
          finder.giveUp();
        }}
        onResume={run.resume}
      >
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-expanded={!folded}
          leftSection={folded ? <IconChevronDown size={14} /> : <IconChevronUp size={14} />}
          onClick={() => setFolded(!folded)}
        >
          {folded ? 'Show the query' : 'Fold the query'}
        </Button>
      </RunBar>
      {draft.way !== 'keys' && !folded && (
        <PlanPanel connectionId={connectionId} plan={plan} onStale={again} />
      )}
      <section className={classes.result} aria-label="Result">
        {error !== null && (
          <ErrorAlert error={error} onRetry={ran?.way === 'keys' ? () => start() : run.retry} />
        )}
        {ran === null && (
          <Group justify="center">
            <EmptyState icon={IconListSearch} title="Nothing asked yet">
              Say where to look and what has to hold, then run it with Ctrl+Enter. A link to this page holds
              the query, and runs nothing by itself.
            </EmptyState>
          </Group>
        )}
        {ran?.way === 'keys' && (
          <KeysResult
            finder={finder}
            target={ran.target}
            guard={guard}
            open={open}
            onOpen={setOpen}
            urlOf={urlOf}
          />
        )}
        {ran !== null && ran.way !== 'keys' && (
          <StreamResult
            key={JSON.stringify(ran.target)}
            run={run}
            state={state}
            target={ran.target}
            guard={guard}
            open={open}
            onOpen={setOpen}
            urlOf={urlOf}
          />
        )}
      </section>
      {drawerWanted && (
        <Suspense>
          <RecordDrawer
            target={ran?.target ?? target}
            open={open}
            guard={guard}
            onClose={() => setOpen(null)}
            onSaved={(record) => change(renewed([record]))}
            onDeleted={(digest) => {
              change(without(new Set([digest])));
              setOpen(null);
            }}
          />
        </Suspense>
      )}
      <SavedDrawer
        connectionId={connectionId}
        opened={showsSaved}
        query={draft.way === 'keys' ? null : built.query}
        onOpen={(stored) => {
          setDraft(stored);
          setShowsSaved(false);
        }}
        onRun={(stored) => {
          setDraft(stored);
          setShowsSaved(false);
          start(stored);
        }}
        onClose={() => setShowsSaved(false)}
      />
      <TextDialog opened={showsText} texts={texts} onClose={() => setShowsText(false)} />
    </div>
  );
}

/** A dialog has keys of its own, and covers the query. */
function isInDialog({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null;
}

type Wrong = {
  readonly built: ReturnType<typeof buildQuery>;
  readonly keysProblem: string | null;
  readonly keysEmpty: boolean;
  /** Someone tried to run it: what is empty is a problem now. */
  readonly insisted: boolean;
  /** What the gateway refused of this very query. */
  readonly refusals: readonly AppError[];
};

/** All that is wrong with the query, by its place. */
function problemsOf({ built, keysProblem, keysEmpty, insisted, refusals }: Wrong): Problems {
  const problems = new Map<string, string>();
  for (const { field, reason, empty } of built.problems) {
    if (insisted || !empty) {
      problems.set(field, reason);
    }
  }
  if (keysProblem !== null && (insisted || !keysEmpty)) {
    problems.set('keys', keysProblem);
  }
  for (const { field, reason } of refusals.flatMap(fieldProblems)) {
    problems.set(field, reason);
  }
  return problems;
}
