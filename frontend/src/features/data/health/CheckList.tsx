import { Group, List, SimpleGrid, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconHelp, type TablerIcon } from '@tabler/icons-react';
import type { CheckOutcome } from '@/gql/schema';
import type { CheckList_CheckFragment } from './CheckList.generated';
import { gapTexts } from './gaps';
import { CHECK_LABELS } from './words';

const OUTCOMES: Readonly<
  Record<CheckOutcome, { readonly word: string; readonly color: string; readonly icon: TablerIcon }>
> = {
  FOUND: { word: 'found something', color: 'yellow', icon: IconAlertTriangle },
  UNKNOWN: { word: 'not known', color: 'gray', icon: IconHelp },
  CLEAR: { word: 'clear', color: 'teal', icon: IconCheck },
};

const ORDER: readonly CheckOutcome[] = ['FOUND', 'UNKNOWN', 'CLEAR'];

/** Every check with what became of it; where one could not be made, why. */
export function CheckList({ checks }: { readonly checks: readonly CheckList_CheckFragment[] }) {
  const sorted = [...checks].sort((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  const open = sorted.filter(({ gaps }) => gaps.length > 0);
  return (
    <>
      {open.length > 0 && (
        <List size="sm" mb="sm" listStyleType="none" aria-label="Checks that could not be made everywhere">
          {open.map((check) => (
            <List.Item key={check.code} mb={4}>
              <b>{CHECK_LABELS[check.code]}</b> could not be checked everywhere:
              <Gaps gaps={check.gaps} />
            </List.Item>
          ))}
        </List>
      )}
      <SimpleGrid
        cols={{ base: 1, xs: 2, md: 3 }}
        spacing="md"
        verticalSpacing={4}
        component="ul"
        m={0}
        p={0}
      >
        {sorted.map(({ code, outcome }) => {
          const { word, color, icon: Icon } = OUTCOMES[outcome];
          return (
            <Group key={code} gap={6} wrap="nowrap" component="li">
              <Icon
                size={14}
                color={`var(--mantine-color-${color}-6)`}
                style={{ flex: 'none' }}
                aria-hidden="true"
              />
              <Text size="sm">
                {CHECK_LABELS[code]}
                <Text span size="xs" c="dimmed">
                  {outcome === 'CLEAR' ? '' : ` · ${word}`}
                </Text>
              </Text>
            </Group>
          );
        })}
      </SimpleGrid>
    </>
  );
}

function Gaps({ gaps }: Pick<CheckList_CheckFragment, 'gaps'>) {
  return (
    <List size="sm" withPadding>
      {gapTexts(gaps).map((text) => (
        <List.Item key={text}>{text}</List.Item>
      ))}
    </List>
  );
}
