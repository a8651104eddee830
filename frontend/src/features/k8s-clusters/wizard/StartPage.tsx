import { Anchor, Button, Group, Paper, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { FileButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Ago } from '@/shared/ui/Ago';
import { ErrorState } from '@/shared/ui/ErrorState';
import { PageHeader } from '@/shared/ui/PageHeader';
import { useClusterChoices, useTemplateChoices } from '../queries/useChoices';
import { parseResource } from '../form/document';
import { savedDrafts } from './draftStore';
import { describeStart, formatStart, type Start } from './start';
import classes from './wizard.module.css';

type Props = {
  readonly context: string;
  readonly onStart: (from: string, text?: string) => void;
};

/** What a new cluster begins with. */
export function StartPage({ context, onStart }: Props) {
  const start = (from: Start) => onStart(formatStart(from));
  return (
    <>
      <PageHeader title="New cluster" subtitle="What does it begin with?" />
      <Stack gap="md">
        <Drafts context={context} onStart={onStart} />
        <div className={classes.starts}>
          <Choice title="From scratch" about="Three nodes with a namespace in memory, ready but for a name.">
            <Button onClick={() => start({ kind: 'scratch' })}>Start from scratch</Button>
          </Choice>
          <FromTemplate context={context} onStart={start} />
          <FromClone context={context} onStart={start} />
          <FromYaml onStart={(text) => onStart('yaml', text)} />
        </div>
      </Stack>
    </>
  );
}

type ChoiceProps = { readonly title: string; readonly about: string; readonly children: ReactNode };

function Choice({ title, about, children }: ChoiceProps) {
  return (
    <Paper component="section" withBorder p="md" aria-label={title}>
      <Stack gap="sm" align="flex-start">
        <div>
          <Title order={2} size="h5">
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </div>
        {children}
      </Stack>
    </Paper>
  );
}

function Drafts({ context, onStart }: Props) {
  const [drafts] = useState(() => savedDrafts(context));
  if (drafts.length === 0) return null;
  return (
    <Paper component="section" withBorder p="md" aria-label="Drafts">
      <Title order={2} size="h5" mb={4}>
        Drafts of yours
      </Title>
      <Stack gap={4}>
        {drafts.map(({ from, text, at }) => (
          <Group key={from} gap="sm">
            <Anchor component="button" type="button" size="sm" onClick={() => onStart(from)}>
              Go on with {nameIn(text)}
            </Anchor>
            <Text size="sm" c="dimmed">
              from {describeStart(from)}, <Ago at={at} />
            </Text>
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

function nameIn(text: string): string {
  const parsed = parseResource(text);
  const metadata = parsed.ok ? parsed.value.metadata : undefined;
  const name = typeof metadata === 'object' && metadata !== null && 'name' in metadata ? metadata.name : '';
  return typeof name === 'string' && name !== '' ? name : 'a cluster without a name';
}

type FromProps = { readonly context: string; readonly onStart: (start: Start) => void };

function FromTemplate({ context, onStart }: FromProps) {
  const { templates, errors, loading } = useTemplateChoices(context);
  const [name, setName] = useState<string | null>(null);
  return (
    <Choice
      title="From a template"
      about="Takes its size, image, resources and more from one; say what is different."
    >
      <ErrorState error={errors} />
      <Group align="flex-end" gap="xs">
        <Select
          label="Template"
          placeholder={templates.length === 0 && !loading ? 'There is none' : 'Choose one'}
          disabled={templates.length === 0}
          searchable
          data={templates.map((template) => template.name)}
          value={name}
          onChange={setName}
        />
        <Button
          variant="default"
          disabled={name === null}
          onClick={() => onStart({ kind: 'template', name: name ?? '' })}
        >
          Start from template
        </Button>
      </Group>
    </Choice>
  );
}

function FromClone({ context, onStart }: FromProps) {
  const { clusters, errors, loading } = useClusterChoices(context);
  const [chosen, setChosen] = useState<string | null>(null);
  const [namespace = '', name = ''] = chosen?.split('/') ?? [];
  return (
    <Choice title="Clone a cluster" about="Copies how one is set up, not its data.">
      <ErrorState error={errors} />
      <Group align="flex-end" gap="xs">
        <Select
          label="Cluster"
          placeholder={clusters.length === 0 && !loading ? 'There is none' : 'Choose one'}
          disabled={clusters.length === 0}
          searchable
          data={clusters.map((cluster) => `${cluster.namespace}/${cluster.name}`)}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          variant="default"
          disabled={chosen === null}
          onClick={() => onStart({ kind: 'clone', namespace, name })}
        >
          Start from clone
        </Button>
      </Group>
    </Choice>
  );
}

function FromYaml({ onStart }: { readonly onStart: (text: string) => void }) {
  const [text, setText] = useState('');
  const parsed = parseResource(text);
  const problem = text.trim() === '' || parsed.ok ? null : parsed.problem;
  return (
    <Choice
      title="From YAML"
      about="An AerospikeCluster as kubectl or a repository has it. Its status is left out."
    >
      <Textarea
        label="YAML"
        w="100%"
        autosize
        minRows={3}
        maxRows={10}
        spellCheck={false}
        value={text}
        error={problem === null ? undefined : `Line ${problem.line}: ${problem.message}`}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Group gap="xs">
        <Button variant="default" disabled={!parsed.ok} onClick={() => onStart(text)}>
          Start from YAML
        </Button>
        <FileButton
          accept=".yaml,.yml,.json,text/*"
          onChange={(file) => {
            void file?.text().then(setText);
          }}
        >
          {(props) => (
            <Button {...props} variant="subtle">
              Open a file…
            </Button>
          )}
        </FileButton>
      </Group>
    </Choice>
  );
}
