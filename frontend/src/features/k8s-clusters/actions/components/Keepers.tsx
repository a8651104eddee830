import { Alert, Text } from '@mantine/core';
import { IconGitBranch } from '@tabler/icons-react';
import type { K8sKeeper } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { KEEPERS } from '../model/planWords';

type Props = {
  readonly keepers: readonly Pick<K8sKeeper, 'kind' | 'name' | 'evidence'>[];
  /** What they keep. */
  readonly what: 'cluster' | 'template';
};

/** Says beforehand that somebody else keeps a resource. */
export function Keepers({ keepers, what }: Props) {
  return keepers.map(({ kind, name, evidence }) => (
    <Alert
      key={`${kind} ${evidence}`}
      role="note"
      color="yellow"
      p="xs"
      icon={<IconGitBranch aria-hidden="true" />}
    >
      <Text size="sm">
        {KEEPERS[kind]}
        {isKnown(name) && ` (${name})`} keeps this {what}, as {evidence} says: it sets back what is changed
        here and not where it reads it.
      </Text>
    </Alert>
  ));
}
