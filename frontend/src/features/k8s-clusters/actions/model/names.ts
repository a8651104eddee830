const NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
/** Pods are labelled with the name, the id of their rack and a revision; with long ids the server takes less. */
export const MAX_NAME = 50;

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
    : 'Lower-case letters, digits and hyphens, with a letter first and no hyphen last';
}
