import type { AqlOptionsInput, AqlOutput } from '@/gql/schema';
import type { Terminal_OptionsFragment } from '../documents/terminal.generated';

export type Options = Omit<Terminal_OptionsFragment, '__typename'>;

const OUTPUT_KEY = 'acm.terminal.output.v1';

const OUTPUTS: readonly { readonly value: AqlOutput; readonly label: string }[] = [
  { value: 'TABLE', label: 'Table' },
  { value: 'JSON', label: 'JSON' },
  { value: 'RAW', label: 'Raw' },
  { value: 'MUTE', label: 'Mute' },
];

/** The choices beside an output: to mute it is a thing of scripts, and shown while it holds. */
export function outputChoices(output: AqlOutput): typeof OUTPUTS {
  return OUTPUTS.filter(({ value }) => value !== 'MUTE' || output === 'MUTE');
}

export const DEFAULT_OPTIONS: Options = {
  keySend: true,
  limit: 1_000,
  noBins: false,
  output: 'TABLE',
  outputTypes: true,
  recordPrintMetadata: false,
  recordTtl: 0,
  timeoutMs: null,
  verbose: false,
};

/** The options a terminal opens with: how results are shown is remembered, all else has its default. */
export function initialOptions(): Options {
  const stored = readStored();
  const known = OUTPUTS.find(({ value }) => value === stored);
  return known === undefined ? DEFAULT_OPTIONS : { ...DEFAULT_OPTIONS, output: known.value };
}

export function rememberOutput(output: AqlOutput): void {
  try {
    window.localStorage.setItem(OUTPUT_KEY, output);
  } catch {
    // Full or forbidden: the choice lasts as long as the page.
  }
}

/** How results are shown: `hasTypes` holds for JSON and raw text, which carry tags of types. */
export type Format = { readonly output: AqlOutput; readonly hasTypes: boolean };

/** The options as an answer of the gateway tells them. */
export function optionsOf(told: Terminal_OptionsFragment): Options {
  const { keySend, limit, noBins, output, outputTypes, recordPrintMetadata, recordTtl, verbose } = told;
  return {
    keySend,
    limit,
    noBins,
    output,
    outputTypes,
    recordPrintMetadata,
    recordTtl,
    timeoutMs: told.timeoutMs ?? null,
    verbose,
  };
}

export function optionsInput(options: Options): AqlOptionsInput {
  return { ...options };
}

/** What holds, in words, what is always of interest first. */
export function optionWords(options: Options): readonly string[] {
  const { limit, timeoutMs, recordTtl } = options;
  return [
    `limit ${limit.toLocaleString('en')}`,
    isSet(timeoutMs) ? `timeout ${timeoutMs.toLocaleString('en')} ms` : 'the server’s deadlines',
    ...(recordTtl === 0 ? [] : [recordTtl === -1 ? 'records never expire' : ttlWords(recordTtl)]),
    ...(options.keySend ? [] : ['keys not stored']),
    ...(options.recordPrintMetadata ? ['with metadata'] : []),
    ...(options.noBins ? ['without bins'] : []),
    ...(options.outputTypes ? [] : ['without types']),
    ...(options.verbose ? ['verbose'] : []),
  ];
}

function isSet(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

function ttlWords(seconds: number): string {
  return seconds === -2 ? 'record TTL unchanged' : `record TTL ${seconds.toLocaleString('en')} s`;
}

function readStored(): string | null {
  try {
    return window.localStorage.getItem(OUTPUT_KEY);
  } catch {
    return null;
  }
}
