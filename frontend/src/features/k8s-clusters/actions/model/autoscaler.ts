import { MAX_NODES, MIN_NODES } from './scale';

/** An autoscaler as it is typed; an empty text where nothing is. */
export type AutoscalerDraft = {
  readonly min: number | string;
  readonly max: number | string;
  readonly cpu: number | string;
  readonly memory: number | string;
};

type Autoscaler = {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuTargetPercent: number | null;
  readonly memoryTargetPercent: number | null;
};

type Present = {
  readonly minReplicas?: number | null;
  readonly maxReplicas: number;
  readonly cpuTargetPercent?: number | null;
  readonly memoryTargetPercent?: number | null;
};

const CPU_AT_FIRST = 70;

/** What there is, to be changed; for a new one, bounds from the present size on. */
export function draftOf(autoscaler: Present | null, size: number | null | undefined): AutoscalerDraft {
  return autoscaler === null
    ? { min: size ?? MIN_NODES, max: MAX_NODES, cpu: CPU_AT_FIRST, memory: '' }
    : {
        min: autoscaler.minReplicas ?? '',
        max: autoscaler.maxReplicas,
        cpu: autoscaler.cpuTargetPercent ?? '',
        memory: autoscaler.memoryTargetPercent ?? '',
      };
}

type Problems = Partial<Record<keyof AutoscalerDraft, string>>;

/** What was typed as an autoscaler, or why it is none. */
export function parseAutoscaler({ min, max, cpu, memory }: AutoscalerDraft): {
  readonly value: Autoscaler | null;
  readonly problems: Problems;
} {
  const nodes = `${String(MIN_NODES)} to ${String(MAX_NODES)} nodes`;
  const problems: Problems = {};
  if (!isWithin(min, MIN_NODES, MAX_NODES)) problems.min = nodes;
  if (!isWithin(max, MIN_NODES, MAX_NODES)) problems.max = nodes;
  else if (typeof min === 'number' && max < min) problems.max = 'Not less than the least';
  if (cpu !== '' && !isWithin(cpu, 1, 100)) problems.cpu = '1 to 100 %';
  if (memory !== '' && !isWithin(memory, 1, 100)) problems.memory = '1 to 100 %';
  if (cpu === '' && memory === '') problems.cpu = 'A target for CPU or for memory is wanted';
  if (Object.keys(problems).length > 0 || typeof min !== 'number' || typeof max !== 'number') {
    return { value: null, problems };
  }
  return {
    value: {
      minReplicas: min,
      maxReplicas: max,
      cpuTargetPercent: numberOr(cpu),
      memoryTargetPercent: numberOr(memory),
    },
    problems,
  };
}

function isWithin(value: number | string, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function numberOr(value: number | string): number | null {
  return typeof value === 'number' ? value : null;
}
