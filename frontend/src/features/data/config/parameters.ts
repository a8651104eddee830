import type { ConfigUnit } from '@/gql/schema';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import type { ConfigParameter_ParameterFragment, ConfigSection_SectionFragment } from './config.generated';
import { type ConfigFilter, type ConfigView, CONTEXT_OF } from './urls';

export type Parameter = ConfigParameter_ParameterFragment;
export type Section = ConfigSection_SectionFragment;
type Documentation = NonNullable<Parameter['documentation']>;

/** Whether some node runs something else than the default; false where the default is not known. */
export function isChanged({ values, documentation }: Parameter): boolean {
  const usual = documentation?.default;
  return isKnown(usual) && values.some((value) => isKnown(value) && plain(value) !== plain(usual));
}

const KEEPS: Readonly<Record<ConfigFilter, (parameter: Parameter) => boolean>> = {
  differing: ({ differs, documentation }) => differs && documentation?.perNode !== true,
  dynamic: ({ editable }) => editable === true,
  changed: isChanged,
};

/** The parameters a view lists: the words of its text stand in their names or what they are for, its filters hold. */
export function listedParameters(
  parameters: readonly Parameter[],
  { text, filters }: Pick<ConfigView, 'text' | 'filters'>,
): readonly Parameter[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return parameters.filter((parameter) => {
    const said = `${parameter.name} ${parameter.documentation?.text ?? ''}`.toLowerCase();
    return filters.every((filter) => KEEPS[filter](parameter)) && words.every((word) => said.includes(word));
  });
}

/** The part of the configuration a view shows; null when it is not among them. */
export function shownSection(sections: readonly Section[], view: ConfigView): Section | null {
  const matches = sections.filter(
    ({ context, namespace, set }) =>
      context === CONTEXT_OF[view.tab] &&
      (view.namespace === null || !isKnown(namespace) || namespace === view.namespace) &&
      (view.set === null || !isKnown(set) || set === view.set),
  );
  return matches[0] ?? null;
}

const UNIT_WORDS: Readonly<Record<ConfigUnit, string>> = {
  BYTES: 'bytes',
  METERS: 'meters',
  MICROSECONDS: 'microseconds',
  MILLISECONDS: 'milliseconds',
  PERCENT: 'per cent',
  SECONDS: 'seconds',
  TENTHS_OF_PERCENT: 'tenths of a per cent',
};

/** What a parameter accepts, in words: `whole number of seconds, 0 to 10`. */
export function acceptsText({ type, unit, minimum, maximum, options }: Documentation): string {
  switch (type) {
    case 'BOOLEAN':
      return 'true or false';
    case 'ENUM':
      return options.join(', ');
    case 'STRING':
      return 'text';
    case 'INTEGER': {
      const number = isKnown(unit) ? `whole number of ${UNIT_WORDS[unit]}` : 'whole number';
      return `${number}${rangeText(minimum, maximum)}`;
    }
    default:
      return type satisfies never;
  }
}

function rangeText(minimum: string | null | undefined, maximum: string | null | undefined): string {
  if (!isKnown(minimum)) {
    return isKnown(maximum) ? `, at most ${formatInt64(maximum)}` : '';
  }
  return isKnown(maximum)
    ? `, ${formatInt64(minimum)} to ${formatInt64(maximum)}`
    : `, at least ${formatInt64(minimum)}`;
}

const SCALES: Readonly<Record<string, bigint>> = { K: 1024n, M: 1024n ** 2n, G: 1024n ** 3n, T: 1024n ** 4n };

/** Numbers in one spelling: `1M` is `1048576`. */
function plain(value: string): string {
  const [, digits, scale] = /^(\d+)([KMGT])$/i.exec(value) ?? [];
  const factor = SCALES[scale?.toUpperCase() ?? ''];
  return digits === undefined || factor === undefined ? value : String(BigInt(digits) * factor);
}
