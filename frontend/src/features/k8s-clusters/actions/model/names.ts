const NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const MAX_NAME = 63;

/** Why a text cannot be the name of a cluster; null when it can. */
export function nameProblem(name: string): string | null {
  if (name === '') {
    return 'A cluster has a name';
  }
  if (name.length > MAX_NAME) {
    return `At most ${String(MAX_NAME)} characters`;
  }
  return NAME.test(name)
    ? null
    : 'Lower-case letters, digits and hyphens, with a letter or digit at both ends';
}
