/** What the addresses are that clients or nodes are told. */
const ACCESS: Readonly<Record<string, string>> = {
  pod: 'the pod’s own address',
  hostInternal: 'the internal address of the Kubernetes node',
  hostExternal: 'the external address of the Kubernetes node',
  configuredIP: 'an address of the networks that are named',
};

export function accessWords(type: string | null | undefined, networks: readonly string[] | null | undefined) {
  const known = type ?? 'pod';
  const words = ACCESS[known] ?? known;
  const named = networks ?? [];
  return `${known}: ${words}${named.length === 0 ? '' : ` (${named.join(', ')})`}`;
}
