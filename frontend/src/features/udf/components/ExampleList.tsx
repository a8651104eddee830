import { Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from 'react-router';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Mark } from '@/shared/ui/Mark';
import { ModuleExamplesDocument, type ModuleExamplesQuery } from '../queries/modules.generated';
import { newModuleUrl } from '../urls';
import classes from './udf.module.css';

export type Example = ModuleExamplesQuery['udfExamples'][number];

/** Modules to begin with; each opens in the form of a new module. */
export function ExampleList({ connectionId }: { readonly connectionId: string }) {
  const { data, errors, refresh } = useReading(ModuleExamplesDocument, {});
  const [error] = errors;
  if (error !== undefined) {
    return <ErrorAlert error={error} onRetry={refresh} />;
  }
  return (
    <SimpleGrid component="ul" cols={{ base: 1, sm: 2 }} spacing="sm" className={classes.examples}>
      {(data?.udfExamples ?? []).map((example) => (
        <Stack key={example.name} component="li" gap={2} className={classes.example}>
          <Anchor component={Link} fw={600} to={newModuleUrl(connectionId, example.name)}>
            {example.title}
          </Anchor>
          <Text size="sm">{example.description}</Text>
          <div>
            <Mark color={example.kind === 'RECORD' ? 'blue' : 'grape'}>{kindText(example)}</Mark>
          </div>
        </Stack>
      ))}
    </SimpleGrid>
  );
}

function kindText({ kind }: Example): string {
  return kind === 'RECORD' ? 'called on records' : 'called on the stream of a query';
}
