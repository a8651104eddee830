import type { Json, Resource } from '../form/resource';

const GIB = 1024 ** 3;

/** What the operator calls its resources. */
export const KIND = { apiVersion: 'acko.io/v1alpha1', kind: 'AerospikeCluster' } as const;

/** Used where no cluster tells a better one. */
export const FALLBACK_IMAGE = 'aerospike:ce-8.1.1.1';

/** Where the server keeps what is not data. */
const WORK_DIRECTORY = '/opt/aerospike';
export const DATA_DIRECTORY = '/opt/aerospike/data';

/** Records in memory, as large as most beginnings need. */
export const IN_MEMORY: Json = { type: 'memory', 'data-size': GIB };

/** Records in a file, in the directory of a volume. */
export function inFile(namespace: string): Json {
  return { type: 'device', file: `${DATA_DIRECTORY}/${namespace}.dat`, filesize: 4 * GIB };
}

/** The volume that such a file lies on. */
export const DATA_VOLUME: Json = {
  name: 'data',
  source: { persistentVolume: { size: '10Gi', volumeMode: 'Filesystem' } },
  aerospike: { path: DATA_DIRECTORY },
  cascadeDelete: true,
};

const WORK_VOLUME: Json = {
  name: 'workdir',
  source: { emptyDir: {} },
  aerospike: { path: WORK_DIRECTORY },
};

/** A whole, valid cluster of the Community Edition that lacks a name only: three nodes, each record on two of them. */
export function blankCluster(namespace: string, image: string): Resource {
  return {
    ...KIND,
    metadata: { namespace },
    spec: {
      size: 3,
      image,
      podSpec: {
        aerospikeContainer: {
          resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        },
      },
      storage: { volumes: [WORK_VOLUME] },
      aerospikeConfig: {
        service: { 'proto-fd-max': 15000 },
        network: {
          service: { address: 'any', port: 3000 },
          heartbeat: { mode: 'mesh', port: 3002 },
          fabric: { address: 'any', port: 3001 },
        },
        namespaces: [{ name: 'test', 'replication-factor': 2, 'storage-engine': IN_MEMORY }],
      },
    },
  };
}

/** A cluster that takes all it can from a template; its namespaces are its own. */
export function clusterOfTemplate(namespace: string, template: string): Resource {
  return {
    ...KIND,
    metadata: { namespace },
    spec: {
      templateRef: { name: template },
      aerospikeConfig: { namespaces: [{ name: 'test', 'storage-engine': IN_MEMORY }] },
    },
  };
}
