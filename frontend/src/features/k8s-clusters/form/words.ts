import type {
  K8sAccessType,
  K8sExternalTrafficPolicy,
  K8sNetworkPolicyType,
  K8sVolumeInitMethod,
  K8sVolumeMode,
  K8sVolumeWipeMethod,
} from '@/gql/schema';

export type Option = { readonly value: string; readonly label: string };

/** The words a field takes, each with what it means. One that the schema gains does not compile until it is here. */
export function options<T extends string>(words: Readonly<Record<T, string>>): readonly Option[] {
  return Object.entries<string>(words).map(([value, about]) => ({ value, label: `${value}: ${about}` }));
}

export const INIT_METHODS = options<K8sVolumeInitMethod>({
  none: 'taken as it is',
  deleteFiles: 'its files are deleted',
  dd: 'overwritten with zeros',
  blkdiscard: 'all blocks discarded',
  headerCleanup: 'Aerospike’s header overwritten',
});

export const WIPE_METHODS = options<K8sVolumeWipeMethod>({
  none: 'left as it is',
  deleteFiles: 'its files are deleted',
  dd: 'overwritten with zeros',
  blkdiscard: 'all blocks discarded',
  headerCleanup: 'Aerospike’s header overwritten',
  blkdiscardWithHeaderCleanup: 'blocks discarded, header overwritten',
});

export const VOLUME_MODES = options<K8sVolumeMode>({
  Filesystem: 'files in a directory',
  Block: 'a raw device',
});

export const ACCESS_TYPES = options<K8sAccessType>({
  pod: 'the pod’s address',
  hostInternal: 'its Kubernetes node’s internal address',
  hostExternal: 'its Kubernetes node’s external address',
  configuredIP: 'an address of named networks',
});

export const NETWORK_POLICY_TYPES = options<K8sNetworkPolicyType>({
  kubernetes: 'a NetworkPolicy',
  cilium: 'a CiliumNetworkPolicy',
});

export const TRAFFIC_POLICIES = options<K8sExternalTrafficPolicy>({
  Cluster: 'any Kubernetes node passes it on',
  Local: 'the client’s address is kept',
});

export const ACCESS_MODES = ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadOnlyMany', 'ReadWriteMany'];
export const MOUNT_PROPAGATIONS = ['None', 'HostToContainer', 'Bidirectional'];
