import { Box, Code, Paper, Text, Title } from '@mantine/core';
import { plainSpec } from './plainSpec';
import { type SpecFact, specSections } from './specSections';
import classes from './template.module.css';

type Props = {
  readonly spec: object;
  /** The level of the headings of its parts. Default 3. */
  readonly order?: 3 | 4;
};

/** What a template says, in parts for readers. */
export function TemplateSpec({ spec, order = 3 }: Props) {
  const { said, silent } = specSections(plainSpec(spec));
  return (
    <>
      {said.length === 0 ? (
        <Text size="sm">It says nothing: all is left to each cluster.</Text>
      ) : (
        <div className={classes.parts}>
          {said.map(({ title, facts }) => (
            <Paper key={title} withBorder p="sm" className={classes.part}>
              <Title order={order} size="h6" mb={6}>
                {title}
              </Title>
              <dl className={classes.facts}>
                {facts.map((fact) => (
                  <Row key={fact.name} fact={fact} />
                ))}
              </dl>
            </Paper>
          ))}
        </div>
      )}
      {said.length > 0 && silent.length > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          Left to each cluster: {silent.join(', ')}.
        </Text>
      )}
    </>
  );
}

function Row({ fact: { name, text, kind } }: { readonly fact: SpecFact }) {
  return (
    <div data-wide={kind !== 'word' || undefined}>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Box component="dd">
        {kind === 'json' ? (
          <Code block fz="xs" mah={200} className={classes.code} tabIndex={0}>
            {text}
          </Code>
        ) : (
          <Text span size="sm" className="tabular" style={{ whiteSpace: 'pre-wrap' }}>
            {text}
          </Text>
        )}
      </Box>
    </div>
  );
}
