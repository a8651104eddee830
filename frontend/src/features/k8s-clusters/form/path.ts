/** Where in a resource: keys of objects, indices of lists. */
export type Path = readonly (string | number)[];

const STEP = /([^.[\]]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[([^\]]*)\]/g;

/**
 * A path as Kubernetes and this server spell it: `spec.rackConfig.racks[0].id`. A key that would not read as one
 * stands in brackets: `metadata.labels[acko.io/tier]`.
 */
export function parsePath(text: string): Path {
  return [...text.matchAll(STEP)].map(([, key, index, quoted, bare]) => {
    if (index !== undefined) return Number(index);
    if (quoted !== undefined) return quoted.replace(/\\(.)/g, '$1');
    return key ?? bare ?? '';
  });
}

export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (/^\d+$/.test(step) || /["\]]/.test(step)) return `${text}["${step.replace(/["\\]/g, '\\$&')}"]`;
    if (step === '' || /[.[]/.test(step)) return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** Whether `path` is `ancestor` or lies in it. */
export function isWithin(path: string, ancestor: string): boolean {
  if (ancestor === '') return true;
  const steps = parsePath(path);
  return parsePath(ancestor).every((step, index) => steps[index] === step);
}
