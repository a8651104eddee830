import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconFunction } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { useReading } from '@/shared/apollo/useReading';
import { isKnown } from '@/shared/lib/known';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ModuleEditor } from '../components/ModuleEditor';
import { OpenFile } from '../components/OpenFile';
import { ReplaceDialog } from '../components/ReplaceDialog';
import { useUnsaved } from '../components/useUnsaved';
import { useModules } from '../feeds/useModules';
import { sourceProblem } from '../model/moduleName';
import { ModuleSourceDocument } from '../queries/modules.generated';
import { type Base, useBase } from '../queries/useBase';
import { useCheck } from '../queries/useCheck';
import { moduleUrl, newModuleUrl } from '../urls';

/** A module is changed: its text is edited, compared with what is there, and put on all nodes. */
export function EditModulePage() {
  const { connectionId = '', module: name = '' } = useParams();
  const { data, errors, loading, refresh } = useReading(ModuleSourceDocument, { connectionId, name });
  const [error] = errors;
  const source = data?.udfModule ?? null;
  if (source === null) {
    return (
      <>
        <PageHeader title={`Edit ${name}`} />
        {loading && <LoadingSkeleton label="the module" rows={1} rowHeight={380} />}
        {error !== undefined && <ErrorAlert error={error} onRetry={refresh} />}
        {!loading && error === undefined && (
          <EmptyState
            icon={IconFunction}
            title={`No module ${name}`}
            action={
              <Button component={Link} to={newModuleUrl(connectionId)}>
                New module
              </Button>
            }
          >
            No node of this cluster has it. It may have been removed.
          </EmptyState>
        )}
      </>
    );
  }
  if (!isKnown(source.text)) {
    return (
      <>
        <PageHeader title={`Edit ${name}`} />
        <Alert color="gray" role="status" title="Not UTF-8 text">
          An edit would change what the module is. The API takes and gives it as bytes.
        </Alert>
      </>
    );
  }
  const base = { hash: source.module.hash ?? null, text: source.text };
  return <EditForm key={name} connectionId={connectionId} name={name} start={base} />;
}

type FormProps = { readonly connectionId: string; readonly name: string; readonly start: Base };

function EditForm({ connectionId, name, start }: FormProps) {
  const [text, setText] = useState(start.text);
  const [reviewing, setReviewing] = useState(false);
  const navigate = useNavigate();
  const check = useCheck(text);
  const base = useBase(connectionId, name, start);
  const feed = useModules(connectionId);
  const guard = useUnsaved(text !== base.now.text);
  const live = feed.state?.modules?.find((module) => module.name === name) ?? null;
  const changed = feed.state?.modules != null && (live?.hash ?? null) !== base.now.hash;
  const problem = sourceProblem(text);

  return (
    <>
      <PageHeader
        title={`Edit ${name}`}
        actions={
          <>
            <OpenFile onOpen={(file) => setText(file.text)} />
            <Button component={Link} to={moduleUrl(connectionId, name)} variant="default">
              Cancel
            </Button>
            <Button
              disabled={problem !== null || check.found?.ok === false || text === base.now.text}
              onClick={() => setReviewing(true)}
            >
              Compare and replace…
            </Button>
          </>
        }
      />
      <Stack gap="sm">
        {changed && !reviewing && (
          <Alert color="yellow" role="status" title="Changed meanwhile">
            <Group gap="sm">
              <Text size="sm">
                {live === null
                  ? 'The module was removed. Replacing puts it anew.'
                  : 'Someone else has put another text. What you typed stays; compare it with what is there now.'}
              </Text>
              <Button size="compact-sm" variant="default" loading={base.loading} onClick={base.renew}>
                Take what is there as the old text
              </Button>
            </Group>
            {base.error !== null && <ErrorAlert error={base.error} onRetry={base.renew} />}
          </Alert>
        )}
        <ModuleEditor text={text} check={check} onChange={setText} />
        {problem !== null && (
          <Text size="sm" c="red" role="alert">
            {problem}
          </Text>
        )}
      </Stack>
      {reviewing && (
        <ReplaceDialog
          connectionId={connectionId}
          name={name}
          text={text}
          base={base}
          live={live}
          onReplaced={() => {
            guard.letGo();
            void navigate(moduleUrl(connectionId, name));
          }}
          onClose={() => setReviewing(false)}
        />
      )}
      <DiscardQuestion asking={guard.asking} onStay={guard.stay} onDiscard={guard.leave} />
    </>
  );
}
