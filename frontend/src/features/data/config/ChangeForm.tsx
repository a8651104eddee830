import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@apollo/client/react';
import { type SubmitEvent, useState } from 'react';
import { isKnown } from '@/shared/lib/known';
import { ErrorState } from '@/shared/ui/ErrorState';
import { ChangeResults } from '../components/change/ChangeResults';
import { NodesField } from '../components/change/NodesField';
import { SetConfigDocument } from './config.generated';
import { acceptsText, type Parameter, type Section } from './parameters';

type Props = {
  readonly connectionId: string;
  /** Nodes that have the parameter. */
  readonly nodes: readonly string[];
  readonly section: Section;
  readonly parameter: Parameter;
  readonly onChanged: () => void;
};

/** Changes one parameter on some or all nodes, and tells what each runs afterwards. */
export function ChangeForm({ connectionId, nodes, section, parameter, onChanged }: Props) {
  const [value, setValue] = useState(() => parameter.values.find(isKnown) ?? '');
  const [chosen, setChosen] = useState(nodes);
  const [change, { data, error, loading }] = useMutation(SetConfigDocument);

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const { context, namespace, set } = section;
    try {
      await change({
        variables: {
          input: {
            connectionId,
            context,
            name: parameter.name,
            value,
            ...(isKnown(namespace) && { namespace }),
            ...(isKnown(set) && { set }),
            // All of them may be more than those that answered when the page was read.
            ...(chosen.length < nodes.length && { nodes: [...chosen] }),
          },
        },
      });
      onChanged();
    } catch {
      // It is shown below.
    }
  };

  return (
    <section aria-labelledby="change-title">
      <form onSubmit={submit}>
        <Stack gap="sm">
          <Title order={2} size="sm" id="change-title">
            Change
          </Title>
          <ValueField parameter={parameter} value={value} onChange={setValue} />
          <NodesField nodes={nodes} chosen={chosen} onChange={setChosen} />
          <Text size="xs" c="dimmed">
            Not kept when a node starts again: for that, change its configuration file as well.
          </Text>
          <ErrorState error={error ?? null} />
          <Group justify="flex-end">
            <Button type="submit" loading={loading} disabled={chosen.length === 0 || value === ''}>
              {chosen.length === 1 ? 'Change on 1 node' : `Change on ${String(chosen.length)} nodes`}
            </Button>
          </Group>
          <div aria-live="polite">
            {data !== undefined && data !== null && (
              <ChangeResults
                withBefore
                results={data.setConfig.results.map((result) => ({
                  ...result,
                  running: result.running ?? null,
                }))}
              />
            )}
          </div>
        </Stack>
      </form>
    </section>
  );
}

type ValueFieldProps = {
  readonly parameter: Parameter;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function ValueField({ parameter: { documentation }, value, onChange }: ValueFieldProps) {
  const words =
    documentation?.type === 'BOOLEAN'
      ? ['true', 'false']
      : documentation?.type === 'ENUM'
        ? documentation.options
        : null;
  return words !== null ? (
    <Select
      label="New value"
      data={words}
      value={value}
      allowDeselect={false}
      onChange={(next) => onChange(next ?? value)}
    />
  ) : (
    <TextInput
      label="New value"
      description={isKnown(documentation) ? acceptsText(documentation) : undefined}
      value={value}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
