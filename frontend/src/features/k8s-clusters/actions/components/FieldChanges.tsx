import { Box, Code, Spoiler, VisuallyHidden } from '@mantine/core';
import { toYaml } from '../../form/document';
import type { Json } from '../../form/resource';
import type { Change } from '../model/change';
import classes from './fieldChanges.module.css';

type Props = {
  readonly changes: Change['changes'];
  /** What they are changes of, for who cannot see where they stand. */
  readonly label?: string;
  /** What the value before is, and the one after. */
  readonly words?: readonly [string, string];
};

/** Which fields differ, each with what it was and what it will be. */
export function FieldChanges({
  changes,
  label = 'Fields that change',
  words: [was, willBe] = ['was', 'will be'],
}: Props) {
  if (changes.length === 0) {
    return null;
  }
  return (
    <Spoiler maxHeight={300} showLabel="Show all fields" hideLabel="Show fewer fields">
      <ul className={classes.list} aria-label={label}>
        {changes.map(({ path, before, after }) => (
          <Box component="li" key={path} className={classes.field}>
            <Code bg="transparent" p={0} fw={600}>
              {path}
            </Code>
            <Value kind="removed" sign="−" word={was} value={before} />
            <Value kind="added" sign="+" word={willBe} value={after} />
          </Box>
        ))}
      </ul>
    </Spoiler>
  );
}

type ValueProps = {
  readonly kind: string;
  readonly sign: string;
  readonly word: string;
  readonly value: unknown;
};

function Value({ kind, sign, word, value }: ValueProps) {
  return (
    value !== null &&
    value !== undefined && (
      <div className={classes.value} data-kind={kind}>
        <span aria-hidden="true">{sign}</span>
        <VisuallyHidden>{word} </VisuallyHidden>
        <span>{toYaml(value as Json).trimEnd()}</span>
      </div>
    )
  );
}
