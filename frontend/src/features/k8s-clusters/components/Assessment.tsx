import { Alert, Button, Card, Code, Collapse, Group, List, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEyeOff } from '@tabler/icons-react';
import { useId } from 'react';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { STATE_WORDS } from '../model/stateWords';
import type { Assessment_AssessmentFragment } from './assessment.generated';

type Finding = Assessment_AssessmentFragment['findings'][number];

/** What this server finds a cluster to be: what is so, by which facts, and what to do. Nothing when all is well. */
export function Assessment({ assessment }: { readonly assessment: Assessment_AssessmentFragment }) {
  const { findings, problems } = assessment;
  const title = useId();
  if (findings.length === 0 && problems.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={title}>
      <Title order={2} size="h5" id={title} mb={6}>
        {findings.length === 0 ? 'Findings' : `Findings (${findings.length})`}
      </Title>
      <Stack gap="xs">
        {findings.map((finding) => (
          <FindingCard key={`${finding.code} ${finding.title}`} finding={finding} />
        ))}
        {problems.length > 0 && (
          <Alert color="yellow" icon={<IconEyeOff aria-hidden="true" />} title="Not all could be looked at">
            <List size="sm">
              {problems.map(({ code, message, node }) => (
                <List.Item key={`${code} ${message}`}>
                  {isKnown(node) && <b>{node}: </b>}
                  {message}
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
      </Stack>
    </section>
  );
}

/** One finding: what is so, what to do, and the facts behind it. */
export function FindingCard({ finding }: { readonly finding: Finding }) {
  const [opened, { toggle }] = useDisclosure(false);
  const { title, action, evidence, state } = finding;
  const words = isKnown(state) ? STATE_WORDS[state] : WORTH_KNOWING;
  return (
    <Card
      withBorder
      padding="xs"
      component="article"
      aria-label={title}
      style={{ borderLeft: `3px solid var(--mantine-color-${words.color}-6)` }}
    >
      <Group gap="xs" justify="space-between" align="flex-start" wrap="nowrap">
        <div style={{ minWidth: 0 }}>
          <Title order={3} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Text size="sm">{action}</Text>
        </div>
        <Mark color={words.color}>{words.text}</Mark>
      </Group>
      {evidence.length > 0 && (
        <>
          <Button
            variant="subtle"
            size="compact-xs"
            mt={4}
            style={{ alignSelf: 'flex-start' }}
            aria-expanded={opened}
            onClick={toggle}
          >
            {opened ? 'Hide evidence' : `Evidence (${evidence.length})`}
          </Button>
          <Collapse in={opened}>
            <List size="xs" withPadding mt={4}>
              {evidence.map(({ object, field, value }, index) => (
                <List.Item key={`${object} ${field} ${index}`}>
                  {object}: <Code>{`${field} = ${value}`}</Code>
                </List.Item>
              ))}
            </List>
          </Collapse>
        </>
      )}
    </Card>
  );
}

const WORTH_KNOWING = { color: 'gray', text: 'worth knowing' } as const;
