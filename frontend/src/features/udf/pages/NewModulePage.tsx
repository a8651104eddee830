import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useReading } from '@/shared/apollo/useReading';
import { DiscardQuestion } from '@/shared/ui/DiscardQuestion';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ModuleEditor } from '../components/ModuleEditor';
import { OpenFile } from '../components/OpenFile';
import { useUnsaved } from '../components/useUnsaved';
import { Waiting } from '../components/Waiting';
import { useModules } from '../feeds/useModules';
import { moduleNameProblem, sourceProblem } from '../model/moduleName';
import { usePutModule } from '../mutations/usePutModule';
import { ModuleExamplesDocument, type ModuleExamplesQuery } from '../queries/modules.generated';
import { useCheck } from '../queries/useCheck';
import { editModuleUrl, EXAMPLE_PARAM, modulesUrl, moduleUrl } from '../urls';

type Example = ModuleExamplesQuery['udfExamples'][number];

/** A new module: written here, taken from a file, or begun with an example. */
export function NewModulePage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const { data, errors, loading, refresh } = useReading(ModuleExamplesDocument, {});
  const examples = data?.udfExamples ?? [];
  const asked = search.get(EXAMPLE_PARAM);
  const example = examples.find(({ name }) => name === asked) ?? null;
  const [error] = errors;

  return (
    <>
      <PageHeader
        title="New module"
        subtitle="A file of Lua functions. The nodes run those that are global: on a record, or on the stream of a query."
      />
      <Stack gap="sm">
        {error !== undefined && <ErrorAlert error={error} onRetry={refresh} />}
        <Group gap="sm" align="flex-end">
          <NativeSelect
            label="Begin with"
            data={[
              { value: '', label: 'An empty text' },
              ...examples.map(({ name, title }) => ({ value: name, label: `Example: ${title}` })),
            ]}
            value={example?.name ?? ''}
            onChange={({ currentTarget: { value } }) =>
              setSearch(value === '' ? {} : { [EXAMPLE_PARAM]: value }, { replace: true })
            }
          />
          <Text size="sm" c="dimmed" pb={8} style={{ flex: 1 }}>
            {example?.description}
          </Text>
        </Group>
        {asked !== null && loading ? (
          <LoadingSkeleton label="the example" rows={1} rowHeight={380} />
        ) : (
          <NewModuleForm key={example?.name ?? ''} connectionId={connectionId} example={example} />
        )}
      </Stack>
    </>
  );
}

type FormProps = { readonly connectionId: string; readonly example: Example | null };

function NewModuleForm({ connectionId, example }: FormProps) {
  const start = { name: example?.name ?? '', text: example?.source ?? '' };
  const [name, setName] = useState(start.name);
  const [text, setText] = useState(start.text);
  const [insist, setInsist] = useState(false);
  const navigate = useNavigate();
  const check = useCheck(text);
  const feed = useModules(connectionId);
  const { put, busy, error } = usePutModule(connectionId);
  const guard = useUnsaved(text !== start.text || name !== start.name);

  const nameProblem = moduleNameProblem(name);
  const textProblem = sourceProblem(text);
  const existing = feed.state?.modules?.find((module) => module.name === name) ?? null;
  const ready =
    nameProblem === null && textProblem === null && existing === null && check.found?.ok !== false;

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setInsist(true);
    if (!ready || busy) return;
    if ((await put({ name, text, expectedHash: null })) === null) {
      guard.letGo();
      await navigate(moduleUrl(connectionId, name));
    }
  };

  return (
    <form onSubmit={submit} noValidate aria-label="New module">
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <TextInput
            label="Name"
            placeholder="counters.lua"
            w={300}
            autoComplete="off"
            spellCheck={false}
            value={name}
            disabled={busy}
            error={(insist || name !== '') && nameProblem}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div style={{ paddingTop: 22 }}>
            <OpenFile
              onOpen={(file) => {
                setName(file.name);
                setText(file.text);
              }}
            />
          </div>
        </Group>
        {existing !== null && !busy && (
          <Text size="sm" role="status">
            The cluster has a module of this name.{' '}
            <Anchor component={Link} inherit to={editModuleUrl(connectionId, name)}>
              Edit it
            </Anchor>
            , or choose another name.
          </Text>
        )}
        <ModuleEditor text={text} check={check} readOnly={busy} onChange={setText} />
        {insist && textProblem !== null && (
          <Text size="sm" c="red" role="alert">
            {textProblem}
          </Text>
        )}
        {error !== null && <ErrorAlert error={error} />}
        <Group justify="flex-end" gap="sm">
          {busy && <Waiting module={existing} />}
          <Button component={Link} to={modulesUrl(connectionId)} variant="default">
            Cancel
          </Button>
          <Button type="submit" loading={busy} disabled={insist && !ready}>
            Put on all nodes
          </Button>
        </Group>
      </Stack>
      <DiscardQuestion asking={guard.asking} onStay={guard.stay} onDiscard={guard.leave} />
    </form>
  );
}
