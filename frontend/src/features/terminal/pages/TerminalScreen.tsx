import { useApolloClient } from '@apollo/client/react';
import { Badge, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconBook2, IconEraser, IconHistory } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { AqlOutput } from '@/gql/schema';
import { copyText } from '@/shared/lib/clipboard';
import { notifyDone, notifyError } from '@/shared/ui/notify';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Confirmation } from '../components/Confirmation';
import { FileButtons, FileList } from '../components/Files';
import { HistorySearch } from '../components/HistorySearch';
import { Log } from '../components/Log';
import { OptionsMenu } from '../components/OptionsMenu';
import { Prompt } from '../components/Prompt';
import type { StatementActions } from '../components/StatementView';
import { SyntaxDrawer } from '../components/SyntaxDrawer';
import classes from '../components/terminal.module.css';
import { ToolButton } from '../components/ToolButton';
import { Welcome } from '../components/Welcome';
import { AqlExplainDocument } from '../documents/terminal.generated';
import { PromptHandle } from '../editor/prompt';
import { graphqlText } from '../model/graphql';
import { optionsInput, optionWords, outputChoices } from '../model/options';
import { useTerminal } from '../session/useTerminal';
import { linkedStatement, terminalUrl } from '../urls';

type Props = { readonly connectionId: string };

export function TerminalScreen({ connectionId }: Props) {
  const client = useApolloClient();
  const { session, state } = useTerminal(connectionId);
  const [handle] = useState(() => new PromptHandle());
  const [beside, setBeside] = useState<'history' | 'syntax' | null>(null);
  const { entries, options, question, announcement, isInterrupted } = state;
  const { output, outputTypes: hasTypes } = options;
  const format = useMemo(() => ({ output, hasTypes }), [output, hasTypes]);
  const [search] = useSearchParams();
  const linked = linkedStatement(search);

  useEffect(() => {
    if (linked !== '') session.write(linked);
  }, [session, linked]);

  const openHistory = useCallback(() => setBeside('history'), []);
  const write = (text: string) => {
    setBeside(null);
    session.write(text);
    // Behind the dialog, which gives up the focus as it closes.
    setTimeout(handle.focus, 0);
  };

  const actions = useMemo<StatementActions>(
    () => ({
      onEdit: (text) => {
        session.write(text);
        handle.focus();
      },
      onCopyLink: (text) => {
        const link = `${window.location.origin}${terminalUrl(connectionId, text)}`;
        void copyText(link).then(
          (done) => done && notifyDone('Link copied. It writes the statement and runs nothing.'),
        );
      },
      onCopyGraphql: (text) => {
        const { options: held, files } = session.snapshot();
        client
          .query({
            query: AqlExplainDocument,
            variables: { connectionId, text, options: optionsInput(held), files: [...files] },
            fetchPolicy: 'no-cache',
          })
          .then(async ({ data, error }) => {
            const copied = graphqlText(data?.aqlExplain ?? []);
            if (error) notifyError(error);
            else if (copied === '')
              notifyDone('This statement asks nothing of the cluster: there is no GraphQL of it.');
            else if (await copyText(copied)) notifyDone('GraphQL copied, with its variables.');
          }, notifyError);
      },
    }),
    [client, connectionId, handle, session],
  );

  return (
    <div className={classes.page}>
      <PageHeader
        title="Terminal"
        subtitle={<span className="tabular">{optionWords(options).join(' · ')}</span>}
        badges={isInterrupted && <Badge color="yellow">Reconnecting</Badge>}
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label="Output"
              data={[...outputChoices(options.output)]}
              value={options.output}
              onChange={(value) => session.setOptions({ output: value as AqlOutput })}
            />
            <OptionsMenu session={session} state={state} />
            <FileButtons session={session} state={state} onLoaded={handle.focus} />
            <ToolButton
              icon={IconHistory}
              label="History"
              title="Ctrl R in the prompt"
              onClick={openHistory}
            />
            <ToolButton icon={IconBook2} label="Syntax" onClick={() => setBeside('syntax')} />
            <ToolButton
              icon={IconEraser}
              label="Clear"
              title="Ctrl L in the prompt"
              disabled={entries.length === 0}
              onClick={session.clear}
            />
          </>
        }
      />
      <Log
        entries={entries}
        format={format}
        actions={actions}
        empty={<Welcome connectionId={connectionId} onPick={write} />}
      />
      <FileList session={session} state={state} />
      <Prompt
        connectionId={connectionId}
        session={session}
        state={state}
        handle={handle}
        onSearch={openHistory}
      />
      <VisuallyHidden role="status">{announcement}</VisuallyHidden>
      {question !== null && <Confirmation session={session} question={question} onClosed={handle.focus} />}
      <HistorySearch
        opened={beside === 'history'}
        history={state.history}
        onPick={write}
        onClear={session.clearHistory}
        onClose={() => {
          setBeside(null);
          setTimeout(handle.focus, 0);
        }}
      />
      <SyntaxDrawer opened={beside === 'syntax'} onPick={write} onClose={() => setBeside(null)} />
    </div>
  );
}
