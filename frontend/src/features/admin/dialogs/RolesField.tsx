import { Checkbox, ScrollArea, Stack, Text } from '@mantine/core';
import { Predefined } from '../components/Predefined';
import { grantsText } from '../model/privileges';
import type { Role } from '../queries/useAccess';

type Props = {
  readonly roles: readonly Role[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
};

/** Which roles a user has. Those that nobody defines any more stay to be taken away. */
export function RolesField({ roles, chosen, onChange }: Props) {
  const lost = chosen.filter((name) => !roles.some((role) => role.name === name));
  return (
    <Checkbox.Group label="Roles" value={[...chosen]} onChange={onChange}>
      <ScrollArea.Autosize mah={320} type="auto" mt={6} viewportProps={{ tabIndex: 0 }}>
        <Stack gap={8}>
          {roles.map(({ name, privileges, predefined }) => (
            <Checkbox
              key={name}
              value={name}
              label={
                <>
                  {name} {predefined && <Predefined />}
                </>
              }
              description={grantsText({ predefined, privileges })}
            />
          ))}
          {lost.map((name) => (
            <Checkbox key={name} value={name} label={name} description="No such role is defined" />
          ))}
          {roles.length + lost.length === 0 && (
            <Text size="sm" c="dimmed">
              No roles are known.
            </Text>
          )}
        </Stack>
      </ScrollArea.Autosize>
    </Checkbox.Group>
  );
}
