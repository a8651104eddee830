import { Code, List, Stack, Text, Title } from '@mantine/core';
import type { ShownCluster } from '../feeds/useCluster';

type Finding = ShownCluster['assessment']['findings'][number];

/** What was found out about a cluster: what is so, by which facts, and what to do. */
export function Findings({ findings }: { readonly findings: readonly Finding[] }) {
  return (
    <section aria-labelledby="findings">
      <Title order={2} size="h5" id="findings" mb={4}>
        Findings
      </Title>
      {findings.length === 0 ? (
        <Text size="sm">None.</Text>
      ) : (
        <Stack gap="sm">
          {findings.map((finding) => (
            <div key={`${finding.code} ${finding.title}`}>
              <Text fw={600} size="sm">
                {finding.title}
              </Text>
              <Text size="sm">{finding.action}</Text>
              <List size="xs" c="dimmed" withPadding>
                {finding.evidence.map(({ object, field, value }) => (
                  <List.Item key={`${object} ${field}`}>
                    {object}: <Code>{`${field} = ${value}`}</Code>
                  </List.Item>
                ))}
              </List>
            </div>
          ))}
        </Stack>
      )}
    </section>
  );
}
