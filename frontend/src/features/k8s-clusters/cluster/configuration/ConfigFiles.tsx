import { Accordion, Code, Text, Title } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';

type Props = {
  readonly maps: readonly {
    readonly name: string;
    readonly files: readonly string[];
    readonly aerospikeConf?: string | null;
  }[];
};

/** The configuration files nodes start with, one object for each rack. */
export function ConfigFiles({ maps }: Props) {
  return (
    <section aria-labelledby="config-files">
      <Title order={2} size="h5" id="config-files" mb="xs">
        Files the nodes start with
      </Title>
      {maps.length === 0 && (
        <Text size="sm" c="dimmed">
          The operator has not made any yet.
        </Text>
      )}
      <Accordion variant="separated" chevronPosition="left" order={3}>
        {maps.map(({ name, files, aerospikeConf }) => (
          <Accordion.Item key={name} value={name}>
            <Accordion.Control>
              <Text size="sm" fw={600}>
                {name}
              </Text>
              <Text size="xs" c="dimmed">
                {files.join(', ')}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              {isKnown(aerospikeConf) ? (
                <Code block>{aerospikeConf}</Code>
              ) : (
                <Text size="sm">It has no aerospike.conf.</Text>
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}
