export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Configuration of Aerospike as a JSON object, with the names Aerospike's documentation gives to sections and parameters: `{"service": {"proto-fd-max": 15000}}`. */
  AerospikeConfig: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /**
   * Rows of a result: a JSON list of lists, each with one value for every column, in the form of
   * `BinValue`. Null where a record has no such bin.
   */
  AqlRows: { input: (import('@/shared/scalars').AerospikeValue | null)[][]; output: (import('@/shared/scalars').AerospikeValue | null)[][]; }
  /** The variables of an operation: a JSON object. Passwords stand in it as `***`. */
  AqlVariables: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** The name of a bin: 1 to 15 bytes of UTF-8 without control characters. */
  BinName: { input: string; output: string; }
  /**
   * One value, in the form that `Bins` gives to each: plain JSON where that is lossless, else an
   * object with a tag such as `{"$int":"9007199254740993"}` or `{"$bytes":"base64"}`.
   */
  BinValue: { input: import('@/shared/scalars').AerospikeValue; output: import('@/shared/scalars').AerospikeValue; }
  /**
   * A record's bins: an object of bin names to values.
   *
   * A value is plain JSON where that is lossless: null, booleans, text, arrays, integers within
   * ±(2^53 - 1), floats with a fraction, and objects for unordered maps with text keys. Everything
   * else is an object with a tag: `{"$int":"9007199254740993"}`, `{"$float":"1.0"}` (also `"NaN"`,
   * `"Infinity"`, `"-Infinity"`), `{"$floatBits":"7ff8000000000001"}`, `{"$bytes":"base64"}`,
   * `{"$hll":"base64"}`, `{"$geoJson":"text"}`,
   * `{"$map":[[key, value], …],"$order":"UNORDERED"|"KEY_ORDERED"|"KEY_VALUE_ORDERED"}`,
   * `{"$particle":9,"$bytes":"base64"}`. What was read can be written back unchanged, also after
   * JavaScript's `JSON.parse` and `JSON.stringify`.
   */
  Bins: { input: import('@/shared/scalars').Bins; output: import('@/shared/scalars').Bins; }
  /** Bytes, written in base64 (RFC 4648, standard alphabet, padded). */
  Bytes: { input: string; output: string; }
  /** An opaque position in a list. Made by this server, valid for the list it came from only. */
  Cursor: { input: string; output: string; }
  /** A point in time, RFC 3339 in UTC with milliseconds: `2026-01-31T08:15:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** The digest that identifies a record: 20 bytes, written as 40 hexadecimal digits. */
  Digest: { input: string; output: string; }
  /**
   * Named facts of an error, for programs, as a JSON object: the same as in
   * `errors[].extensions.details`.
   */
  ErrorDetails: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A shape in GeoJSON: the object, or its text. Written as text. */
  GeoJson: { input: string; output: string; }
  /** A colour as `#rrggbb`. */
  HexColor: { input: string; output: string; }
  /**
   * The name of a secondary index: 1 to 255 bytes without `:`, `;`, `=`, `,`, spaces or control
   * characters.
   */
  IndexName: { input: string; output: string; }
  /**
   * A 64-bit signed integer, written as a decimal string so that no client rounds it. Whole numbers
   * are accepted as input too.
   */
  Int64: { input: string; output: string; }
  /** A number of pods such as `2`, or a share of them such as `"25%"`. */
  IntOrString: { input: number | string; output: number | string; }
  /** A scalar that can represent any JSON value. */
  JSON: { input: unknown; output: unknown; }
  /** An `Affinity` of Kubernetes as JSON: which nodes and which neighbours pods want. */
  K8sAffinity: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `ConfigMapVolumeSource` of Kubernetes as JSON: `{"name": "settings"}`. */
  K8sConfigMapVolumeSource: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `Container` of Kubernetes as JSON, with its image, command, ports, env, mounts and probes. */
  K8sContainer: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** An `EmptyDirVolumeSource` of Kubernetes as JSON: `{}` or `{"medium": "Memory", "sizeLimit": "1Gi"}`. */
  K8sEmptyDirVolumeSource: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** An `EnvVar` of Kubernetes as JSON: `{"name": "LEVEL", "value": "info"}`, or with `valueFrom`. */
  K8sEnvVar: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `HostPathVolumeSource` of Kubernetes as JSON: `{"path": "/var/log/aerospike"}`. */
  K8sHostPathVolumeSource: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `LabelSelector` of Kubernetes as JSON: `{"matchLabels": {"tier": "data"}}`. */
  K8sLabelSelector: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `LocalObjectReference` of Kubernetes as JSON: `{"name": "registry-credentials"}`. */
  K8sLocalObjectReference: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `NodeAffinity` of Kubernetes as JSON: which nodes pods want. */
  K8sNodeAffinity: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `PodSecurityContext` of Kubernetes as JSON: `{"fsGroup": 1000, "runAsNonRoot": true}`. */
  K8sPodSecurityContext: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** `ResourceRequirements` of Kubernetes as JSON: `{"requests": {"cpu": "500m", "memory": "1Gi"}, "limits": {…}}`. */
  K8sResourceRequirements: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `SecretVolumeSource` of Kubernetes as JSON: `{"secretName": "tls"}`. */
  K8sSecretVolumeSource: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `SecurityContext` of Kubernetes as JSON: `{"runAsUser": 1000, "readOnlyRootFilesystem": true}`. */
  K8sSecurityContext: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `Toleration` of Kubernetes as JSON: `{"key": "dedicated", "operator": "Exists", "effect": "NoSchedule"}`. */
  K8sToleration: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `TopologySpreadConstraint` of Kubernetes as JSON: `{"maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", …}`. */
  K8sTopologySpreadConstraint: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** `VolumeResourceRequirements` of Kubernetes as JSON: `{"requests": {"storage": "10Gi"}}`. */
  K8sVolumeResourceRequirements: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** A `RecordQueryInput` as JSON: to be sent as the argument `query`. */
  KeptQuery: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /** The name of a Lua module's file: 1 to 127 letters, digits, `_`, `-` and `.`. */
  ModuleName: { input: string; output: string; }
  /** The name of a namespace: 1 to 31 bytes, letters, digits, `_` and `-`. */
  NamespaceName: { input: string; output: string; }
  /** A password: 1 to 72 bytes without control characters. It is only ever taken in, never shown. */
  Password: { input: string; output: string; }
  /** A group of alerting or recording rules as JSON, as it stands in a `PrometheusRule`: `{"name": "aerospike", "rules": [{"alert": …, "expr": …}]}`. */
  PrometheusRuleGroup: { input: { [name: string]: unknown }; output: { [name: string]: unknown }; }
  /**
   * An amount as Kubernetes writes it: a decimal number and a suffix, such as `10Gi`, `500M` or
   * `1.5Ti`.
   */
  Quantity: { input: string; output: string; }
  /** The name of a role of a cluster: 1 to 63 bytes of UTF-8 without control characters. */
  RoleName: { input: string; output: string; }
  /** The name of a set: 1 to 63 bytes without `:`, `;`, `=`, `,` or control characters. */
  SetName: { input: string; output: string; }
  /** Strings by key, as labels and annotations are: `{"team": "storage"}`. In an update a key that is not mentioned keeps its string, and null removes the key. */
  StringMap: { input: { [name: string]: string }; output: { [name: string]: string }; }
  /** The name of a user of a cluster: 1 to 63 bytes of UTF-8 without control characters. */
  UserName: { input: string; output: string; }
};

/** Which job to abort, and where. */
export type AbortServerJobInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The job's id, as `serverJobs` tells it. */
  id: Scalars['ID']['input'];
  /** The node, by node id; every node when absent. */
  node?: InputMaybe<Scalars['String']['input']>;
};

/** What became of an abort. */
export type AbortServerJobPayload = {
  __typename?: 'AbortServerJobPayload';
  /** Nodes on which it was aborted; none when it had ended before. */
  abortedOn: Array<Scalars['String']['output']>;
  /** Nodes that did not do it, and why. */
  problems: Array<Problem>;
};

/** What a cluster is asked to be. */
export type AerospikeClusterSpec = {
  __typename?: 'AerospikeClusterSpec';
  /** Users and roles the operator keeps. */
  aerospikeAccessControl?: Maybe<K8sAccessControl>;
  /** The configuration every node starts with. */
  aerospikeConfig?: Maybe<Scalars['AerospikeConfig']['output']>;
  /** Which addresses nodes tell to clients and to each other. */
  aerospikeNetworkPolicy?: Maybe<K8sAerospikeNetworkPolicy>;
  /** Limits of traffic for each pod. */
  bandwidthConfig?: Maybe<K8sBandwidthConfig>;
  /** Whether the operator leaves out the budget that keeps Kubernetes from evicting too many pods at once. */
  disablePDB?: Maybe<Scalars['Boolean']['output']>;
  /** Whether parameters that can change in a running node are changed there, without a restart. */
  enableDynamicConfigUpdate?: Maybe<Scalars['Boolean']['output']>;
  /** Whether the rack of a pod may be set by an annotation of it. */
  enableRackIDOverride?: Maybe<Scalars['Boolean']['output']>;
  /** What the service carries that names all pods. */
  headlessService?: Maybe<K8sServiceSettings>;
  /** The image of the server, a Community Edition. Left out: that of the template. */
  image?: Maybe<Scalars['String']['output']>;
  /** The Kubernetes nodes that run no pod of this cluster. */
  k8sNodeBlockList?: Maybe<Array<Scalars['String']['output']>>;
  /** So many pods may be missing when nodes are drained, a number or a percentage; 1 if nothing is said. */
  maxUnavailable?: Maybe<Scalars['IntOrString']['output']>;
  /** Metrics for Prometheus. */
  monitoring?: Maybe<K8sMonitoring>;
  /** A network policy the operator keeps. */
  networkPolicyConfig?: Maybe<K8sNetworkPolicyConfig>;
  /** A restart that is asked for, one at a time. */
  operations?: Maybe<Array<K8sOperation>>;
  /** What goes before the template. */
  overrides?: Maybe<AerospikeClusterTemplateSpec>;
  /** Whether the operator leaves the cluster alone for now. */
  paused?: Maybe<Scalars['Boolean']['output']>;
  /** What the services carry that each name one pod. They exist once this is set. */
  podService?: Maybe<K8sServiceSettings>;
  /** The pods. */
  podSpec?: Maybe<K8sPodSpec>;
  /** The racks its pods are spread over. */
  rackConfig?: Maybe<K8sRackConfig>;
  /** So many pods restart at once; 1 if nothing is said. */
  rollingUpdateBatchSize?: Maybe<Scalars['Int']['output']>;
  /** Services by which clients outside of Kubernetes find the first node. */
  seedsFinderServices?: Maybe<K8sSeedsFinderServices>;
  /** The number of nodes, at most 8. Left out, or 0: that of the template. */
  size?: Maybe<Scalars['Int']['output']>;
  /** The volumes of each pod. */
  storage?: Maybe<K8sStorage>;
  /** The template that fills in what is left out here. */
  templateRef?: Maybe<K8sTemplateRef>;
  /** Which checks of the operator are left out. */
  validationPolicy?: Maybe<K8sValidationPolicy>;
};

/** What a cluster is asked to be. */
export type AerospikeClusterSpecInput = {
  /** Users and roles the operator keeps. */
  aerospikeAccessControl?: InputMaybe<K8sAccessControlInput>;
  /** The configuration every node starts with. */
  aerospikeConfig?: InputMaybe<Scalars['AerospikeConfig']['input']>;
  /** Which addresses nodes tell to clients and to each other. */
  aerospikeNetworkPolicy?: InputMaybe<K8sAerospikeNetworkPolicyInput>;
  /** Limits of traffic for each pod. */
  bandwidthConfig?: InputMaybe<K8sBandwidthConfigInput>;
  /** Whether the operator leaves out the budget that keeps Kubernetes from evicting too many pods at once. */
  disablePDB?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether parameters that can change in a running node are changed there, without a restart. */
  enableDynamicConfigUpdate?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether the rack of a pod may be set by an annotation of it. */
  enableRackIDOverride?: InputMaybe<Scalars['Boolean']['input']>;
  /** What the service carries that names all pods. */
  headlessService?: InputMaybe<K8sServiceSettingsInput>;
  /** The image of the server, a Community Edition. Left out: that of the template. */
  image?: InputMaybe<Scalars['String']['input']>;
  /** The Kubernetes nodes that run no pod of this cluster. */
  k8sNodeBlockList?: InputMaybe<Array<Scalars['String']['input']>>;
  /** So many pods may be missing when nodes are drained, a number or a percentage; 1 if nothing is said. */
  maxUnavailable?: InputMaybe<Scalars['IntOrString']['input']>;
  /** Metrics for Prometheus. */
  monitoring?: InputMaybe<K8sMonitoringInput>;
  /** A network policy the operator keeps. */
  networkPolicyConfig?: InputMaybe<K8sNetworkPolicyConfigInput>;
  /** A restart that is asked for, one at a time. */
  operations?: InputMaybe<Array<K8sOperationInput>>;
  /** What goes before the template. */
  overrides?: InputMaybe<AerospikeClusterTemplateSpecInput>;
  /** Whether the operator leaves the cluster alone for now. */
  paused?: InputMaybe<Scalars['Boolean']['input']>;
  /** What the services carry that each name one pod. They exist once this is set. */
  podService?: InputMaybe<K8sServiceSettingsInput>;
  /** The pods. */
  podSpec?: InputMaybe<K8sPodSpecInput>;
  /** The racks its pods are spread over. */
  rackConfig?: InputMaybe<K8sRackConfigInput>;
  /** So many pods restart at once; 1 if nothing is said. */
  rollingUpdateBatchSize?: InputMaybe<Scalars['Int']['input']>;
  /** Services by which clients outside of Kubernetes find the first node. */
  seedsFinderServices?: InputMaybe<K8sSeedsFinderServicesInput>;
  /** The number of nodes, at most 8. Left out, or 0: that of the template. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** The volumes of each pod. */
  storage?: InputMaybe<K8sStorageInput>;
  /** The template that fills in what is left out here. */
  templateRef?: InputMaybe<K8sTemplateRefInput>;
  /** Which checks of the operator are left out. */
  validationPolicy?: InputMaybe<K8sValidationPolicyInput>;
};

/**
 * What the operator says about a cluster. It reports late and leaves things out: what the nodes and pods
 * themselves show stands beside it, in the cluster's assessment.
 */
export type AerospikeClusterStatus = {
  __typename?: 'AerospikeClusterStatus';
  /** The size of the cluster as a node tells it. Nodes of Community Edition do not tell. */
  aerospikeClusterSize?: Maybe<Scalars['Int']['output']>;
  /** The configuration that was applied last. */
  aerospikeConfig?: Maybe<Scalars['AerospikeConfig']['output']>;
  /** The spec that was applied last, whole. */
  appliedSpec?: Maybe<AerospikeClusterSpec>;
  /** What holds and what does not, each with the time since when. */
  conditions?: Maybe<Array<K8sCondition>>;
  /** So many attempts have failed in a row. At 10 the operator stops trying. */
  failedReconcileCount?: Maybe<Scalars['Int']['output']>;
  /** Ready pods and pods that are wanted, as `2/3`. */
  health?: Maybe<Scalars['String']['output']>;
  /** Why the last attempt failed. */
  lastReconcileError?: Maybe<Scalars['String']['output']>;
  /** When an attempt last succeeded. */
  lastReconcileTime?: Maybe<Scalars['DateTime']['output']>;
  /** How far data has moved to where it belongs. */
  migrationStatus?: Maybe<K8sMigrationStatus>;
  /** The generation of the cluster this is about; below `metadata.generation` the operator has not looked yet. */
  observedGeneration?: Maybe<Scalars['Int']['output']>;
  /** How far the operation is that was asked for last. */
  operationStatus?: Maybe<K8sOperationStatus>;
  /** The version of the operator. */
  operatorVersion?: Maybe<Scalars['String']['output']>;
  /** The pods that are still to restart. */
  pendingRestartPods?: Maybe<Array<Scalars['String']['output']>>;
  /** What the operator says it is doing. */
  phase?: Maybe<Scalars['String']['output']>;
  /** Why, in the operator's words. */
  phaseReason?: Maybe<Scalars['String']['output']>;
  /** The labels of its pods, as a selector for autoscalers. */
  selector?: Maybe<Scalars['String']['output']>;
  /** The number of pods that are ready; absent when none is. */
  size?: Maybe<Scalars['Int']['output']>;
  /** The copy of the template the cluster is made from. */
  templateSnapshot?: Maybe<K8sTemplateSnapshot>;
};

/**
 * What clusters made from a template have in common. A cluster's own `overrides` have the same fields and go
 * before them.
 */
export type AerospikeClusterTemplateSpec = {
  __typename?: 'AerospikeClusterTemplateSpec';
  /** Configuration of Aerospike below that of the cluster. */
  aerospikeConfig?: Maybe<K8sTemplateAerospikeConfig>;
  /** Which addresses nodes tell. A cluster that says anything about it replaces all of this. */
  aerospikeNetworkPolicy?: Maybe<K8sAerospikeNetworkPolicy>;
  /** What the template is for, at most 500 characters. */
  description?: Maybe<Scalars['String']['output']>;
  /** The image of the server. */
  image?: Maybe<Scalars['String']['output']>;
  /** Metrics for Prometheus. A cluster that says anything about it replaces all of this. */
  monitoring?: Maybe<K8sMonitoring>;
  /** What holds for racks. */
  rackConfig?: Maybe<K8sTemplateRackConfig>;
  /** CPU and memory of Aerospike's container. */
  resources?: Maybe<Scalars['K8sResourceRequirements']['output']>;
  /** Where pods run. */
  scheduling?: Maybe<K8sTemplateScheduling>;
  /** The number of nodes, 1 to 8. */
  size?: Maybe<Scalars['Int']['output']>;
  /** The volume data is on. */
  storage?: Maybe<K8sTemplateStorage>;
};

/**
 * What clusters made from a template have in common. A cluster's own `overrides` have the same fields and go
 * before them.
 */
export type AerospikeClusterTemplateSpecInput = {
  /** Configuration of Aerospike below that of the cluster. */
  aerospikeConfig?: InputMaybe<K8sTemplateAerospikeConfigInput>;
  /** Which addresses nodes tell. A cluster that says anything about it replaces all of this. */
  aerospikeNetworkPolicy?: InputMaybe<K8sAerospikeNetworkPolicyInput>;
  /** What the template is for, at most 500 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The image of the server. */
  image?: InputMaybe<Scalars['String']['input']>;
  /** Metrics for Prometheus. A cluster that says anything about it replaces all of this. */
  monitoring?: InputMaybe<K8sMonitoringInput>;
  /** What holds for racks. */
  rackConfig?: InputMaybe<K8sTemplateRackConfigInput>;
  /** CPU and memory of Aerospike's container. */
  resources?: InputMaybe<Scalars['K8sResourceRequirements']['input']>;
  /** Where pods run. */
  scheduling?: InputMaybe<K8sTemplateSchedulingInput>;
  /** The number of nodes, 1 to 8. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** The volume data is on. */
  storage?: InputMaybe<K8sTemplateStorageInput>;
};

/** What the operator says about a template. */
export type AerospikeClusterTemplateStatus = {
  __typename?: 'AerospikeClusterTemplateStatus';
  /** The clusters made from it, as `namespace/name`. */
  usedBy?: Maybe<Array<Scalars['String']['output']>>;
};

/** A node of a cluster. */
export type AerospikeNode = {
  __typename?: 'AerospikeNode';
  /** Whether the last round of asking reached it. */
  active: Scalars['Boolean']['output'];
  /** Where this server reaches it: `v4:port` or `[v6]:port`. */
  address: Scalars['String']['output'];
  /** Every address it advertises to clients. */
  addresses: Array<Scalars['String']['output']>;
  /** The profile it was reached through. */
  connectionId: Scalars['ID']['output'];
  /** Node id, such as `BB9020011AC4202`. */
  id: Scalars['ID']['output'];
  /** The same as `id`; the name clients use. */
  name: Scalars['String']['output'];
  /** What it says of itself; null with an error when it does not answer. */
  status?: Maybe<NodeStatus>;
};

/** What a function made of the records of a query. */
export type Aggregation = {
  __typename?: 'Aggregation';
  /** How many values the nodes sent. */
  parts: Scalars['Int']['output'];
  /**
   * What the function's last step yields: one value after a reduce, each value without one; none when
   * the query finds nothing.
   */
  values: Array<Maybe<Scalars['BinValue']['output']>>;
};

/** A run to cancel. */
export type AqlCancelInput = {
  /** The run. */
  id: Scalars['ID']['input'];
};

/** The run that was cancelled. */
export type AqlCancelPayload = {
  __typename?: 'AqlCancelPayload';
  /** The run, without its results. */
  run: AqlRun;
};

/** How much a statement changes. */
export type AqlClass =
  /** It changes what the cluster has beside records: indexes, modules, users, roles, jobs. */
  | 'ADMIN'
  /**
   * It takes away what cannot be brought back, changes many records at once, or commands nodes: it
   * is confirmed first.
   */
  | 'DANGEROUS'
  /** It only tells. */
  | 'READ'
  /** It writes one record. */
  | 'WRITE';

/** A column of a result. */
export type AqlColumn = {
  __typename?: 'AqlColumn';
  /** What it shows. */
  kind: AqlColumnKind;
  /** Its name. */
  name: Scalars['String']['output'];
};

/** What a column shows. */
export type AqlColumnKind =
  /** A bin of a record. */
  | 'BIN'
  /** A fact of something else. */
  | 'FACT'
  /** The key of a record. */
  | 'KEY'
  /** What the server knows about a record. */
  | 'METADATA';

/** What can be written at a place. */
export type AqlCompletion = {
  __typename?: 'AqlCompletion';
  /** What a suggestion replaces: the word that is being written. */
  span: AqlSpan;
  /** What can stand there, names of the cluster first; at most 100. */
  suggestions: Array<AqlSuggestion>;
};

/** What is wrong with a statement. */
export type AqlError = {
  __typename?: 'AqlError';
  /** What would mend it, where that can be told. */
  fix?: Maybe<AqlFix>;
  /** What, in a sentence. */
  message: Scalars['String']['output'];
  /** Where; empty where something is missing. */
  span: AqlSpan;
};

/** Statements to run. */
export type AqlExecuteInput = {
  /**
   * For each dangerous statement the name that `AqlParsedStatement.confirm` tells. Nothing is run
   * while one is missing.
   */
  confirmations?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Files that `RUN` and `REGISTER MODULE` name, at most 32; none of the server's own are read. */
  files?: InputMaybe<Array<AqlFileInput>>;
  /** The options that hold at first; `AqlRun.options` are those to hand in next time. */
  options?: InputMaybe<AqlOptionsInput>;
  /** Whether the statements behind one that fails are left out. */
  stopOnError?: Scalars['Boolean']['input'];
  /** The statements, at most 1 MiB and 10,000 of them. */
  text: Scalars['String']['input'];
  /** Milliseconds to wait for the end of the run, 0 to 20,000. It goes on behind them. */
  waitMs?: Scalars['Int']['input'];
};

/** The run that began. */
export type AqlExecutePayload = {
  __typename?: 'AqlExecutePayload';
  /** The run, as far as it has come, with its results. */
  run: AqlRun;
};

/** What a statement would do. */
export type AqlExplanation = {
  __typename?: 'AqlExplanation';
  /** How much it changes. */
  class: AqlClass;
  /** What `confirmations` must hold for it to be run; null when nothing is to be confirmed. */
  confirm?: Maybe<Scalars['String']['output']>;
  /** The GraphQL document it is run as, with its variables; null for what asks nothing of the cluster. */
  document?: Maybe<Scalars['String']['output']>;
  /** The file it stands in; null for the text itself. */
  file?: Maybe<Scalars['String']['output']>;
  /** What it is. */
  kind: AqlStatementKind;
  /** The line it begins on; the first is 1. */
  line: Scalars['Int']['output'];
  /** What to know before it is run. */
  note?: Maybe<Scalars['String']['output']>;
  /** The one way it is written, passwords as `***`. */
  text: Scalars['String']['output'];
  /** The variables of the document. */
  variables?: Maybe<Scalars['AqlVariables']['output']>;
};

/** A file that is sent along with a text. */
export type AqlFileInput = {
  /** What statements call it. */
  name: Scalars['String']['input'];
  /** What is in it, at most 1 MiB. */
  text: Scalars['String']['input'];
};

/** A change of the text that mends an error. */
export type AqlFix = {
  __typename?: 'AqlFix';
  /** What to replace. */
  span: AqlSpan;
  /** By what. */
  text: Scalars['String']['output'];
};

/** Options of a session. */
export type AqlOptions = {
  __typename?: 'AqlOptions';
  /** Whether the key is stored with a written record. */
  keySend: Scalars['Boolean']['output'];
  /** Rows a `SELECT` without `LIMIT` shows. */
  limit: Scalars['Int']['output'];
  /** Whether records are shown without their bins. */
  noBins: Scalars['Boolean']['output'];
  /** How results are shown. */
  output: AqlOutput;
  /** Whether `JSON` and `RAW` tell the types of values. */
  outputTypes: Scalars['Boolean']['output'];
  /** Whether digest, set, generation and time to live are shown with records. */
  recordPrintMetadata: Scalars['Boolean']['output'];
  /** Seconds a written record lives: 0 as its namespace says, -1 for ever, -2 as before. */
  recordTtl: Scalars['Int']['output'];
  /** Milliseconds a statement may take; null for the server's own deadlines. */
  timeoutMs?: Maybe<Scalars['Int']['output']>;
  /** Whether the operation a statement was run as is told with it. */
  verbose: Scalars['Boolean']['output'];
};

/** Options of a session. What is absent has its default. */
export type AqlOptionsInput = {
  /** Whether the key is stored with a written record: true by default. */
  keySend?: InputMaybe<Scalars['Boolean']['input']>;
  /** Rows a `SELECT` without `LIMIT` shows, at least 1: 1,000 by default. */
  limit?: InputMaybe<Scalars['Int']['input']>;
  /** Whether records are shown without their bins: false by default. */
  noBins?: InputMaybe<Scalars['Boolean']['input']>;
  /** How results are shown: `TABLE` by default. */
  output?: InputMaybe<AqlOutput>;
  /** Whether `JSON` and `RAW` tell the types of values: true by default. */
  outputTypes?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether digest, set, generation and time to live are shown with records: false by default. */
  recordPrintMetadata?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Seconds a written record lives, up to ten years: 0, the default, as its namespace says, -1 for
   * ever, -2 as before.
   */
  recordTtl?: InputMaybe<Scalars['Int']['input']>;
  /** Milliseconds a statement may take, at least 1; the server's own deadlines hold without. */
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
  /** Whether the operation a statement was run as is told with it: false by default. */
  verbose?: InputMaybe<Scalars['Boolean']['input']>;
};

/** How results are shown. The server keeps it and sends the same either way. */
export type AqlOutput =
  /** As JSON. */
  | 'JSON'
  /** Not at all. */
  | 'MUTE'
  /** As lines of fields. */
  | 'RAW'
  /** As tables. */
  | 'TABLE';

/** A statement of a text, or what is wrong with it. */
export type AqlParsedStatement = {
  __typename?: 'AqlParsedStatement';
  /** How much it changes; null when it is wrong. */
  class?: Maybe<AqlClass>;
  /**
   * What `confirmations` must hold for it to be run: the name of what it is about. Null when nothing
   * is to be confirmed.
   */
  confirm?: Maybe<Scalars['String']['output']>;
  /** What is wrong with it. */
  error?: Maybe<AqlError>;
  /** What it is; null when it is wrong. */
  kind?: Maybe<AqlStatementKind>;
  /** Where it stands. */
  span: AqlSpan;
  /** The one way it is written, passwords as `***`; null when it is wrong. */
  text?: Maybe<Scalars['String']['output']>;
};

/** A part of what a statement yields. */
export type AqlResult = {
  __typename?: 'AqlResult';
  /** Its columns. Parts of one result can differ: records differ in their bins. */
  columns: Array<AqlColumn>;
  /** Its rows. */
  rows: Scalars['AqlRows']['output'];
  /** Its number in the run; they rise by one. */
  sequence: Scalars['Int64']['output'];
  /** The statement, by its place in the run. */
  statement: Scalars['Int']['output'];
};

/**
 * A run of statements. It stays two minutes after it ended and nobody looks any more; one that nobody
 * looks at for two minutes is cancelled.
 */
export type AqlRun = {
  __typename?: 'AqlRun';
  /** The connection. */
  connectionId: Scalars['ID']['output'];
  /** When it ended; null while it runs. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its id. */
  id: Scalars['ID']['output'];
  /** The options that hold now: hand them in with the next text. */
  options: AqlOptions;
  /** How far it has come. */
  phase: AqlRunPhase;
  /**
   * What they have yielded, in order, behind the result that was named; the first four mebibytes at
   * most: follow `aqlRun`, or ask again with `after`, for the rest.
   */
  results: Array<AqlResult>;
  /** The number of the last of `results`: hand it to `after` to go on behind it. */
  sequence: Scalars['Int64']['output'];
  /** When it began. */
  startedAt: Scalars['DateTime']['output'];
  /** Its statements in order, those of files it runs among them. */
  statements: Array<AqlStatementRun>;
};

/** What is new of a run. */
export type AqlRunItem = {
  __typename?: 'AqlRunItem';
  /** Whether the run is over and everything was told. */
  isLast: Scalars['Boolean']['output'];
  /** The options that hold now. */
  options: AqlOptions;
  /** How far the run has come. */
  phase: AqlRunPhase;
  /** What they have yielded since, in order and without gaps. */
  results: Array<AqlResult>;
  /** The number of the last result so far: hand it to `after` to go on behind it. */
  sequence: Scalars['Int64']['output'];
  /** Statements that changed since the item before; all of them in the first. */
  statements: Array<AqlStatementRun>;
};

/** How far a run has come. */
export type AqlRunPhase =
  /** It was cancelled. */
  | 'CANCELLED'
  /** A statement failed. */
  | 'FAILED'
  /** Statements are under way. */
  | 'RUNNING'
  /** Every statement succeeded. */
  | 'SUCCEEDED';

/** A text, read. */
export type AqlScript = {
  __typename?: 'AqlScript';
  /** Its statements, in order, those that are wrong among them. */
  statements: Array<AqlParsedStatement>;
};

/** A range of a text. Offsets count UTF-16 units, as JavaScript does. */
export type AqlSpan = {
  __typename?: 'AqlSpan';
  /** The column it begins in; the first is 1. */
  column: Scalars['Int']['output'];
  /** The place behind its last. */
  end: Scalars['Int']['output'];
  /** The line it begins on; the first is 1. */
  line: Scalars['Int']['output'];
  /** Its first place. */
  start: Scalars['Int']['output'];
};

/** What a statement is. */
export type AqlStatementKind =
  /** `AGGREGATE`: runs a stream function over records. */
  | 'AGGREGATE'
  /** `ALTER ROLE`: its allowlist or quotas. */
  | 'ALTER_ROLE'
  /** `CREATE INDEX`. */
  | 'CREATE_INDEX'
  /** `CREATE ROLE`. */
  | 'CREATE_ROLE'
  /** `CREATE USER`. */
  | 'CREATE_USER'
  /** `DELETE`: deletes a record. */
  | 'DELETE'
  /** `DESC MODULE`: shows a module's source. */
  | 'DESC_MODULE'
  /** `DROP INDEX`. */
  | 'DROP_INDEX'
  /** `DROP ROLE`. */
  | 'DROP_ROLE'
  /** `DROP USER`. */
  | 'DROP_USER'
  /** `EXECUTE`: runs a function on a record, or in the background on many. */
  | 'EXECUTE'
  /** `EXPLAIN`: tells what a statement would do. */
  | 'EXPLAIN'
  /** `GET`: shows an option, or all. */
  | 'GET'
  /** `GRANT PRIVILEGES … TO`. */
  | 'GRANT_PRIVILEGES'
  /** `GRANT ROLES … TO`. */
  | 'GRANT_ROLES'
  /** `HELP`: shows how statements are written. */
  | 'HELP'
  /** `INFO` or `ASINFO`: asks the nodes with an info command. */
  | 'INFO'
  /** `INSERT`: writes bins of a record. */
  | 'INSERT'
  /** `KILL_QUERY`: aborts a query or job of the servers. */
  | 'KILL_QUERY'
  /** `KILL_SCAN`: the same. */
  | 'KILL_SCAN'
  /** `REGISTER MODULE`. */
  | 'REGISTER_MODULE'
  /** `REMOVE MODULE`. */
  | 'REMOVE_MODULE'
  /** `RESET`: gives an option, or all, its default. */
  | 'RESET'
  /** `REVOKE PRIVILEGES … FROM`. */
  | 'REVOKE_PRIVILEGES'
  /** `REVOKE ROLES … FROM`. */
  | 'REVOKE_ROLES'
  /** `RUN`: runs the statements of a file that is sent along. */
  | 'RUN'
  /** `SELECT`: shows records. */
  | 'SELECT'
  /** `SET`: sets an option. */
  | 'SET'
  /** `SET PASSWORD`. */
  | 'SET_PASSWORD'
  /** `SHOW`: lists what there is. */
  | 'SHOW'
  /** `STAT`: shows statistics. */
  | 'STAT'
  /** `TRUNCATE`: deletes the records of a set or namespace. */
  | 'TRUNCATE';

/** How far a statement of a run has come. */
export type AqlStatementPhase =
  /** It was given up. A write may have been applied. */
  | 'CANCELLED'
  /** It failed. */
  | 'FAILED'
  /** It waits for those before it. */
  | 'PENDING'
  /** It is under way. */
  | 'RUNNING'
  /** It was left out, because one before it failed or the run was cancelled. */
  | 'SKIPPED'
  /** It succeeded. */
  | 'SUCCEEDED';

/** A statement of a run. */
export type AqlStatementRun = {
  __typename?: 'AqlStatementRun';
  /** How much it changes. */
  class: AqlClass;
  /** How long it took, in milliseconds; null before its end. */
  elapsedMs?: Maybe<Scalars['Float']['output']>;
  /** The file it stands in; null for the text itself. */
  file?: Maybe<Scalars['String']['output']>;
  /** Its place in the run, from 0. */
  index: Scalars['Int']['output'];
  /** What it is. */
  kind: AqlStatementKind;
  /** The line it begins on; the first is 1. */
  line: Scalars['Int']['output'];
  /** What to tell beside its rows. */
  message?: Maybe<Scalars['String']['output']>;
  /** Whether there are more rows than were asked for. */
  more: Scalars['Boolean']['output'];
  /** How far it has come. */
  phase: AqlStatementPhase;
  /** Why it failed. */
  problem?: Maybe<Problem>;
  /** Rows it has yielded. */
  rows: Scalars['Int64']['output'];
  /** The one way it is written, passwords as `***`. */
  text: Scalars['String']['output'];
};

/** A word that can be written. */
export type AqlSuggestion = {
  __typename?: 'AqlSuggestion';
  /** What it is. */
  kind: AqlSuggestionKind;
  /** What to write; a name that needs it stands in quotes. */
  text: Scalars['String']['output'];
};

/** What a suggestion is. */
export type AqlSuggestionKind =
  /** A bin. */
  | 'BIN'
  /** A file that is sent along. */
  | 'FILE'
  /** A secondary index. */
  | 'INDEX'
  /** A word of the language. */
  | 'KEYWORD'
  /** A Lua module. */
  | 'MODULE'
  /** A namespace. */
  | 'NAMESPACE'
  /** An option. */
  | 'OPTION'
  /** A role. */
  | 'ROLE'
  /** A set. */
  | 'SET'
  /** A user. */
  | 'USER';

/** How a statement is written. */
export type AqlSyntax = {
  __typename?: 'AqlSyntax';
  /** What it does. */
  description: Scalars['String']['output'];
  /** An example. */
  example: Scalars['String']['output'];
  /** Its form: words in capitals, `<what is put in>`, `[what can be left out]`. */
  form: Scalars['String']['output'];
};

/** A condition on a bin, or on what lies in it. */
export type BinFilterInput = {
  /** The bin. */
  bin: Scalars['BinName']['input'];
  /** What is asked of it. */
  is: ValueConditionInput;
  /** The way into the lists and maps it holds; absent for the bin itself. At most 16 steps. */
  path?: InputMaybe<Array<PathStepInput>>;
};

/** The type of a bin. */
export type BinType =
  /** A boolean. */
  | 'BOOL'
  /** Bytes. */
  | 'BYTES'
  /** A 64-bit float. */
  | 'FLOAT'
  /** GeoJSON. */
  | 'GEOJSON'
  /** A HyperLogLog sketch. */
  | 'HLL'
  /** A 64-bit integer. */
  | 'INT'
  /** A list. */
  | 'LIST'
  /** A map. */
  | 'MAP'
  /** Text. */
  | 'STRING';

/** A condition on bytes, which are ordered byte by byte. Exactly one of the fields. */
export type BytesConditionInput =
  /** Within a range, both ends included. */
  { between: BytesRangeInput; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Equal to this. */
  { between?: never; eq: Scalars['Bytes']['input']; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Greater than this, or equal. */
  { between?: never; eq?: never; ge: Scalars['Bytes']['input']; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Greater than this. */
  { between?: never; eq?: never; ge?: never; gt: Scalars['Bytes']['input']; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Equal to one of these, at most 100. */
  { between?: never; eq?: never; ge?: never; gt?: never; in: Array<Scalars['Bytes']['input']>; le?: never; lt?: never; ne?: never; }
  |  /** Less than this, or equal. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le: Scalars['Bytes']['input']; lt?: never; ne?: never; }
  |  /** Less than this. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt: Scalars['Bytes']['input']; ne?: never; }
  |  /** Not equal to this. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne: Scalars['Bytes']['input']; };

/** A range of bytes, both ends included. */
export type BytesRangeInput = {
  /** The least. */
  from: Scalars['Bytes']['input'];
  /** The greatest. */
  to: Scalars['Bytes']['input'];
};

/** A job to stop. */
export type CancelJobInput = {
  /** The job. */
  id: Scalars['ID']['input'];
};

/** A job that was told to stop. */
export type CancelJobPayload = {
  __typename?: 'CancelJobPayload';
  /** The job now. */
  job: Job;
};

/** What a certificate says of itself. */
export type Certificate = {
  __typename?: 'Certificate';
  /** Who signed it. */
  issuer: Scalars['String']['output'];
  /** When it expires. */
  notAfter: Scalars['DateTime']['output'];
  /** When it becomes valid. */
  notBefore: Scalars['DateTime']['output'];
  /** Whose it is, such as `CN=db.example,O=Example`. */
  subject: Scalars['String']['output'];
};

/** What became of a change on one node. */
export type ChangeOutcome =
  /** The node runs what was asked for. */
  | 'APPLIED'
  /** The node said that it took the change, and runs something else: see the value read back. */
  | 'DIFFERS'
  /** Nothing was sent to the node; `problem` says why. */
  | 'NOT_SENT'
  /** The node refused; `problem` says why. */
  | 'REFUSED'
  /** Nobody knows: the node did not answer. It may have taken the change. */
  | 'UNKNOWN'
  /** The node said that it took the change; what it runs now could not be read. */
  | 'UNREAD';

/** Another password for a user. */
export type ChangePasswordInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The new one. */
  password: Scalars['Password']['input'];
  /** Whose. */
  user: Scalars['UserName']['input'];
};

/** A password that was changed. */
export type ChangePasswordPayload = {
  __typename?: 'ChangePasswordPayload';
  /** Whether the connection's stored password was changed with it. */
  connectionUpdated: Scalars['Boolean']['output'];
  /** Whether it is that of the user as whom the connection signs in. */
  isOwn: Scalars['Boolean']['output'];
  /** Why the connection's stored password could not be changed: change it with `updateConnection`. */
  problem?: Maybe<Problem>;
};

/** Where a check could not be made, and why. */
export type CheckGap = {
  __typename?: 'CheckGap';
  /** The namespace; null when it is not one namespace's. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** The node, by node id; null when it is not one node's. */
  node?: Maybe<Scalars['String']['output']>;
  /** Why. */
  reason: Scalars['String']['output'];
};

/** What became of a check. */
export type CheckOutcome =
  /** It was made everywhere and found nothing. */
  | 'CLEAR'
  /** It found something. */
  | 'FOUND'
  /** It found nothing where it could be made, but it could not be made everywhere. */
  | 'UNKNOWN';

/** A cluster whose finished restart is to be removed. */
export type ClearK8sOperationInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster without its finished restart. */
export type ClearK8sOperationPayload = {
  __typename?: 'ClearK8sOperationPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A history to forget. */
export type ClearQueryHistoryInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
};

/** What forgetting left. */
export type ClearQueryHistoryPayload = {
  __typename?: 'ClearQueryHistoryPayload';
  /** The connection whose history is empty now. */
  connectionId: Scalars['ID']['output'];
};

/** A copy of a cluster to be made. */
export type CloneK8sClusterInput = {
  /**
   * Makes a connection for the cluster too, unless it has one: its host is the name of the cluster's service, its
   * labels name the cluster. That it cannot be made is a warning; the cluster stands.
   */
  autoConnect?: Scalars['Boolean']['input'];
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** Makes the copy from the same template too. Otherwise it gets what the template gave the source. */
  keepTemplate?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** The name of the copy. */
  newName: Scalars['String']['input'];
  /** The Kubernetes namespace of the copy; that of the source when left out. */
  newNamespace?: InputMaybe<Scalars['String']['input']>;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The copy that was made, or would be. */
export type CloneK8sClusterPayload = {
  __typename?: 'CloneK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A live cluster, as its nodes describe it. */
export type Cluster = {
  __typename?: 'Cluster';
  /** Connections clients hold, summed over nodes. */
  clientConnections?: Maybe<Scalars['Int64']['output']>;
  /** The profile it was reached through. */
  connectionId: Scalars['ID']['output'];
  /**
   * False when nodes disagree about the cluster's size or key: it is split or forming. Null while
   * a node is silent.
   */
  consistent?: Maybe<Scalars['Boolean']['output']>;
  /**
   * What its edition and build can do, and why not. Kept for a while, and asked anew when a node
   * comes with another build. Null with an error when no node answers.
   */
  features?: Maybe<ClusterFeatures>;
  /** The cluster key the nodes agree on; null while they do not. */
  key?: Maybe<Scalars['String']['output']>;
  /** Partitions still to be moved, both ways, over all namespaces. */
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  /** The name it gives itself; null when unset or unknown. */
  name?: Maybe<Scalars['String']['output']>;
  /** Namespaces, by name. */
  namespaces?: Maybe<Array<Namespace>>;
  /** Nodes, by id. */
  nodes: Array<AerospikeNode>;
  /** Nodes that answered. */
  nodesAnswered: Scalars['Int']['output'];
  /** Nodes known. */
  nodesTotal: Scalars['Int']['output'];
  /** Records, replicas not counted, over all namespaces. */
  objects?: Maybe<Scalars['Int64']['output']>;
  /** Node id of the principal; null while the nodes do not agree. */
  principal?: Maybe<Scalars['String']['output']>;
  /** What went wrong for parts of this answer. */
  problems: Array<Problem>;
  /** When the nodes were asked. */
  sampledAt: Scalars['DateTime']['output'];
  /** Nodes in the cluster, as the nodes see it; null while they do not agree. */
  size?: Maybe<Scalars['Int']['output']>;
  /** Whether any namespace refuses writes. */
  stopWrites?: Maybe<Scalars['Boolean']['output']>;
  /** Seconds since the youngest node started. */
  uptimeSeconds?: Maybe<Scalars['Float']['output']>;
};

/** An item of the feed of one cluster's state. */
export type ClusterChanged = FeedItem & {
  __typename?: 'ClusterChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The cluster now; null while no node answers. */
  cluster?: Maybe<Cluster>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the cluster is unknown, when no node answers; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** The configuration of a cluster: every parameter of every node, side by side. */
export type ClusterConfig = {
  __typename?: 'ClusterConfig';
  /** The nodes that answered, by node id, in the order of every parameter's `values`. */
  nodes: Array<Scalars['String']['output']>;
  /** Nodes that did not answer, and why. */
  problems: Array<Problem>;
  /** When it was read. */
  readAt: Scalars['DateTime']['output'];
  /** Its parts: SERVICE, NETWORK, each namespace followed by its sets, then SECURITY and XDR. */
  sections: Array<ConfigSection>;
};

/** What a cluster can do, found by asking its nodes. */
export type ClusterFeatures = {
  __typename?: 'ClusterFeatures';
  /** When the nodes were asked. */
  askedAt: Scalars['DateTime']['output'];
  /** The build the nodes run, such as `8.1.2.0`; null while they run several. */
  build?: Maybe<Scalars['String']['output']>;
  /** Every build the nodes run, the oldest first: several in the middle of an upgrade. */
  builds: Array<Scalars['String']['output']>;
  /** The profile it was reached through. */
  connectionId: Scalars['ID']['output'];
  /** The edition the nodes report; null while it is unknown, or they differ. */
  edition?: Maybe<ServerEdition>;
  /** Every feature there is to tell of, each once. */
  features: Array<Feature>;
  /** Nodes that answered. */
  nodesAnswered: Scalars['Int']['output'];
  /** Nodes known. */
  nodesTotal: Scalars['Int']['output'];
  /** Nodes that did not answer, and why. */
  problems: Array<Problem>;
};

/** A condition between two numbers. Exactly one of the fields: both sides are of one type. */
export type CompareFilterInput =
  /** Between floats. */
  { float: FloatCompareInput; int?: never; }
  |  /** Between integers. */
  { float?: never; int: IntCompareInput; };

/** A node whose statistics are compared. */
export type ComparedNode = {
  __typename?: 'ComparedNode';
  /** Where this server reaches it: `v4:port` or `[v6]:port`. */
  address: Scalars['String']['output'];
  /** Node id. */
  id: Scalars['ID']['output'];
  /** Why it has no values, when it has none. */
  problem?: Maybe<Problem>;
};

/** How one number is to another. */
export type ComparisonOperator =
  /** Equal. */
  | 'EQ'
  /** Greater or equal. */
  | 'GE'
  /** Greater. */
  | 'GT'
  /** Less or equal. */
  | 'LE'
  /** Less. */
  | 'LT'
  /** Not equal. */
  | 'NE';

/** A part of a node's configuration, as the server calls it. */
export type ConfigContext =
  /** A namespace, its storage engine included. */
  | 'NAMESPACE'
  /** Its ports and its connections to other nodes. */
  | 'NETWORK'
  /** Users and roles. Listed only by servers that have them. */
  | 'SECURITY'
  /** The node. */
  | 'SERVICE'
  /** A set of a namespace: settings that stand in for the namespace's. */
  | 'SET'
  /** Replication to other clusters. Listed only by servers that have it. */
  | 'XDR';

/** What is known of a parameter, of version 8.1 of the server. */
export type ConfigDocumentation = {
  __typename?: 'ConfigDocumentation';
  /** Its value unless something else is set; null when that depends on the machine. */
  default?: Maybe<Scalars['String']['output']>;
  /**
   * Whether it can be changed while a node runs. Otherwise it is read from the node's
   * configuration file when it starts.
   */
  dynamic: Scalars['Boolean']['output'];
  /** Whether only the Enterprise Edition acts on it. */
  enterpriseOnly: Scalars['Boolean']['output'];
  /** The greatest it accepts; null when there is no limit, and for what is no number. */
  maximum?: Maybe<Scalars['Int64']['output']>;
  /** The least it accepts; null for what is no number. */
  minimum?: Maybe<Scalars['Int64']['output']>;
  /** The words it accepts; empty unless the type is ENUM. */
  options: Array<Scalars['String']['output']>;
  /** Whether it belongs to the single node, such as an address, and so is meant to differ. */
  perNode: Scalars['Boolean']['output'];
  /** What it is for. */
  text: Scalars['String']['output'];
  /** What it accepts. */
  type: ConfigType;
  /** What its number counts; null for a plain number and for what is none. */
  unit?: Maybe<ConfigUnit>;
};

/** One parameter on all nodes. */
export type ConfigParameter = {
  __typename?: 'ConfigParameter';
  /** Whether the nodes that have this part run different values. */
  differs: Scalars['Boolean']['output'];
  /** What is known of the parameter; null when it is not documented here. */
  documentation?: Maybe<ConfigDocumentation>;
  /**
   * Whether the nodes take a change while they run (`setConfig`); null when this server does
   * not know the parameter.
   */
  editable?: Maybe<Scalars['Boolean']['output']>;
  /** Its name, as the server lists it. */
  name: Scalars['String']['output'];
  /**
   * The value each node runs, in the order of the configuration's `nodes`; null where a node
   * lists none. Several values of one node are separated by ", ".
   */
  values: Array<Maybe<Scalars['String']['output']>>;
};

/** One part of a configuration. */
export type ConfigSection = {
  __typename?: 'ConfigSection';
  /** Which part. */
  context: ConfigContext;
  /**
   * How many parameters differ between the nodes that have this part, those that are meant to
   * not counted.
   */
  differingCount: Scalars['Int']['output'];
  /** Its namespace; null unless the context is NAMESPACE or SET. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** Its parameters, in the server's order. */
  parameters: Array<ConfigParameter>;
  /** Nodes that could not tell this part, and why. */
  problems: Array<Problem>;
  /** Its set; null unless the context is SET. */
  set?: Maybe<Scalars['SetName']['output']>;
};

/** What a parameter accepts. */
export type ConfigType =
  /** `true` or `false`. */
  | 'BOOLEAN'
  /** One of `options`. */
  | 'ENUM'
  /** A whole number. */
  | 'INTEGER'
  /** Text. */
  | 'STRING';

/** What a parameter's number counts. */
export type ConfigUnit =
  /** Bytes; a value may end in K, M, G or T. */
  | 'BYTES'
  /** Meters. */
  | 'METERS'
  /** Microseconds. */
  | 'MICROSECONDS'
  /** Milliseconds. */
  | 'MILLISECONDS'
  /** Per cent. */
  | 'PERCENT'
  /** Seconds; a value may end in s, m, h or d. */
  | 'SECONDS'
  /** Tenths of a per cent. */
  | 'TENTHS_OF_PERCENT';

/** A stored way to reach a cluster. Its password is never shown. */
export type Connection = {
  __typename?: 'Connection';
  /** The live cluster behind it; null with an error when no node answers. */
  cluster?: Maybe<Cluster>;
  /** When set, nodes that report another cluster name are refused. */
  clusterName?: Maybe<Scalars['String']['output']>;
  /** The colour that marks it in the UI. */
  color: Scalars['HexColor']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The value of the label `env`, by which profiles are grouped. */
  env: Scalars['String']['output'];
  /** Whether a password is stored. */
  hasPassword: Scalars['Boolean']['output'];
  /** Its health, from what is known already; asking starts the watch. */
  health?: Maybe<ConnectionHealth>;
  /** Seed hosts: `host`, `host:port` or `[v6]:port`; port 3000 where none is named. */
  hosts: Array<Scalars['String']['output']>;
  /** Stable identifier. */
  id: Scalars['ID']['output'];
  /** Whether metrics are sampled, every ten seconds, also while nobody looks. */
  keepsHistory: Scalars['Boolean']['output'];
  /** Key and value pairs; `env` is always there. */
  labels: Array<Label>;
  /** What manages the cluster, as far as the profile tells; null when nothing does. */
  managedBy?: Maybe<ManagedBy>;
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Free text. */
  note?: Maybe<Scalars['String']['output']>;
  /** Rises with each change; hand it back as `expectedRevision`. */
  revision: Scalars['Int64']['output'];
  /** Transport security. */
  tls: ConnectionTls;
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** User name for servers with security on. */
  username?: Maybe<Scalars['String']['output']>;
};

/** Whether a connection works, and what its cluster says of itself. */
export type ConnectionHealth = {
  __typename?: 'ConnectionHealth';
  /** Builds the nodes run, without repetition, sorted. More than one in the middle of an upgrade. */
  builds: Array<Scalars['String']['output']>;
  /** When it was last looked at; null before the first look. */
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The name the cluster gives itself; null while unknown or unset. */
  clusterName?: Maybe<Scalars['String']['output']>;
  /** The profile. */
  connectionId: Scalars['ID']['output'];
  /** Edition the nodes report; null while unknown. */
  edition?: Maybe<Scalars['String']['output']>;
  /** Names of the namespaces; null while unknown. */
  namespaces?: Maybe<Array<Scalars['NamespaceName']['output']>>;
  /** Nodes the cluster is known to have; null while unknown. */
  nodeCount?: Maybe<Scalars['Int']['output']>;
  /** Nodes that answered; null while unknown. */
  nodesUp?: Maybe<Scalars['Int']['output']>;
  /** Why it is not up, when it is not. */
  problem?: Maybe<Problem>;
  /** Milliseconds the fastest node took to answer; null while unknown. */
  roundTripMs?: Maybe<Scalars['Float']['output']>;
  /** When it came into this status. */
  since: Scalars['DateTime']['output'];
  /** Whether it works. */
  status: HealthStatus;
};

/** An item of the feed of one connection's health. */
export type ConnectionHealthChanged = FeedItem & {
  __typename?: 'ConnectionHealthChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The health now. */
  health: ConnectionHealth;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** What becomes of an entry whose name a connection has already. */
export type ConnectionImportConflict =
  /** It is made beside the connection, as "… copy". */
  | 'COPY'
  /**
   * It takes the connection's place: what the entry does not say is emptied, but secrets it leaves out
   * are kept. Where a change of the connection would have to give them again, the entry must too.
   */
  | 'REPLACE'
  /** It is left out. */
  | 'SKIP';

/** An entry of a document, and what becomes of it. */
export type ConnectionImportEntry = {
  __typename?: 'ConnectionImportEntry';
  /** Where its client key comes from. */
  clientKey: ConnectionImportSecret;
  /** What is wrong with it, when it is invalid; 20 at most. */
  errors: Array<ConnectionImportError>;
  /** The connection that has its name. */
  existing?: Maybe<Connection>;
  /** Its hosts, when it is made or replaced. */
  hosts: Array<Scalars['String']['output']>;
  /** Its place in the document, from 0. */
  index: Scalars['Int']['output'];
  /**
   * Those of them whose names were not looked up within the five seconds there are for all names of
   * a document. They are imported all the same, and judged when they are dialled.
   */
  lateHosts: Array<Scalars['String']['output']>;
  /** The name the connection gets; null when the entry has none. */
  name?: Maybe<Scalars['String']['output']>;
  /** What an import does with it. */
  outcome: ConnectionImportOutcome;
  /** Where its password comes from. */
  password: ConnectionImportSecret;
};

/** Something wrong at a place of a document. */
export type ConnectionImportError = {
  __typename?: 'ConnectionImportError';
  /** The place, such as `connections.3.hosts.0`. */
  field: Scalars['String']['output'];
  /** The rule, in words. */
  reason: Scalars['String']['output'];
};

/** What an import does with an entry. */
export type ConnectionImportOutcome =
  /** A connection is made. */
  | 'CREATE'
  /** Nothing: the entry breaks rules. */
  | 'INVALID'
  /** A connection is replaced. */
  | 'REPLACE'
  /** Nothing: a connection has its name, or it was not chosen. */
  | 'SKIP';

/** Where a secret of an imported connection comes from. */
export type ConnectionImportSecret =
  /** The document gives it. */
  | 'GIVEN'
  /** The connection that is replaced keeps its own. */
  | 'KEPT'
  /** It has none. */
  | 'NONE';

/** Transport security of a profile. */
export type ConnectionTls = {
  __typename?: 'ConnectionTls';
  /** The authorities trusted in place of the system's; the system's are when there is none. */
  authorities: Array<Certificate>;
  /**
   * What is shown to servers that want a certificate: the client's own first, then those between it
   * and its authority. Used only together with its key.
   */
  clientCertificate: Array<Certificate>;
  /** Whether connections are encrypted; the server's certificate is always checked. */
  enabled: Scalars['Boolean']['output'];
  /** Whether the key of the client's certificate is stored. It is never shown. */
  hasClientKey: Scalars['Boolean']['output'];
  /** The name expected in the server's certificate, when it is not the host's. */
  serverName?: Maybe<Scalars['String']['output']>;
};

/** Transport security. A field left out keeps its value, null empties it. */
export type ConnectionTlsInput = {
  /** Certificates of the authorities to trust in place of the system's, in PEM form; up to 64. */
  caPem?: InputMaybe<Scalars['String']['input']>;
  /** The client's certificate, then those between it and its authority, in PEM form. */
  clientCertificatePem?: InputMaybe<Scalars['String']['input']>;
  /**
   * Its private key, in PEM form and without passphrase. Kept encrypted, never shown again. Required
   * again (or null) with a host added or changed, another TLS name, or other authorities.
   */
  clientKeyPem?: InputMaybe<Scalars['String']['input']>;
  /** Whether connections are encrypted. */
  enabled: Scalars['Boolean']['input'];
  /** The name expected in the server's certificate, when it is not the host's. */
  serverName?: InputMaybe<Scalars['String']['input']>;
};

/** An item of the feed of connection profiles. */
export type ConnectionsChanged = FeedItem & {
  __typename?: 'ConnectionsChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: every profile, in order. CHANGE: those made or changed. */
  connections: Array<Connection>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** The order of all profiles now. */
  order: Array<Scalars['ID']['output']>;
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Profiles removed since the item before. */
  removedIds: Array<Scalars['ID']['output']>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** A connection to be made. */
export type CreateConnectionInput = {
  /** When given, nodes that report another cluster name are refused. Up to 64 characters. */
  clusterName?: InputMaybe<Scalars['String']['input']>;
  /** The colour that marks it; `#0097D3` when left out. */
  color?: InputMaybe<Scalars['HexColor']['input']>;
  /**
   * 1 to 32 seed hosts: `host`, `host:port`, `[v6]:port` or an IPv6 address; port 3000 where
   * none is named.
   */
  hosts: Array<Scalars['String']['input']>;
  /** Whether metrics are sampled, every ten seconds, also while nobody looks. Off when left out. */
  keepsHistory?: InputMaybe<Scalars['Boolean']['input']>;
  /** Up to 32 labels; `env` is added as `default` when it is not among them. */
  labels?: InputMaybe<Array<LabelInput>>;
  /** 1 to 255 characters. */
  name: Scalars['String']['input'];
  /** Free text, up to 8,192 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Password. Kept encrypted, never shown again. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** Transport security; off when left out. */
  tls?: InputMaybe<ConnectionTlsInput>;
  /** User name, for servers with security. Used only together with a password. */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** What making a connection yields. */
export type CreateConnectionPayload = {
  __typename?: 'CreateConnectionPayload';
  /** The new connection, after all others. */
  connection: Connection;
};

/** An index to be made: on a bin, on an expression, or on a set as a whole. */
export type CreateIndexInput = {
  /** The bin it is on; its name must not hold `:`, `;`, `=` or `,`. */
  bin?: InputMaybe<Scalars['BinName']['input']>;
  /** What of a list or map it holds. */
  collection?: IndexCollection;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The way into the bin's lists and maps; absent for the bin itself. */
  context?: InputMaybe<Array<PathStepInput>>;
  /**
   * The expression whose result it holds, in place of a bin: as clients pack it, at most 2,048
   * bytes.
   */
  expression?: InputMaybe<Scalars['Bytes']['input']>;
  /**
   * Makes an index of the set as a whole, which walks through the set are faster by; it has no bin,
   * expression, type or collection.
   */
  isSetIndex?: Scalars['Boolean']['input'];
  /** Its name, of which a namespace has one. */
  name: Scalars['IndexName']['input'];
  /** The namespace. */
  namespace: Scalars['NamespaceName']['input'];
  /**
   * The same as the server keeps it and `IndexContext.base64` tells it, in place of `context`: at most
   * 1,024 bytes.
   */
  packedContext?: InputMaybe<Scalars['Bytes']['input']>;
  /** The set whose records it holds; those of the whole namespace when absent. */
  set?: InputMaybe<Scalars['SetName']['input']>;
  /** The type of its values. */
  type?: InputMaybe<IndexType>;
};

/** An index that was made. */
export type CreateIndexPayload = {
  __typename?: 'CreateIndexPayload';
  /** The index as the nodes tell of it now. */
  index: SecondaryIndex;
};

/** A cluster to be made. */
export type CreateK8sClusterInput = {
  /** Its annotations. */
  annotations?: InputMaybe<Scalars['StringMap']['input']>;
  /**
   * Makes a connection for the cluster too, unless it has one: its host is the name of the cluster's service, its
   * labels name the cluster. That it cannot be made is a warning; the cluster stands.
   */
  autoConnect?: Scalars['Boolean']['input'];
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** Its labels. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
  /** What the cluster is asked to be. What is left out the template fills in, or the operator. */
  spec: AerospikeClusterSpecInput;
};

/** The cluster that was made, or would be. */
export type CreateK8sClusterPayload = {
  __typename?: 'CreateK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A template to be made. */
export type CreateK8sTemplateInput = {
  /** Annotations by name; in an update null removes one, those that are not named stay. */
  annotations?: InputMaybe<Scalars['StringMap']['input']>;
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`. */
  dryRun?: Scalars['Boolean']['input'];
  /** Labels by name; in an update null removes one, those that are not named stay. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /** Fields under the names people know them by. */
  settings?: InputMaybe<K8sTemplateSettingsInput>;
  /** The specification. In an update absent keeps and null removes; a list replaces the one before. */
  spec?: InputMaybe<AerospikeClusterTemplateSpecInput>;
};

/** The template that was made, or would be. */
export type CreateK8sTemplatePayload = {
  __typename?: 'CreateK8sTemplatePayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new template: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** Tools that keep the template and may set fields back. */
  keepers: Array<K8sKept>;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** The template as it is now or, of a dry run, would be; null when it would be refused. */
  template?: Maybe<K8sTemplate>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
};

/** A role to be made. */
export type CreateRoleInput = {
  /**
   * Networks from which its users may connect, up to 64: addresses, or CIDR such as `10.1.0.0/16`.
   * From anywhere when left out.
   */
  allowlist?: Array<Scalars['String']['input']>;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Its name. */
  name: Scalars['RoleName']['input'];
  /** What it grants, up to 255; nothing when left out. */
  privileges?: Array<PrivilegeInput>;
  /** Records a second its users may read on a node; no limit when left out or 0. Needs quotas. */
  readQuota?: InputMaybe<Scalars['Int64']['input']>;
  /** Records a second its users may write on a node; no limit when left out or 0. Needs quotas. */
  writeQuota?: InputMaybe<Scalars['Int64']['input']>;
};

/** A role that was made. */
export type CreateRolePayload = {
  __typename?: 'CreateRolePayload';
  /**
   * The role as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  role?: Maybe<Role>;
};

/** A user to be made. */
export type CreateUserInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Its name. */
  name: Scalars['UserName']['input'];
  /** Its password. Neither kept here nor shown again. */
  password: Scalars['Password']['input'];
  /** Its roles, up to 255; none when left out. */
  roles?: Array<Scalars['RoleName']['input']>;
};

/** A user that was made. */
export type CreateUserPayload = {
  __typename?: 'CreateUserPayload';
  /**
   * The user as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  user?: Maybe<User>;
};

/** A connection to be removed, with its password. */
export type DeleteConnectionInput = {
  /** The revision the decision was made from: another one in the store is a `CONFLICT`. */
  expectedRevision?: InputMaybe<Scalars['Int64']['input']>;
  /** The connection. */
  id: Scalars['ID']['input'];
};

/** What removing a connection yields. */
export type DeleteConnectionPayload = {
  __typename?: 'DeleteConnectionPayload';
  /** The connection that is gone. */
  id: Scalars['ID']['output'];
};

/** The cluster whose autoscaler is to be deleted. */
export type DeleteK8sAutoscalerInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Lets Kubernetes check it, and keeps everything. */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
};

/** What became of an autoscaler that was to be deleted. */
export type DeleteK8sAutoscalerPayload = {
  __typename?: 'DeleteK8sAutoscalerPayload';
  /** Whether there was one. */
  removed: Scalars['Boolean']['output'];
};

/** A claim of a cluster to be deleted, with the data on its volume. */
export type DeleteK8sClaimInput = {
  /** The claim. */
  claim: Scalars['String']['input'];
  /** The claim's name again, so that no data goes by accident. Not wanted for a dry run. */
  confirmName?: InputMaybe<Scalars['String']['input']>;
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Checks whether it could be deleted, and deletes nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
};

/** What became of a claim. */
export type DeleteK8sClaimPayload = {
  __typename?: 'DeleteK8sClaimPayload';
  /** Whether it is deleted: not of a dry run. */
  applied: Scalars['Boolean']['output'];
};

/** A cluster to be deleted. */
export type DeleteK8sClusterInput = {
  /** The name again, so that none goes by accident. Not wanted for a dry run. */
  confirmName?: InputMaybe<Scalars['String']['input']>;
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Tells what would go, and deletes nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** Keeps the connections whose labels name the cluster. Otherwise they are removed with it. */
  keepConnection?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
};

/** What goes with a cluster, and what stays. */
export type DeleteK8sClusterPayload = {
  __typename?: 'DeleteK8sClusterPayload';
  /** Whether the deletion is under way: not of a dry run. The cluster stays until its finalizers are done. */
  applied: Scalars['Boolean']['output'];
  /** Its autoscaler, which stays without anything to scale; `deleteK8sAutoscaler` deletes it. */
  autoscaler?: Maybe<Scalars['String']['output']>;
  /** Its volumes. */
  claims: Array<K8sDoomedClaim>;
  /** The connections whose labels name it, which are removed unless `keepConnection` is set. */
  connections: Array<Connection>;
  /** What the operator made for it, which goes. */
  objects: Array<K8sDoomedObject>;
  /** Kinds this server could not look at. */
  unseenKinds: Array<Scalars['String']['output']>;
  /** What Kubernetes warned of, and why connections stay. */
  warnings: Array<Scalars['String']['output']>;
};

/** A template to be deleted. */
export type DeleteK8sTemplateInput = {
  /** The name again, so that none goes by accident; not needed for a dry run. */
  confirmName?: Scalars['String']['input'];
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Tells the clusters that stand against it, and deletes nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
};

/** What became of a template that was to be deleted. */
export type DeleteK8sTemplatePayload = {
  __typename?: 'DeleteK8sTemplatePayload';
  /** Whether it is deleted: not of a dry run. */
  applied: Scalars['Boolean']['output'];
  /** The clusters made from it, as `namespace/name`, for which a deletion would be refused. Only of a dry run. */
  usedBy: Array<Scalars['String']['output']>;
  /** What Kubernetes warned of. */
  warnings: Array<Scalars['String']['output']>;
};

/** A deletion. */
export type DeleteRecordInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any. */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** Which record. */
  key: RecordKeyInput;
};

/** What a deletion did. */
export type DeleteRecordPayload = {
  __typename?: 'DeleteRecordPayload';
  /** False when it was not there. */
  deleted: Scalars['Boolean']['output'];
  /** Which record. */
  key: RecordKey;
};

/** The deletion of one record among many. */
export type DeleteRecordsEntry = {
  /** The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any. */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** Which record. */
  key: RecordKeyInput;
};

/** Deletions of many records. */
export type DeleteRecordsInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The records, at most 1,000, each named once. */
  records: Array<DeleteRecordsEntry>;
};

/** What deletions of many records did. */
export type DeleteRecordsPayload = {
  __typename?: 'DeleteRecordsPayload';
  /** How many deletions failed. One of a record that was not there did not. */
  failed: Scalars['Int']['output'];
  /** What became of each record, in the order of the input. */
  results: Array<RecordDeleteResult>;
};

/** A saved query to remove. */
export type DeleteSavedQueryInput = {
  /** The saved query. */
  id: Scalars['ID']['input'];
};

/** What a removal left. */
export type DeleteSavedQueryPayload = {
  __typename?: 'DeleteSavedQueryPayload';
  /** The one that is gone. */
  id: Scalars['ID']['output'];
};

/** Which part of the digests, of `modulus` equal parts. */
export type DigestModuloInput = {
  /** Which of them, from 0. */
  equals: Scalars['Int']['input'];
  /** How many parts: 1 to 2,147,483,647. */
  modulus: Scalars['Int']['input'];
};

/** How records are distributed: the last counts of the nodes, added up. */
export type Distribution = {
  __typename?: 'Distribution';
  /**
   * Records by seconds or bytes, rising; empty when no node has counted. Sizes that no record has
   * are left out.
   */
  buckets: Array<DistributionBucket>;
  /**
   * Whether every record stands in its own bucket. Nodes may count in steps of different widths;
   * then all are brought to the widest, and a record may stand in the bucket beside its own.
   */
  exact: Scalars['Boolean']['output'];
  /** By what records are counted. */
  kind: DistributionKind;
  /** The nodes it does not cover, and why. */
  missing: Array<Problem>;
  /** The namespace. */
  namespace: Scalars['NamespaceName']['output'];
  /** The nodes it covers, by node id. */
  nodes: Array<Scalars['String']['output']>;
  /**
   * Seconds between two counts of the nodes (`nsup-hist-period`), 0 when they do not count; null
   * when the nodes differ, or did not say.
   */
  periodSeconds?: Maybe<Scalars['Int64']['output']>;
  /** Why there is nothing; null when there is something, or no node could be asked (`missing`). */
  reason?: Maybe<DistributionReason>;
  /** The set; null for every record of the namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
  /** All records counted, copies included; null when no node has counted. */
  total?: Maybe<Scalars['Int64']['output']>;
};

/** Records of about the same time to live or size. */
export type DistributionBucket = {
  __typename?: 'DistributionBucket';
  /** Records, copies included. */
  count: Scalars['Int64']['output'];
  /** The least seconds or bytes counted here. */
  from: Scalars['Int64']['output'];
  /** What is counted in the next bucket; null when there is no limit. */
  to?: Maybe<Scalars['Int64']['output']>;
};

/** By what records are counted. */
export type DistributionKind =
  /** Bytes they take in storage, by powers of two. */
  | 'OBJECT_SIZE'
  /**
   * Seconds until they expire, in equal steps. The server counts records that never expire in the
   * first step.
   */
  | 'TTL';

/** Why there is no distribution. */
export type DistributionReason =
  /**
   * The nodes have not counted yet since they started, or had no records when they did; they will
   * after `periodSeconds`.
   */
  | 'NOT_YET'
  /**
   * The nodes do not count: `nsup-hist-period` of the namespace is 0. Set it (`setConfig`), and
   * they begin within a second.
   */
  | 'OFF';

/** An index to be dropped. */
export type DropIndexInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Its name. */
  name: Scalars['IndexName']['input'];
  /** The namespace. */
  namespace: Scalars['NamespaceName']['input'];
};

/** What became of an index that was to be dropped. */
export type DropIndexPayload = {
  __typename?: 'DropIndexPayload';
  /** Whether there was one. */
  dropped: Scalars['Boolean']['output'];
};

/** Pods to be taken out of the restart that runs. */
export type DropK8sOperationPodsInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** The pods; at least one other must be left. */
  pods: Array<Scalars['String']['input']>;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster whose restart has fewer pods, or would have. */
export type DropK8sOperationPodsPayload = {
  __typename?: 'DropK8sOperationPodsPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A role to be dropped. */
export type DropRoleInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Its name. Users who have it lose it. */
  name: Scalars['RoleName']['input'];
};

/** What became of a role that was to be dropped. */
export type DropRolePayload = {
  __typename?: 'DropRolePayload';
  /** Whether there was one. */
  dropped: Scalars['Boolean']['output'];
};

/** A user to be dropped. */
export type DropUserInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Its name. The user as whom the connection signs in cannot be dropped through it. */
  name: Scalars['UserName']['input'];
};

/** What became of a user that was to be dropped. */
export type DropUserPayload = {
  __typename?: 'DropUserPayload';
  /** Whether there was one. */
  dropped: Scalars['Boolean']['output'];
};

/** A connection to be copied, password included. */
export type DuplicateConnectionInput = {
  /** The connection. */
  id: Scalars['ID']['input'];
  /** The copy's name; the name of the connection and "copy" when left out. */
  name?: InputMaybe<Scalars['String']['input']>;
};

/** What copying a connection yields. */
export type DuplicateConnectionPayload = {
  __typename?: 'DuplicateConnectionPayload';
  /** The copy, after all others. */
  connection: Connection;
};

/** A copy of a record. */
export type DuplicateRecordInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /**
   * The generation the original must be in, 1 to 65,535; else `CONFLICT`, with the original in
   * `details.current`. Absent for any.
   */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** What to do when a record has the new key already. */
  ifExists?: IfRecordExists;
  /** The record to copy. */
  key: RecordKeyInput;
  /** The key of the copy, in any namespace and set of the cluster; not a digest. */
  newKey: RecordKeyInput;
  /** Whether to store the user key with the copy, so that lists can show it. */
  sendKey?: Scalars['Boolean']['input'];
  /** How long the copy shall live. Absent, or `keep`, means as long as the original still does. */
  ttl?: InputMaybe<TtlInput>;
};

/** The copy that was made. */
export type DuplicateRecordPayload = {
  __typename?: 'DuplicateRecordPayload';
  /** The copy; null when it is gone already. */
  record?: Maybe<Record>;
  /**
   * Bins whose copy has the same value, but perhaps not all that the server keeps beside it, which
   * the client does not see when it reads: whether a list is ordered, whether an ordered map keeps
   * its index, how wide numbers inside them are, which NaN a NaN is. Named are lists, ordered maps,
   * maps with floats, nulls or negative integers, and NaNs; every other bin is the same byte for
   * byte.
   */
  unsureBins: Array<Scalars['BinName']['output']>;
};

/** A cluster as its text is to be. */
export type EditK8sClusterInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /**
   * `metadata.resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for the
   * one in the text, or any. Operators write status all the time, which makes new versions: give `seenYaml` as well.
   */
  expectedResourceVersion?: InputMaybe<Scalars['String']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /**
   * `yaml` as the caller saw it, before it was edited. With it, only what the text does otherwise is changed, and
   * what others changed elsewhere stays; another version is a `CONFLICT` only when a field that is to change is no
   * more what was seen; and the `CONFLICT` shows what was seen beside what is and what is wanted.
   */
  seenYaml?: InputMaybe<Scalars['String']['input']>;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
  /** The whole cluster as YAML or JSON, as `yaml` shows it. What it leaves out is removed. */
  yaml: Scalars['String']['input'];
};

/** The cluster that was edited, or would be. */
export type EditK8sClusterPayload = {
  __typename?: 'EditK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A template as its text is to be. */
export type EditK8sTemplateInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`. */
  dryRun?: Scalars['Boolean']['input'];
  /**
   * `resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any
   * or, of an edit, for the one in the text. The operator writes status, which makes new versions: give `seenYaml` as well.
   */
  expectedResourceVersion?: InputMaybe<Scalars['String']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /**
   * `yaml` as the caller saw it. With it, what others changed elsewhere stays; it is a `CONFLICT` only when a field
   * that is to change is no more what was seen; and the `CONFLICT` shows what was seen beside what is and what is
   * wanted.
   */
  seenYaml?: InputMaybe<Scalars['String']['input']>;
  /** The whole template as YAML or JSON, as `yaml` shows it. What it leaves out is removed. */
  yaml: Scalars['String']['input'];
};

/** The template that was edited, or would be. */
export type EditK8sTemplatePayload = {
  __typename?: 'EditK8sTemplatePayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new template: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** Tools that keep the template and may set fields back. */
  keepers: Array<K8sKept>;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** The template as it is now or, of a dry run, would be; null when it would be refused. */
  template?: Maybe<K8sTemplate>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
};

/** Something a user may do in one place. */
export type EffectivePermission = {
  __typename?: 'EffectivePermission';
  /** By which roles and privileges. */
  grants: Array<PermissionGrant>;
  /** In which namespace; null means everywhere. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** What. */
  permission: PermissionKind;
  /** In which set; null means all of the namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
};

/** What a user may do, by all its roles together. */
export type EffectivePermissions = {
  __typename?: 'EffectivePermissions';
  /** Roles it has that the cluster does not tell of. */
  missingRoles: Array<Scalars['RoleName']['output']>;
  /** What it may, by permission and place. What another entry with a wider place covers is left out. */
  permissions: Array<EffectivePermission>;
  /** Privileges it has that are unknown to this version: what they allow is not told above. */
  unknown: Array<PermissionGrant>;
  /** The user. */
  user: Scalars['UserName']['output'];
};

/** What a client can act on. The set is closed: adding one is a schema change. */
export type ErrorCode =
  /** The thing to be created exists already. */
  | 'ALREADY_EXISTS'
  /** The input breaks a rule; `details` names the field and the reason. */
  | 'BAD_USER_INPUT'
  /** Somebody else changed the thing meanwhile; `details.current` holds its present state. */
  | 'CONFLICT'
  /** The caller lacks the right named in `details.right`. */
  | 'FORBIDDEN'
  /** The document is not GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document or its variables do not fit the schema, or break a limit of its shape. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** A fault of this server; `requestId` finds it in the log. */
  | 'INTERNAL'
  /** A stated limit was reached; `details` names it. */
  | 'LIMIT_EXCEEDED'
  /** There is no such thing, or the caller may not know of it. */
  | 'NOT_FOUND'
  /** The hash is unknown: send the document together with it. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** Too many requests; `details.retryAfterMs` says when to come back. */
  | 'RATE_LIMITED'
  /** The deadline passed. A write may have been applied. */
  | 'TIMEOUT'
  /** The caller has not said who it is. */
  | 'UNAUTHENTICATED'
  /** The cluster, the node or the module cannot be reached at present; trying later can help. */
  | 'UNAVAILABLE'
  /** The server's edition or version cannot do this; trying again does not help. */
  | 'UNSUPPORTED';

/** A function to call on a record. */
export type ExecuteUdfInput = {
  /** What to call. */
  call: FunctionCallInput;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Which record. */
  key: RecordKeyInput;
};

/** What a function returned. */
export type ExecuteUdfPayload = {
  __typename?: 'ExecuteUdfPayload';
  /** The value; null for nil. */
  value?: Maybe<Scalars['BinValue']['output']>;
};

/** Connections to be exported. */
export type ExportConnectionsInput = {
  /** The connections; all when left out. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whether passwords and client keys stand in the document, readable by whoever gets it. */
  includeSecrets?: Scalars['Boolean']['input'];
};

/** What an export yields. */
export type ExportConnectionsPayload = {
  __typename?: 'ExportConnectionsPayload';
  /** Connections in it. */
  count: Scalars['Int']['output'];
  /** The document, as JSON text. */
  document: Scalars['String']['output'];
  /** A name for its file. */
  fileName: Scalars['String']['output'];
  /** Whether passwords and client keys stand in it. */
  includesSecrets: Scalars['Boolean']['output'];
};

/** Something a cluster can do or not. */
export type Feature = {
  __typename?: 'Feature';
  /**
   * Whether every node has it, so that it can be used; null when that is unknown, because a node
   * is silent or does not tell.
   */
  available?: Maybe<Scalars['Boolean']['output']>;
  /** What it is. */
  kind: FeatureKind;
  /** Why it is not available, or not known to be; null when it is available. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** What a cluster can do or not. */
export type FeatureKind =
  /** Lists of the addresses from which users of a role may connect. */
  | 'ALLOWLISTS'
  /** Compression of commands and of stored records. */
  | 'COMPRESSION'
  /** Replication to other clusters (XDR). */
  | 'CROSS_DATACENTER_REPLICATION'
  /** Deletes that leave a tombstone, so that a record does not come back after a restart. */
  | 'DURABLE_DELETES'
  /** Secondary indexes on the result of an expression. */
  | 'EXPRESSION_INDEXES'
  /** Reads and changes of all elements that a path leads to. */
  | 'PATH_EXPRESSIONS'
  /** Taking a node out of service before it stops (quiesce). */
  | 'QUIESCE'
  /** Limits on the records a second that a user reads and writes. */
  | 'QUOTAS'
  /** Nodes grouped in racks, copies of a record in several of them. */
  | 'RACKS'
  /** Users, roles and privileges: commands are let through only to who may give them. */
  | 'SECURITY'
  /** Indexes of all records of a set. */
  | 'SET_INDEXES'
  /** Operations on parts of texts. */
  | 'STRING_OPERATIONS'
  /** Namespaces that never lose or reorder an acknowledged write. */
  | 'STRONG_CONSISTENCY'
  /** Encrypted connections. */
  | 'TLS'
  /** Transactions over several records. */
  | 'TRANSACTIONS'
  /** Functions in Lua modules (UDF). */
  | 'USER_DEFINED_FUNCTIONS';

/** What this server is and which of its parts are on. */
export type Features = {
  __typename?: 'Features';
  /** Whether the management of Kubernetes resources is on. */
  kubernetes: Scalars['Boolean']['output'];
  /** Every module, in order of composition. */
  modules: Array<ModuleStatus>;
  /** Version of this server. */
  version: Scalars['String']['output'];
};

/** What every item of every feed says about itself. */
export type FeedItem = {
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** What an item of a feed holds. */
export type FeedItemKind =
  /** What changed since the item before. */
  | 'CHANGE'
  /**
   * The whole present state; replaces what the reader has. Always the first item, also after a
   * reconnect.
   */
  | 'SNAPSHOT';

/** How records stand in a file. */
export type FileFormat =
  /** The text that asbackup writes and asrestore reads, version 3.1. */
  | 'BACKUP'
  /**
   * A row for each record and a column for each bin, every type kept: a cell is JSON, or a text that is
   * not JSON as it is.
   */
  | 'CSV'
  /** A line of JSON for each record, every type kept, with a first and a last line about the file. */
  | 'NDJSON';

/**
 * A condition on a record, evaluated by the server. Exactly one of the fields.
 *
 * Reading a bin of another type, or an element that is not there, is neither true nor false, and so
 * is what depends on it: a record is found when its filter is true. `not` of a condition on a bin
 * therefore does not find records without the bin; `{bin: {bin: "b", is: {exists: false}}}` does.
 * At most 16 levels and 100 conditions.
 */
export type FilterInput =
  /** All of them; at least one. */
  { and: Array<FilterInput>; bin?: never; compare?: never; key?: never; metadata?: never; not?: never; or?: never; }
  |  /** On a bin, or on what lies in it. */
  { and?: never; bin: BinFilterInput; compare?: never; key?: never; metadata?: never; not?: never; or?: never; }
  |  /** Between numbers: of bins, constants, and what is made of them. */
  { and?: never; bin?: never; compare: CompareFilterInput; key?: never; metadata?: never; not?: never; or?: never; }
  |  /** On the key its user gave it. Only a key that was stored with its record is known. */
  { and?: never; bin?: never; compare?: never; key: KeyFilterInput; metadata?: never; not?: never; or?: never; }
  |  /** On what the server knows about the record. */
  { and?: never; bin?: never; compare?: never; key?: never; metadata: MetadataFilterInput; not?: never; or?: never; }
  |  /** Not that one. */
  { and?: never; bin?: never; compare?: never; key?: never; metadata?: never; not: FilterInput; or?: never; }
  |  /** At least one of them; at least one. */
  { and?: never; bin?: never; compare?: never; key?: never; metadata?: never; not?: never; or: Array<FilterInput>; };

/** Something that is wrong with a cluster, or is about to be. */
export type Finding = {
  __typename?: 'Finding';
  /** What it is. */
  code: FindingCode;
  /** The facts it rests on; at most 32. */
  evidence: Array<FindingEvidence>;
  /** What to do about it. */
  fix: FindingFix;
  /** Stays the same while the finding stands. */
  id: Scalars['ID']['output'];
  /** How bad it is. */
  severity: FindingSeverity;
  /** What it is about. */
  subject: FindingSubject;
  /** What is wrong, in one sentence. */
  title: Scalars['String']['output'];
};

/** One check of the health advisor. */
export type FindingCheck = {
  __typename?: 'FindingCheck';
  /** What it looks for. */
  code: FindingCode;
  /** Where it could not be made; at most 64. Empty unless something is unknown. */
  gaps: Array<CheckGap>;
  /** What became of it. */
  outcome: CheckOutcome;
};

/** What a finding is about; each is a check of its own. */
export type FindingCode =
  /** A best practice is not followed. */
  | 'BEST_PRACTICE_FAILED'
  /** The clocks of the nodes are apart. */
  | 'CLOCK_SKEW'
  /**
   * Nodes see different clusters: different keys, sizes or principals. The cluster is split, or is
   * forming at this moment.
   */
  | 'CLUSTER_SPLIT'
  /** A node has nearly as many client connections as it may have. */
  | 'CONNECTIONS_NEAR_LIMIT'
  /** A threshold of eviction is past: records are removed before their time. */
  | 'EVICTING'
  /** A threshold of eviction is near. */
  | 'EVICTION_NEAR'
  /** A secondary index is not ready on every node. */
  | 'INDEX_INCOMPLETE'
  /** A secondary index is used by no query. */
  | 'INDEX_UNUSED'
  /** Partitions have been on the move for long. */
  | 'MIGRATIONS_LONG'
  /** A node does not answer. */
  | 'NODE_SILENT'
  /** The nodes hold very different numbers of records. */
  | 'OBJECTS_UNEVEN'
  /** Partitions have been given up for lost. */
  | 'PARTITIONS_DEAD'
  /** Partitions have no node to serve them. */
  | 'PARTITIONS_UNAVAILABLE'
  /** Records have one copy only. */
  | 'SINGLE_COPY'
  /** Writes will be refused soon: a threshold is near. */
  | 'STOP_WRITES_NEAR'
  /** Records are given a time to live, but nothing removes them when it has passed. */
  | 'TTL_WITHOUT_NSUP'
  /** Nodes run different builds. */
  | 'VERSIONS_MIXED'
  /** Writes are refused. */
  | 'WRITES_STOPPED';

/** Findings by how bad they are. */
export type FindingCounts = {
  __typename?: 'FindingCounts';
  /** Those that are CRITICAL. */
  critical: Scalars['Int']['output'];
  /** Those that are NOTICE. */
  notice: Scalars['Int']['output'];
  /** Checks that could not be made everywhere: what they would have found is not known. */
  unchecked: Scalars['Int']['output'];
  /** Those that are WARNING. */
  warning: Scalars['Int']['output'];
};

/** A fact a finding rests on, as a node reports it. */
export type FindingEvidence = {
  __typename?: 'FindingEvidence';
  /** What the value is held against; null where it is held against other nodes. */
  limit?: Maybe<Scalars['String']['output']>;
  /** The server's name of it, such as `client_connections`. */
  name: Scalars['String']['output'];
  /** The node that reports it, by node id; null when it is of all nodes together. */
  node?: Maybe<Scalars['String']['output']>;
  /** Its value, in the server's own unit. */
  value: Scalars['String']['output'];
};

/** What to do about a finding. */
export type FindingFix = {
  __typename?: 'FindingFix';
  /** What to do, in a sentence or two. */
  action: Scalars['String']['output'];
  /** Where that setting is found; null without a setting. */
  context?: Maybe<FixContext>;
  /** The setting it is about, by its name in the configuration; null where there is none. */
  setting?: Maybe<Scalars['String']['output']>;
};

/** How bad a finding is. */
export type FindingSeverity =
  /** Data or availability suffers now: act at once. */
  | 'CRITICAL'
  /** Worth knowing; nothing is wrong yet. */
  | 'NOTICE'
  /** It will hurt unless somebody acts. */
  | 'WARNING';

/** What a finding is about. */
export type FindingSubject = {
  __typename?: 'FindingSubject';
  /** The secondary index. */
  index?: Maybe<Scalars['String']['output']>;
  /** Which of the fields below name it. */
  kind: FindingSubjectKind;
  /** The namespace, also of a set or an index. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** The node, by node id. */
  node?: Maybe<Scalars['String']['output']>;
  /** The set, also of an index. */
  set?: Maybe<Scalars['SetName']['output']>;
};

/** What kind of thing a finding is about. */
export type FindingSubjectKind =
  /** The cluster as a whole. */
  | 'CLUSTER'
  /** One secondary index. */
  | 'INDEX'
  /** One namespace. */
  | 'NAMESPACE'
  /** One node. */
  | 'NODE'
  /** One set. */
  | 'SET';

/** An item of the feed of one cluster's findings. */
export type FindingsChanged = FeedItem & {
  __typename?: 'FindingsChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why nothing is known, when no node answers; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** The whole report now; null while no node answers. */
  report?: Maybe<FindingsReport>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** What the health advisor says of a cluster. */
export type FindingsReport = {
  __typename?: 'FindingsReport';
  /** Every check, with what became of it: what is unknown is neither found nor clear. */
  checks: Array<FindingCheck>;
  /** The profile it was reached through. */
  connectionId: Scalars['ID']['output'];
  /** How many findings there are of each severity, those left out included. */
  counts: FindingCounts;
  /** The findings, the worst first; at most 500. */
  findings: Array<Finding>;
  /** Nodes that answered. */
  nodesAnswered: Scalars['Int']['output'];
  /** Nodes known. */
  nodesTotal: Scalars['Int']['output'];
  /** Findings beyond these. */
  omitted: Scalars['Int']['output'];
  /** When the nodes were asked. */
  sampledAt: Scalars['DateTime']['output'];
};

/** Where the setting of a fix is found. */
export type FixContext =
  /** The machine below the node. */
  | 'HOST'
  /** The `namespace` part of the node's configuration. */
  | 'NAMESPACE'
  /** The `service` part of the node's configuration. */
  | 'SERVICE'
  /** A set within the `namespace` part of the node's configuration. */
  | 'SET';

/** A condition between two floats. */
export type FloatCompareInput = {
  /** How it is to the other. */
  is: ComparisonOperator;
  /** The one. */
  left: FloatTermInput;
  /** The other. */
  right: FloatTermInput;
};

/** A condition on a float. Exactly one of the fields. */
export type FloatConditionInput =
  /** Within a range, both ends included. */
  { between: FloatRangeInput; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Equal to this. */
  { between?: never; eq: Scalars['Float']['input']; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Greater than this, or equal. */
  { between?: never; eq?: never; ge: Scalars['Float']['input']; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Greater than this. */
  { between?: never; eq?: never; ge?: never; gt: Scalars['Float']['input']; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Equal to one of these, at most 100. */
  { between?: never; eq?: never; ge?: never; gt?: never; in: Array<Scalars['Float']['input']>; le?: never; lt?: never; ne?: never; }
  |  /** Less than this, or equal. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le: Scalars['Float']['input']; lt?: never; ne?: never; }
  |  /** Less than this. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt: Scalars['Float']['input']; ne?: never; }
  |  /** Not equal to this. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne: Scalars['Float']['input']; };

/** Two floats. */
export type FloatPairInput = {
  /** The first. */
  left: FloatTermInput;
  /** The second. */
  right: FloatTermInput;
};

/** A range of floats, both ends included. */
export type FloatRangeInput = {
  /** The least. */
  from: Scalars['Float']['input'];
  /** The greatest. */
  to: Scalars['Float']['input'];
};

/** A float: a constant, one of a record, or what is made of others. Exactly one of the fields. */
export type FloatTermInput =
  /** Without its sign. */
  { abs: FloatTermInput; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The sum. */
  { abs?: never; add: Array<FloatTermInput>; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** A float in a list or a map. */
  { abs?: never; add?: never; at: PlaceInput; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The float in a bin. */
  { abs?: never; add?: never; at?: never; bin: Scalars['BinName']['input']; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The next whole number above. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil: FloatTermInput; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The first divided by the others. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div: Array<FloatTermInput>; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The next whole number below. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor: FloatTermInput; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The logarithm of `left` to the base of `right`. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log: FloatPairInput; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The greatest. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max: Array<FloatTermInput>; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The least. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min: Array<FloatTermInput>; mul?: never; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** The product. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul: Array<FloatTermInput>; pow?: never; sub?: never; toFloat?: never; value?: never; }
  |  /** `left` to the power of `right`. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow: FloatPairInput; sub?: never; toFloat?: never; value?: never; }
  |  /** The first without the others; of a single one its negative. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub: Array<FloatTermInput>; toFloat?: never; value?: never; }
  |  /** An integer as a float. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat: IntTermInput; value?: never; }
  |  /** A constant. */
  { abs?: never; add?: never; at?: never; bin?: never; ceil?: never; div?: never; floor?: never; log?: never; max?: never; min?: never; mul?: never; pow?: never; sub?: never; toFloat?: never; value: Scalars['Float']['input']; };

/** A function, and what it is called with. */
export type FunctionCallInput = {
  /** What it gets beside the record or the stream, at most 64 values; null for nil. */
  arguments?: Array<InputMaybe<Scalars['BinValue']['input']>>;
  /** The function, 1 to 127 bytes. */
  function: Scalars['String']['input'];
  /** The file of the module, such as `counters.lua`. */
  module: Scalars['ModuleName']['input'];
};

/** A condition on a shape. Exactly one of the fields. */
export type GeoConditionInput =
  /** A region that contains this `Point`. */
  { containing: Scalars['GeoJson']['input']; within?: never; }
  |  /** A point within this region: a `Polygon`, `MultiPolygon` or `AeroCircle`. */
  { containing?: never; within: Scalars['GeoJson']['input']; };

/** Privileges to be added to a role. */
export type GrantPrivilegesInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** What, 1 to 255. */
  privileges: Array<PrivilegeInput>;
  /** To which. */
  role: Scalars['RoleName']['input'];
};

/** A role to which privileges were added. */
export type GrantPrivilegesPayload = {
  __typename?: 'GrantPrivilegesPayload';
  /**
   * The role as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  role?: Maybe<Role>;
};

/** Roles to be given to a user. */
export type GrantRolesInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Which, 1 to 255. */
  roles: Array<Scalars['RoleName']['input']>;
  /** To whom. */
  user: Scalars['UserName']['input'];
};

/** A user that was given roles. */
export type GrantRolesPayload = {
  __typename?: 'GrantRolesPayload';
  /**
   * The user as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  user?: Maybe<User>;
};

/** Whether a connection works. */
export type HealthStatus =
  /** The first attempt is under way. */
  | 'CONNECTING'
  /** Some nodes answer, some do not. */
  | 'DEGRADED'
  /** No node answers. */
  | 'DOWN'
  /** Nobody has looked yet. */
  | 'UNKNOWN'
  /** Every node answers. */
  | 'UP';

/** What to do when a record has the new key already. */
export type IfRecordExists =
  /** Nothing: `ALREADY_EXISTS`. */
  | 'FAIL'
  /** The copy takes its place, with all its bins. */
  | 'REPLACE';

/** What becomes of a record that is there already. */
export type ImportConflict =
  /** The bins of the file are set, its other bins kept. */
  | 'MERGE'
  /** It is replaced. */
  | 'REPLACE'
  /** It is left alone, and counted as skipped. */
  | 'SKIP';

/** A document to be imported. */
export type ImportConnectionsInput = {
  /** The document, as an export yields it; up to 2 MiB, 500 connections. */
  document: Scalars['String']['input'];
  /** Places of the entries to be imported, from 0; all when left out. */
  entries?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** What becomes of entries whose name a connection has already. */
  onConflict?: ConnectionImportConflict;
};

/** What an import yields. */
export type ImportConnectionsPayload = {
  __typename?: 'ImportConnectionsPayload';
  /** The connections made or replaced, in the document's order. */
  connections: Array<Connection>;
  /** Every entry, in the document's order, and what became of it. */
  entries: Array<ConnectionImportEntry>;
};

/** A cluster to be made from its text. */
export type ImportK8sClusterInput = {
  /**
   * Makes a connection for the cluster too, unless it has one: its host is the name of the cluster's service, its
   * labels name the cluster. That it cannot be made is a warning; the cluster stands.
   */
  autoConnect?: Scalars['Boolean']['input'];
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name; that of the text when left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The Kubernetes namespace; that of the text when left out. */
  namespace?: InputMaybe<Scalars['String']['input']>;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
  /**
   * One `AerospikeCluster` as YAML or JSON, at most 1,500,000 bytes. What a cluster had of its own there, such as
   * its status and versions, is left out.
   */
  yaml: Scalars['String']['input'];
};

/** The cluster that was made from a text, or would be. */
export type ImportK8sClusterPayload = {
  __typename?: 'ImportK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A template to be made from its text. */
export type ImportK8sTemplateInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`. */
  dryRun?: Scalars['Boolean']['input'];
  /** The name; that of the text when left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /**
   * One `AerospikeClusterTemplate` as YAML or JSON, at most 1,500,000 bytes. What a template had of its own there,
   * such as its status and versions, is left out.
   */
  yaml: Scalars['String']['input'];
};

/** The template that was made from a text, or would be. */
export type ImportK8sTemplatePayload = {
  __typename?: 'ImportK8sTemplatePayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new template: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** Tools that keep the template and may set fields back. */
  keepers: Array<K8sKept>;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** The template as it is now or, of a dry run, would be; null when it would be refused. */
  template?: Maybe<K8sTemplate>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
};

/** What of a list or map an index holds. */
export type IndexCollection =
  /** Each element of a list. */
  | 'LIST'
  /** Each key of a map. */
  | 'MAPKEYS'
  /** Each value of a map. */
  | 'MAPVALUES'
  /** The value itself. */
  | 'NONE';

/** Which entries of an index. Exactly one of the fields. */
export type IndexConditionInput =
  /** Bytes, at most 2,048. */
  { bytes: Scalars['Bytes']['input']; containing?: never; int?: never; intRange?: never; string?: never; within?: never; }
  |  /** Regions that contain this `Point`. */
  { bytes?: never; containing: Scalars['GeoJson']['input']; int?: never; intRange?: never; string?: never; within?: never; }
  |  /** An integer. */
  { bytes?: never; containing?: never; int: Scalars['Int64']['input']; intRange?: never; string?: never; within?: never; }
  |  /** Integers within a range, both ends included. */
  { bytes?: never; containing?: never; int?: never; intRange: Int64RangeInput; string?: never; within?: never; }
  |  /** A text, at most 2,048 bytes. */
  { bytes?: never; containing?: never; int?: never; intRange?: never; string: Scalars['String']['input']; within?: never; }
  |  /** Points within this region: a `Polygon`, `MultiPolygon` or `AeroCircle`. */
  { bytes?: never; containing?: never; int?: never; intRange?: never; string?: never; within: Scalars['GeoJson']['input']; };

/** The way into a bin that an index holds the end of. */
export type IndexContext = {
  __typename?: 'IndexContext';
  /** As the server keeps it, in base64. */
  base64: Scalars['String']['output'];
  /** In words, outermost step first; null when it is not understood. */
  text?: Maybe<Scalars['String']['output']>;
};

/** What a secondary index is asked for. Names the bin or the index. */
export type IndexPredicateInput = {
  /** The bin that is indexed; absent when the index is named. */
  bin?: InputMaybe<Scalars['BinName']['input']>;
  /** What of the bin's list or map the index holds. */
  collection?: IndexCollection;
  /** The way to the list, the map or the value that is indexed; absent for the bin itself. */
  context?: InputMaybe<Array<PathStepInput>>;
  /** The index; absent when the bin is named. */
  index?: InputMaybe<Scalars['IndexName']['input']>;
  /** Which of its entries. */
  is: IndexConditionInput;
};

/** Whether an index can be used. */
export type IndexState =
  /** It is being built; queries by it are refused. */
  | 'BUILDING'
  /** The server says that it has failed. */
  | 'FAILED'
  /** It is not there, where others have it. */
  | 'MISSING'
  /** It is built, and queries may use it. */
  | 'READY'
  /** The server says what is not known here. */
  | 'UNKNOWN';

/** The type of the values of an index. */
export type IndexType =
  /** Bytes. */
  | 'BLOB'
  /** Points and regions, as GeoJSON. */
  | 'GEO2DSPHERE'
  /** Integers; the server calls it `numeric`. */
  | 'INTEGER'
  /** Texts. */
  | 'STRING';

/** An item of the feed of a cluster's secondary indexes. */
export type IndexesChanged = FeedItem & {
  __typename?: 'IndexesChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** All indexes now; null while no node answers. */
  indexes?: Maybe<Array<SecondaryIndex>>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the indexes are unknown, when no node answers; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** What nodes answered to a command. */
export type InfoReplies = {
  __typename?: 'InfoReplies';
  /** The command as it was sent. */
  command: Scalars['String']['output'];
  /** What each node answered, by node id. */
  replies: Array<InfoReply>;
};

/** What one node answered. */
export type InfoReply = {
  __typename?: 'InfoReply';
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** Why there is no reply: `UNSUPPORTED` when the node's edition or build does not know the command. */
  problem?: Maybe<Problem>;
  /** The reply, as the node wrote it; null when it refused, or did not answer. */
  reply?: Maybe<Scalars['String']['output']>;
  /** Whether the reply was longer than the mebibyte that is shown. */
  truncated: Scalars['Boolean']['output'];
};

/** A verb of the info protocol. */
export type InfoVerb = {
  __typename?: 'InfoVerb';
  /** What it does to a node. */
  class: InfoVerbClass;
  /** What it is for; of one that is never sent: why, and what to use. */
  description: Scalars['String']['output'];
  /** Whether only the Enterprise Edition answers it. */
  enterpriseOnly: Scalars['Boolean']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};

/** What a verb does to a node. */
export type InfoVerbClass =
  /** It is never sent. */
  | 'NEVER'
  /** It only tells: `infoCommand`. */
  | 'READ'
  /** It changes something, or writes to the node's log: `runInfoCommand`. */
  | 'WRITE';

/** A range of integers, both ends included. */
export type Int64RangeInput = {
  /** The least. */
  from: Scalars['Int64']['input'];
  /** The greatest. */
  to: Scalars['Int64']['input'];
};

/** A condition between two integers. */
export type IntCompareInput = {
  /** How it is to the other. */
  is: ComparisonOperator;
  /** The one. */
  left: IntTermInput;
  /** The other. */
  right: IntTermInput;
};

/** A condition on an integer. Exactly one of the fields. */
export type IntConditionInput =
  /** Within a range, both ends included. */
  { between: Int64RangeInput; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Equal to this. */
  { between?: never; eq: Scalars['Int64']['input']; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Greater than this, or equal. */
  { between?: never; eq?: never; ge: Scalars['Int64']['input']; gt?: never; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Greater than this. */
  { between?: never; eq?: never; ge?: never; gt: Scalars['Int64']['input']; in?: never; le?: never; lt?: never; ne?: never; }
  |  /** Equal to one of these, at most 100. */
  { between?: never; eq?: never; ge?: never; gt?: never; in: Array<Scalars['Int64']['input']>; le?: never; lt?: never; ne?: never; }
  |  /** Less than this, or equal. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le: Scalars['Int64']['input']; lt?: never; ne?: never; }
  |  /** Less than this. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt: Scalars['Int64']['input']; ne?: never; }
  |  /** Not equal to this. */
  { between?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne: Scalars['Int64']['input']; };

/** Two integers. */
export type IntPairInput = {
  /** The first. */
  left: IntTermInput;
  /** The second. */
  right: IntTermInput;
};

/** An integer: a constant, one of a record, or what is made of others. Exactly one of the fields. */
export type IntTermInput =
  /** Without its sign. */
  { abs: IntTermInput; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The sum. */
  { abs?: never; add: Array<IntTermInput>; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** An integer in a list or a map. */
  { abs?: never; add?: never; at: PlaceInput; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The integer in a bin. */
  { abs?: never; add?: never; at?: never; bin: Scalars['BinName']['input']; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The bits set in all. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd: Array<IntTermInput>; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** All bits turned. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot: IntTermInput; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The bits set in any. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr: Array<IntTermInput>; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The bits set in an odd number of them. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor: Array<IntTermInput>; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** How many bits are set. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits: IntTermInput; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The first divided by the others. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div: Array<IntTermInput>; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The greatest. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max: Array<IntTermInput>; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The least. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min: Array<IntTermInput>; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The rest of `left` divided by `right`. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod: IntPairInput; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** The product. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul: Array<IntTermInput>; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** `left` with its bits moved left by `right`. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft: IntPairInput; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** `left` with its bits moved right by `right`; zeros come in. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight: IntPairInput; shiftRightSigned?: never; sub?: never; toInt?: never; value?: never; }
  |  /** `left` with its bits moved right by `right`; the sign stays. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned: IntPairInput; sub?: never; toInt?: never; value?: never; }
  |  /** The first without the others; of a single one its negative. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub: Array<IntTermInput>; toInt?: never; value?: never; }
  |  /** A float as an integer. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt: FloatTermInput; value?: never; }
  |  /** A constant. */
  { abs?: never; add?: never; at?: never; bin?: never; bitAnd?: never; bitNot?: never; bitOr?: never; bitXor?: never; countBits?: never; div?: never; max?: never; min?: never; mod?: never; mul?: never; shiftLeft?: never; shiftRight?: never; shiftRightSigned?: never; sub?: never; toInt?: never; value: Scalars['Int64']['input']; };

/** Long work that goes on without the one who started it, on this server. */
export type Job = {
  __typename?: 'Job';
  /** Whether `cancelJob` would stop it now. */
  canCancel: Scalars['Boolean']['output'];
  /** Whether `pauseJob` would make it hold still now. */
  canPause: Scalars['Boolean']['output'];
  /** The connection it works on. */
  connectionId: Scalars['ID']['output'];
  /** How many records had which fate. */
  counts: JobCounts;
  /** When it was asked for. */
  createdAt: Scalars['DateTime']['output'];
  /** How much is done, in records. */
  done: Scalars['Int64']['output'];
  /** When it ended; null before. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * Seconds until it is done if it goes on as in the last few seconds; null unless it runs and
   * the total is known.
   */
  etaSeconds?: Maybe<Scalars['Float']['output']>;
  /** The first hundred things that could not be done. */
  failures: Array<JobFailure>;
  /** Identifies the job. */
  id: Scalars['ID']['output'];
  /** What it does. */
  kind: JobKind;
  /** How far it is. */
  phase: JobPhase;
  /** Why it gave up; null unless it failed. */
  problem?: Maybe<Problem>;
  /** Share of the work that is done, 0 to 1; null while the total is unknown. */
  progress?: Maybe<Scalars['Float']['output']>;
  /** Records done a second over the last few seconds; null unless it runs. */
  ratePerSecond?: Maybe<Scalars['Float']['output']>;
  /** What it left besides its counts; null while there is nothing. */
  result?: Maybe<JobResult>;
  /** When it began; null while it is queued, or when it never did. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What it does, in words. */
  title: Scalars['String']['output'];
  /** How much there is to do, in records; null while unknown. */
  total?: Maybe<Scalars['Int64']['output']>;
};

/** An item of the feed of one job. */
export type JobChanged = FeedItem & {
  __typename?: 'JobChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The job now; null when it was removed, which is the last item. */
  job?: Maybe<Job>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** How many records had which fate. */
export type JobCounts = {
  __typename?: 'JobCounts';
  /** Records that were refused, or could not be reached; nothing was changed in them. */
  failed: Scalars['Int64']['output'];
  /** Records whose write was sent and not answered: nobody knows whether it was applied. */
  inDoubt: Scalars['Int64']['output'];
  /** Records the job was about so far. */
  matched: Scalars['Int64']['output'];
  /** Records left alone on purpose: they were there already, or matched no longer. */
  skipped: Scalars['Int64']['output'];
  /** Records with which was done what the job was asked for. */
  succeeded: Scalars['Int64']['output'];
};

/** One thing a job could not do. */
export type JobFailure = {
  __typename?: 'JobFailure';
  /** Why it could not be done. `TIMEOUT` with `details.inDoubt` means that nobody knows whether it was. */
  problem: Problem;
  /** What it is about, for people: a key, the line of a file, the name of an index. */
  subject: Scalars['String']['output'];
};

/** A file a job has made. */
export type JobFile = {
  __typename?: 'JobFile';
  /** Its size in bytes. */
  bytes: Scalars['Int64']['output'];
  /** When it is removed, at the latest. */
  expiresAt: Scalars['DateTime']['output'];
  /** Unguessable, and good as long as the file is kept. */
  id: Scalars['ID']['output'];
  /** What to call it when it is saved. */
  name: Scalars['String']['output'];
  /** Where it is fetched from this server, by GET: a path that begins with `/files/`. */
  path: Scalars['String']['output'];
};

/** What a job does. */
export type JobKind =
  /** Calls a function of a Lua module on the records a query finds. */
  | 'BACKGROUND_UDF'
  /** Copies the records a query finds to another set or namespace. */
  | 'BULK_COPY'
  /** Deletes the records a query finds. */
  | 'BULK_DELETE'
  /** Gives the records a query finds a new lifetime. */
  | 'BULK_TOUCH'
  /** Sets or removes bins of the records a query finds. */
  | 'BULK_UPDATE'
  /** Counts the records a query finds. */
  | 'COUNT'
  /** Writes the records a query finds to a file. */
  | 'EXPORT'
  /** Writes the records of a file. */
  | 'IMPORT'
  /** Fills a set with made-up records. */
  | 'SAMPLE_DATA'
  /** Removes all records of a set or namespace, or those last written before a time. */
  | 'TRUNCATE';

/** How far a job is. */
export type JobPhase =
  /** Was stopped by somebody. What it did until then stays done. */
  | 'CANCELLED'
  /** Was told to stop, and finishes what it has begun. */
  | 'CANCELLING'
  /** Gave up; `problem` says why. What it did until then stays done. */
  | 'FAILED'
  /**
   * Ended with the server that ran it. What it did until then stays done; its counts are those
   * last written down, at most a few seconds before.
   */
  | 'INTERRUPTED'
  /** Holds still until it is resumed; keeps its place. */
  | 'PAUSED'
  /** Waits for a place: few jobs run at a time. */
  | 'QUEUED'
  /** At work. */
  | 'RUNNING'
  /** Did what it was asked for; single records may have failed, see `counts`. */
  | 'SUCCEEDED';

/** What a job left besides its counts. */
export type JobResult = {
  __typename?: 'JobResult';
  /** Files to be fetched; those past their time are gone. */
  files: Array<JobFile>;
  /**
   * The line with which an import of the same file goes on, for one that was stopped or failed: those
   * before are done. Null for every other job.
   */
  resumeFromLine?: Maybe<Scalars['Int64']['output']>;
  /** What came of it, in words; null when the counts say it all. */
  summary?: Maybe<Scalars['String']['output']>;
};

/** An item of the feed of jobs. */
export type JobsChanged = FeedItem & {
  __typename?: 'JobsChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: every job, the newest first. CHANGE: those that are new or changed. */
  jobs: Array<Job>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Jobs removed since the item before. */
  removedIds: Array<Scalars['ID']['output']>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/**
 * Users and roles the operator keeps in the cluster. Community Edition has no security: there
 * the operator reports `ACLSynced` false and changes nothing.
 */
export type K8sAccessControl = {
  __typename?: 'K8sAccessControl';
  /** How the operator itself talks to the cluster about users and roles. */
  adminPolicy?: Maybe<K8sAdminPolicy>;
  /** The roles beside those every server has. */
  roles?: Maybe<Array<K8sAclRole>>;
  /** The users. One has to hold both `sys-admin` and `user-admin`. */
  users?: Maybe<Array<K8sAclUser>>;
};

/**
 * Users and roles the operator keeps in the cluster. Community Edition has no security: there
 * the operator reports `ACLSynced` false and changes nothing.
 */
export type K8sAccessControlInput = {
  /** How the operator itself talks to the cluster about users and roles. */
  adminPolicy?: InputMaybe<K8sAdminPolicyInput>;
  /** The roles beside those every server has. */
  roles?: InputMaybe<Array<K8sAclRoleInput>>;
  /** The users. One has to hold both `sys-admin` and `user-admin`. */
  users?: InputMaybe<Array<K8sAclUserInput>>;
};

/** Which address of a node others are told. */
export type K8sAccessType =
  /** An address of the networks that are named. */
  | 'configuredIP'
  /** The external address of the Kubernetes node it runs on. */
  | 'hostExternal'
  /** The internal address of the Kubernetes node it runs on. */
  | 'hostInternal'
  /** The pod's own address. */
  | 'pod';

/** A role and what it allows. */
export type K8sAclRole = {
  __typename?: 'K8sAclRole';
  /** The name, as users list it. */
  name: Scalars['String']['output'];
  /** What it allows: `read`, or `read-write.<namespace>.<set>`, and so on. At least one. */
  privileges: Array<Scalars['String']['output']>;
  /** The networks its users may come from, as CIDR ranges. Empty: from anywhere. */
  whitelist?: Maybe<Array<Scalars['String']['output']>>;
};

/** A role and what it allows. */
export type K8sAclRoleInput = {
  /** The name, as users list it. */
  name: Scalars['String']['input'];
  /** What it allows: `read`, or `read-write.<namespace>.<set>`, and so on. At least one. */
  privileges: Array<Scalars['String']['input']>;
  /** The networks its users may come from, as CIDR ranges. Empty: from anywhere. */
  whitelist?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A user, whose password is in a secret. */
export type K8sAclUser = {
  __typename?: 'K8sAclUser';
  /** The name to sign in with. */
  name: Scalars['String']['output'];
  /** Names of the roles it holds. At least one. */
  roles: Array<Scalars['String']['output']>;
  /** The secret that has the password under the key `password`, in the cluster's namespace. */
  secretName: Scalars['String']['output'];
};

/** A user, whose password is in a secret. */
export type K8sAclUserInput = {
  /** The name to sign in with. */
  name: Scalars['String']['input'];
  /** Names of the roles it holds. At least one. */
  roles: Array<Scalars['String']['input']>;
  /** The secret that has the password under the key `password`, in the cluster's namespace. */
  secretName: Scalars['String']['input'];
};

/** How the operator talks to the cluster about users and roles. */
export type K8sAdminPolicy = {
  __typename?: 'K8sAdminPolicy';
  /** Milliseconds before a command counts as failed, 100 to 30,000; 2,000 if nothing is said. */
  timeout?: Maybe<Scalars['Int']['output']>;
};

/** How the operator talks to the cluster about users and roles. */
export type K8sAdminPolicyInput = {
  /** Milliseconds before a command counts as failed, 100 to 30,000; 2,000 if nothing is said. */
  timeout?: InputMaybe<Scalars['Int']['input']>;
};

/** The container Aerospike runs in. */
export type K8sAerospikeContainer = {
  __typename?: 'K8sAerospikeContainer';
  /** Its CPU and memory. */
  resources?: Maybe<Scalars['K8sResourceRequirements']['output']>;
  /** What its processes may do. */
  securityContext?: Maybe<Scalars['K8sSecurityContext']['output']>;
};

/** The container Aerospike runs in. */
export type K8sAerospikeContainerInput = {
  /** Its CPU and memory. */
  resources?: InputMaybe<Scalars['K8sResourceRequirements']['input']>;
  /** What its processes may do. */
  securityContext?: InputMaybe<Scalars['K8sSecurityContext']['input']>;
};

/** Which addresses nodes tell to clients and to each other. */
export type K8sAerospikeNetworkPolicy = {
  __typename?: 'K8sAerospikeNetworkPolicy';
  /** The addresses clients are told. */
  accessType?: Maybe<Scalars['String']['output']>;
  /** The addresses clients are told that ask for the alternate ones. */
  alternateAccessType?: Maybe<Scalars['String']['output']>;
  /** The networks of `accessType: configuredIP`. */
  customAccessNetworkNames?: Maybe<Array<Scalars['String']['output']>>;
  /** The networks of `alternateAccessType: configuredIP`. */
  customAlternateAccessNetworkNames?: Maybe<Array<Scalars['String']['output']>>;
  /** The networks of `fabricType: configuredIP`. */
  customFabricNetworkNames?: Maybe<Array<Scalars['String']['output']>>;
  /** The addresses nodes use among themselves. */
  fabricType?: Maybe<Scalars['String']['output']>;
};

/** Which addresses nodes tell to clients and to each other. */
export type K8sAerospikeNetworkPolicyInput = {
  /** The addresses clients are told. */
  accessType?: InputMaybe<K8sAccessType>;
  /** The addresses clients are told that ask for the alternate ones. */
  alternateAccessType?: InputMaybe<K8sAccessType>;
  /** The networks of `accessType: configuredIP`. */
  customAccessNetworkNames?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The networks of `alternateAccessType: configuredIP`. */
  customAlternateAccessNetworkNames?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The networks of `fabricType: configuredIP`. */
  customFabricNetworkNames?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The addresses nodes use among themselves. */
  fabricType?: InputMaybe<K8sAccessType>;
};

/**
 * What is so of a cluster, worked out of what is asked for, what the operator says, and the pods, stateful sets
 * and autoscalers themselves.
 */
export type K8sAssessment = {
  __typename?: 'K8sAssessment';
  /** All that was found, the gravest first. */
  findings: Array<K8sFinding>;
  /** What could not be looked at, so that the findings may be incomplete. */
  problems: Array<Problem>;
  /** The state. */
  state: K8sClusterState;
};

/** An autoscaler that sets the size of a cluster. */
export type K8sAutoscaler = {
  __typename?: 'K8sAutoscaler';
  /** What it says of itself. */
  conditions: Array<K8sAutoscalerCondition>;
  /** The share of requested CPU it aims at, in percent. */
  cpuTargetPercent?: Maybe<Scalars['Int']['output']>;
  /** The number of nodes it sees. */
  currentReplicas?: Maybe<Scalars['Int']['output']>;
  /** The number of nodes it wants. */
  desiredReplicas?: Maybe<Scalars['Int']['output']>;
  /** When it last changed the number. */
  lastScaleAt?: Maybe<Scalars['DateTime']['output']>;
  /** The greatest. */
  maxReplicas: Scalars['Int']['output'];
  /** The share of requested memory it aims at, in percent. */
  memoryTargetPercent?: Maybe<Scalars['Int']['output']>;
  /** The least number of nodes it sets. */
  minReplicas?: Maybe<Scalars['Int']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
};

/** What an autoscaler says of itself. */
export type K8sAutoscalerCondition = {
  __typename?: 'K8sAutoscalerCondition';
  /** Since when. */
  lastTransitionTime?: Maybe<Scalars['DateTime']['output']>;
  /** What it means, for people. */
  message?: Maybe<Scalars['String']['output']>;
  /** A word for the last change. */
  reason?: Maybe<Scalars['String']['output']>;
  /** `True`, `False` or `Unknown`. */
  status: Scalars['String']['output'];
  /** What it is about, such as `ScalingActive`. */
  type: Scalars['String']['output'];
};

/** Limits of traffic for each pod, for network plugins that shape it. */
export type K8sBandwidthConfig = {
  __typename?: 'K8sBandwidthConfig';
  /** The most a pod may send, such as `1Gbps`. */
  egress?: Maybe<Scalars['String']['output']>;
  /** The most a pod may receive, such as `500Mbps`. */
  ingress?: Maybe<Scalars['String']['output']>;
};

/** Limits of traffic for each pod, for network plugins that shape it. */
export type K8sBandwidthConfigInput = {
  /** The most a pod may send, such as `1Gbps`. */
  egress?: InputMaybe<Scalars['String']['input']>;
  /** The most a pod may receive, such as `500Mbps`. */
  ingress?: InputMaybe<Scalars['String']['input']>;
};

/** What makes an operator try again that has stopped. */
export type K8sBreakerReset = {
  __typename?: 'K8sBreakerReset';
  /** Whether this server has it. */
  allowed?: Maybe<Scalars['Boolean']['output']>;
  /** The right in Kubernetes that this needs. */
  right: Scalars['String']['output'];
  /** What has to be done, in order. */
  steps: Array<Scalars['String']['output']>;
};

/**
 * An Aerospike cluster in Kubernetes: what is asked for, what the operator says, and what Kubernetes and the
 * nodes themselves show. Each part that has to be looked up fails alone.
 */
export type K8sCluster = {
  __typename?: 'K8sCluster';
  /** What is so, beside what the operator says, with evidence and what to do. */
  assessment: K8sAssessment;
  /**
   * What the operator says holds and what does not. Judge by `status`: reason and message often tell of the
   * opposite.
   */
  conditions: Array<K8sCondition>;
  /**
   * The connection profile of the cluster: the one whose labels name it or, failing that, whose hosts are names
   * of its service. Null when there is none.
   */
  connection?: Maybe<Connection>;
  /** The context. */
  context: Scalars['String']['output'];
  /** What differs from what is asked for: fields not applied, and pods that run with something else. */
  drift?: Maybe<K8sDrift>;
  /**
   * Events of the cluster, its pods, stateful sets and claims, the newest first. The operator leaves events out
   * after the first 25: their absence says nothing.
   */
  events?: Maybe<K8sEventConnection>;
  /** The numbers of the cluster at a glance. */
  health?: Maybe<K8sClusterHealth>;
  /** The same as long as the name is: context, namespace and name with slashes between. */
  id: Scalars['ID']['output'];
  /** What Kubernetes keeps beside the spec. */
  metadata: K8sMetadata;
  /** Data on the move, as the operator and its pods tell of it, and as the nodes do. */
  migration?: Maybe<K8sMigration>;
  /** The name. */
  name: Scalars['String']['output'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['output'];
  /** The restart that was asked for last, and how far it is; null when none was. */
  operation?: Maybe<K8sClusterOperation>;
  /** What belongs to it in Kubernetes. */
  owned: K8sOwned;
  /** Whether the operator is asked to leave the cluster alone. */
  paused: Scalars['Boolean']['output'];
  /** What this server may do in the cluster's namespace, as the API server says. Answers hold for ten seconds. */
  permissions?: Maybe<Array<K8sPermission>>;
  /**
   * What the operator says it is doing, as it spells it. `Completed` says that it has nothing left to do, not
   * that the cluster works; `assessment` says that.
   */
  phase?: Maybe<Scalars['String']['output']>;
  /** The pods, by rack and number: those the operator tells of, and those there are. */
  pods?: Maybe<Array<K8sPod>>;
  /** The racks, by number: those asked for, and those that still have pods. A cluster without racks has one, 0. */
  racks?: Maybe<Array<K8sClusterRack>>;
  /** How the operator gets on with the cluster, and whether it has given up. */
  reconciliation: K8sReconciliation;
  /** What is asked for. Null with `UNSUPPORTED` when it has a field this version cannot read; `yaml` has it. */
  spec?: Maybe<AerospikeClusterSpec>;
  /** What the operator says, as it says it; null until it has said anything. */
  status?: Maybe<AerospikeClusterStatus>;
  /** The copy of the template that the operator works with; null without one. */
  templateSnapshot?: Maybe<K8sTemplateSnapshot>;
  /** The image that is wanted, found in the same way. */
  wantedImage?: Maybe<Scalars['String']['output']>;
  /**
   * The number of nodes that is wanted: that of the spec or, where it leaves it out, of the template. Null
   * while that is not known.
   */
  wantedSize?: Maybe<Scalars['Int']['output']>;
  /**
   * The resource as YAML, as somebody would write it: without status, versions and traces of tools. Fields this
   * version does not know are in it.
   */
  yaml?: Maybe<Scalars['String']['output']>;
};


/**
 * An Aerospike cluster in Kubernetes: what is asked for, what the operator says, and what Kubernetes and the
 * nodes themselves show. Each part that has to be looked up fails alone.
 */
export type K8sClusterAssessmentArgs = {
  nodes?: Scalars['Boolean']['input'];
};


/**
 * An Aerospike cluster in Kubernetes: what is asked for, what the operator says, and what Kubernetes and the
 * nodes themselves show. Each part that has to be looked up fails alone.
 */
export type K8sClusterEventsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  categories?: InputMaybe<Array<K8sEventCategory>>;
  first?: Scalars['Int']['input'];
  search?: InputMaybe<Scalars['String']['input']>;
};


/**
 * An Aerospike cluster in Kubernetes: what is asked for, what the operator says, and what Kubernetes and the
 * nodes themselves show. Each part that has to be looked up fails alone.
 */
export type K8sClusterYamlArgs = {
  whole?: Scalars['Boolean']['input'];
};

/** An item of the feed of one cluster. */
export type K8sClusterChanged = FeedItem & {
  __typename?: 'K8sClusterChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The cluster now; null while there is none of that name. */
  cluster?: Maybe<K8sCluster>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** A page of clusters. */
export type K8sClusterConnection = {
  __typename?: 'K8sClusterConnection';
  /** Each context that is listed, with what is wrong with it. */
  contexts: Array<K8sListedContext>;
  /** Whether changes are followed in every context that is listed: what is shown is what is so. */
  live: Scalars['Boolean']['output'];
  /** The clusters of this page. */
  nodes: Array<K8sCluster>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** Since when the oldest part of the list is not known to be true; null when it is live, or never was known. */
  staleSince?: Maybe<Scalars['DateTime']['output']>;
  /** Clusters on all pages. */
  totalCount: Scalars['Int']['output'];
};

/**
 * Which clusters: all of them, until it says less. What is listed in one field is "any of these"; all fields
 * that are given must hold.
 */
export type K8sClusterFilter = {
  /** The context; all of them when left out. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * A label selector of Kubernetes: `tier=gold`, `tier!=gold`, `tier in (gold, silver)`, `tier notin (gold)`,
   * `tier`, `!tier`, with commas between.
   */
  labelSelector?: InputMaybe<Scalars['String']['input']>;
  /** Kubernetes namespaces, at most 100. */
  namespaces?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Phases as the operator spells them, at most 100. */
  phases?: InputMaybe<Array<Scalars['String']['input']>>;
  /** A part of the name, the namespace, the image or a label, whatever its case. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** The numbers of a cluster at a glance. A condition the operator does not report is null. */
export type K8sClusterHealth = {
  __typename?: 'K8sClusterHealth';
  /** The operator's condition `ACLSynced`; null where the cluster asks for no users. */
  aclSynced?: Maybe<Scalars['Boolean']['output']>;
  /** The operator's condition `Available`. */
  available?: Maybe<Scalars['Boolean']['output']>;
  /** The operator's condition `ConfigApplied`. */
  configApplied?: Maybe<Scalars['Boolean']['output']>;
  /** Whether data is moving; null when nobody looked. */
  migrating?: Maybe<Scalars['Boolean']['output']>;
  /** Pods the operator is still to restart. */
  pendingRestarts: Scalars['Int']['output'];
  /** The racks, by number. */
  racks: Array<K8sClusterRack>;
  /** Pods that are ready, as Kubernetes sees it. */
  readyPods: Scalars['Int']['output'];
  /** Pods there are. */
  totalPods: Scalars['Int']['output'];
  /** Pods that are wanted; null while that is not known. */
  wantedPods?: Maybe<Scalars['Int']['output']>;
};

/** A restart that was asked for, and how far it is. */
export type K8sClusterOperation = {
  __typename?: 'K8sClusterOperation';
  /** Pods it is done with. */
  completed: Array<Scalars['String']['output']>;
  /**
   * Pods it failed on and is asked for no more, as `dropK8sOperationPods` takes them out: it goes on or
   * ended without them, and did not restart them.
   */
  dropped: Array<Scalars['String']['output']>;
  /** Pods it failed on. */
  failed: Array<K8sOperationFailure>;
  /** What tells it from others. */
  id: Scalars['String']['output'];
  /** `WarmRestart` or `PodRestart`. */
  kind: Scalars['String']['output'];
  /** Pods it is still to come to. */
  pending: Array<Scalars['String']['output']>;
  /** How much of it is done, 0 to 100; null when it is for no pod. */
  percent?: Maybe<Scalars['Float']['output']>;
  /** How it fares. */
  progress: K8sOperationProgress;
  /** What the spec asks for; null when that was taken out again. */
  spec?: Maybe<K8sOperation>;
  /** What the operator says of it; null until it says anything. */
  status?: Maybe<K8sOperationStatus>;
  /** How many pods it is for. */
  total: Scalars['Int']['output'];
  /** Why it does not go on as it should, and what helps; null when it does. */
  trouble?: Maybe<Scalars['String']['output']>;
  /** Pods it names that are none of this cluster's. */
  unknown: Array<Scalars['String']['output']>;
};

/** How clusters are sorted. */
export type K8sClusterOrder = {
  /** By what. */
  by?: K8sClusterSort;
  /** The greatest first. */
  descending?: Scalars['Boolean']['input'];
};

/** A rack of a cluster. */
export type K8sClusterRack = {
  __typename?: 'K8sClusterRack';
  /** Its number; 0 is the one of a cluster without racks. */
  id: Scalars['Int']['output'];
  /** Pods of it that are ready. */
  ready: Scalars['Int']['output'];
  /** What the cluster asks for; null for a rack that is not in the spec. */
  spec?: Maybe<K8sRack>;
  /** Pods it has. */
  total: Scalars['Int']['output'];
  /** Pods its stateful set is to have; null while there is none. */
  wanted?: Maybe<Scalars['Int']['output']>;
};

/** By what clusters are sorted. */
export type K8sClusterSort =
  /** The time since they were made. */
  | 'AGE'
  /** Attempts of the operator that failed in a row. */
  | 'FAILURES'
  /** The name, then the namespace. */
  | 'NAME'
  /** The operator's phase, by its spelling. */
  | 'PHASE';

/** In which state a cluster is; of several the last in this order counts. */
export type K8sClusterState =
  /** It is on its way, without anybody's help. */
  | 'CHANGING'
  /** A part of it does not work. */
  | 'DEGRADED'
  /** It is being deleted. */
  | 'DELETING'
  /** It is as it is asked to be, and serves. */
  | 'HEALTHY'
  /** The operator leaves it alone, as asked. */
  | 'PAUSED'
  /** It does not get on without somebody's help. */
  | 'STUCK'
  /** Not enough can be looked at to tell. */
  | 'UNKNOWN'
  /** It goes on once something else has happened; the findings say what. */
  | 'WAITING';

/** An item of the feed of the clusters of a context. */
export type K8sClustersChanged = FeedItem & {
  __typename?: 'K8sClustersChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: every cluster that passes, by namespace and name. CHANGE: those that are new or changed. */
  clusters: Array<K8sCluster>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Clusters that are gone or pass no more since the item before, by id; some may never have passed. */
  removedIds: Array<Scalars['ID']['output']>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** Something that holds or does not. */
export type K8sCondition = {
  __typename?: 'K8sCondition';
  /** Since when `status` is what it is. */
  lastTransitionTime: Scalars['DateTime']['output'];
  /** What it means, for people. */
  message: Scalars['String']['output'];
  /** The generation of the object this is about. */
  observedGeneration?: Maybe<Scalars['Int']['output']>;
  /** A word for the last change. */
  reason: Scalars['String']['output'];
  /** `True`, `False` or `Unknown`. */
  status: Scalars['String']['output'];
  /** What it is about, such as `Ready`. */
  type: Scalars['String']['output'];
};

/** The configuration files of a rack. */
export type K8sConfigMap = {
  __typename?: 'K8sConfigMap';
  /** The configuration its nodes start with, as Aerospike reads it. */
  aerospikeConf?: Maybe<Scalars['String']['output']>;
  /** The files in it. */
  files: Array<Scalars['String']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
};

/** Where another container of the pod finds a volume. */
export type K8sContainerVolumeMount = {
  __typename?: 'K8sContainerVolumeMount';
  /** The container. */
  containerName: Scalars['String']['output'];
  /** Whether mounts below it are seen across containers and the node, such as `HostToContainer`. */
  mountPropagation?: Maybe<Scalars['String']['output']>;
  /** The absolute path in the container. */
  path: Scalars['String']['output'];
  /** Whether it cannot be written. */
  readOnly?: Maybe<Scalars['Boolean']['output']>;
  /** Only this path of the volume. */
  subPath?: Maybe<Scalars['String']['output']>;
  /**
   * Only this path of the volume, with variables of the container such as `$(POD_NAME)`. Not together with
   * `subPath`.
   */
  subPathExpr?: Maybe<Scalars['String']['output']>;
};

/** Where another container of the pod finds a volume. */
export type K8sContainerVolumeMountInput = {
  /** The container. */
  containerName: Scalars['String']['input'];
  /** Whether mounts below it are seen across containers and the node, such as `HostToContainer`. */
  mountPropagation?: InputMaybe<Scalars['String']['input']>;
  /** The absolute path in the container. */
  path: Scalars['String']['input'];
  /** Whether it cannot be written. */
  readOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only this path of the volume. */
  subPath?: InputMaybe<Scalars['String']['input']>;
  /**
   * Only this path of the volume, with variables of the container such as `$(POD_NAME)`. Not together with
   * `subPath`.
   */
  subPathExpr?: InputMaybe<Scalars['String']['input']>;
};

/** A Kubernetes cluster this server reaches. */
export type K8sContext = {
  __typename?: 'K8sContext';
  /**
   * By how many seconds the clock of its API server is ahead of this server's, negative when it is behind: the times
   * Kubernetes tells are off by that. 0 for less than 15; null until it has answered.
   */
  clockAheadSeconds?: Maybe<Scalars['Int64']['output']>;
  /** The Kubernetes namespace it works in when none is named. */
  defaultNamespace?: Maybe<Scalars['String']['output']>;
  /** Whether it is the first one, which a form shows first. */
  isDefault: Scalars['Boolean']['output'];
  /** Its name: what `context` takes everywhere. */
  name: Scalars['String']['output'];
  /** What this server may do there, as the API server says. Answers hold for ten seconds. */
  permissions?: Maybe<Array<K8sPermission>>;
  /** Where its API server is; null where the settings do not tell. */
  server?: Maybe<Scalars['String']['output']>;
  /** The version of its API server, such as `v1.35.4`; null with an error while it does not answer. */
  version?: Maybe<Scalars['String']['output']>;
};


/** A Kubernetes cluster this server reaches. */
export type K8sContextPermissionsArgs = {
  namespace?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What each Aerospike node holds now, and would hold with another number of nodes. The nodes are asked over the
 * connection of the cluster; the rest is arithmetic: data is spread evenly, and each record has as many copies as are
 * configured, or as there are nodes.
 */
export type K8sDataPlan = {
  __typename?: 'K8sDataPlan';
  /** Whether data moves now, which leaves the numbers rough; null while that is not known. */
  moving?: Maybe<Scalars['Boolean']['output']>;
  /** Each Aerospike namespace; none when the nodes cannot be asked. */
  namespaces: Array<K8sNamespaceDataPlan>;
  /** Nodes there would be. */
  nodesAfter: Scalars['Int']['output'];
  /** Aerospike nodes there are; null when they cannot be asked. */
  nodesNow?: Maybe<Scalars['Int']['output']>;
  /** Why the nodes cannot be asked; `details.cause` is `NO_CONNECTION` where no connection leads to them. */
  problem?: Maybe<Problem>;
};

/** What a change of size does to data. */
export type K8sDataRisk =
  /** There would be more data than room. */
  | 'DOES_NOT_FIT'
  /** So much would be filled that records are evicted (the high-water mark). */
  | 'EVICTS'
  /** As many nodes go at once as a record has copies, or more: records that are on these alone are lost. */
  | 'LOSES_RECORDS'
  /** So much would be filled that writes stop. */
  | 'STOPS_WRITES';

/** What keeps Kubernetes from evicting too many pods at once. */
export type K8sDisruptionBudget = {
  __typename?: 'K8sDisruptionBudget';
  /** Pods that are healthy. */
  currentHealthy?: Maybe<Scalars['Int']['output']>;
  /** Pods that must stay so. */
  desiredHealthy?: Maybe<Scalars['Int']['output']>;
  /** Pods that may be evicted now. */
  disruptionsAllowed?: Maybe<Scalars['Int']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
};

/** A volume of a cluster that goes. */
export type K8sDoomedClaim = {
  __typename?: 'K8sDoomedClaim';
  /** How much it holds, as Kubernetes writes amounts. */
  capacity?: Maybe<Scalars['String']['output']>;
  /** Whether it goes with the cluster; null when the cluster no longer says. */
  isDeleted?: Maybe<Scalars['Boolean']['output']>;
  /** The name of its claim. */
  name: Scalars['String']['output'];
};

/** An object that goes. */
export type K8sDoomedObject = {
  __typename?: 'K8sDoomedObject';
  /** Its kind. */
  kind: Scalars['String']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};

/** What differs from what is asked for. */
export type K8sDrift = {
  __typename?: 'K8sDrift';
  /**
   * Fields of the spec that the operator has not applied, at most 200; null until it has applied any spec. A
   * restart that is asked for, a pause, and what a template fills in are no differences.
   */
  changes?: Maybe<Array<K8sDriftChange>>;
  /** Whether the operator is on its way to bring the pods up to date: what differs then is no drift. */
  inRollout: Scalars['Boolean']['output'];
  /** Whether nothing differs, as far as is known. */
  inSync: Scalars['Boolean']['output'];
  /**
   * Each rack with its pods, grouped by what they run with. Racks are not compared with each other: each has a
   * configuration of its own.
   */
  racks: Array<K8sRackDrift>;
};

/** A field that differs from what the operator has applied. */
export type K8sDriftChange = {
  __typename?: 'K8sDriftChange';
  /** What is applied; null when it is new. */
  applied?: Maybe<Scalars['JSON']['output']>;
  /** The field of the spec, dots between parts. */
  path: Scalars['String']['output'];
  /** What is asked for; null when it was taken out. */
  wanted?: Maybe<Scalars['JSON']['output']>;
};

/** What follows from a change of some fields, the gravest last. */
export type K8sEffect =
  /** Users and roles are synchronised. */
  | 'ACCESS_CONTROL'
  /** Running nodes take the new configuration; none restarts. */
  | 'DYNAMIC_CONFIGURATION'
  /** Pods keep what they have until somebody restarts them; `startK8sOperation` does. */
  | 'NOT_UNTIL_RESTART'
  /** Objects beside the pods change: services, budgets, policies. */
  | 'OBJECTS'
  /** A restart is asked for. */
  | 'OPERATION'
  /** The operator stops, or goes on. */
  | 'PAUSE'
  /** The pods are spread over other racks. */
  | 'RACKS'
  /**
   * Each pod is replaced, one batch after the other. The operator does not wait for the one before to be ready:
   * all may be down at once.
   */
  | 'ROLLING_RESTART'
  /** Pods are removed, all at once. */
  | 'SCALE_DOWN'
  /** Pods are added. */
  | 'SCALE_UP'
  /** Only what the operator heeds later: no object changes. */
  | 'SETTINGS'
  /** The operator decides; it is not known before. */
  | 'UNKNOWN'
  /** The server restarts within each pod, one batch after the other. */
  | 'WARM_RESTART';

/** Why it is not known when data will have moved. */
export type K8sEtaGap =
  /** A node did not answer, or did not tell. */
  | 'NODES_SILENT'
  /** The nodes cannot be asked: `problem` says why. */
  | 'NOT_ASKED'
  /** The nodes were asked once since data began to move: ask again in a second or more. */
  | 'NOT_MEASURED'
  /** Nothing moved while it was measured. */
  | 'STILL';

/** An event of a cluster, or of a pod, stateful set or claim of it. */
export type K8sEvent = {
  __typename?: 'K8sEvent';
  /** What it is about. */
  category: K8sEventCategory;
  /** How often it happened. */
  count: Scalars['Int']['output'];
  /** When it happened first. */
  firstAt?: Maybe<Scalars['DateTime']['output']>;
  /** The same as long as the event is kept, also when it is repeated. */
  id: Scalars['ID']['output'];
  /** When it happened last. */
  lastAt?: Maybe<Scalars['DateTime']['output']>;
  /** What happened, for people. */
  message: Scalars['String']['output'];
  /** The kind of the object: `AerospikeCluster`, `Pod`, `StatefulSet` or `PersistentVolumeClaim`. */
  objectKind: Scalars['String']['output'];
  /** The name of the object. */
  objectName: Scalars['String']['output'];
  /** A word for what happened. */
  reason: Scalars['String']['output'];
  /** Who tells of it. */
  source?: Maybe<Scalars['String']['output']>;
  /** Whether it is a warning. */
  warning: Scalars['Boolean']['output'];
};

/** What an event is about. */
export type K8sEventCategory =
  /** Users and roles. */
  | 'ACL_SECURITY'
  /** The operator giving up, or beginning again. */
  | 'CIRCUIT_BREAKER'
  /** Configuration, also without a restart. */
  | 'CONFIGURATION'
  /** What Kubernetes says of pods, stateful sets and claims. */
  | 'KUBERNETES'
  /** The beginning and the end of clusters, and attempts that failed. */
  | 'LIFECYCLE'
  /** Metrics. */
  | 'MONITORING'
  /** Services and budgets. */
  | 'NETWORK'
  /** What the operator says and this version does not know. */
  | 'OTHER'
  /** Racks and their stateful sets. */
  | 'RACK_MANAGEMENT'
  /** Pods that restart. */
  | 'ROLLING_RESTART'
  /** More or fewer nodes, and the volumes of those that went. */
  | 'SCALING'
  /** The template of a cluster. */
  | 'TEMPLATE';

/** A page of events, the newest first. */
export type K8sEventConnection = {
  __typename?: 'K8sEventConnection';
  /** The events of this page. */
  nodes: Array<K8sEvent>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** Events on all pages: those that Kubernetes still keeps, which it does for an hour as a rule. */
  totalCount: Scalars['Int']['output'];
};

/** An item of the feed of a cluster's events. */
export type K8sEventsChanged = FeedItem & {
  __typename?: 'K8sEventsChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: the newest events, at most 200. CHANGE: those that are new, or happened again. The newest first. */
  events: Array<K8sEvent>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** A fact a finding rests on. */
export type K8sEvidence = {
  __typename?: 'K8sEvidence';
  /** The field of it. */
  field: Scalars['String']['output'];
  /** The object, kind and name. */
  object: Scalars['String']['output'];
  /** Its value. */
  value: Scalars['String']['output'];
};

/** Where a load balancer may send what comes from outside. */
export type K8sExternalTrafficPolicy =
  /** To any node; the client's address is lost. */
  | 'Cluster'
  /** Only to nodes that run a pod of the cluster; the client's address is kept. */
  | 'Local';

/** A field that differs. */
export type K8sFieldChange = {
  __typename?: 'K8sFieldChange';
  /** What it is; null when it is gone. */
  after?: Maybe<Scalars['JSON']['output']>;
  /** What it was; null when it was not there. */
  before?: Maybe<Scalars['JSON']['output']>;
  /** The field, as in `spec.rackConfig.racks[1].zone`. */
  path: Scalars['String']['output'];
};

/** Who wrote fields of a resource. */
export type K8sFieldManager = {
  __typename?: 'K8sFieldManager';
  /** When it last wrote. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** The name it goes by. */
  name: Scalars['String']['output'];
  /** `Apply` or `Update`. */
  operation?: Maybe<Scalars['String']['output']>;
  /** The part it wrote, such as `status`; null for the resource itself. */
  subresource?: Maybe<Scalars['String']['output']>;
};

/** Something found, with what it rests on and what to do. */
export type K8sFinding = {
  __typename?: 'K8sFinding';
  /** What to do. */
  action: Scalars['String']['output'];
  /** What it is. */
  code: K8sFindingCode;
  /** The facts it rests on. */
  evidence: Array<K8sEvidence>;
  /** The state it puts the cluster in; null for what is only worth knowing. */
  state?: Maybe<K8sClusterState>;
  /** What is so, in a sentence. */
  title: Scalars['String']['output'];
};

/** What was found. */
export type K8sFindingCode =
  /** Users and roles could not be brought to the nodes. */
  | 'ACL_NOT_SYNCED'
  /** An autoscaler sets the number of nodes. */
  | 'AUTOSCALER_SETS_SIZE'
  /** The number of nodes is outside of what the autoscaler allows. */
  | 'AUTOSCALER_WILL_UNDO'
  /** The cluster is being deleted. */
  | 'BEING_DELETED'
  /** The last change has not been carried out yet. */
  | 'CHANGE_UNSEEN'
  /** Data moves between the nodes, as the operator says. */
  | 'DATA_MOVING'
  /** The deletion does not come to its end. */
  | 'DELETION_HELD'
  /** A change without a restart failed. */
  | 'DYNAMIC_CONFIG_FAILED'
  /** Fewer Aerospike nodes are in the cluster than pods are ready. */
  | 'NODES_APART'
  /** The Aerospike nodes do not agree about the cluster: it is split, or forming. */
  | 'NODES_DISAGREE'
  /** Data moves between the nodes, as they say themselves. */
  | 'NODES_MOVING'
  /** Pods run with another configuration than the one asked for. */
  | 'OLD_CONFIGURATION'
  /** The operator shows an error that is over. */
  | 'OLD_ERROR'
  /** Pods run another image than the one asked for. */
  | 'OLD_IMAGE'
  /** Pods run with other settings of the pod than those asked for. */
  | 'OLD_POD_SETTINGS'
  /** The operation ended without some of its pods. */
  | 'OPERATION_FAILED'
  /** The operator does nothing about the operation: one of its id has ended before. */
  | 'OPERATION_IGNORED'
  /** Pods are being restarted, as asked. */
  | 'OPERATION_RUNNING'
  /** The operation fails on a pod again and again. */
  | 'OPERATION_STUCK'
  /** The operation names no pod of the cluster. */
  | 'OPERATION_WITHOUT_PODS'
  /** The operator is in a phase that is not its last. */
  | 'OPERATOR_AT_WORK'
  /** The operator has stopped trying after ten failures in a row. */
  | 'OPERATOR_GAVE_UP'
  /** The operator has said nothing about the cluster. */
  | 'OPERATOR_SILENT'
  /** The operator leaves the cluster alone, as asked. */
  | 'PAUSED_BY_USER'
  /** Containers end again and again. */
  | 'PODS_CRASHING'
  /** There are fewer or more pods than are wanted. */
  | 'PODS_MISSING'
  /** Pods are not ready. */
  | 'PODS_NOT_READY'
  /** Pods have never started. */
  | 'PODS_NOT_STARTING'
  /** The operator fails and tries again. */
  | 'RECONCILE_FAILING'
  /** The cluster is to have no node. */
  | 'SCALED_TO_ZERO'
  /** Nodes are not taken away yet. */
  | 'SCALE_DOWN_DEFERRED'
  /** The template sets the number of nodes, so the operator's own health is wrong. */
  | 'SIZED_BY_TEMPLATE'
  /** The template has changed, or is gone, since the cluster was made from it. */
  | 'TEMPLATE_CHANGED'
  /** The operator cannot read the template. */
  | 'TEMPLATE_UNRESOLVED'
  /** A namespace refuses writes. */
  | 'WRITES_REFUSED';

/** An image that clusters ask for. */
export type K8sImage = {
  __typename?: 'K8sImage';
  /** How many clusters ask for it. */
  clusters: Scalars['Int']['output'];
  /** The image. */
  image: Scalars['String']['output'];
};

/** Who refuses. */
export type K8sJudge =
  /** Kubernetes itself, by the definition of the resource or a policy. */
  | 'KUBERNETES'
  /** The checks of this server. */
  | 'RULES'
  /** An admission webhook, such as the operator's. */
  | 'WEBHOOK';

/** A tool that keeps this resource: it undoes changes made elsewhere. */
export type K8sKeeper = {
  __typename?: 'K8sKeeper';
  /** The label, annotation or field manager it is known by. */
  evidence: Scalars['String']['output'];
  /** Which tool. */
  kind: K8sKeeperKind;
  /** The application, kustomization or release, where that is known. */
  name?: Maybe<Scalars['String']['output']>;
};

/** A tool that keeps resources as a repository or a release has them. */
export type K8sKeeperKind =
  /** Argo CD. */
  | 'ARGO_CD'
  /** Flux. */
  | 'FLUX'
  /** Helm. */
  | 'HELM';

/** A tool that keeps a resource that is changed. */
export type K8sKept = {
  __typename?: 'K8sKept';
  /** The changed fields it has written itself: it will set them back. Change them where the tool reads them. */
  fields: Array<Scalars['String']['output']>;
  /** The tool. */
  keeper: K8sKeeper;
};

/** How a context fares in a list. */
export type K8sListedContext = {
  __typename?: 'K8sListedContext';
  /** When its state was last known to be true; null when it never was. */
  knownAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether its changes are followed. */
  live: Scalars['Boolean']['output'];
  /** The context. */
  name: Scalars['String']['output'];
  /** The namespaces looked at, when this server may not look at all of them. */
  namespaces?: Maybe<Array<Scalars['String']['output']>>;
  /** Why it is not live. */
  problem?: Maybe<Problem>;
};

/** The end of a pod's log. */
export type K8sLogEnd = {
  __typename?: 'K8sLogEnd';
  /** The pod. */
  pod: Scalars['String']['output'];
  /** Why it ended before its time, or cannot be read; null when it is over. */
  problem?: Maybe<Problem>;
};

/** A line of a pod's log. */
export type K8sLogLine = {
  __typename?: 'K8sLogLine';
  /** When it was written, as its node says. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** Whether the line was longer than that. */
  cut: Scalars['Boolean']['output'];
  /** The pod. */
  pod: Scalars['String']['output'];
  /** The text, at most 16 KiB. */
  text: Scalars['String']['output'];
};

/** Lines of the logs of a cluster's pods. */
export type K8sLogLines = {
  __typename?: 'K8sLogLines';
  /** Pods whose log has ended, for good or for a reason. */
  ended: Array<K8sLogEnd>;
  /** Lines, at most 200; those of one pod in their order. */
  lines: Array<K8sLogLine>;
};

/** What Kubernetes keeps beside the spec of a resource. */
export type K8sMetadata = {
  __typename?: 'K8sMetadata';
  /** Its annotations, by key. */
  annotations: Array<K8sPair>;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** When its deletion was asked for; null when it was not. */
  deletingSince?: Maybe<Scalars['DateTime']['output']>;
  /** Who wrote its fields, as Kubernetes keeps it. */
  fieldManagers: Array<K8sFieldManager>;
  /** Who holds back its deletion. */
  finalizers: Array<Scalars['String']['output']>;
  /** Rises with each change of the spec. */
  generation?: Maybe<Scalars['Int64']['output']>;
  /** Tools that keep it as a repository or a release has it: they undo changes made elsewhere. */
  keepers: Array<K8sKeeper>;
  /** Its labels, by key. */
  labels: Array<K8sPair>;
  /** Another one with each change of anything; hand it back to change only what was seen. */
  resourceVersion?: Maybe<Scalars['String']['output']>;
  /** Tells it from one of the same name before or after. */
  uid?: Maybe<Scalars['String']['output']>;
};

/** Data on the move between the nodes of a cluster. */
export type K8sMigration = {
  __typename?: 'K8sMigration';
  /** When the operator asked the nodes; null where this is the sum of what it says of each pod. */
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether data is moving, as the operator says; null when nobody looked. */
  inProgress?: Maybe<Scalars['Boolean']['output']>;
  /** What the nodes tell now, asked over the connection of the cluster: it takes the time they take. */
  nodes: K8sNodesMigration;
  /** Partitions still to move, over all nodes, as the operator says. */
  remainingPartitions?: Maybe<Scalars['Int64']['output']>;
  /** Whether the operator holds something back until it is over. */
  waitedFor: Scalars['Boolean']['output'];
};

/** How far data has moved to where it belongs. */
export type K8sMigrationStatus = {
  __typename?: 'K8sMigrationStatus';
  /** Whether data is moving. */
  inProgress: Scalars['Boolean']['output'];
  /** When the nodes were asked. */
  lastChecked: Scalars['DateTime']['output'];
  /** So many partitions are still to move, over all nodes. */
  remainingPartitions: Scalars['Int']['output'];
};

/** An exporter of metrics beside each node, and what Prometheus is to make of it. */
export type K8sMonitoring = {
  __typename?: 'K8sMonitoring';
  /** Whether pods get the exporter as a sidecar. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** Variables for the exporter, after those the operator sets: what is named here wins. */
  env?: Maybe<Array<Scalars['K8sEnvVar']['output']>>;
  /** The image of the exporter; the operator has one of its own. */
  exporterImage?: Maybe<Scalars['String']['output']>;
  /** Labels every metric of this cluster carries. */
  metricLabels?: Maybe<Scalars['StringMap']['output']>;
  /** The port metrics are served on, 9145 if nothing is said. 3000 to 3003 are Aerospike's own. */
  port?: Maybe<Scalars['Int']['output']>;
  /** Alerts, for clusters that run the Prometheus operator. */
  prometheusRule?: Maybe<K8sPrometheusRule>;
  /** CPU and memory for the exporter. */
  resources?: Maybe<Scalars['K8sResourceRequirements']['output']>;
  /** Discovery, for clusters that run the Prometheus operator. */
  serviceMonitor?: Maybe<K8sServiceMonitor>;
};

/** An exporter of metrics beside each node, and what Prometheus is to make of it. */
export type K8sMonitoringInput = {
  /** Whether pods get the exporter as a sidecar. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Variables for the exporter, after those the operator sets: what is named here wins. */
  env?: InputMaybe<Array<Scalars['K8sEnvVar']['input']>>;
  /** The image of the exporter; the operator has one of its own. */
  exporterImage?: InputMaybe<Scalars['String']['input']>;
  /** Labels every metric of this cluster carries. */
  metricLabels?: InputMaybe<Scalars['StringMap']['input']>;
  /** The port metrics are served on, 9145 if nothing is said. 3000 to 3003 are Aerospike's own. */
  port?: InputMaybe<Scalars['Int']['input']>;
  /** Alerts, for clusters that run the Prometheus operator. */
  prometheusRule?: InputMaybe<K8sPrometheusRuleInput>;
  /** CPU and memory for the exporter. */
  resources?: InputMaybe<Scalars['K8sResourceRequirements']['input']>;
  /** Discovery, for clusters that run the Prometheus operator. */
  serviceMonitor?: InputMaybe<K8sServiceMonitorInput>;
};

/** A namespace of Kubernetes. */
export type K8sNamespace = {
  __typename?: 'K8sNamespace';
  /** Whether it is being deleted: nothing can be made in it. */
  isTerminating: Scalars['Boolean']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};

/** What each node holds of an Aerospike namespace, on average. What is not known, since a node did not tell, is null. */
export type K8sNamespaceDataPlan = {
  __typename?: 'K8sNamespaceDataPlan';
  /** Bytes of data there would be on each node, copies included. */
  bytesPerNodeAfter?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of data on each node, copies included. */
  bytesPerNodeNow?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of data there is room for on each node. */
  capacityPerNode?: Maybe<Scalars['Int64']['output']>;
  /** Copies of each record there would be. */
  copiesAfter?: Maybe<Scalars['Int']['output']>;
  /** Copies of each record now. */
  copiesNow?: Maybe<Scalars['Int']['output']>;
  /** Its name. */
  namespace: Scalars['String']['output'];
  /** Copies of each record that are configured. */
  replicationFactor?: Maybe<Scalars['Int']['output']>;
  /** What would come of it, the gravest first; the same, in words, is in `warnings` of the payload. */
  risks: Array<K8sDataRisk>;
  /** Share of that room that would be filled; more than 1 does not fit. */
  usedRatioAfter?: Maybe<Scalars['Float']['output']>;
};

/** A network policy the operator keeps, which lets in what a cluster needs and nothing else. */
export type K8sNetworkPolicyConfig = {
  __typename?: 'K8sNetworkPolicyConfig';
  /** Whether the operator makes one. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** Whose kind of policy. */
  type?: Maybe<Scalars['String']['output']>;
};

/** A network policy the operator keeps, which lets in what a cluster needs and nothing else. */
export type K8sNetworkPolicyConfigInput = {
  /** Whether the operator makes one. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whose kind of policy. */
  type?: InputMaybe<K8sNetworkPolicyType>;
};

/** Whose network policies the operator writes. */
export type K8sNetworkPolicyType =
  /** `CiliumNetworkPolicy` of Cilium. */
  | 'cilium'
  /** `NetworkPolicy` of Kubernetes. */
  | 'kubernetes';

/** A node of Kubernetes. */
export type K8sNode = {
  __typename?: 'K8sNode';
  /** CPUs for pods, as Kubernetes writes amounts. */
  cpu?: Maybe<Scalars['String']['output']>;
  /** Whether it takes no new pods. */
  isCordoned: Scalars['Boolean']['output'];
  /** Whether it runs pods; null when it does not say. */
  isReady?: Maybe<Scalars['Boolean']['output']>;
  /** Memory for pods, as Kubernetes writes amounts. */
  memory?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
  /** Its region. */
  region?: Maybe<Scalars['String']['output']>;
  /** What pods must tolerate to run there, as `key=value:effect`. */
  taints: Array<Scalars['String']['output']>;
  /** Its zone. */
  zone?: Maybe<Scalars['String']['output']>;
};

/** What an Aerospike node tells of data on the move. */
export type K8sNodeMigration = {
  __typename?: 'K8sNodeMigration';
  /** The node, by its id. */
  node: Scalars['String']['output'];
  /** The pod it is in; null while no pod has its address, or this server may not see pods. */
  pod?: Maybe<Scalars['String']['output']>;
  /** Why it does not answer. */
  problem?: Maybe<Problem>;
  /** Partitions still to be moved to it or from it; null when it does not tell. */
  remainingPartitions?: Maybe<Scalars['Int64']['output']>;
};

/** Data on the move as the Aerospike nodes tell of it. They tell of partitions, and not of records. */
export type K8sNodesMigration = {
  __typename?: 'K8sNodesMigration';
  /** When that is; null when nothing is left, too. */
  endsAt?: Maybe<Scalars['DateTime']['output']>;
  /** Why `remainingSeconds` is null; null when it is not. */
  etaGap?: Maybe<K8sEtaGap>;
  /** Seconds that was measured over. */
  measuredSeconds?: Maybe<Scalars['Float']['output']>;
  /** What each node tells. */
  nodes: Array<K8sNodeMigration>;
  /**
   * By how many partitions a second what is left became less, as the nodes were asked over the last two minutes;
   * null until they were asked twice since data began to move, a second or more apart.
   */
  partitionsPerSecond?: Maybe<Scalars['Float']['output']>;
  /** Why the nodes cannot be asked; `details.cause` is `NO_CONNECTION` where no connection leads to them. */
  problem?: Maybe<Problem>;
  /**
   * Partitions still to move, over all nodes: each counts where it is sent and where it comes. Null unless every
   * node told.
   */
  remainingPartitions?: Maybe<Scalars['Int64']['output']>;
  /** Seconds until everything has moved if it goes on at that pace; 0 when nothing is left. */
  remainingSeconds?: Maybe<Scalars['Float']['output']>;
  /** When they were asked; null when none could be. */
  sampledAt?: Maybe<Scalars['DateTime']['output']>;
};

/** Labels and annotations an object carries beside those the operator sets. */
export type K8sObjectMetadata = {
  __typename?: 'K8sObjectMetadata';
  /** Annotations by name. */
  annotations?: Maybe<Scalars['StringMap']['output']>;
  /** Labels by name. */
  labels?: Maybe<Scalars['StringMap']['output']>;
};

/** Labels and annotations an object carries beside those the operator sets. */
export type K8sObjectMetadataInput = {
  /** Annotations by name. */
  annotations?: InputMaybe<Scalars['StringMap']['input']>;
  /** Labels by name. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
};

/** Something that stands in the way of a change, or goes with it. */
export type K8sObstacle = {
  __typename?: 'K8sObstacle';
  /** The size an autoscaler sets at once; null when its metrics decide. */
  autoscaledSize?: Maybe<Scalars['Int']['output']>;
  /** The autoscaler, where it is one. */
  autoscaler?: Maybe<Scalars['String']['output']>;
  /** What it is. */
  kind: K8sObstacleKind;
};

/** What stands in the way of a change, or goes with it. */
export type K8sObstacleKind =
  /** A horizontal pod autoscaler sets the size, and will set it back or anew. */
  | 'AUTOSCALER'
  /** The operator has given up after too many failures: nothing happens until the circuit breaker is reset. */
  | 'BREAKER_OPEN'
  /** The claims of existing pods keep their size and class. */
  | 'CLAIMS_ARE_FIXED'
  /** Records are on the move: pods are removed once they have arrived. */
  | 'MIGRATING'
  /** An operation runs, and is finished first. */
  | 'OPERATION_RUNS'
  /** The operator leaves the cluster alone until it is resumed. */
  | 'PAUSED'
  /** The pods of a rack that goes are removed at once, without waiting for their records to be copied. */
  | 'RACK_GOES_AT_ONCE';

/** A restart that is asked for. The operator runs each id once. */
export type K8sOperation = {
  __typename?: 'K8sOperation';
  /** What tells this operation from the one before, 1 to 20 characters. */
  id: Scalars['String']['output'];
  /** Which kind of restart. */
  kind: Scalars['String']['output'];
  /** The pods it is for. Empty: all of them. */
  podList?: Maybe<Array<Scalars['String']['output']>>;
};

/** An item of the feed of a cluster's operation. */
export type K8sOperationChanged = FeedItem & {
  __typename?: 'K8sOperationChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** The operation now; null while there is none. */
  operation?: Maybe<K8sClusterOperation>;
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** A pod an operation failed on. */
export type K8sOperationFailure = {
  __typename?: 'K8sOperationFailure';
  /** How often it failed. */
  attempts: Scalars['Int']['output'];
  /** The pod. */
  pod: Scalars['String']['output'];
  /** Whether it succeeded after all. */
  recovered: Scalars['Boolean']['output'];
};

/** A restart that is asked for. The operator runs each id once. */
export type K8sOperationInput = {
  /** What tells this operation from the one before, 1 to 20 characters. */
  id: Scalars['String']['input'];
  /** Which kind of restart. */
  kind: K8sOperationKind;
  /** The pods it is for. Empty: all of them. */
  podList?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** A kind of restart. */
export type K8sOperationKind =
  /** The pod is deleted and made anew, with the present image and settings. */
  | 'PodRestart'
  /** The Aerospike process starts again in its container, and keeps its indexes. */
  | 'WarmRestart';

/** How an operation fares. */
export type K8sOperationProgress =
  /** The operator has not begun. */
  | 'ASKED'
  /**
   * It has ended: every pod it is asked for was restarted. The operator says `Error` of one that failed on a pod on
   * the way, or on one that was taken out of it.
   */
  | 'DONE'
  /** It has ended, and some pods it is asked for were not restarted. */
  | 'FAILED'
  /** The operator leaves it alone: one of the same id has ended before. */
  | 'IGNORED'
  /** It goes on. */
  | 'RUNNING'
  /** It fails on a pod again and again. */
  | 'STUCK';

/** How far an operation is. */
export type K8sOperationStatus = {
  __typename?: 'K8sOperationStatus';
  /** The pods it is done with. */
  completedPods?: Maybe<Array<Scalars['String']['output']>>;
  /** The pods it failed on. A pod is named once for each attempt. */
  failedPods?: Maybe<Array<Scalars['String']['output']>>;
  /** The operation. */
  id?: Maybe<Scalars['String']['output']>;
  /** Which kind of restart. */
  kind?: Maybe<Scalars['String']['output']>;
  /** What the operator says it is doing. */
  phase?: Maybe<Scalars['String']['output']>;
};

/** What belongs to a cluster in Kubernetes. Each kind fails alone. */
export type K8sOwned = {
  __typename?: 'K8sOwned';
  /** The autoscalers that set its size: more than one contradict each other. */
  autoscalers?: Maybe<Array<K8sAutoscaler>>;
  /** Its configuration files, one object for each rack. */
  configMaps?: Maybe<Array<K8sConfigMap>>;
  /** What keeps Kubernetes from evicting too many of its pods at once. */
  disruptionBudgets?: Maybe<Array<K8sDisruptionBudget>>;
  /** Its services: that of all pods and, where it asks for them, one for each pod. */
  services?: Maybe<Array<K8sService>>;
  /** Its stateful sets, one for each rack. */
  statefulSets?: Maybe<Array<K8sStatefulSet>>;
  /** Its claims to volumes, those that are left over included. */
  volumeClaims?: Maybe<Array<K8sVolumeClaim>>;
};

/** A label or an annotation. */
export type K8sPair = {
  __typename?: 'K8sPair';
  /** Its key. */
  key: Scalars['String']['output'];
  /** Its value. */
  value: Scalars['String']['output'];
};

/** Whether this server may do something in Kubernetes. */
export type K8sPermission = {
  __typename?: 'K8sPermission';
  /** Whether it may. */
  allowed: Scalars['Boolean']['output'];
  /** What on, as roles name it: the resource, its API group after a dot, a subresource after a slash. */
  resource: Scalars['String']['output'];
  /** What, in the words of Kubernetes' roles: `list`, `watch`, `patch` … */
  verb: Scalars['String']['output'];
};

/** The claim each pod gets for a volume. What it asks for cannot change later. */
export type K8sPersistentVolume = {
  __typename?: 'K8sPersistentVolume';
  /** How it may be mounted, such as `ReadWriteOnce`. */
  accessModes?: Maybe<Array<Scalars['String']['output']>>;
  /** Labels and annotations of the claims. */
  metadata?: Maybe<K8sObjectMetadata>;
  /** Which existing volumes may be bound. */
  selector?: Maybe<Scalars['K8sLabelSelector']['output']>;
  /** How much it asks for. */
  size: Scalars['Quantity']['output'];
  /** The storage class; that of the cluster if nothing is said. */
  storageClass?: Maybe<Scalars['String']['output']>;
  /** A directory or a raw device. */
  volumeMode?: Maybe<Scalars['String']['output']>;
};

/** The claim each pod gets for a volume. What it asks for cannot change later. */
export type K8sPersistentVolumeInput = {
  /** How it may be mounted, such as `ReadWriteOnce`. */
  accessModes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Labels and annotations of the claims. */
  metadata?: InputMaybe<K8sObjectMetadataInput>;
  /** Which existing volumes may be bound. */
  selector?: InputMaybe<Scalars['K8sLabelSelector']['input']>;
  /** How much it asks for. */
  size: Scalars['Quantity']['input'];
  /** The storage class; that of the cluster if nothing is said. */
  storageClass?: InputMaybe<Scalars['String']['input']>;
  /** A directory or a raw device. */
  volumeMode?: InputMaybe<K8sVolumeMode>;
};

/** What will happen when a change is applied. Told from recordings of the operator; a newer one may do otherwise. */
export type K8sPlan = {
  __typename?: 'K8sPlan';
  /** What stands in the way, or goes with it. */
  obstacles: Array<K8sObstacle>;
  /** The pods that keep their old image or specification until somebody restarts them. */
  outdatedPods: Array<Scalars['String']['output']>;
  /** The pods that restart by themselves. */
  restartingPods: Array<Scalars['String']['output']>;
  /** What follows from which fields, the gravest last. Empty when nothing changes, and for a new cluster. */
  steps: Array<K8sPlanStep>;
};

/** What follows from a change of some fields. */
export type K8sPlanStep = {
  __typename?: 'K8sPlanStep';
  /** What follows. */
  effect: K8sEffect;
  /** The fields, as in `spec.image`. */
  fields: Array<Scalars['String']['output']>;
};

/** A pod of a cluster. */
export type K8sPod = {
  __typename?: 'K8sPod';
  /** Its name. */
  name: Scalars['String']['output'];
  /**
   * The Aerospike node in it, as the cluster's connection reaches it; null without a connection, and while no
   * node of the cluster has the pod's address.
   */
  node?: Maybe<AerospikeNode>;
  /** The number of its rack; 0 in a cluster without racks. */
  rack: Scalars['Int']['output'];
  /** What Kubernetes says of it; null when it does not know it. */
  state?: Maybe<K8sPodState>;
  /** What the operator says of it, late at times; null when it says nothing. */
  status?: Maybe<K8sPodStatus>;
  /**
   * The zone it stands in, by its own label or that of its node; null when neither tells, or it is on no node
   * yet.
   */
  zone?: Maybe<Scalars['String']['output']>;
};

/** Whether pods keep away from each other. */
export type K8sPodAntiAffinityLevel =
  /** They may share a Kubernetes node. */
  | 'none'
  /** They share one only when there is no other. */
  | 'preferred'
  /** They never share one. */
  | 'required';

/** Pods that run with the same. */
export type K8sPodGroup = {
  __typename?: 'K8sPodGroup';
  /** The hash of their configuration. */
  configHash?: Maybe<Scalars['String']['output']>;
  /** Whether that is what new pods would run with; null while that is not known. */
  current?: Maybe<Scalars['Boolean']['output']>;
  /** Their image. */
  image?: Maybe<Scalars['String']['output']>;
  /** The hash of the pod's own settings. */
  podSpecHash?: Maybe<Scalars['String']['output']>;
  /** The pods. */
  pods: Array<Scalars['String']['output']>;
};

/** In which order pods are started and stopped. */
export type K8sPodManagementPolicy =
  /** One after another, each when the one before is ready. */
  | 'OrderedReady'
  /** All at once. */
  | 'Parallel';

/** The pods: what runs in them beside Aerospike, and where they may run. */
export type K8sPodSpec = {
  __typename?: 'K8sPodSpec';
  /** The container Aerospike runs in. */
  aerospikeContainer?: Maybe<K8sAerospikeContainer>;
  /** Which nodes and which neighbours the pods want. */
  affinity?: Maybe<Scalars['K8sAffinity']['output']>;
  /** How names are resolved in the pods, such as `ClusterFirst`. */
  dnsPolicy?: Maybe<Scalars['String']['output']>;
  /** Whether pods use the network of the node they run on. Only one fits on a node then. */
  hostNetwork?: Maybe<Scalars['Boolean']['output']>;
  /** The secrets that let images be pulled. */
  imagePullSecrets?: Maybe<Array<Scalars['K8sLocalObjectReference']['output']>>;
  /** Containers that run to their end before Aerospike starts, after the operator's own. */
  initContainers?: Maybe<Array<Scalars['K8sContainer']['output']>>;
  /** Labels and annotations of the pods. */
  metadata?: Maybe<K8sObjectMetadata>;
  /** Whether a node of Kubernetes may run several pods of this cluster. */
  multiPodPerHost?: Maybe<Scalars['Boolean']['output']>;
  /** Labels a node has to have, to run pods. */
  nodeSelector?: Maybe<Scalars['StringMap']['output']>;
  /** In which order pods are started and stopped. */
  podManagementPolicy?: Maybe<Scalars['String']['output']>;
  /** Whether a pod counts as ready only once its node has joined and data has migrated. */
  readinessGateEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** What the processes of the pods may do. */
  securityContext?: Maybe<Scalars['K8sPodSecurityContext']['output']>;
  /** The service account the pods run as. */
  serviceAccountName?: Maybe<Scalars['String']['output']>;
  /** Containers that run beside Aerospike. */
  sidecars?: Maybe<Array<Scalars['K8sContainer']['output']>>;
  /** Seconds a pod has to stop before it is killed. */
  terminationGracePeriodSeconds?: Maybe<Scalars['Int']['output']>;
  /** The taints of nodes the pods bear. */
  tolerations?: Maybe<Array<Scalars['K8sToleration']['output']>>;
  /** How pods are spread over zones, nodes and the like. */
  topologySpreadConstraints?: Maybe<Array<Scalars['K8sTopologySpreadConstraint']['output']>>;
};

/** The pods: what runs in them beside Aerospike, and where they may run. */
export type K8sPodSpecInput = {
  /** The container Aerospike runs in. */
  aerospikeContainer?: InputMaybe<K8sAerospikeContainerInput>;
  /** Which nodes and which neighbours the pods want. */
  affinity?: InputMaybe<Scalars['K8sAffinity']['input']>;
  /** How names are resolved in the pods, such as `ClusterFirst`. */
  dnsPolicy?: InputMaybe<Scalars['String']['input']>;
  /** Whether pods use the network of the node they run on. Only one fits on a node then. */
  hostNetwork?: InputMaybe<Scalars['Boolean']['input']>;
  /** The secrets that let images be pulled. */
  imagePullSecrets?: InputMaybe<Array<Scalars['K8sLocalObjectReference']['input']>>;
  /** Containers that run to their end before Aerospike starts, after the operator's own. */
  initContainers?: InputMaybe<Array<Scalars['K8sContainer']['input']>>;
  /** Labels and annotations of the pods. */
  metadata?: InputMaybe<K8sObjectMetadataInput>;
  /** Whether a node of Kubernetes may run several pods of this cluster. */
  multiPodPerHost?: InputMaybe<Scalars['Boolean']['input']>;
  /** Labels a node has to have, to run pods. */
  nodeSelector?: InputMaybe<Scalars['StringMap']['input']>;
  /** In which order pods are started and stopped. */
  podManagementPolicy?: InputMaybe<K8sPodManagementPolicy>;
  /** Whether a pod counts as ready only once its node has joined and data has migrated. */
  readinessGateEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** What the processes of the pods may do. */
  securityContext?: InputMaybe<Scalars['K8sPodSecurityContext']['input']>;
  /** The service account the pods run as. */
  serviceAccountName?: InputMaybe<Scalars['String']['input']>;
  /** Containers that run beside Aerospike. */
  sidecars?: InputMaybe<Array<Scalars['K8sContainer']['input']>>;
  /** Seconds a pod has to stop before it is killed. */
  terminationGracePeriodSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** The taints of nodes the pods bear. */
  tolerations?: InputMaybe<Array<Scalars['K8sToleration']['input']>>;
  /** How pods are spread over zones, nodes and the like. */
  topologySpreadConstraints?: InputMaybe<Array<Scalars['K8sTopologySpreadConstraint']['input']>>;
};

/** What Kubernetes says of a pod. */
export type K8sPodState = {
  __typename?: 'K8sPodState';
  /** Its containers, the first of them Aerospike: those that have logs. */
  containers: Array<Scalars['String']['output']>;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it is being deleted. */
  deleting: Scalars['Boolean']['output'];
  /** The image its Aerospike was started with. */
  image?: Maybe<Scalars['String']['output']>;
  /** Why a container ended the last time, such as `OOMKilled`; null when none did. */
  lastEndReason?: Maybe<Scalars['String']['output']>;
  /** The Kubernetes node it is on; null until it is on one. */
  node?: Maybe<Scalars['String']['output']>;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
  phase?: Maybe<Scalars['String']['output']>;
  /** Whether it is ready and stays. */
  ready: Scalars['Boolean']['output'];
  /** How often its containers have started again, all together. */
  restarts: Scalars['Int']['output'];
  /** Tells it from one of the same name before or after. */
  uid?: Maybe<Scalars['String']['output']>;
  /** The same in more words. */
  waitingMessage?: Maybe<Scalars['String']['output']>;
  /** Why it does not run, such as `ImagePullBackOff` or `Unschedulable`; null when it does. */
  waitingReason?: Maybe<Scalars['String']['output']>;
};

/** What the operator says about a pod. */
export type K8sPodStatus = {
  __typename?: 'K8sPodStatus';
  /** The addresses clients reach the node at, as `host:port`. */
  accessEndpoints?: Maybe<Array<Scalars['String']['output']>>;
  /** The name of the cluster, as the node tells it. */
  clusterName?: Maybe<Scalars['String']['output']>;
  /** A hash of the configuration it started with. */
  configHash?: Maybe<Scalars['String']['output']>;
  /** The volumes that are to be cleaned. */
  dirtyVolumes?: Maybe<Array<Scalars['String']['output']>>;
  /** How the last change without a restart went: `Applied`, `Failed` or `Pending`. */
  dynamicConfigStatus?: Maybe<Scalars['String']['output']>;
  /** The address of the Kubernetes node. */
  hostIP?: Maybe<Scalars['String']['output']>;
  /** The image it runs. */
  image?: Maybe<Scalars['String']['output']>;
  /** The volumes that have been prepared. */
  initializedVolumes?: Maybe<Array<Scalars['String']['output']>>;
  /** Whether it runs and is ready. */
  isRunningAndReady?: Maybe<Scalars['Boolean']['output']>;
  /** Why it was restarted last. */
  lastRestartReason?: Maybe<Scalars['String']['output']>;
  /** When it was restarted last. */
  lastRestartTime?: Maybe<Scalars['DateTime']['output']>;
  /** So many partitions of it are still to move. Absent when the node does not tell. */
  migratingPartitions?: Maybe<Scalars['Int']['output']>;
  /** The node's id in the cluster. */
  nodeID?: Maybe<Scalars['String']['output']>;
  /** Its address. */
  podIP?: Maybe<Scalars['String']['output']>;
  /** The port it serves clients on. */
  podPort?: Maybe<Scalars['Int']['output']>;
  /** A hash of the pod's own settings. */
  podSpecHash?: Maybe<Scalars['String']['output']>;
  /** The rack it belongs to. */
  rack?: Maybe<Scalars['Int']['output']>;
  /** Whether it has joined and its data has migrated, where the cluster wants pods to wait for that. */
  readinessGateSatisfied?: Maybe<Scalars['Boolean']['output']>;
  /** The port clients outside of Kubernetes use. */
  servicePort?: Maybe<Scalars['Int']['output']>;
  /** Since when it has not been ready; absent when it is. */
  unstableSince?: Maybe<Scalars['DateTime']['output']>;
};

/** The `PrometheusRule` with the alerts of a cluster. */
export type K8sPrometheusRule = {
  __typename?: 'K8sPrometheusRule';
  /** Groups of rules instead of those the operator brings; none of its own are made then. */
  customRules?: Maybe<Array<Scalars['PrometheusRuleGroup']['output']>>;
  /** Whether the operator makes one. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** Labels by which a Prometheus selects it. */
  labels?: Maybe<Scalars['StringMap']['output']>;
};

/** The `PrometheusRule` with the alerts of a cluster. */
export type K8sPrometheusRuleInput = {
  /** Groups of rules instead of those the operator brings; none of its own are made then. */
  customRules?: InputMaybe<Array<Scalars['PrometheusRuleGroup']['input']>>;
  /** Whether the operator makes one. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Labels by which a Prometheus selects it. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
};

/** A rack: where its pods run, and what differs there from the cluster. */
export type K8sRack = {
  __typename?: 'K8sRack';
  /** Configuration that goes before the cluster's. */
  aerospikeConfig?: Maybe<Scalars['AerospikeConfig']['output']>;
  /** The number of the rack, from 1. */
  id: Scalars['Int']['output'];
  /** The one Kubernetes node its pods run on. */
  nodeName?: Maybe<Scalars['String']['output']>;
  /** What differs for its pods. */
  podSpec?: Maybe<K8sRackPodSpec>;
  /** Its pods run on nodes labelled `acko.io/rack` with this. */
  rackLabel?: Maybe<Scalars['String']['output']>;
  /** Its pods run on nodes of this region (`topology.kubernetes.io/region`). */
  region?: Maybe<Scalars['String']['output']>;
  /** A mark by which a rack is replaced by a newer one in a controlled way. */
  revision?: Maybe<Scalars['String']['output']>;
  /** Volumes instead of the cluster's. */
  storage?: Maybe<K8sStorage>;
  /** Its pods run on nodes of this zone (`topology.kubernetes.io/zone`). */
  zone?: Maybe<Scalars['String']['output']>;
};

/** The racks of a cluster, over which its pods are spread evenly. */
export type K8sRackConfig = {
  __typename?: 'K8sRackConfig';
  /** So many pods that cannot be scheduled or fail do not hold up the others; a number or a percentage. */
  maxIgnorablePods?: Maybe<Scalars['IntOrString']['output']>;
  /** The Aerospike namespaces whose copies are kept on different racks, at most 2. */
  namespaces?: Maybe<Array<Scalars['String']['output']>>;
  /** The racks, at least one. The list is replaced as a whole. */
  racks?: Maybe<Array<K8sRack>>;
  /**
   * So many pods of a rack restart at once, a number or a percentage; goes before the cluster's own
   * `rollingUpdateBatchSize`.
   */
  rollingUpdateBatchSize?: Maybe<Scalars['IntOrString']['output']>;
  /** So many pods of a rack are removed at once, a number or a percentage; 1 if nothing is said. */
  scaleDownBatchSize?: Maybe<Scalars['IntOrString']['output']>;
};

/** The racks of a cluster, over which its pods are spread evenly. */
export type K8sRackConfigInput = {
  /** So many pods that cannot be scheduled or fail do not hold up the others; a number or a percentage. */
  maxIgnorablePods?: InputMaybe<Scalars['IntOrString']['input']>;
  /** The Aerospike namespaces whose copies are kept on different racks, at most 2. */
  namespaces?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The racks, at least one. The list is replaced as a whole. */
  racks?: InputMaybe<Array<K8sRackInput>>;
  /**
   * So many pods of a rack restart at once, a number or a percentage; goes before the cluster's own
   * `rollingUpdateBatchSize`.
   */
  rollingUpdateBatchSize?: InputMaybe<Scalars['IntOrString']['input']>;
  /** So many pods of a rack are removed at once, a number or a percentage; 1 if nothing is said. */
  scaleDownBatchSize?: InputMaybe<Scalars['IntOrString']['input']>;
};

/** The pods of a rack, by what they run with. */
export type K8sRackDrift = {
  __typename?: 'K8sRackDrift';
  /** The pods, in groups. */
  groups: Array<K8sPodGroup>;
  /** Whether every pod runs with what is wanted; null while that is not known. */
  inSync?: Maybe<Scalars['Boolean']['output']>;
  /** The number of the rack. */
  rack: Scalars['Int']['output'];
  /** The hash of the configuration that new pods would run with; null while that is not known. */
  wantedConfigHash?: Maybe<Scalars['String']['output']>;
};

/** A rack: where its pods run, and what differs there from the cluster. */
export type K8sRackInput = {
  /** Configuration that goes before the cluster's. */
  aerospikeConfig?: InputMaybe<Scalars['AerospikeConfig']['input']>;
  /** The number of the rack, from 1. */
  id: Scalars['Int']['input'];
  /** The one Kubernetes node its pods run on. */
  nodeName?: InputMaybe<Scalars['String']['input']>;
  /** What differs for its pods. */
  podSpec?: InputMaybe<K8sRackPodSpecInput>;
  /** Its pods run on nodes labelled `acko.io/rack` with this. */
  rackLabel?: InputMaybe<Scalars['String']['input']>;
  /** Its pods run on nodes of this region (`topology.kubernetes.io/region`). */
  region?: InputMaybe<Scalars['String']['input']>;
  /** A mark by which a rack is replaced by a newer one in a controlled way. */
  revision?: InputMaybe<Scalars['String']['input']>;
  /** Volumes instead of the cluster's. */
  storage?: InputMaybe<K8sStorageInput>;
  /** Its pods run on nodes of this zone (`topology.kubernetes.io/zone`). */
  zone?: InputMaybe<Scalars['String']['input']>;
};

/** What differs for the pods of a rack. */
export type K8sRackPodSpec = {
  __typename?: 'K8sRackPodSpec';
  /** Which nodes and neighbours they want, instead of the cluster's. */
  affinity?: Maybe<Scalars['K8sAffinity']['output']>;
  /** Labels a node has to have, instead of the cluster's. */
  nodeSelector?: Maybe<Scalars['StringMap']['output']>;
  /** The taints they bear, instead of the cluster's. */
  tolerations?: Maybe<Array<Scalars['K8sToleration']['output']>>;
};

/** What differs for the pods of a rack. */
export type K8sRackPodSpecInput = {
  /** Which nodes and neighbours they want, instead of the cluster's. */
  affinity?: InputMaybe<Scalars['K8sAffinity']['input']>;
  /** Labels a node has to have, instead of the cluster's. */
  nodeSelector?: InputMaybe<Scalars['StringMap']['input']>;
  /** The taints they bear, instead of the cluster's. */
  tolerations?: InputMaybe<Array<Scalars['K8sToleration']['input']>>;
};

/** How the operator gets on with a cluster. */
export type K8sReconciliation = {
  __typename?: 'K8sReconciliation';
  /**
   * Seconds the operator waits after the last failure: 2 to the power of the failures, at most 256. Null
   * without failures.
   */
  backOffSeconds?: Maybe<Scalars['Int']['output']>;
  /** Whether the operator has stopped trying. It does not begin again by itself, whatever is changed. */
  breakerOpen: Scalars['Boolean']['output'];
  /** Attempts that failed in a row. */
  failures: Scalars['Int']['output'];
  /** Why the last attempt failed, in the operator's words; it stays at times after attempts that succeeded. */
  lastError?: Maybe<Scalars['String']['output']>;
  /** When the operator last wrote the status. */
  lastReportAt?: Maybe<Scalars['DateTime']['output']>;
  /** When an attempt last succeeded. */
  lastSuccessAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * When the operator tries again, by when it last wrote the status: a time of this server's clock, however
   * that of Kubernetes goes. Null when it does not, or that is not known.
   */
  nextAttemptAt?: Maybe<Scalars['DateTime']['output']>;
  /** The version of the operator, where it tells. */
  operatorVersion?: Maybe<Scalars['String']['output']>;
  /** What makes the operator try again; null unless the breaker is open. */
  reset?: Maybe<K8sBreakerReset>;
  /** After so many failures in a row the operator stops trying. */
  threshold: Scalars['Int']['output'];
};

/** An item of the feed of how the operator gets on with a cluster. */
export type K8sReconciliationChanged = FeedItem & {
  __typename?: 'K8sReconciliationChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** How the operator gets on now; null while there is no such cluster. */
  reconciliation?: Maybe<K8sReconciliation>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** Something that is refused. */
export type K8sRefusal = {
  __typename?: 'K8sRefusal';
  /** By whom. */
  by: K8sJudge;
  /** The field, as in `spec.storage.volumes[0].source`; null when none is named. */
  field?: Maybe<Scalars['String']['output']>;
  /** Why. */
  message: Scalars['String']['output'];
};

/** How pods are restarted. */
export type K8sRestart =
  /** The pod is replaced, and takes on the image and the pod specification that are asked for. */
  | 'POD'
  /** The server restarts within its pod, and keeps what is in the pod's memory. */
  | 'WARM';

/** How far a resync of clusters is. */
export type K8sResyncProgress = {
  __typename?: 'K8sResyncProgress';
  /** Those the operator works on. */
  applying: Scalars['Int']['output'];
  /** Those the operator is asked for. */
  asked: Scalars['Int']['output'];
  /** Those nobody has asked for. */
  behind: Scalars['Int']['output'];
  /** Those that are done. */
  done: Scalars['Int']['output'];
  /** Those the operator heeds nothing of. */
  held: Scalars['Int']['output'];
  /** How many of all are done, in percent, rounded down; 100 of none. */
  percent: Scalars['Int']['output'];
  /** Clusters in all. */
  total: Scalars['Int']['output'];
};

/** How far the resync of a cluster is. */
export type K8sResyncStage =
  /** The operator has copied the template and works on what it brings. */
  | 'APPLYING'
  /** The operator is asked for it. */
  | 'ASKED'
  /** The copy is not the template, and nobody has asked for a resync. */
  | 'BEHIND'
  /**
   * The copy is the template, and the operator says it has done what it brings. Pods that wait for a restart are
   * told of by the cluster's `assessment`.
   */
  | 'DONE'
  /** The operator heeds nothing of this cluster: `obstacle` says why. */
  | 'HELD';

/** A secret, without what it keeps. */
export type K8sSecret = {
  __typename?: 'K8sSecret';
  /** Its keys. A user's secret has the key `password`. */
  keys: Array<Scalars['String']['output']>;
  /** Its type: `Opaque` or `kubernetes.io/basic-auth`. */
  kind: Scalars['String']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
};

/** A load balancer by which clients find the first node. */
export type K8sSeedsFinderLoadBalancer = {
  __typename?: 'K8sSeedsFinderLoadBalancer';
  /** Annotations of the service, which cloud providers read. */
  annotations?: Maybe<Scalars['StringMap']['output']>;
  /** Where traffic from outside may be sent. */
  externalTrafficPolicy?: Maybe<Scalars['String']['output']>;
  /** Labels of the service. */
  labels?: Maybe<Scalars['StringMap']['output']>;
  /** The networks clients may come from, as CIDR ranges. Empty: from anywhere. */
  loadBalancerSourceRanges?: Maybe<Array<Scalars['String']['output']>>;
  /** The port clients use. */
  port?: Maybe<Scalars['Int']['output']>;
  /** The port of the pods it leads to. */
  targetPort?: Maybe<Scalars['Int']['output']>;
};

/** A load balancer by which clients find the first node. */
export type K8sSeedsFinderLoadBalancerInput = {
  /** Annotations of the service, which cloud providers read. */
  annotations?: InputMaybe<Scalars['StringMap']['input']>;
  /** Where traffic from outside may be sent. */
  externalTrafficPolicy?: InputMaybe<K8sExternalTrafficPolicy>;
  /** Labels of the service. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
  /** The networks clients may come from, as CIDR ranges. Empty: from anywhere. */
  loadBalancerSourceRanges?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The port clients use. */
  port?: InputMaybe<Scalars['Int']['input']>;
  /** The port of the pods it leads to. */
  targetPort?: InputMaybe<Scalars['Int']['input']>;
};

/** Services by which clients outside of Kubernetes find the first node. */
export type K8sSeedsFinderServices = {
  __typename?: 'K8sSeedsFinderServices';
  /** One load balancer before all nodes. */
  loadBalancer?: Maybe<K8sSeedsFinderLoadBalancer>;
};

/** Services by which clients outside of Kubernetes find the first node. */
export type K8sSeedsFinderServicesInput = {
  /** One load balancer before all nodes. */
  loadBalancer?: InputMaybe<K8sSeedsFinderLoadBalancerInput>;
};

/** A service. */
export type K8sService = {
  __typename?: 'K8sService';
  /** Its address within Kubernetes; `None` for one that only names pods. */
  clusterIp?: Maybe<Scalars['String']['output']>;
  /** `ClusterIP`, `NodePort` or `LoadBalancer`. */
  kind?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
  /** Its ports, as `name:port`. */
  ports: Array<Scalars['String']['output']>;
};

/** The `ServiceMonitor` by which Prometheus finds the exporters. */
export type K8sServiceMonitor = {
  __typename?: 'K8sServiceMonitor';
  /** Whether the operator makes one. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** How often metrics are fetched, such as `30s`. */
  interval?: Maybe<Scalars['String']['output']>;
  /** Labels by which a Prometheus selects it. */
  labels?: Maybe<Scalars['StringMap']['output']>;
};

/** The `ServiceMonitor` by which Prometheus finds the exporters. */
export type K8sServiceMonitorInput = {
  /** Whether the operator makes one. */
  enabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** How often metrics are fetched, such as `30s`. */
  interval?: InputMaybe<Scalars['String']['input']>;
  /** Labels by which a Prometheus selects it. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
};

/** What a service of the cluster carries beside what the operator needs. */
export type K8sServiceSettings = {
  __typename?: 'K8sServiceSettings';
  /** Its labels and annotations. */
  metadata?: Maybe<K8sObjectMetadata>;
};

/** What a service of the cluster carries beside what the operator needs. */
export type K8sServiceSettingsInput = {
  /** Its labels and annotations. */
  metadata?: InputMaybe<K8sObjectMetadataInput>;
};

/** A stateful set: the pods of a rack. */
export type K8sStatefulSet = {
  __typename?: 'K8sStatefulSet';
  /** The image its new pods would run. */
  image?: Maybe<Scalars['String']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
  /** Pods it has that are ready. */
  readyReplicas?: Maybe<Scalars['Int']['output']>;
  /** Pods it is to have. */
  replicas?: Maybe<Scalars['Int']['output']>;
};

/** The volumes of each pod, and how they are prepared, cleaned and removed. */
export type K8sStorage = {
  __typename?: 'K8sStorage';
  /** What holds for raw devices that say nothing themselves. */
  blockVolumePolicy?: Maybe<K8sVolumePolicy>;
  /** So many volumes are prepared or cleaned at once. */
  cleanupThreads?: Maybe<Scalars['Int']['output']>;
  /**
   * Whether volumes of local storage classes are deleted before a pod restarts, so that it may move to
   * another node.
   */
  deleteLocalStorageOnRestart?: Maybe<Scalars['Boolean']['output']>;
  /** What holds for directories that say nothing themselves. */
  filesystemVolumePolicy?: Maybe<K8sVolumePolicy>;
  /** The storage classes whose volumes live on one node. */
  localStorageClasses?: Maybe<Array<Scalars['String']['output']>>;
  /** The volumes. The list is replaced as a whole. */
  volumes?: Maybe<Array<K8sVolume>>;
};

/** A class of volumes. */
export type K8sStorageClass = {
  __typename?: 'K8sStorageClass';
  /** Whether a volume can become larger. */
  allowsExpansion: Scalars['Boolean']['output'];
  /** When a volume is made: `Immediate` or `WaitForFirstConsumer`. */
  bindingMode: Scalars['String']['output'];
  /** Whether a claim that names no class gets this one. */
  isDefault: Scalars['Boolean']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** What makes its volumes. */
  provisioner: Scalars['String']['output'];
  /** What becomes of a volume whose claim is deleted: `Delete` or `Retain`. */
  reclaimPolicy: Scalars['String']['output'];
};

/** The volumes of each pod, and how they are prepared, cleaned and removed. */
export type K8sStorageInput = {
  /** What holds for raw devices that say nothing themselves. */
  blockVolumePolicy?: InputMaybe<K8sVolumePolicyInput>;
  /** So many volumes are prepared or cleaned at once. */
  cleanupThreads?: InputMaybe<Scalars['Int']['input']>;
  /**
   * Whether volumes of local storage classes are deleted before a pod restarts, so that it may move to
   * another node.
   */
  deleteLocalStorageOnRestart?: InputMaybe<Scalars['Boolean']['input']>;
  /** What holds for directories that say nothing themselves. */
  filesystemVolumePolicy?: InputMaybe<K8sVolumePolicyInput>;
  /** The storage classes whose volumes live on one node. */
  localStorageClasses?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The volumes. The list is replaced as a whole. */
  volumes?: InputMaybe<Array<K8sVolumeInput>>;
};

/** What clusters made from it have in common. */
export type K8sTemplate = {
  __typename?: 'K8sTemplate';
  /** Its annotations. */
  annotations?: Maybe<Scalars['StringMap']['output']>;
  /** The context. */
  context: Scalars['String']['output'];
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who wrote its fields, as Kubernetes keeps it. */
  fieldManagers: Array<K8sFieldManager>;
  /** The same as long as the name is: context and name with a slash between. */
  id: Scalars['ID']['output'];
  /** Tools that keep it as a repository or a release has it: they undo changes made elsewhere. */
  keepers: Array<K8sKeeper>;
  /** Its labels. */
  labels?: Maybe<Scalars['StringMap']['output']>;
  /** The name. Templates are in no Kubernetes namespace. */
  name: Scalars['String']['output'];
  /** Its version: what `expectedResourceVersion` takes. */
  resourceVersion?: Maybe<Scalars['String']['output']>;
  /** What it holds. Null with `UNSUPPORTED` when it has a field this version cannot read; `yaml` has it. */
  spec?: Maybe<AerospikeClusterTemplateSpec>;
  /** What the operator says, as it says it; null until it has said anything. `usedBy` beside it is what is so. */
  status?: Maybe<AerospikeClusterTemplateStatus>;
  /** The clusters made from it, as they themselves say, with how far they are from it. */
  usedBy?: Maybe<K8sTemplateUses>;
  /** The resource as YAML, as somebody would write it: without status, versions and traces of tools. */
  yaml?: Maybe<Scalars['String']['output']>;
};


/** What clusters made from it have in common. */
export type K8sTemplateYamlArgs = {
  whole?: Scalars['Boolean']['input'];
};

/** Configuration of Aerospike below that of the cluster. */
export type K8sTemplateAerospikeConfig = {
  __typename?: 'K8sTemplateAerospikeConfig';
  /** Parameters of every namespace that says nothing else. */
  namespaceDefaults?: Maybe<Scalars['AerospikeConfig']['output']>;
  /** The network section. */
  network?: Maybe<K8sTemplateNetwork>;
  /** The service section. */
  service?: Maybe<Scalars['AerospikeConfig']['output']>;
};

/** Configuration of Aerospike below that of the cluster. */
export type K8sTemplateAerospikeConfigInput = {
  /** Parameters of every namespace that says nothing else. */
  namespaceDefaults?: InputMaybe<Scalars['AerospikeConfig']['input']>;
  /** The network section. */
  network?: InputMaybe<K8sTemplateNetworkInput>;
  /** The service section. */
  service?: InputMaybe<Scalars['AerospikeConfig']['input']>;
};

/** A cluster of a template. */
export type K8sTemplateClusterInput = {
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
};

/** A page of templates. */
export type K8sTemplateConnection = {
  __typename?: 'K8sTemplateConnection';
  /** Each context that is listed, with what is wrong with it. */
  contexts: Array<K8sListedContext>;
  /** Whether changes are followed in every context that is listed: what is shown is what is so. */
  live: Scalars['Boolean']['output'];
  /** The templates of this page. */
  nodes: Array<K8sTemplate>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** Since when the oldest part of the list is not known to be true; null when it is live, or never was known. */
  staleSince?: Maybe<Scalars['DateTime']['output']>;
  /** Templates on all pages. */
  totalCount: Scalars['Int']['output'];
};

/** Which templates: all of them, until it says less; all fields that are given must hold. */
export type K8sTemplateFilter = {
  /** The context; all of them when left out. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** A label selector of Kubernetes: `tier=gold`, `tier!=gold`, `tier in (gold, silver)`, `!tier`, with commas between. */
  labelSelector?: InputMaybe<Scalars['String']['input']>;
  /** Templates by their names, at most 200; all of them when left out. */
  names?: InputMaybe<Array<Scalars['String']['input']>>;
  /** A part of the name, the description, the image or a label, whatever its case. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** How nodes know that others are alive. */
export type K8sTemplateHeartbeat = {
  __typename?: 'K8sTemplateHeartbeat';
  /** Milliseconds between two heartbeats. */
  interval?: Maybe<Scalars['Int']['output']>;
  /** `mesh`, the one that works in Kubernetes. */
  mode?: Maybe<Scalars['String']['output']>;
  /** So many heartbeats may be missed before a node counts as gone. */
  timeout?: Maybe<Scalars['Int']['output']>;
};

/** How nodes know that others are alive. */
export type K8sTemplateHeartbeatInput = {
  /** Milliseconds between two heartbeats. */
  interval?: InputMaybe<Scalars['Int']['input']>;
  /** `mesh`, the one that works in Kubernetes. */
  mode?: InputMaybe<Scalars['String']['input']>;
  /** So many heartbeats may be missed before a node counts as gone. */
  timeout?: InputMaybe<Scalars['Int']['input']>;
};

/** The network section of a template's configuration. */
export type K8sTemplateNetwork = {
  __typename?: 'K8sTemplateNetwork';
  /** How nodes know that others are alive. */
  heartbeat?: Maybe<K8sTemplateHeartbeat>;
};

/** The network section of a template's configuration. */
export type K8sTemplateNetworkInput = {
  /** How nodes know that others are alive. */
  heartbeat?: InputMaybe<K8sTemplateHeartbeatInput>;
};

/** How nodes know that others are alive. */
export type K8sTemplateNetworkSettingsInput = {
  /** Milliseconds between two heartbeats, 50 or more. */
  heartbeatInterval?: InputMaybe<Scalars['Int']['input']>;
  /** `mesh`; `multicast` is `UNSUPPORTED`, for Kubernetes carries none. */
  heartbeatMode?: InputMaybe<Scalars['String']['input']>;
  /** `UNSUPPORTED`: clusters have it in their configuration, templates do not. */
  heartbeatPort?: InputMaybe<Scalars['Int']['input']>;
  /** So many heartbeats may be missed, 1 or more. */
  heartbeatTimeout?: InputMaybe<Scalars['Int']['input']>;
};

/** What holds for the racks of clusters made from a template. */
export type K8sTemplateRackConfig = {
  __typename?: 'K8sTemplateRackConfig';
  /** So many racks may share a Kubernetes node. 1 wants `podAntiAffinityLevel: required`. */
  maxRacksPerNode?: Maybe<Scalars['Int']['output']>;
};

/** What holds for the racks of clusters made from a template. */
export type K8sTemplateRackConfigInput = {
  /** So many racks may share a Kubernetes node. 1 wants `podAntiAffinityLevel: required`. */
  maxRacksPerNode?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * The template a cluster is made from. The operator copies it once; later changes of the template come when
 * they are asked for.
 */
export type K8sTemplateRef = {
  __typename?: 'K8sTemplateRef';
  /** The name of an `AerospikeClusterTemplate`. */
  name: Scalars['String']['output'];
};

/**
 * The template a cluster is made from. The operator copies it once; later changes of the template come when
 * they are asked for.
 */
export type K8sTemplateRefInput = {
  /** The name of an `AerospikeClusterTemplate`. */
  name: Scalars['String']['input'];
};

/** What became of the resync of a cluster. */
export type K8sTemplateResync = {
  __typename?: 'K8sTemplateResync';
  /** Whether the operator is asked for it: not of a dry run, and not when there is a problem. */
  applied: Scalars['Boolean']['output'];
  /** The name. */
  name: Scalars['String']['output'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['output'];
  /** Why it is not asked for: `CONFLICT` when the cluster is paused, given up on, or not made from this template. */
  problem?: Maybe<Problem>;
};

/** Where the pods of clusters made from a template run. */
export type K8sTemplateScheduling = {
  __typename?: 'K8sTemplateScheduling';
  /** Which Kubernetes nodes they want. */
  nodeAffinity?: Maybe<Scalars['K8sNodeAffinity']['output']>;
  /** Whether they keep away from each other. */
  podAntiAffinityLevel?: Maybe<Scalars['String']['output']>;
  /** In which order they are started and stopped: `OrderedReady` or `Parallel`. */
  podManagementPolicy?: Maybe<Scalars['String']['output']>;
  /** The taints of nodes they bear. */
  tolerations?: Maybe<Array<Scalars['K8sToleration']['output']>>;
  /** How they are spread over zones, nodes and the like. */
  topologySpreadConstraints?: Maybe<Array<Scalars['K8sTopologySpreadConstraint']['output']>>;
};

/** Where the pods of clusters made from a template run. */
export type K8sTemplateSchedulingInput = {
  /** Which Kubernetes nodes they want. */
  nodeAffinity?: InputMaybe<Scalars['K8sNodeAffinity']['input']>;
  /** Whether they keep away from each other. */
  podAntiAffinityLevel?: InputMaybe<K8sPodAntiAffinityLevel>;
  /** In which order they are started and stopped: `OrderedReady` or `Parallel`. */
  podManagementPolicy?: InputMaybe<Scalars['String']['input']>;
  /** The taints of nodes they bear. */
  tolerations?: InputMaybe<Array<Scalars['K8sToleration']['input']>>;
  /** How they are spread over zones, nodes and the like. */
  topologySpreadConstraints?: InputMaybe<Array<Scalars['K8sTopologySpreadConstraint']['input']>>;
};

/** Parameters of the service section. */
export type K8sTemplateServiceInput = {
  /** Any other parameters, by Aerospike's names. */
  extraParams?: InputMaybe<Scalars['AerospikeConfig']['input']>;
  /** `UNSUPPORTED`: a Community Edition does not start with a feature key. */
  featureKeyFile?: InputMaybe<Scalars['String']['input']>;
  /** `proto-fd-max`: connections of clients a node accepts. */
  protoFdMax?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Fields under the names people know them by, put where the specification has them. What it has no place for, or no
 * Community Edition can do, is `UNSUPPORTED` with the reason. They go before `spec`.
 */
export type K8sTemplateSettingsInput = {
  /** `UNSUPPORTED`: clusters have it in their `storage`, templates do not. */
  deleteLocalStorageOnRestart?: InputMaybe<Scalars['Boolean']['input']>;
  /** `UNSUPPORTED`: clusters have it in their `storage`, templates do not. */
  localStorageClasses?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How nodes know that others are alive. */
  networkConfig?: InputMaybe<K8sTemplateNetworkSettingsInput>;
  /** Parameters of the service section. */
  serviceConfig?: InputMaybe<K8sTemplateServiceInput>;
  /** How much a volume asks for: `storage.resources.requests.storage`. */
  storageSize?: InputMaybe<Scalars['String']['input']>;
};

/** The copy of a template a cluster is made from. */
export type K8sTemplateSnapshot = {
  __typename?: 'K8sTemplateSnapshot';
  /** The template. */
  name: Scalars['String']['output'];
  /** The template's version when it was copied. */
  resourceVersion?: Maybe<Scalars['String']['output']>;
  /** When it was copied. */
  snapshotTimestamp?: Maybe<Scalars['DateTime']['output']>;
  /** What was copied. */
  spec?: Maybe<AerospikeClusterTemplateSpec>;
  /** Whether the template is still as it was copied. */
  synced: Scalars['Boolean']['output'];
};

/** The volume that data of clusters made from a template is on. */
export type K8sTemplateStorage = {
  __typename?: 'K8sTemplateStorage';
  /** How it may be mounted, such as `ReadWriteOnce`. */
  accessModes?: Maybe<Array<Scalars['String']['output']>>;
  /** Whether it has to be on the Kubernetes node itself; wants a storage class that waits for its first pod. */
  localPVRequired?: Maybe<Scalars['Boolean']['output']>;
  /** How much it asks for. */
  resources?: Maybe<Scalars['K8sVolumeResourceRequirements']['output']>;
  /** The storage class. */
  storageClassName?: Maybe<Scalars['String']['output']>;
  /** `Filesystem` or `Block`. */
  volumeMode?: Maybe<Scalars['String']['output']>;
};

/** The volume that data of clusters made from a template is on. */
export type K8sTemplateStorageInput = {
  /** How it may be mounted, such as `ReadWriteOnce`. */
  accessModes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Whether it has to be on the Kubernetes node itself; wants a storage class that waits for its first pod. */
  localPVRequired?: InputMaybe<Scalars['Boolean']['input']>;
  /** How much it asks for. */
  resources?: InputMaybe<Scalars['K8sVolumeResourceRequirements']['input']>;
  /** The storage class. */
  storageClassName?: InputMaybe<Scalars['String']['input']>;
  /** `Filesystem` or `Block`. */
  volumeMode?: InputMaybe<Scalars['String']['input']>;
};

/** A cluster that is made from a template, or said to be. */
export type K8sTemplateUse = {
  __typename?: 'K8sTemplateUse';
  /** The `id` of the cluster, as `K8sCluster` has it. */
  clusterId: Scalars['ID']['output'];
  /** What the template holds now against the copy, at most 1,000 fields; null before there is a copy. */
  diff?: Maybe<Array<K8sFieldChange>>;
  /**
   * What a resync would change of what the cluster is asked to be, at most 1,000 fields: its own fields and
   * overrides go before the template. Null when it is not made from the template.
   */
  impact?: Maybe<Array<K8sFieldChange>>;
  /** Whether the copy holds what the template does now, field by field; null before there is a copy. */
  inSync?: Maybe<Scalars['Boolean']['output']>;
  /** The name. */
  name: Scalars['String']['output'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['output'];
  /** Why the operator would not heed a resync now: `PAUSED` or `BREAKER_OPEN`; null when it would. */
  obstacle?: Maybe<Scalars['String']['output']>;
  /** What the operator says it is doing. */
  phase?: Maybe<Scalars['String']['output']>;
  /**
   * What a resync would lead to: which pods restart and how, and what stands in its way. Null when it is not made
   * from the template.
   */
  plan?: Maybe<K8sPlan>;
  /** Whether its specification names the template: then it is made from it. */
  refers: Scalars['Boolean']['output'];
  /** How far a resync of it is. Null when it is not made from the template. */
  resync?: Maybe<K8sResyncStage>;
  /** The copy of the template that the operator works with; null before it has one. Its `synced` is the operator's word. */
  snapshot?: Maybe<K8sTemplateSnapshot>;
  /** Whether the operator names it in the template's `status.usedBy`. */
  stated: Scalars['Boolean']['output'];
};

/** The clusters made from a template. */
export type K8sTemplateUses = {
  __typename?: 'K8sTemplateUses';
  /** Those that refer to it, and those the operator says are made from it, by namespace and name. */
  clusters: Array<K8sTemplateUse>;
  /** The namespaces looked at, when this server may not look at all of them: there may be more clusters. */
  namespaces?: Maybe<Array<Scalars['String']['output']>>;
  /** How far a resync of them is. */
  resync?: Maybe<K8sResyncProgress>;
  /** Whether `status.usedBy` says the same; each cluster tells in which way it does not. */
  statusAgrees: Scalars['Boolean']['output'];
  /** Clusters that refer to the template. */
  totalCount: Scalars['Int']['output'];
};


/** The clusters made from a template. */
export type K8sTemplateUsesResyncArgs = {
  clusters?: InputMaybe<Array<K8sTemplateClusterInput>>;
};

/** An item of the feed of the templates of a context. */
export type K8sTemplatesChanged = FeedItem & {
  __typename?: 'K8sTemplatesChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Why the state is incomplete or old, when it is; the feed goes on. */
  problem?: Maybe<Problem>;
  /** Templates that are gone or pass no more since the item before, by id; some may never have passed. */
  removedIds: Array<Scalars['ID']['output']>;
  /** SNAPSHOT: every template that passes, by name. CHANGE: those that are new or changed, or whose clusters are. */
  templates: Array<K8sTemplate>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** Which checks of the operator are left out. */
export type K8sValidationPolicy = {
  __typename?: 'K8sValidationPolicy';
  /** Whether Aerospike's work directory need not be on a volume that lasts. */
  skipWorkDirValidate?: Maybe<Scalars['Boolean']['output']>;
};

/** Which checks of the operator are left out. */
export type K8sValidationPolicyInput = {
  /** Whether Aerospike's work directory need not be on a volume that lasts. */
  skipWorkDirValidate?: InputMaybe<Scalars['Boolean']['input']>;
};

/** A volume of each pod. */
export type K8sVolume = {
  __typename?: 'K8sVolume';
  /** Where Aerospike finds it. */
  aerospike?: Maybe<K8sVolumeMount>;
  /** Whether its claims are deleted with the cluster. If nothing is said, the policy of its mode decides. */
  cascadeDelete?: Maybe<Scalars['Boolean']['output']>;
  /** Where init containers find it. */
  initContainers?: Maybe<Array<K8sContainerVolumeMount>>;
  /** How it is prepared when new. If nothing is said, the policy of its mode decides. */
  initMethod?: Maybe<Scalars['String']['output']>;
  /** The name, unique in the cluster. */
  name: Scalars['String']['output'];
  /** Where sidecars find it. */
  sidecars?: Maybe<Array<K8sContainerVolumeMount>>;
  /** What it is made of. */
  source: K8sVolumeSource;
  /** How it is cleaned when its pod did not stop properly. If nothing is said, the policy of its mode decides. */
  wipeMethod?: Maybe<Scalars['String']['output']>;
};

/** A claim to a volume. */
export type K8sVolumeClaim = {
  __typename?: 'K8sVolumeClaim';
  /** How it may be mounted, such as `ReadWriteOnce`. */
  accessModes: Array<Scalars['String']['output']>;
  /** The pod that mounts it. */
  boundPod?: Maybe<Scalars['String']['output']>;
  /** The size it has. */
  capacity?: Maybe<Scalars['String']['output']>;
  /** When it was made. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
  /** Whether it is bound and no pod mounts it; null while pods cannot be looked at. */
  orphan?: Maybe<Scalars['Boolean']['output']>;
  /** `Pending`, `Bound` or `Lost`. */
  phase?: Maybe<Scalars['String']['output']>;
  /** The size it asks for. */
  requestedSize?: Maybe<Scalars['String']['output']>;
  /** The storage class. */
  storageClass?: Maybe<Scalars['String']['output']>;
  /** `Filesystem` or `Block`. */
  volumeMode?: Maybe<Scalars['String']['output']>;
  /** The volume it is bound to. */
  volumeName?: Maybe<Scalars['String']['output']>;
};

/** How a new volume is prepared. */
export type K8sVolumeInitMethod =
  /** The device discards its blocks. */
  | 'blkdiscard'
  /** It is overwritten with zeros. */
  | 'dd'
  /** Its files are deleted. */
  | 'deleteFiles'
  /** Aerospike's header is overwritten. */
  | 'headerCleanup'
  /** As it is. */
  | 'none';

/** A volume of each pod. */
export type K8sVolumeInput = {
  /** Where Aerospike finds it. */
  aerospike?: InputMaybe<K8sVolumeMountInput>;
  /** Whether its claims are deleted with the cluster. If nothing is said, the policy of its mode decides. */
  cascadeDelete?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where init containers find it. */
  initContainers?: InputMaybe<Array<K8sContainerVolumeMountInput>>;
  /** How it is prepared when new. If nothing is said, the policy of its mode decides. */
  initMethod?: InputMaybe<K8sVolumeInitMethod>;
  /** The name, unique in the cluster. */
  name: Scalars['String']['input'];
  /** Where sidecars find it. */
  sidecars?: InputMaybe<Array<K8sContainerVolumeMountInput>>;
  /** What it is made of. */
  source: K8sVolumeSourceInput;
  /** How it is cleaned when its pod did not stop properly. If nothing is said, the policy of its mode decides. */
  wipeMethod?: InputMaybe<K8sVolumeWipeMethod>;
};

/** What a volume is to the pod. */
export type K8sVolumeMode =
  /** A raw device. */
  | 'Block'
  /** A directory. */
  | 'Filesystem';

/** Where Aerospike finds a volume. */
export type K8sVolumeMount = {
  __typename?: 'K8sVolumeMount';
  /** Whether mounts below it are seen across containers and the node, such as `HostToContainer`. */
  mountPropagation?: Maybe<Scalars['String']['output']>;
  /** The absolute path in the container. */
  path: Scalars['String']['output'];
  /** Whether it cannot be written. */
  readOnly?: Maybe<Scalars['Boolean']['output']>;
  /** Only this path of the volume. */
  subPath?: Maybe<Scalars['String']['output']>;
  /**
   * Only this path of the volume, with variables of the container such as `$(POD_NAME)`. Not together with
   * `subPath`.
   */
  subPathExpr?: Maybe<Scalars['String']['output']>;
};

/** Where Aerospike finds a volume. */
export type K8sVolumeMountInput = {
  /** Whether mounts below it are seen across containers and the node, such as `HostToContainer`. */
  mountPropagation?: InputMaybe<Scalars['String']['input']>;
  /** The absolute path in the container. */
  path: Scalars['String']['input'];
  /** Whether it cannot be written. */
  readOnly?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only this path of the volume. */
  subPath?: InputMaybe<Scalars['String']['input']>;
  /**
   * Only this path of the volume, with variables of the container such as `$(POD_NAME)`. Not together with
   * `subPath`.
   */
  subPathExpr?: InputMaybe<Scalars['String']['input']>;
};

/** What holds for the volumes of a mode that say nothing themselves. */
export type K8sVolumePolicy = {
  __typename?: 'K8sVolumePolicy';
  /** Whether the claims are deleted with the cluster. */
  cascadeDelete?: Maybe<Scalars['Boolean']['output']>;
  /** How a new volume is prepared. */
  initMethod?: Maybe<Scalars['String']['output']>;
  /** How a volume is cleaned whose pod did not stop properly. */
  wipeMethod?: Maybe<Scalars['String']['output']>;
};

/** What holds for the volumes of a mode that say nothing themselves. */
export type K8sVolumePolicyInput = {
  /** Whether the claims are deleted with the cluster. */
  cascadeDelete?: InputMaybe<Scalars['Boolean']['input']>;
  /** How a new volume is prepared. */
  initMethod?: InputMaybe<K8sVolumeInitMethod>;
  /** How a volume is cleaned whose pod did not stop properly. */
  wipeMethod?: InputMaybe<K8sVolumeWipeMethod>;
};

/** What a volume is made of: exactly one of these. */
export type K8sVolumeSource = {
  __typename?: 'K8sVolumeSource';
  /** The keys of a config map, as files. */
  configMap?: Maybe<Scalars['K8sConfigMapVolumeSource']['output']>;
  /** Empty, and gone with the pod. */
  emptyDir?: Maybe<Scalars['K8sEmptyDirVolumeSource']['output']>;
  /** A path of the Kubernetes node. */
  hostPath?: Maybe<Scalars['K8sHostPathVolumeSource']['output']>;
  /** A claim of its own for each pod. */
  persistentVolume?: Maybe<K8sPersistentVolume>;
  /** The keys of a secret, as files. */
  secret?: Maybe<Scalars['K8sSecretVolumeSource']['output']>;
};

/** What a volume is made of: exactly one of these. */
export type K8sVolumeSourceInput = {
  /** The keys of a config map, as files. */
  configMap?: InputMaybe<Scalars['K8sConfigMapVolumeSource']['input']>;
  /** Empty, and gone with the pod. */
  emptyDir?: InputMaybe<Scalars['K8sEmptyDirVolumeSource']['input']>;
  /** A path of the Kubernetes node. */
  hostPath?: InputMaybe<Scalars['K8sHostPathVolumeSource']['input']>;
  /** A claim of its own for each pod. */
  persistentVolume?: InputMaybe<K8sPersistentVolumeInput>;
  /** The keys of a secret, as files. */
  secret?: InputMaybe<Scalars['K8sSecretVolumeSource']['input']>;
};

/** How a volume is cleaned whose pod did not stop properly. */
export type K8sVolumeWipeMethod =
  /** The device discards its blocks. */
  | 'blkdiscard'
  /** The device discards its blocks, then Aerospike's header is overwritten. */
  | 'blkdiscardWithHeaderCleanup'
  /** It is overwritten with zeros. */
  | 'dd'
  /** Its files are deleted. */
  | 'deleteFiles'
  /** Aerospike's header is overwritten. */
  | 'headerCleanup'
  /** As it is. */
  | 'none';

/** Something that is accepted and warned of. */
export type K8sWarning = {
  __typename?: 'K8sWarning';
  /** The field; null when none is named. */
  field?: Maybe<Scalars['String']['output']>;
  /** What of. */
  message: Scalars['String']['output'];
};

/** A condition on the key a user gave a record. Exactly one of the fields. */
export type KeyFilterInput =
  /** On a key that is bytes. */
  { bytes: BytesConditionInput; int?: never; stored?: never; string?: never; }
  |  /** On a key that is an integer. */
  { bytes?: never; int: IntConditionInput; stored?: never; string?: never; }
  |  /** Whether the key was stored with its record. */
  { bytes?: never; int?: never; stored: Scalars['Boolean']['input']; string?: never; }
  |  /** On a key that is text. */
  { bytes?: never; int?: never; stored?: never; string: StringConditionInput; };

/** A label of a profile. */
export type Label = {
  __typename?: 'Label';
  /** Unique in the profile. */
  key: Scalars['String']['output'];
  /** Its value. */
  value: Scalars['String']['output'];
};

/** A label of a connection. */
export type LabelInput = {
  /** 1 to 63 characters, unique in the connection. `env` groups connections. */
  key: Scalars['String']['input'];
  /** Up to 255 characters. The value of `env` is kept in lower case. */
  value: Scalars['String']['input'];
};

/** Operations that took about the same time, over time. */
export type LatencyBucket = {
  __typename?: 'LatencyBucket';
  /** They took longer than this, in milliseconds. */
  fromMs: Scalars['Float']['output'];
  /**
   * How many there were a second, for each of the frame's `times`; null where it is unknown: a
   * silent node, a histogram that was not there yet. Rates of several series add up.
   */
  opsPerSecond: Array<Maybe<Scalars['Float']['output']>>;
  /** They took no longer than this, in milliseconds; null for the slowest, which have no limit. */
  toMs?: Maybe<Scalars['Float']['output']>;
};

/** Latency histograms, column by column, all over the same points in time. */
export type LatencyFrame = FeedItem & {
  __typename?: 'LatencyFrame';
  /** When the newest point was taken. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: the history, replaces what the reader has. CHANGE: the points since the item before. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Namespaces that have been sampled within the hour that is kept. */
  namespaces: Array<Scalars['NamespaceName']['output']>;
  /** Nodes that have been sampled within the hour that is kept, by node id. */
  nodes: Array<Scalars['String']['output']>;
  /** Operations that have been measured within the hour that is kept. */
  operations: Array<Scalars['String']['output']>;
  /** Why no node answers, while none does; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** Nodes the newest sample misses, and why. */
  problems: Array<Problem>;
  /**
   * The histograms asked for, sorted by operation, namespace and node. One that nothing was
   * recorded in since the node started is left out.
   */
  series: Array<LatencySeries>;
  /**
   * Seconds between two points: 10, which is what the server's histograms cover, or more where a
   * long history was thinned out.
   */
  stepSeconds: Scalars['Float']['output'];
  /** The points in time: milliseconds since 1970-01-01T00:00:00Z, rising. */
  times: Array<Scalars['Float']['output']>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** The histogram of one operation over time. */
export type LatencySeries = {
  __typename?: 'LatencySeries';
  /**
   * The buckets, quickest first. Their bounds are powers of two of a millisecond, or of a
   * microsecond on nodes with `microsecond-histograms`.
   */
  buckets: Array<LatencyBucket>;
  /** The namespace; null for what is kept for the whole node, as `batch-index`. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** The node, by node id; null when the nodes are added up. */
  node?: Maybe<Scalars['String']['output']>;
  /**
   * The server's name of what was measured: `read`, `write`, `udf`, `pi-query`, `si-query`,
   * `batch-index`, `batch-sub-read`, and others where benchmarks are enabled.
   */
  operation: Scalars['String']['output'];
};

/** A condition on a list. Exactly one of the fields. */
export type ListConditionInput =
  /** It has an element equal to this. */
  { contains: Scalars['BinValue']['input']; eq?: never; ne?: never; size?: never; }
  |  /** It is equal to this list. */
  { contains?: never; eq: Scalars['BinValue']['input']; ne?: never; size?: never; }
  |  /** It is not equal to this list. */
  { contains?: never; eq?: never; ne: Scalars['BinValue']['input']; size?: never; }
  |  /** On the number of its elements. */
  { contains?: never; eq?: never; ne?: never; size: IntConditionInput; };

/** A part of the server that logs. */
export type LogContext = {
  __typename?: 'LogContext';
  /** How much it logs; null for a level this server does not know. */
  level?: Maybe<LogLevel>;
  /** The server's name for it. */
  name: Scalars['String']['output'];
};

/** How much is logged: this, and all that matters more. */
export type LogLevel =
  /** What ends the server. */
  | 'CRITICAL'
  /** What helps to find a fault, and the above. */
  | 'DEBUG'
  /** Everything. Slows a busy node down. */
  | 'DETAIL'
  /** What happens at large, and the above. The usual level. */
  | 'INFO'
  /** What went wrong, and the above. */
  | 'WARNING';

/** Where a node logs to. */
export type LogSink = {
  __typename?: 'LogSink';
  /** What can be logged, in the server's order. */
  contexts: Array<LogContext>;
  /** Its number on the node; hand it to `setLogLevel`. */
  id: Scalars['Int']['output'];
  /** A file's path on the node, or `stderr`. */
  name: Scalars['String']['output'];
};

/** What manages a cluster beside its operators: it undoes changes of what it manages. */
export type ManagedBy = {
  __typename?: 'ManagedBy';
  /**
   * The kubeconfig context of the Kubernetes cluster, as the profile's label `k8s-context` says; null
   * when it does not.
   */
  context?: Maybe<Scalars['String']['output']>;
  /** By what this is known. */
  evidence: ManagerEvidence;
  /** What it is. */
  kind: ManagerKind;
  /** The name of the custom resource. */
  name: Scalars['String']['output'];
  /** The Kubernetes namespace of the custom resource. */
  namespace: Scalars['String']['output'];
};

/** By what it is known that something manages a cluster. */
export type ManagerEvidence =
  /** A seed host is the name of a service inside a Kubernetes cluster: likely, not certain. */
  | 'HOSTS'
  /** The profile's labels `k8s-namespace` and `k8s-cluster` say so. */
  | 'LABELS';

/** What can manage a cluster. */
export type ManagerKind =
  /**
   * The Kubernetes operator, after an `AerospikeCluster` resource. With each sync it brings users,
   * roles, passwords and configuration back to what the resource says.
   */
  | 'KUBERNETES_OPERATOR';

/** A condition on a map. Exactly one of the fields. */
export type MapConditionInput =
  /** It has an entry with this key: an integer, text or bytes. */
  { containsKey: Scalars['BinValue']['input']; containsValue?: never; eq?: never; ne?: never; size?: never; }
  |  /** It has an entry with a value equal to this. */
  { containsKey?: never; containsValue: Scalars['BinValue']['input']; eq?: never; ne?: never; size?: never; }
  |  /** It is equal to this map. */
  { containsKey?: never; containsValue?: never; eq: Scalars['BinValue']['input']; ne?: never; size?: never; }
  |  /** It is not equal to this map. */
  { containsKey?: never; containsValue?: never; eq?: never; ne: Scalars['BinValue']['input']; size?: never; }
  |  /** On the number of its entries. */
  { containsKey?: never; containsValue?: never; eq?: never; ne?: never; size: IntConditionInput; };

/** A condition on what the server knows about a record. Exactly one of the fields. */
export type MetadataFilterInput =
  /** On what is left of its digest divided by a number: an even sample of the records. */
  { digestModulo: DigestModuloInput; expiresAt?: never; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize?: never; setName?: never; ttl?: never; }
  |  /** On the time it expires. */
  { digestModulo?: never; expiresAt: TimeConditionInput; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize?: never; setName?: never; ttl?: never; }
  |  /** Whether it is the trace of a record that was deleted durably. */
  { digestModulo?: never; expiresAt?: never; isTombstone: Scalars['Boolean']['input']; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize?: never; setName?: never; ttl?: never; }
  |  /** On the time it was last written. */
  { digestModulo?: never; expiresAt?: never; isTombstone?: never; lastUpdate: TimeConditionInput; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize?: never; setName?: never; ttl?: never; }
  |  /** On the milliseconds since it was last written. */
  { digestModulo?: never; expiresAt?: never; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate: IntConditionInput; neverExpires?: never; recordSize?: never; setName?: never; ttl?: never; }
  |  /** Whether it never expires. */
  { digestModulo?: never; expiresAt?: never; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires: Scalars['Boolean']['input']; recordSize?: never; setName?: never; ttl?: never; }
  |  /** On its size in bytes, as the server stores it. */
  { digestModulo?: never; expiresAt?: never; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize: IntConditionInput; setName?: never; ttl?: never; }
  |  /** On the name of its set; empty for none. */
  { digestModulo?: never; expiresAt?: never; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize?: never; setName: StringConditionInput; ttl?: never; }
  |  /** On the seconds it still lives; -1 when it never expires. */
  { digestModulo?: never; expiresAt?: never; isTombstone?: never; lastUpdate?: never; millisecondsSinceUpdate?: never; neverExpires?: never; recordSize?: never; setName?: never; ttl: IntConditionInput; };

/**
 * A sampled number. Rates are operations per second, measured between two samples; of the
 * server's lifetime counters only the difference is used.
 */
export type Metric =
  /** Half of the batches took no longer. Not kept by namespace. */
  | 'BATCH_LATENCY_P50'
  /** 95 of 100 batches took no longer. Not kept by namespace. */
  | 'BATCH_LATENCY_P95'
  /** 99 of 100 batches took no longer. Not kept by namespace. */
  | 'BATCH_LATENCY_P99'
  /** Reads within batches that failed. */
  | 'BATCH_READ_ERROR_RATE'
  /** Reads within batches whose record was not there. */
  | 'BATCH_READ_NOT_FOUND_RATE'
  /** Reads within batches that found their record. */
  | 'BATCH_READ_SUCCESS_RATE'
  /** Reads within batches that timed out on the server. */
  | 'BATCH_READ_TIMEOUT_RATE'
  /** Writes and deletes within batches that failed. */
  | 'BATCH_WRITE_ERROR_RATE'
  /** Writes and deletes within batches that were applied. */
  | 'BATCH_WRITE_SUCCESS_RATE'
  /** Writes and deletes within batches that timed out on the server. */
  | 'BATCH_WRITE_TIMEOUT_RATE'
  /** Connections clients hold. Not kept by namespace. */
  | 'CLIENT_CONNECTIONS'
  /** Bytes of data there is room for. */
  | 'DATA_TOTAL_BYTES'
  /** Bytes of data in use. */
  | 'DATA_USED_BYTES'
  /** Deletes that failed. */
  | 'DELETE_ERROR_RATE'
  /** Deletes whose record was not there. */
  | 'DELETE_NOT_FOUND_RATE'
  /** Deletes that were applied. */
  | 'DELETE_SUCCESS_RATE'
  /** Deletes that timed out on the server. */
  | 'DELETE_TIMEOUT_RATE'
  /** Bytes the server processes have allocated. Not kept by namespace. */
  | 'HEAP_ALLOCATED_BYTES'
  /** Bytes of primary, set and secondary indexes. */
  | 'INDEX_USED_BYTES'
  /** Partitions still to be moved, both ways. */
  | 'MIGRATIONS_REMAINING'
  /** Records, replicas not counted. */
  | 'OBJECTS'
  /** Queries that were aborted. */
  | 'QUERY_ABORT_RATE'
  /** Queries that failed or timed out. */
  | 'QUERY_ERROR_RATE'
  /** Half of the queries took no longer. */
  | 'QUERY_LATENCY_P50'
  /** 95 of 100 queries took no longer. */
  | 'QUERY_LATENCY_P95'
  /** 99 of 100 queries took no longer. */
  | 'QUERY_LATENCY_P99'
  /** Primary- and secondary-index queries that were completed, of every kind. */
  | 'QUERY_SUCCESS_RATE'
  /** Reads that failed. */
  | 'READ_ERROR_RATE'
  /**
   * Half of the reads took no longer. Latencies are upper bounds of the server's histogram
   * buckets (1, 2, 4, … ms) over its last ten seconds; null without operations.
   */
  | 'READ_LATENCY_P50'
  /** 95 of 100 reads took no longer. */
  | 'READ_LATENCY_P95'
  /** 99 of 100 reads took no longer. */
  | 'READ_LATENCY_P99'
  /** Reads whose record was not there. */
  | 'READ_NOT_FOUND_RATE'
  /** Reads that found their record. */
  | 'READ_SUCCESS_RATE'
  /** Reads that timed out on the server. */
  | 'READ_TIMEOUT_RATE'
  /**
   * Share of the machine's memory that is free; of the cluster: on the node with the least. Not
   * kept by namespace.
   */
  | 'SYSTEM_FREE_MEMORY_RATIO'
  /** Tombstones, copies included. */
  | 'TOMBSTONES'
  /** Calls of Lua functions that failed. */
  | 'UDF_ERROR_RATE'
  /** Calls of Lua functions on single records that were completed. */
  | 'UDF_SUCCESS_RATE'
  /** Calls of Lua functions that timed out on the server. */
  | 'UDF_TIMEOUT_RATE'
  /** Writes that failed. */
  | 'WRITE_ERROR_RATE'
  /** Half of the writes took no longer. */
  | 'WRITE_LATENCY_P50'
  /** 95 of 100 writes took no longer. */
  | 'WRITE_LATENCY_P95'
  /** 99 of 100 writes took no longer. */
  | 'WRITE_LATENCY_P99'
  /** Writes that were applied. */
  | 'WRITE_SUCCESS_RATE'
  /** Writes that timed out on the server. */
  | 'WRITE_TIMEOUT_RATE';

/** What a series is about. */
export type MetricScope =
  /** The nodes that answered, together. */
  | 'CLUSTER'
  /** One namespace, over the nodes that answered. */
  | 'NAMESPACE'
  /** One node. */
  | 'NODE';

/** One number over time. */
export type MetricSeries = {
  __typename?: 'MetricSeries';
  /** What is measured. */
  metric: Metric;
  /** The namespace; null unless the scope is NAMESPACE. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** The node, by node id; null unless the scope is NODE. */
  node?: Maybe<Scalars['String']['output']>;
  /** What it is about. */
  scope: MetricScope;
  /** What the numbers mean. */
  unit: MetricUnit;
  /**
   * One number for each of the frame's `times`; null where it is unknown: a silent node, a
   * restarted server, no operations to measure.
   */
  values: Array<Maybe<Scalars['Float']['output']>>;
};

/** What a number of a series means. */
export type MetricUnit =
  /** Bytes. */
  | 'BYTES'
  /** A number of things. */
  | 'COUNT'
  /** Milliseconds. */
  | 'MILLISECONDS'
  /** Operations in a second. */
  | 'OPERATIONS_PER_SECOND'
  /** A share, 0 to 1. */
  | 'RATIO';

/** Sampled numbers, column by column, all over the same points in time. */
export type MetricsFrame = FeedItem & {
  __typename?: 'MetricsFrame';
  /** When the newest sample was taken. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: the history, replaces what the reader has. CHANGE: the samples since the item before. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** Namespaces that have been sampled within the window. */
  namespaces: Array<Scalars['NamespaceName']['output']>;
  /** Nodes that have been sampled within the window, by node id. */
  nodes: Array<Scalars['String']['output']>;
  /** Why no node answers, while none does; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** Nodes the newest sample misses, and why. Sums cover the other nodes. */
  problems: Array<Problem>;
  /** The series asked for, sorted by scope, node, namespace and metric. */
  series: Array<MetricSeries>;
  /**
   * Seconds between two samples at present, or between two points where a long history was
   * thinned out; `times` tells the exact points.
   */
  stepSeconds: Scalars['Float']['output'];
  /** The points in time: milliseconds since 1970-01-01T00:00:00Z, rising. */
  times: Array<Scalars['Float']['output']>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** Whether a module can do its work. */
export type ModuleState =
  /** Doing part of its work; the reason says what is missing. */
  | 'DEGRADED'
  /** Switched off; its fields answer `UNAVAILABLE`. */
  | 'OFF'
  /** Doing its work. */
  | 'READY'
  /** Not ready for requests yet. */
  | 'STARTING';

/** A module and whether it can do its work. */
export type ModuleStatus = {
  __typename?: 'ModuleStatus';
  /** The module's name, as in the configuration. */
  name: Scalars['String']['output'];
  /** Why it is in this state, when it is not plainly ready. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it came into this state. */
  since: Scalars['DateTime']['output'];
  /** Present state. */
  state: ModuleState;
};

/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type Mutation = {
  __typename?: 'Mutation';
  /**
   * Aborts a query or background job of the cluster, on every node or on one. What a background
   * job has changed stays changed.
   */
  abortServerJob: AbortServerJobPayload;
  /**
   * Cancels a run of one's own: the statement under way is given up, those behind it are left out. What
   * was written stays written; a job that was started goes on.
   */
  aqlCancel: AqlCancelPayload;
  /**
   * Runs AQL statements, one after the other, each as the operation of this schema that `aqlExplain`
   * tells, with the caller's rights and limits. Answers when they have ended, or after `waitMs`: then
   * follow `aqlRun`. Refuses the whole text when one statement is wrong or lacks its confirmation.
   */
  aqlExecute: AqlExecutePayload;
  /**
   * Stops a job that waits, works or holds still. It finishes the piece of work it is at, so that
   * its counts are exact; what it did stays done. `CONFLICT` when it is over or cannot be stopped.
   */
  cancelJob: CancelJobPayload;
  /**
   * Gives a user another password: others when the connection's user may manage users, and always
   * its own. When it is its own, the connection's stored password is changed too.
   */
  changePassword: ChangePasswordPayload;
  /**
   * Removes a finished restart from the specification, where it otherwise stays. `CONFLICT` while it runs: the
   * operator refuses that.
   */
  clearK8sOperation: ClearK8sOperationPayload;
  /** Forgets which queries of a connection were run. */
  clearQueryHistory: ClearQueryHistoryPayload;
  /**
   * Makes an Aerospike cluster like another one, with a name of its own in Aerospike too, and without what the other
   * is asked to do, its pause, the addresses of its nodes and, unless it is wanted, its template.
   */
  cloneK8sCluster: CloneK8sClusterPayload;
  /** Makes a connection profile. Nothing is dialled. */
  createConnection: CreateConnectionPayload;
  /**
   * Makes a secondary index on the whole cluster. It is being built when this answers: queries by
   * it are refused until its state is READY, which `indexesChanged` tells. `ALREADY_EXISTS` when the
   * namespace has an index of this name, or the same index under another; `TIMEOUT` when no node
   * answered and the index is not seen either.
   */
  createIndex: CreateIndexPayload;
  /**
   * Makes an Aerospike cluster in Kubernetes. Nothing is written that is not given: what is left out the template
   * fills in, or the operator. The Kubernetes namespace must be there.
   */
  createK8sCluster: CreateK8sClusterPayload;
  /** Makes a template of Aerospike clusters. */
  createK8sTemplate: CreateK8sTemplatePayload;
  /** Makes a role. `ALREADY_EXISTS` when there is one of this name. */
  createRole: CreateRolePayload;
  /**
   * Makes a user. `ALREADY_EXISTS` when there is one of this name, `NOT_FOUND` without one of the
   * roles.
   */
  createUser: CreateUserPayload;
  /**
   * Removes a connection profile with its password, and closes its live client. The cluster
   * itself is not touched.
   */
  deleteConnection: DeleteConnectionPayload;
  /** Deletes the autoscaler of a cluster. That there is none is no error. */
  deleteK8sAutoscaler: DeleteK8sAutoscalerPayload;
  /**
   * Deletes the claim of a pod that is no more, and with it the data on its volume. `CONFLICT` with cause
   * `CLAIM_IN_USE` when a pod has it, `CLAIM_AWAITED` when one will have it again.
   */
  deleteK8sClaim: DeleteK8sClaimPayload;
  /**
   * Deletes an Aerospike cluster, with all that the operator made for it and the connections whose labels name it.
   * Tells what goes and which volumes stay; a dry run tells it before.
   */
  deleteK8sCluster: DeleteK8sClusterPayload;
  /** Deletes a template. `CONFLICT` with cause `TEMPLATE_IN_USE` and the clusters in `details` while any is made from it. */
  deleteK8sTemplate: DeleteK8sTemplatePayload;
  /** Deletes a record. Deleting what is not there is no error. */
  deleteRecord: DeleteRecordPayload;
  /**
   * Deletes up to 1,000 records, each with its own outcome as in `putRecords`. Deleting what is
   * not there is no error.
   */
  deleteRecords: DeleteRecordsPayload;
  /** Removes a saved query. */
  deleteSavedQuery: DeleteSavedQueryPayload;
  /**
   * Drops a secondary index on the whole cluster. Queries by it end. Dropping what is not there is
   * no error.
   */
  dropIndex: DropIndexPayload;
  /** Takes pods out of the restart that runs. This ends one that fails on a pod again and again. */
  dropK8sOperationPods: DropK8sOperationPodsPayload;
  /** Drops a role of one's own; users who have it lose it. Dropping what is not there is no error. */
  dropRole: DropRolePayload;
  /** Drops a user; its sessions end. Dropping what is not there is no error. */
  dropUser: DropUserPayload;
  /** Copies a connection profile, password included. */
  duplicateConnection: DuplicateConnectionPayload;
  /**
   * Copies every bin of a record to a new key, in one write, and reads the copy back.
   * `UNSUPPORTED` when a bin holds what the client can read but not write, such as a map ordered
   * by key and value.
   */
  duplicateRecord: DuplicateRecordPayload;
  /** Makes an Aerospike cluster what a text says, with the checks of any other change. */
  editK8sCluster: EditK8sClusterPayload;
  /** Makes a template what its text says, with the same checks. What the text leaves out is removed. */
  editK8sTemplate: EditK8sTemplatePayload;
  /**
   * Calls a function of a Lua module on a record, which need not be there; its key is stored with a
   * record the function creates. `BAD_USER_INPUT` when the function fails, with the line and the reason
   * in `details`; what it had written before stays. `TIMEOUT` with `details.inDoubt` when nobody knows.
   */
  executeUdf: ExecuteUdfPayload;
  /**
   * Connections as one document, with or without their secrets. A mutation, because what it yields
   * may hold passwords: it is recorded, and never asked for in a URL. `FORBIDDEN` where this server
   * keeps secrets to itself.
   */
  exportConnections: ExportConnectionsPayload;
  /** Adds privileges to a role of one's own. Those it has already are no error. */
  grantPrivileges: GrantPrivilegesPayload;
  /** Gives roles to a user. Roles it has already are no error. */
  grantRoles: GrantRolesPayload;
  /** Makes and replaces connection profiles as a document says: all entries chosen, or none. */
  importConnections: ImportConnectionsPayload;
  /** Makes an Aerospike cluster from its YAML. */
  importK8sCluster: ImportK8sClusterPayload;
  /** Makes a template from its text, with the same checks. */
  importK8sTemplate: ImportK8sTemplatePayload;
  /**
   * Makes a job hold still after the piece of work it is at. It keeps its place among those that
   * run. `CONFLICT` when it is over or cannot be stopped.
   */
  pauseJob: PauseJobPayload;
  /** Makes the operator leave a cluster alone. */
  pauseK8sCluster: PauseK8sClusterPayload;
  /**
   * What importing a document would do to each of its entries. Stores nothing. A mutation, because
   * what it takes may hold passwords, which must not stand in a URL.
   */
  previewConnectionsImport: PreviewConnectionsImportPayload;
  /** Makes the autoscaler of a cluster, or changes it. */
  putK8sAutoscaler: PutK8sAutoscalerPayload;
  /**
   * Writes bins of a record, and tells what is asked of it afterwards: its key, generation and
   * lifetime as the write told them, and with `bins` or `lastUpdate` as a read after it. Sent once: `TIMEOUT` with `details.inDoubt` means
   * that nobody knows whether it was applied; read the record before writing again.
   */
  putRecord: PutRecordPayload;
  /**
   * Writes bins of up to 1,000 records, by one batch command per node. Input that breaks a rule
   * refuses all of them before anything is written. After that each record has its own outcome:
   * one that fails fails alone. Each write is sent once, and all run to their end although the
   * caller is gone.
   */
  putRecords: PutRecordsPayload;
  /**
   * Puts a Lua module into a cluster, or replaces it. Name, size and Lua are checked before anything is
   * sent. Then every node is asked until all have this very text, at most ten seconds; those that have
   * not are in `nodesBehind`.
   */
  putUdfModule: PutUdfModulePayload;
  /** Makes the operator look at a cluster now. `CONFLICT` when it would not heed it: cause `PAUSED` or `BREAKER_OPEN`. */
  reconcileK8sCluster: ReconcileK8sClusterPayload;
  /** Takes a job that is over off the list. `CONFLICT` when it is not over. */
  removeJob: RemoveJobPayload;
  /**
   * Removes a Lua module from a cluster. Removing what is not there is no error. `CONFLICT`, with the ids
   * in `details.jobs`, while running jobs of the cluster call it: they would go on without it.
   */
  removeUdfModule: RemoveUdfModulePayload;
  /** Puts all connection profiles in an order. */
  reorderConnections: ReorderConnectionsPayload;
  /**
   * Resets the operator's circuit breaker for a cluster: sets its count of failures back, then makes it look. `FORBIDDEN`
   * with the missing right in `details`, before anything is changed, when this server may not do both.
   */
  resetK8sCircuitBreaker: ResetK8sCircuitBreakerPayload;
  /** Lets a job that holds still go on; one that does not goes on anyway. */
  resumeJob: ResumeJobPayload;
  /** Makes the operator go on with a cluster it left alone. */
  resumeK8sCluster: ResumeK8sClusterPayload;
  /**
   * Asks the operator to take the present template into a cluster; `resyncK8sTemplate` does it for many. `CONFLICT` when
   * it is made from none, cause `NO_TEMPLATE`, or the operator would not heed it: cause `PAUSED` or `BREAKER_OPEN`.
   */
  resyncK8sCluster: ResyncK8sClusterPayload;
  /**
   * Asks the operator to give clusters their template's present state. Each cluster tells for itself when it was not
   * asked for; `usedBy.resync` and the feed `k8sTemplatesChanged` tell how far it is.
   */
  resyncK8sTemplate: ResyncK8sTemplatePayload;
  /**
   * Takes privileges from a role of one's own: those with exactly the place named. Those it does
   * not have are no error.
   */
  revokePrivileges: RevokePrivilegesPayload;
  /**
   * Takes roles from a user. Roles it does not have are no error. Taken from the user as whom the
   * connection signs in (`user.isOwn`), they are gone for the connection at once: what needs them is
   * `FORBIDDEN` from then on.
   */
  revokeRoles: RevokeRolesPayload;
  /**
   * Sends one info command that writes, one of `infoVerbs`, to nodes. Each node has its own reply;
   * one that did not answer may have done it.
   */
  runInfoCommand: RunInfoCommandPayload;
  /** Saves a query under a name. It is checked as if it were run. */
  saveQuery: SaveQueryPayload;
  /**
   * Sets the number of nodes. `CONFLICT` with cause `AUTOSCALED` when an autoscaler sets it. A dry run asks the nodes
   * what they hold, and tells in `dataPlan` what each would hold then.
   */
  scaleK8sCluster: ScaleK8sClusterPayload;
  /**
   * Changes one parameter on the nodes while they run, and reads back what each runs afterwards.
   * Not kept when a node starts again: for that, change its configuration file as well. What no
   * node would take is refused before anything is sent; after that each node has its own outcome.
   */
  setConfig: SetConfigPayload;
  /** Says which Kubernetes nodes run no pod of a cluster. Pods that run there stay until they are restarted. */
  setK8sNodeBlockList: SetK8sNodeBlockListPayload;
  /**
   * Changes how much the nodes log of one context while they run, and reads back what each logs
   * afterwards. Not kept when a node starts again.
   */
  setLogLevel: SetLogLevelPayload;
  /**
   * Sets from where the users of a role of one's own may connect. A list without the address of
   * this server locks its own user out, when it has the role.
   */
  setRoleAllowlist: SetRoleAllowlistPayload;
  /**
   * Sets how much the users of a role of one's own may read and write, on each node. `UNSUPPORTED`
   * where quotas are switched off.
   */
  setRoleQuotas: SetRoleQuotasPayload;
  /**
   * Copies the records a query finds to another set or namespace of the same cluster. A record whose
   * key is not stored with it can only be copied to a set of the same name.
   */
  startBulkCopy: StartBulkCopyPayload;
  /** Deletes the records a query finds: counts them, then deletes each that is still found by it. */
  startBulkDelete: StartBulkDeletePayload;
  /**
   * Gives the records a query finds a new lifetime: counts them, then touches each that is still
   * found by it.
   */
  startBulkTouch: StartBulkTouchPayload;
  /**
   * Sets or removes bins of the records a query finds: counts them, then writes each that is still
   * found by it. A record goes with its last bin.
   */
  startBulkUpdate: StartBulkUpdatePayload;
  /** Counts the records a query finds; `counts.matched` is how many. */
  startCount: StartCountPayload;
  /**
   * Writes the records a query finds to a file, which is then among the job's `result.files` and is
   * kept for a day.
   */
  startExport: StartExportPayload;
  /**
   * Writes the records of a file that was sent to `POST /files`, or made by an export. Lines that
   * cannot be read are refused one by one, and listed; a file that broke off fails the job after what
   * could be read of it is written.
   */
  startImport: StartImportPayload;
  /**
   * Restarts pods, one batch after the other. `CONFLICT` with cause `OPERATION_RUNS` while a restart runs, with what it
   * waits for in `details`; `PAUSED` or `BREAKER_OPEN` when the operator would not heed it.
   */
  startK8sOperation: StartK8sOperationPayload;
  /** Fills a set with made-up records that have a bin of every type. */
  startSampleData: StartSampleDataPayload;
  /**
   * Truncates a set or a namespace: the server removes the records in the background, for good.
   * The job tells how many are gone. Once it runs it cannot be stopped.
   */
  startTruncate: StartTruncatePayload;
  /**
   * Calls a function of a Lua module on each record a query finds: counts them, then the nodes work by
   * themselves, and the job tells how far they are. What the function returns is lost. It can be
   * cancelled but not paused.
   */
  startUdfJob: StartUdfJobPayload;
  /**
   * Tries to reach a cluster, within five seconds, and stores nothing. A cluster that cannot be
   * reached is an answer with `ok: false` and a problem; errors are for invalid input only.
   */
  testConnection: TestConnectionPayload;
  /**
   * Gives a record a new lifetime and counts its generation up, without changing a bin;
   * `NOT_FOUND` when there is none.
   */
  touchRecord: TouchRecordPayload;
  /**
   * Gives up to 1,000 records new lifetimes, each with its own outcome as in `putRecords`;
   * `NOT_FOUND` for one that is not there.
   */
  touchRecords: TouchRecordsPayload;
  /**
   * Changes a connection profile. Its live client is replaced when hosts, cluster name,
   * credentials or TLS change.
   */
  updateConnection: UpdateConnectionPayload;
  /**
   * Changes an Aerospike cluster. When somebody else was faster the change is computed anew, unless
   * `expectedResourceVersion` says what the caller saw: then `CONFLICT`, with the present cluster in `details.current`
   * and each changed field in `details.fields` as it was seen, is, and is wanted.
   */
  updateK8sCluster: UpdateK8sClusterPayload;
  /**
   * Changes a template. Clusters made from it keep their copy until a resync; of a dry run too,
   * `template.usedBy.clusters` tells in `impact` and `plan` what that would bring.
   */
  updateK8sTemplate: UpdateK8sTemplatePayload;
  /** Changes a saved query. */
  updateSavedQuery: UpdateSavedQueryPayload;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationAbortServerJobArgs = {
  input: AbortServerJobInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationAqlCancelArgs = {
  input: AqlCancelInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationAqlExecuteArgs = {
  input: AqlExecuteInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCancelJobArgs = {
  input: CancelJobInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationClearK8sOperationArgs = {
  input: ClearK8sOperationInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationClearQueryHistoryArgs = {
  input: ClearQueryHistoryInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCloneK8sClusterArgs = {
  input: CloneK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCreateConnectionArgs = {
  input: CreateConnectionInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCreateIndexArgs = {
  input: CreateIndexInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCreateK8sClusterArgs = {
  input: CreateK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCreateK8sTemplateArgs = {
  input: CreateK8sTemplateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCreateRoleArgs = {
  input: CreateRoleInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteConnectionArgs = {
  input: DeleteConnectionInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteK8sAutoscalerArgs = {
  input: DeleteK8sAutoscalerInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteK8sClaimArgs = {
  input: DeleteK8sClaimInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteK8sClusterArgs = {
  input: DeleteK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteK8sTemplateArgs = {
  input: DeleteK8sTemplateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteRecordArgs = {
  input: DeleteRecordInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteRecordsArgs = {
  input: DeleteRecordsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDeleteSavedQueryArgs = {
  input: DeleteSavedQueryInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDropIndexArgs = {
  input: DropIndexInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDropK8sOperationPodsArgs = {
  input: DropK8sOperationPodsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDropRoleArgs = {
  input: DropRoleInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDropUserArgs = {
  input: DropUserInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDuplicateConnectionArgs = {
  input: DuplicateConnectionInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationDuplicateRecordArgs = {
  input: DuplicateRecordInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationEditK8sClusterArgs = {
  input: EditK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationEditK8sTemplateArgs = {
  input: EditK8sTemplateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationExecuteUdfArgs = {
  input: ExecuteUdfInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationExportConnectionsArgs = {
  input: ExportConnectionsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationGrantPrivilegesArgs = {
  input: GrantPrivilegesInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationGrantRolesArgs = {
  input: GrantRolesInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationImportConnectionsArgs = {
  input: ImportConnectionsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationImportK8sClusterArgs = {
  input: ImportK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationImportK8sTemplateArgs = {
  input: ImportK8sTemplateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPauseJobArgs = {
  input: PauseJobInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPauseK8sClusterArgs = {
  input: PauseK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPreviewConnectionsImportArgs = {
  input: PreviewConnectionsImportInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPutK8sAutoscalerArgs = {
  input: PutK8sAutoscalerInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPutRecordArgs = {
  input: PutRecordInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPutRecordsArgs = {
  input: PutRecordsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationPutUdfModuleArgs = {
  input: PutUdfModuleInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationReconcileK8sClusterArgs = {
  input: ReconcileK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationRemoveJobArgs = {
  input: RemoveJobInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationRemoveUdfModuleArgs = {
  input: RemoveUdfModuleInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationReorderConnectionsArgs = {
  input: ReorderConnectionsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationResetK8sCircuitBreakerArgs = {
  input: ResetK8sCircuitBreakerInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationResumeJobArgs = {
  input: ResumeJobInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationResumeK8sClusterArgs = {
  input: ResumeK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationResyncK8sClusterArgs = {
  input: ResyncK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationResyncK8sTemplateArgs = {
  input: ResyncK8sTemplateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationRevokePrivilegesArgs = {
  input: RevokePrivilegesInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationRevokeRolesArgs = {
  input: RevokeRolesInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationRunInfoCommandArgs = {
  input: RunInfoCommandInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationSaveQueryArgs = {
  input: SaveQueryInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationScaleK8sClusterArgs = {
  input: ScaleK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationSetConfigArgs = {
  input: SetConfigInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationSetK8sNodeBlockListArgs = {
  input: SetK8sNodeBlockListInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationSetLogLevelArgs = {
  input: SetLogLevelInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationSetRoleAllowlistArgs = {
  input: SetRoleAllowlistInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationSetRoleQuotasArgs = {
  input: SetRoleQuotasInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartBulkCopyArgs = {
  input: StartBulkCopyInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartBulkDeleteArgs = {
  input: StartBulkDeleteInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartBulkTouchArgs = {
  input: StartBulkTouchInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartBulkUpdateArgs = {
  input: StartBulkUpdateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartCountArgs = {
  input: StartCountInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartExportArgs = {
  input: StartExportInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartImportArgs = {
  input: StartImportInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartK8sOperationArgs = {
  input: StartK8sOperationInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartSampleDataArgs = {
  input: StartSampleDataInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartTruncateArgs = {
  input: StartTruncateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationStartUdfJobArgs = {
  input: StartUdfJobInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationTestConnectionArgs = {
  input: TestConnectionInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationTouchRecordArgs = {
  input: TouchRecordInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationTouchRecordsArgs = {
  input: TouchRecordsInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationUpdateConnectionArgs = {
  input: UpdateConnectionInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationUpdateK8sClusterArgs = {
  input: UpdateK8sClusterInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationUpdateK8sTemplateArgs = {
  input: UpdateK8sTemplateInput;
};


/** Everything that can be changed. Fields run one after the other, in the order they stand. */
export type MutationUpdateSavedQueryArgs = {
  input: UpdateSavedQueryInput;
};

/** A namespace, summed over the nodes that answered. */
export type Namespace = {
  __typename?: 'Namespace';
  /** Whether any node refuses writes because clocks differ too much. */
  clockSkewStopWrites?: Maybe<Scalars['Boolean']['output']>;
  /** The profile it was reached through. */
  connectionId: Scalars['ID']['output'];
  /** Share of the room free for new data, on the fullest node. */
  dataAvailableRatio?: Maybe<Scalars['Float']['output']>;
  /** Bytes of data there is room for. */
  dataTotalBytes?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of data in use. */
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Share of the room in use: used ÷ total, over the nodes that report both. */
  dataUsedRatio?: Maybe<Scalars['Float']['output']>;
  /** Partitions given up for lost. */
  deadPartitions?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of device there are; null when the data is kept in memory. */
  deviceTotalBytes?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of device in use; null when the data is kept in memory. */
  deviceUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Copies of each record that the present cluster can hold. */
  effectiveReplicationFactor?: Maybe<Scalars['Int']['output']>;
  /** Records evicted to free space, since each node started, copies included. */
  evictedObjects?: Maybe<Scalars['Int64']['output']>;
  /** Whether an eviction threshold (high-water mark) is breached on any node. */
  evictionThresholdBreached?: Maybe<Scalars['Boolean']['output']>;
  /** Records removed because their time had come, since each node started, copies included. */
  expiredObjects?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of the primary index. */
  indexUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of memory in use: indexes, and the data when it is kept in memory. */
  memoryUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Partitions still to be moved, both ways. */
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  /** Its name. */
  name: Scalars['NamespaceName']['output'];
  /** Nodes that answered for it. */
  nodesAnswered: Scalars['Int']['output'];
  /** Nodes known. */
  nodesTotal: Scalars['Int']['output'];
  /** Records, replicas not counted (sum of `master_objects`). */
  objects?: Maybe<Scalars['Int64']['output']>;
  /** What went wrong for parts of this answer. */
  problems: Array<Problem>;
  /**
   * Share of reads that were answered (found or not found) since the nodes started; null without
   * reads.
   */
  readSuccessRatio?: Maybe<Scalars['Float']['output']>;
  /** Copies beyond the first (sum of `prole_objects`). */
  replicaObjects?: Maybe<Scalars['Int64']['output']>;
  /** Copies of each record that are configured. */
  replicationFactor?: Maybe<Scalars['Int']['output']>;
  /** Bytes of secondary indexes. */
  secondaryIndexUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of set indexes. */
  setIndexUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Its sets, by name; at most 5,000. Null with an error when no node could list them. */
  sets?: Maybe<Array<Set>>;
  /** Whether any node refuses writes. */
  stopWrites?: Maybe<Scalars['Boolean']['output']>;
  /** Where it keeps its data. */
  storageEngine?: Maybe<StorageEngine>;
  /** Thresholds for refusing writes and for eviction, each with the distance to it. */
  thresholds: Array<Threshold>;
  /** Tombstones, copies included. */
  tombstones?: Maybe<Scalars['Int64']['output']>;
  /** Records last written before this were truncated; null when never. */
  truncatedBefore?: Maybe<Scalars['DateTime']['output']>;
  /** How records expire. */
  ttl: NamespaceTtl;
  /** Partitions without a node to serve them. */
  unavailablePartitions?: Maybe<Scalars['Int64']['output']>;
  /** Share of writes that succeeded since the nodes started; null without writes. */
  writeSuccessRatio?: Maybe<Scalars['Float']['output']>;
};

/** How records of a namespace expire. */
export type NamespaceTtl = {
  __typename?: 'NamespaceTtl';
  /** Whether writes with a time to live are accepted although the expiration thread is off. */
  allowTtlWithoutNsup?: Maybe<Scalars['Boolean']['output']>;
  /** Percent of its life after which a read extends a record; 0 means never. */
  defaultReadTouchPct?: Maybe<Scalars['Int']['output']>;
  /** Seconds a record lives when its writer did not say; 0 means for ever. */
  defaultSeconds?: Maybe<Scalars['Int64']['output']>;
  /** Whether records expire at all: the expiration thread runs. */
  expirationEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Seconds between two runs of the expiration thread; 0 means it does not run. */
  nsupPeriodSeconds?: Maybe<Scalars['Int64']['output']>;
};

/** The log sinks of a node. */
export type NodeLogSinks = {
  __typename?: 'NodeLogSinks';
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** Why they are unknown; null when they are not. */
  problem?: Maybe<Problem>;
  /** Its sinks. */
  sinks: Array<LogSink>;
};

/** One statistic of all nodes. */
export type NodeStatistic = {
  __typename?: 'NodeStatistic';
  /** Whether nodes that report it differ. */
  differs: Scalars['Boolean']['output'];
  /** Its name, as the server calls it. */
  name: Scalars['String']['output'];
  /** What each node says, exactly; null where it says nothing. In the order of `nodes`. */
  values: Array<Maybe<Scalars['String']['output']>>;
};

/** Statistics of the nodes of a cluster, side by side. */
export type NodeStatistics = {
  __typename?: 'NodeStatistics';
  /** The nodes, by id; each statistic has a value for each, in this order. */
  nodes: Array<ComparedNode>;
  /** When the nodes were asked. */
  sampledAt: Scalars['DateTime']['output'];
  /** The statistics, in the server's own order; at most 2,000. */
  statistics: Array<NodeStatistic>;
};

/** What a node says of itself. A value it does not report is null. */
export type NodeStatus = {
  __typename?: 'NodeStatus';
  /** Build, such as `8.1.2.0`. */
  build?: Maybe<Scalars['String']['output']>;
  /** Connections clients hold to it. */
  clientConnections?: Maybe<Scalars['Int64']['output']>;
  /** Whether it considers the cluster whole. */
  clusterIntegrity?: Maybe<Scalars['Boolean']['output']>;
  /** Key of the cluster this node belongs to. */
  clusterKey?: Maybe<Scalars['String']['output']>;
  /** Nodes in the cluster, as this node sees it. */
  clusterSize?: Maybe<Scalars['Int']['output']>;
  /** Edition, such as `Aerospike Community Edition`. */
  edition?: Maybe<Scalars['String']['output']>;
  /** Best practices it fails, by the server's names; null while unknown. */
  failedBestPractices?: Maybe<Array<Scalars['String']['output']>>;
  /** Bytes its process has allocated. */
  heapAllocatedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Whether it is the principal. */
  isPrincipal?: Maybe<Scalars['Boolean']['output']>;
  /** Partitions still to be moved to or from it. */
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  /** Records it holds, replicas included. */
  objects?: Maybe<Scalars['Int64']['output']>;
  /** Node id of the principal, as this node sees it. */
  principal?: Maybe<Scalars['String']['output']>;
  /** Share of the machine's memory that is free. */
  systemFreeMemoryRatio?: Maybe<Scalars['Float']['output']>;
  /** Tombstones it holds. */
  tombstones?: Maybe<Scalars['Int64']['output']>;
  /** Seconds since it started. */
  uptimeSeconds?: Maybe<Scalars['Float']['output']>;
};

/** All profiles at once. */
export type Overview = {
  __typename?: 'Overview';
  /** When it was put together. */
  at: Scalars['DateTime']['output'];
  /** One for each profile, in the order people gave them; at most 500. */
  entries: Array<OverviewEntry>;
};

/** An item of the feed of the overview. */
export type OverviewChanged = FeedItem & {
  __typename?: 'OverviewChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** SNAPSHOT: every profile. CHANGE: those of which something is different. */
  entries: Array<OverviewEntry>;
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** The order of all profiles now. */
  order: Array<Scalars['ID']['output']>;
  /** Always null: what is wrong with a cluster stands in its entry. */
  problem?: Maybe<Problem>;
  /** Profiles removed since the item before. */
  removedIds: Array<Scalars['ID']['output']>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** One profile and what is known of its cluster. What is unknown is null, and `unknown` says why. */
export type OverviewEntry = {
  __typename?: 'OverviewEntry';
  /** Builds the nodes run, without repetition, sorted. */
  builds: Array<Scalars['String']['output']>;
  /** When the cluster was last asked; null before the first look. */
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Connections clients hold, over all nodes. */
  clientConnections?: Maybe<Scalars['Int64']['output']>;
  /** The name the cluster gives itself. */
  clusterName?: Maybe<Scalars['String']['output']>;
  /** The colour that marks it. */
  color: Scalars['HexColor']['output'];
  /** The profile. */
  connectionId: Scalars['ID']['output'];
  /** Bytes of data there is room for, over all namespaces. */
  dataTotalBytes?: Maybe<Scalars['Int64']['output']>;
  /** Bytes of data in use, copies included, over all namespaces. */
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** The value of its label `env`. */
  env: Scalars['String']['output'];
  /** What the health advisor found. */
  findings?: Maybe<FindingCounts>;
  /** Share in use of the fullest namespace. */
  fullestNamespaceRatio?: Maybe<Scalars['Float']['output']>;
  /** Whether its cluster answers. */
  health: HealthStatus;
  /** Partitions still to be moved, both ways. */
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  /** What people call it. */
  name: Scalars['String']['output'];
  /** Namespaces there are. */
  namespaces?: Maybe<Scalars['Int']['output']>;
  /** Nodes that answered. */
  nodesAnswered?: Maybe<Scalars['Int']['output']>;
  /** Nodes known. */
  nodesTotal?: Maybe<Scalars['Int']['output']>;
  /** Records, replicas not counted, over all namespaces. */
  objects?: Maybe<Scalars['Int64']['output']>;
  /** Why it does not, when it does not. */
  problem?: Maybe<Problem>;
  /** Operations a second; null unless the cluster is being sampled. */
  rates?: Maybe<OverviewRates>;
  /** Whether any namespace refuses writes. */
  stopWrites?: Maybe<Scalars['Boolean']['output']>;
  /** What is unknown, and why. */
  unknown: Array<OverviewGap>;
};

/** What an entry does not know, and why. */
export type OverviewGap = {
  __typename?: 'OverviewGap';
  /** The part that is unknown, wholly or in part. */
  part: OverviewPart;
  /** Why. */
  reason: Scalars['String']['output'];
};

/** A part of an entry of the overview that may be unknown while the rest is known. */
export type OverviewPart =
  /** How much of its room is in use. */
  | 'CAPACITY'
  /** Everything about the cluster. */
  | 'CLUSTER'
  /** What the health advisor could not check. */
  | 'FINDINGS'
  /** Operations a second. */
  | 'RATES';

/** Operations a second, measured between the two newest samples. */
export type OverviewRates = {
  __typename?: 'OverviewRates';
  /** Primary- and secondary-index queries that were completed. */
  queriesPerSecond?: Maybe<Scalars['Float']['output']>;
  /** Reads that were answered, found or not, those within batches included. */
  readsPerSecond?: Maybe<Scalars['Float']['output']>;
  /** When the newest sample was taken. */
  sampledAt: Scalars['DateTime']['output'];
  /** Writes and deletes that were applied, those within batches included. */
  writesPerSecond?: Maybe<Scalars['Float']['output']>;
};

/** Where a page ends and whether more follows. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Hand this to `after` for the next page; null when there is none. */
  endCursor?: Maybe<Scalars['Cursor']['output']>;
  /**
   * Whether another page follows. The next page can still be empty: records may vanish
   * meanwhile.
   */
  hasNextPage: Scalars['Boolean']['output'];
};

/** A query that was run. */
export type PastQuery = {
  __typename?: 'PastQuery';
  /** When it was run last. */
  at: Scalars['DateTime']['output'];
  /** The query. */
  query: Scalars['KeptQuery']['output'];
  /** How often it was run, as long as it is remembered. */
  times: Scalars['Int64']['output'];
};

/** A step into a list or a map. Exactly one of the fields. */
export type PathStepInput =
  /** The element of a list at an index; -1 is the last. */
  { listIndex: Scalars['Int']['input']; listRank?: never; listValue?: never; mapIndex?: never; mapKey?: never; mapRank?: never; mapValue?: never; }
  |  /** The element of a list by rank: 0 is the least, -1 the greatest. */
  { listIndex?: never; listRank: Scalars['Int']['input']; listValue?: never; mapIndex?: never; mapKey?: never; mapRank?: never; mapValue?: never; }
  |  /** An element of a list that is equal to this. */
  { listIndex?: never; listRank?: never; listValue: Scalars['BinValue']['input']; mapIndex?: never; mapKey?: never; mapRank?: never; mapValue?: never; }
  |  /** The entry of a map at an index in the order of keys. */
  { listIndex?: never; listRank?: never; listValue?: never; mapIndex: Scalars['Int']['input']; mapKey?: never; mapRank?: never; mapValue?: never; }
  |  /** The entry of a map with a key: an integer, text or bytes. */
  { listIndex?: never; listRank?: never; listValue?: never; mapIndex?: never; mapKey: Scalars['BinValue']['input']; mapRank?: never; mapValue?: never; }
  |  /** The entry of a map by the rank of its value. */
  { listIndex?: never; listRank?: never; listValue?: never; mapIndex?: never; mapKey?: never; mapRank: Scalars['Int']['input']; mapValue?: never; }
  |  /** An entry of a map whose value is equal to this. */
  { listIndex?: never; listRank?: never; listValue?: never; mapIndex?: never; mapKey?: never; mapRank?: never; mapValue: Scalars['BinValue']['input']; };

/** A job to hold still. */
export type PauseJobInput = {
  /** The job. */
  id: Scalars['ID']['input'];
};

/** A job that was told to hold still. */
export type PauseJobPayload = {
  __typename?: 'PauseJobPayload';
  /** The job now. */
  job: Job;
};

/** A cluster the operator is to leave alone. */
export type PauseK8sClusterInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster that is left alone, or would be. */
export type PauseK8sClusterPayload = {
  __typename?: 'PauseK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** By which role and privilege somebody may do something. */
export type PermissionGrant = {
  __typename?: 'PermissionGrant';
  /** Its privilege. */
  privilege: Privilege;
  /** The role. */
  role: Scalars['RoleName']['output'];
};

/** Something that not every user may do. */
export type PermissionKind =
  /** Running functions on records. */
  | 'EXECUTE_FUNCTIONS'
  /** Making and dropping secondary indexes. */
  | 'MANAGE_INDEXES'
  /** Managing the rules that mask data. */
  | 'MANAGE_MASKING'
  /** Registering and removing Lua modules. */
  | 'MANAGE_MODULES'
  /** Changing configuration, logging and membership of nodes. */
  | 'MANAGE_NODES'
  /** Aborting queries of others. */
  | 'MANAGE_QUERIES'
  /** Managing users and roles. */
  | 'MANAGE_USERS'
  /** Reading records. */
  | 'READ'
  /** Reading what is masked as it is. */
  | 'READ_MASKED'
  /** Truncating sets and namespaces. */
  | 'TRUNCATE'
  /** Writing and deleting records. */
  | 'WRITE'
  /** Writing what is masked. */
  | 'WRITE_MASKED';

/** A user who may do something. */
export type PermittedUser = {
  __typename?: 'PermittedUser';
  /**
   * Whether it may in all of the place that was asked for; otherwise only in the places of the
   * grants.
   */
  everywhere: Scalars['Boolean']['output'];
  /** By which roles and privileges. */
  grants: Array<PermissionGrant>;
  /** Its name. */
  name: Scalars['UserName']['output'];
};

/** A place in the lists and maps of a bin. */
export type PlaceInput = {
  /** The bin. */
  bin: Scalars['BinName']['input'];
  /** The way into it: 1 to 16 steps. */
  path: Array<PathStepInput>;
};

/** A secondary index that a query asks. */
export type PlannedIndex = {
  __typename?: 'PlannedIndex';
  /** The bin that is indexed; null for an expression. */
  bin?: Maybe<Scalars['BinName']['output']>;
  /** How much of it is built, 0 to 1, on the node that is behind; null when unknown. */
  buildProgress?: Maybe<Scalars['Float']['output']>;
  /** What of a list or map it holds; null for what this version does not know. */
  collection?: Maybe<IndexCollection>;
  /** The way to what is indexed; null for the bin itself. */
  context?: Maybe<IndexContext>;
  /** Its entries, replicas not counted; null when unknown. */
  entries?: Maybe<Scalars['Int64']['output']>;
  /** Its name. */
  name: Scalars['IndexName']['output'];
  /** Whether all nodes can be asked. */
  ready: Scalars['Boolean']['output'];
  /** Its set; null for all records of the namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
  /** The type of its values; null for one this version does not know. */
  type?: Maybe<IndexType>;
};

/** A document to be looked at. */
export type PreviewConnectionsImportInput = {
  /** The document, as an export yields it; up to 2 MiB, 500 connections. */
  document: Scalars['String']['input'];
  /** What becomes of entries whose name a connection has already. */
  onConflict?: ConnectionImportConflict;
};

/** What a look at a document yields. */
export type PreviewConnectionsImportPayload = {
  __typename?: 'PreviewConnectionsImportPayload';
  /** Every entry, in the document's order. */
  entries: Array<ConnectionImportEntry>;
};

/** What a role grants, and where. */
export type Privilege = {
  __typename?: 'Privilege';
  /** The server's number for it. */
  code: Scalars['Int']['output'];
  /** What; null for a privilege unknown to this version. */
  kind?: Maybe<PrivilegeKind>;
  /** The server's name for it, such as `read-write`; `unknown-99` when unknown to this version. */
  name: Scalars['String']['output'];
  /** The namespace; null means everywhere. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** The set; null means all of the namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
};

/** What a role is to grant, and where. */
export type PrivilegeInput = {
  /** What. */
  kind: PrivilegeKind;
  /** In which namespace; everywhere when left out. Some privileges are granted everywhere only. */
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
  /** In which set of the namespace; in all of it when left out. */
  set?: InputMaybe<Scalars['SetName']['input']>;
};

/** What a privilege grants. */
export type PrivilegeKind =
  /** Managing indexes, modules and queries, and truncating. Everywhere only. */
  | 'DATA_ADMIN'
  /** Managing the rules that mask data. Everywhere only. */
  | 'MASKING_ADMIN'
  /** Reading records. */
  | 'READ'
  /** Reading what is masked as it is. */
  | 'READ_MASKED'
  /** Reading and writing records. */
  | 'READ_WRITE'
  /** Reading and writing records, and running functions on them. */
  | 'READ_WRITE_UDF'
  /** Making and dropping secondary indexes. Everywhere only. */
  | 'SINDEX_ADMIN'
  /**
   * Managing nodes: configuration, logging, membership; and all that `DATA_ADMIN` may. Everywhere
   * only.
   */
  | 'SYS_ADMIN'
  /** Truncating sets and namespaces. */
  | 'TRUNCATE'
  /** Registering and removing Lua modules. Everywhere only. */
  | 'UDF_ADMIN'
  /** Managing users and roles. Everywhere only. */
  | 'USER_ADMIN'
  /** Writing records. */
  | 'WRITE'
  /** Writing what is masked. */
  | 'WRITE_MASKED';

/** Something that went wrong for a part of the answer, while the rest stands. */
export type Problem = {
  __typename?: 'Problem';
  /** What a program can act on; the same codes as in `errors[].extensions.code`. */
  code: ErrorCode;
  /** Facts for programs, where there are some. */
  details?: Maybe<Scalars['ErrorDetails']['output']>;
  /** What a person should read. */
  message: Scalars['String']['output'];
  /** The node it happened on, by node id, when it is one node's. */
  node?: Maybe<Scalars['String']['output']>;
};

/** The autoscaler that a cluster is to have. */
export type PutK8sAutoscalerInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Percent of the CPU that pods request to aim at, 1 to 100. This or a target for memory is wanted. */
  cpuTargetPercent?: InputMaybe<Scalars['Int']['input']>;
  /** Lets Kubernetes check it, and keeps nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The greatest number of nodes, `minReplicas` to 8. */
  maxReplicas: Scalars['Int']['input'];
  /** Percent of the memory that pods request to aim at, 1 to 100. */
  memoryTargetPercent?: InputMaybe<Scalars['Int']['input']>;
  /** The least number of nodes, 1 to 8. */
  minReplicas: Scalars['Int']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
};

/** The autoscaler that was made or changed. */
export type PutK8sAutoscalerPayload = {
  __typename?: 'PutK8sAutoscalerPayload';
  /** The autoscaler as it is now or, of a dry run, would be. */
  autoscaler: K8sAutoscaler;
  /** Whether the cluster had none before. */
  created: Scalars['Boolean']['output'];
};

/** What a write asks of the record that is there, or not. */
export type PutMode =
  /** Create it; `ALREADY_EXISTS` when it is there. */
  | 'CREATE_ONLY'
  /** Create it, or replace all its bins. */
  | 'REPLACE'
  /** Replace all its bins; `NOT_FOUND` when it is not there. */
  | 'REPLACE_ONLY'
  /** Change the bins named; `NOT_FOUND` when it is not there. */
  | 'UPDATE_ONLY'
  /** Create it, or change the bins named. */
  | 'UPSERT';

/** A write. */
export type PutRecordInput = {
  /**
   * Bins to set. Bins that are not named are kept (or dropped when the mode replaces); null
   * removes a bin. At least one bin is set or removed.
   */
  bins?: InputMaybe<Scalars['Bins']['input']>;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /**
   * The generation the record must be in, 1 to 65,535; else `CONFLICT`, with the present record
   * in `details.current`. Absent for any.
   */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** Which record. */
  key: RecordKeyInput;
  /** What is asked of the record that is there. */
  mode?: PutMode;
  /** Bins to remove. A record goes with its last bin. */
  removeBins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  /** Whether to store the user key with the record, so that lists can show it. */
  sendKey?: Scalars['Boolean']['input'];
  /**
   * How long the record shall live. Absent keeps what it has; a new record lives as the namespace
   * says.
   */
  ttl?: InputMaybe<TtlInput>;
};

/** What a write left. */
export type PutRecordPayload = {
  __typename?: 'PutRecordPayload';
  /** The record after the write; null when it went with its last bin. */
  record?: Maybe<Record>;
};

/** The write of one record among many. */
export type PutRecordsEntry = {
  /**
   * Bins to set. Bins that are not named are kept (or dropped when the mode replaces); null
   * removes a bin.
   */
  bins?: InputMaybe<Scalars['Bins']['input']>;
  /**
   * The generation the record must be in, 1 to 65,535; else `CONFLICT`, with the present record
   * in `details.current`. Absent for any.
   */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** Which record. */
  key: RecordKeyInput;
  /** What is asked of the record that is there. */
  mode?: PutMode;
  /** Bins to remove. A record goes with its last bin. */
  removeBins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  /** Whether to store the user key with the record, so that lists can show it. */
  sendKey?: Scalars['Boolean']['input'];
  /**
   * How long the record shall live. Absent keeps what it has; a new record lives as the namespace
   * says.
   */
  ttl?: InputMaybe<TtlInput>;
};

/** Writes of many records. */
export type PutRecordsInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The writes, at most 1,000, each of another record. */
  records: Array<PutRecordsEntry>;
};

/** What writes of many records left. */
export type PutRecordsPayload = {
  __typename?: 'PutRecordsPayload';
  /** How many writes failed. */
  failed: Scalars['Int']['output'];
  /** What became of each record, in the order of the input. */
  results: Array<RecordWriteResult>;
};

/** A module to be put. */
export type PutUdfModuleInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /**
   * The hash of the module that is to be replaced, as the caller saw it; null when there shall be none
   * yet. Otherwise `CONFLICT`, with the hash now in `details.currentHash`. Absent for any.
   */
  expectedHash?: InputMaybe<Scalars['String']['input']>;
  /** The name of its file, which ends with `.lua`: without that ending it is what is called. */
  name: Scalars['ModuleName']['input'];
  /** The text, 1 to 1,048,576 bytes. */
  source: UdfSourceInput;
};

/** A module that was put. */
export type PutUdfModulePayload = {
  __typename?: 'PutUdfModulePayload';
  /** The module as the nodes tell of it now. */
  module: UdfModule;
  /** Nodes that have not taken it, or did not answer, by node id. The cluster goes on telling them. */
  nodesBehind: Array<Scalars['String']['output']>;
};

/** Everything that can be asked. */
export type Query = {
  __typename?: 'Query';
  /**
   * Calls a function of a Lua module on the stream of records a query finds. Each node filters, maps,
   * aggregates and reduces its own records; this server reduces what the nodes send, and does what the
   * function says after that, in a sandbox with limits. Nothing is changed. Null with an error when the
   * module is not there, the function fails, or the nodes send too much.
   */
  aggregate?: Maybe<Aggregation>;
  /**
   * What can be written at a place of an AQL text, by its grammar and with names of the cluster. When
   * names cannot be looked up, words of the language are told all the same.
   */
  aqlComplete: AqlCompletion;
  /**
   * What each statement of a text would do, as the GraphQL operation it would be run as; nothing is
   * run. Null with an error for a text that cannot be run.
   */
  aqlExplain?: Maybe<Array<AqlExplanation>>;
  /**
   * Reads AQL and runs nothing: what each statement is, how much it changes, what is to be confirmed,
   * what is wrong with it and what would mend it.
   */
  aqlParse: AqlScript;
  /**
   * A run of one's own, with the results behind one. What is named by `after` counts as received.
   * Null with an error when there is no such run, or results behind `after` are no longer kept.
   */
  aqlRun?: Maybe<AqlRun>;
  /** How every AQL statement is written, with an example. */
  aqlSyntax: Array<AqlSyntax>;
  /**
   * Reads a text as Lua, without a cluster: whether it can be put, and if not, at which line it stops to
   * be Lua. Its outermost lines run, in a sandbox with limits, to find its functions.
   */
  checkUdf: UdfCheck;
  /**
   * The live cluster behind a connection, at most a second old; null with an error when no node
   * answers. A single silent node or failing namespace has its own error or problem.
   */
  cluster?: Maybe<Cluster>;
  /**
   * The configuration of every node, side by side, as it runs; null with an error when no node
   * answers.
   */
  config?: Maybe<ClusterConfig>;
  /** One connection profile; null when there is none with this id. */
  connection?: Maybe<Connection>;
  /**
   * Whether a connection works. Asked for the first time, waits up to two seconds for the first
   * look; null with an error when there is no such connection.
   */
  connectionHealth?: Maybe<ConnectionHealth>;
  /** Every connection profile, in the order people gave them. At most 500. */
  connections: Array<Connection>;
  /**
   * How the records of a namespace or set are distributed by time to live or size: the last counts
   * of all nodes, added up, copies of records included. The server counts on its own, every
   * `nsup-hist-period`; `reason` says why there is nothing yet.
   */
  distribution?: Maybe<Distribution>;
  /** What a user may do and where, by all its roles together. */
  effectivePermissions?: Maybe<EffectivePermissions>;
  /**
   * How a query will be run: which index it asks, what it costs, and what to know before. Nothing
   * is read but what the nodes tell of their indexes and sets.
   */
  explainQuery?: Maybe<QueryPlan>;
  /** What this server is and which of its parts are on, so that clients can hide the others. */
  features: Features;
  /**
   * What is wrong with a cluster, or about to be, with evidence and fix; at most two seconds old.
   * What a node does not say is neither a finding nor an all-clear: `checks` tells what could not
   * be checked, and why. Null with an error when no node answers.
   */
  findings?: Maybe<FindingsReport>;
  /**
   * The secondary indexes of a namespace, or of all, by namespace and name, with what each node
   * tells of them. Null with an error when no node answers.
   */
  indexes?: Maybe<Array<SecondaryIndex>>;
  /**
   * Asks nodes with one info command that only reads, one of `infoVerbs`. Each node has its own
   * reply; null with an error when none answered, or none can: `UNSUPPORTED` for what the edition
   * or the build of all nodes lacks.
   */
  infoCommand?: Maybe<InfoReplies>;
  /** The verbs of info commands that are known here, by name, those that are never sent among them. */
  infoVerbs: Array<InfoVerb>;
  /** A job; null when there is none of this id any more. */
  job?: Maybe<Job>;
  /**
   * The jobs of this server, the newest first: those that wait or work, and the last hundred that
   * ended within a week.
   */
  jobs: Array<Job>;
  /** One Aerospike cluster in Kubernetes; null when there is none of that name. */
  k8sCluster?: Maybe<K8sCluster>;
  /**
   * Aerospike clusters in Kubernetes, from a watch that all who look share: nothing is asked that is known
   * already. A context that cannot be looked at says so in `contexts` and does not hide the others.
   */
  k8sClusters?: Maybe<K8sClusterConnection>;
  /**
   * The Kubernetes clusters this server reaches, each by the name of its context, the default one first.
   * `UNAVAILABLE` when Kubernetes management is off.
   */
  k8sContexts?: Maybe<Array<K8sContext>>;
  /** The images that Aerospike clusters ask for, those of most clusters first. */
  k8sImages?: Maybe<Array<K8sImage>>;
  /** The namespaces of a Kubernetes cluster, by name. */
  k8sNamespaces?: Maybe<Array<K8sNamespace>>;
  /** The nodes of a Kubernetes cluster. */
  k8sNodes?: Maybe<Array<K8sNode>>;
  /** The secrets of a Kubernetes namespace that a cluster can name, by name and keys. What they keep is never shown. */
  k8sSecrets?: Maybe<Array<K8sSecret>>;
  /** The storage classes of a Kubernetes cluster. */
  k8sStorageClasses?: Maybe<Array<K8sStorageClass>>;
  /** One template; null when there is none of that name. */
  k8sTemplate?: Maybe<K8sTemplate>;
  /**
   * Templates of Aerospike clusters, by name, from a watch that all who look share. A context that cannot be looked
   * at says so in `contexts` and does not hide the others.
   */
  k8sTemplates?: Maybe<K8sTemplateConnection>;
  /**
   * How long operations took: the server's histograms over time, as a heat map shows them. Asking
   * starts the sampler that `metrics` starts; the server's histograms are about its last ten
   * seconds, and so is each point. A point covers more where a long history was thinned out, with
   * the mean of its rates.
   */
  latencyHistograms?: Maybe<LatencyFrame>;
  /** Where each node logs to, and how much of what. */
  logSinks?: Maybe<Array<NodeLogSinks>>;
  /**
   * The sampled history of a cluster. Asking starts the sampler, one sample a second, which goes
   * on for a minute after the last look: a first answer holds one sample, and so no rates.
   * Histories longer than 1,200 points are thinned out: rates by their mean, latencies by their
   * greatest, everything else by its last.
   */
  metrics?: Maybe<MetricsFrame>;
  /** A namespace of a cluster; null when it has none of this name. */
  namespace?: Maybe<Namespace>;
  /**
   * The statistics of all nodes side by side, exactly as the nodes report them. Null with an error
   * when no node answers, or none has the namespace.
   */
  nodeStatistics?: Maybe<NodeStatistics>;
  /**
   * All profiles with what is known of their clusters, each asked for at most two seconds; what did
   * not answer by then says so and delays nothing else. Rates are shown of clusters that are being
   * sampled; asking starts no sampler.
   */
  overview?: Maybe<Overview>;
  /**
   * The queries of a connection that `queryRecords` and `queryStream` ran lately from their
   * beginning, the last one first, each once; at most 50.
   */
  queryHistory?: Maybe<Array<PastQuery>>;
  /**
   * A page of the records a query finds, in an order that stays the same. Records that are there
   * all the time appear exactly once over all pages, whatever is written or deleted meanwhile; of
   * a query by an index, as long as what it holds of them does not change. Nothing is kept between
   * pages: a cursor is good at any time. A page takes 15 seconds at most, and is short, or empty,
   * when few records were found until then; `pageInfo` says where to go on.
   */
  queryRecords?: Maybe<RecordPage>;
  /**
   * A record by its key; null when there is none. Several of one operation are read by one batch
   * command per node.
   */
  record?: Maybe<Record>;
  /**
   * A page of the records of a set, or of a whole namespace, in an order that stays the same.
   * Records that are there all the time appear exactly once over all pages, whatever is written
   * or deleted meanwhile.
   */
  records?: Maybe<RecordPage>;
  /**
   * Up to 1,000 records by their keys, read by one batch command per node. Each key has its own
   * result, in the order of the keys; a key that is named twice has two. What does not fit into 32
   * MiB is `LIMIT_EXCEEDED`, key by key.
   */
  recordsByKeys?: Maybe<Array<RecordReadResult>>;
  /** One role. `NOT_FOUND` when there is none of this name. */
  role?: Maybe<Role>;
  /** The roles of a cluster, by name, predefined ones among them. */
  roles?: Maybe<Array<Role>>;
  /** The queries saved for a connection, by name; at most 100. */
  savedQueries?: Maybe<Array<SavedQuery>>;
  /**
   * Queries and background jobs that run on the nodes of a cluster or ended there lately, whoever
   * started them; null with an error when no node can be asked.
   */
  serverJobs?: Maybe<ServerJobs>;
  /**
   * A set of a namespace; null when there is none of this name. Sets come into being with their
   * first record.
   */
  set?: Maybe<Set>;
  /** Lua modules to begin with, simplest first. */
  udfExamples: Array<UdfExample>;
  /** A Lua module and its text, as most nodes have it; null when no node has it. */
  udfModule?: Maybe<UdfSource>;
  /**
   * The Lua modules of a cluster, by name, with what each node has of them. Null with an error when no
   * node answers.
   */
  udfModules?: Maybe<Array<UdfModule>>;
  /** One user. Every user may see itself. `NOT_FOUND` when there is none of this name. */
  user?: Maybe<User>;
  /**
   * The users of a cluster, by name. Who may not manage users gets `FORBIDDEN`; a cluster without
   * users (the Community Edition, or security switched off) answers `UNSUPPORTED` with the reason.
   */
  users?: Maybe<Array<User>>;
  /**
   * Who may do something: everywhere, in a namespace, or in a set. Users who may in a part of that
   * place are told too.
   */
  whoCan?: Maybe<WhoCan>;
};


/** Everything that can be asked. */
export type QueryAggregateArgs = {
  call: FunctionCallInput;
  query: RecordQueryInput;
};


/** Everything that can be asked. */
export type QueryAqlCompleteArgs = {
  connectionId: Scalars['ID']['input'];
  cursor: Scalars['Int']['input'];
  text: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryAqlExplainArgs = {
  connectionId: Scalars['ID']['input'];
  files?: InputMaybe<Array<AqlFileInput>>;
  options?: InputMaybe<AqlOptionsInput>;
  text: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryAqlParseArgs = {
  text: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryAqlRunArgs = {
  after?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryCheckUdfArgs = {
  source: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryClusterArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryConfigArgs = {
  connectionId: Scalars['ID']['input'];
  contexts?: InputMaybe<Array<ConfigContext>>;
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
  set?: InputMaybe<Scalars['SetName']['input']>;
};


/** Everything that can be asked. */
export type QueryConnectionArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryConnectionHealthArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryDistributionArgs = {
  connectionId: Scalars['ID']['input'];
  kind: DistributionKind;
  namespace: Scalars['NamespaceName']['input'];
  set?: InputMaybe<Scalars['SetName']['input']>;
};


/** Everything that can be asked. */
export type QueryEffectivePermissionsArgs = {
  connectionId: Scalars['ID']['input'];
  user: Scalars['UserName']['input'];
};


/** Everything that can be asked. */
export type QueryExplainQueryArgs = {
  query: RecordQueryInput;
};


/** Everything that can be asked. */
export type QueryFindingsArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryIndexesArgs = {
  connectionId: Scalars['ID']['input'];
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
};


/** Everything that can be asked. */
export type QueryInfoCommandArgs = {
  command: Scalars['String']['input'];
  connectionId: Scalars['ID']['input'];
  node?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryJobArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryJobsArgs = {
  connectionId?: InputMaybe<Scalars['ID']['input']>;
};


/** Everything that can be asked. */
export type QueryK8sClusterArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryK8sClustersArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<K8sClusterFilter>;
  first?: Scalars['Int']['input'];
  order?: InputMaybe<K8sClusterOrder>;
};


/** Everything that can be asked. */
export type QueryK8sImagesArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  namespace?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryK8sNamespacesArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryK8sNodesArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryK8sSecretsArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  namespace: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryK8sStorageClassesArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
};


/** Everything that can be asked. */
export type QueryK8sTemplateArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
};


/** Everything that can be asked. */
export type QueryK8sTemplatesArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  filter?: InputMaybe<K8sTemplateFilter>;
  first?: Scalars['Int']['input'];
};


/** Everything that can be asked. */
export type QueryLatencyHistogramsArgs = {
  combineNodes?: Scalars['Boolean']['input'];
  connectionId: Scalars['ID']['input'];
  namespaces?: InputMaybe<Array<Scalars['NamespaceName']['input']>>;
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  operations?: InputMaybe<Array<Scalars['String']['input']>>;
  windowSeconds?: Scalars['Int']['input'];
};


/** Everything that can be asked. */
export type QueryLogSinksArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryMetricsArgs = {
  connectionId: Scalars['ID']['input'];
  metrics?: InputMaybe<Array<Metric>>;
  namespaces?: InputMaybe<Array<Scalars['NamespaceName']['input']>>;
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  scopes?: InputMaybe<Array<MetricScope>>;
  windowSeconds?: Scalars['Int']['input'];
};


/** Everything that can be asked. */
export type QueryNamespaceArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['NamespaceName']['input'];
};


/** Everything that can be asked. */
export type QueryNodeStatisticsArgs = {
  connectionId: Scalars['ID']['input'];
  differing?: Scalars['Boolean']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
};


/** Everything that can be asked. */
export type QueryQueryHistoryArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryQueryRecordsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  first?: Scalars['Int']['input'];
  query: RecordQueryInput;
};


/** Everything that can be asked. */
export type QueryRecordArgs = {
  bins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  connectionId: Scalars['ID']['input'];
  key: RecordKeyInput;
};


/** Everything that can be asked. */
export type QueryRecordsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  bins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  connectionId: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  metadataOnly?: Scalars['Boolean']['input'];
  namespace: Scalars['NamespaceName']['input'];
  set?: InputMaybe<Scalars['SetName']['input']>;
};


/** Everything that can be asked. */
export type QueryRecordsByKeysArgs = {
  bins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  connectionId: Scalars['ID']['input'];
  keys: Array<RecordKeyInput>;
};


/** Everything that can be asked. */
export type QueryRoleArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['RoleName']['input'];
};


/** Everything that can be asked. */
export type QueryRolesArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QuerySavedQueriesArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryServerJobsArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QuerySetArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['SetName']['input'];
  namespace: Scalars['NamespaceName']['input'];
};


/** Everything that can be asked. */
export type QueryUdfModuleArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['ModuleName']['input'];
};


/** Everything that can be asked. */
export type QueryUdfModulesArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryUserArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['UserName']['input'];
};


/** Everything that can be asked. */
export type QueryUsersArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be asked. */
export type QueryWhoCanArgs = {
  connectionId: Scalars['ID']['input'];
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
  permission: PermissionKind;
  set?: InputMaybe<Scalars['SetName']['input']>;
};

/** Some of the records a query finds, and how far it has come. */
export type QueryBatch = {
  __typename?: 'QueryBatch';
  /**
   * Hand this to `after` to go on after this batch, at any time: after a connection was lost, or
   * the limit reached. Null when there is nothing more.
   */
  endCursor?: Maybe<Scalars['Cursor']['output']>;
  /** Whether the stream ends with this batch. */
  isLast: Scalars['Boolean']['output'];
  /** How far the query has come. */
  progress: QueryProgress;
  /**
   * The records, by partition; at most a few thousand. None when a part of the set was looked
   * through and held none.
   */
  records: Array<Record>;
};

/** How a query will be run, told before anything is read. */
export type QueryPlan = {
  __typename?: 'QueryPlan';
  /** Conditions of the query, those of the index and of the filter, as the server gets them. */
  conditions: Scalars['Int']['output'];
  /** The index that is asked; null for a scan, and when it does not exist. */
  index?: Maybe<PlannedIndex>;
  /** Milliseconds it took to read, check and plan the query, without asking the nodes. */
  planningMs: Scalars['Float']['output'];
  /** Records that are looked at, about; null when unknown, as with a range of an index. */
  recordsExamined?: Maybe<Scalars['Int64']['output']>;
  /** Records of the set, replicas not counted; null when unknown. */
  recordsInSet?: Maybe<Scalars['Int64']['output']>;
  /** Which part of the set's records is looked at, 0 to 1; null when unknown. */
  selectivity?: Maybe<Scalars['Float']['output']>;
  /** How records are found. */
  strategy: QueryStrategy;
  /** An index that would help and does not exist; null when none would. */
  suggestedIndex?: Maybe<SuggestedIndex>;
  /** What to know before it is run. */
  warnings: Array<QueryWarning>;
};

/** How far a query has come. Counts begin with the stream, also with one that goes on from a cursor. */
export type QueryProgress = {
  __typename?: 'QueryProgress';
  /** Seconds since the stream began. */
  elapsedSeconds: Scalars['Float']['output'];
  /** Partitions that lie behind, of `partitionsTotal`. */
  partitionsDone: Scalars['Int']['output'];
  /** Partitions there are: 4,096. */
  partitionsTotal: Scalars['Int']['output'];
  /** Records returned each second, on average. */
  ratePerSecond: Scalars['Float']['output'];
  /** Records returned so far. */
  returned: Scalars['Int64']['output'];
  /** Records looked at so far; null when only the nodes know, as with a filter. */
  seen?: Maybe<Scalars['Int64']['output']>;
};

/** How records are found. */
export type QueryStrategy =
  /** Every record of the set is looked at. */
  | 'FULL_SCAN'
  /** A secondary index names them. */
  | 'SECONDARY_INDEX';

/** What to know of a query before it is run. */
export type QueryWarning = {
  __typename?: 'QueryWarning';
  /** What it is, for programs. */
  code: QueryWarningCode;
  /** What it is, for people. */
  message: Scalars['String']['output'];
};

/** What to know of a query before it is run. */
export type QueryWarningCode =
  /** Every record of the set is looked at. */
  | 'FULL_SCAN'
  /** The index is in a state in which it cannot be asked. */
  | 'INDEX_BROKEN'
  /** The index is still being built: it will fail until that is done. */
  | 'INDEX_BUILDING'
  /** No index is what the query asks for: it will fail. */
  | 'INDEX_MISSING'
  /** An index that exists could narrow the query down. */
  | 'INDEX_USABLE'
  /** The records are named by their keys: they can be read without looking at others. */
  | 'KEYS_KNOWN'
  /** A pattern is matched on every record. */
  | 'PATTERN_ON_EVERYTHING';

/** A cluster the operator is to look at now. */
export type ReconcileK8sClusterInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster that is looked at, or would be. */
export type ReconcileK8sClusterPayload = {
  __typename?: 'ReconcileK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A record. */
export type Record = {
  __typename?: 'Record';
  /** Its bins, or those asked for; as one JSON object. */
  bins: Scalars['Bins']['output'];
  /**
   * How often it was written; hand it back as `expectedGeneration`. Starts again at 1 after
   * 65,535.
   */
  generation: Scalars['Int']['output'];
  /** Stable and opaque: the same record of the same connection keeps it through every change. */
  id: Scalars['ID']['output'];
  /** Which record it is. */
  key: RecordKey;
  /**
   * When it was last written; null when the server cannot tell, or the record changed
   * meanwhile.
   */
  lastUpdate?: Maybe<Scalars['DateTime']['output']>;
  /** How long it still lives. */
  ttl: RecordTtl;
};

/** What became of one record among many that were deleted. */
export type RecordDeleteResult = {
  __typename?: 'RecordDeleteResult';
  /** False when it was not there; null when the deletion failed. */
  deleted?: Maybe<Scalars['Boolean']['output']>;
  /** The deletion's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Which record. */
  key: RecordKey;
  /**
   * Why the deletion failed; null when it did not. `TIMEOUT` with `details.inDoubt` means
   * that nobody knows whether it was applied.
   */
  problem?: Maybe<Problem>;
};

/** Which record. */
export type RecordKey = {
  __typename?: 'RecordKey';
  /** The 20 bytes that identify it in its namespace. */
  digest: Scalars['Digest']['output'];
  /** Its namespace. */
  namespace: Scalars['NamespaceName']['output'];
  /**
   * Its set; null for a record without one, or when only the digest is known and the set was not
   * named.
   */
  set?: Maybe<Scalars['SetName']['output']>;
  /**
   * The key its user gave it; null when only the digest is known, because the key was not
   * stored.
   */
  userKey?: Maybe<UserKey>;
};

/** Which record. */
export type RecordKeyInput = {
  /** Its namespace. */
  namespace: Scalars['NamespaceName']['input'];
  /**
   * Its set; absent or null for a record without one. A digest finds its record whatever the set, and
   * no answer tells it then: answers repeat what stands here, and a record that is created gets it.
   */
  set?: InputMaybe<Scalars['SetName']['input']>;
  /** What identifies it there. */
  userKey: UserKeyInput;
};

/** A page of records. */
export type RecordPage = {
  __typename?: 'RecordPage';
  /** About how many records the list has, replicas not counted; null when unknown. */
  estimatedTotal?: Maybe<Scalars['Int64']['output']>;
  /** Where the page ends. */
  pageInfo: PageInfo;
  /** Partitions that lie behind: progress through the list. */
  partitionsDone: Scalars['Int']['output'];
  /** Partitions there are: 4,096. */
  partitionsTotal: Scalars['Int']['output'];
  /**
   * The records, by partition. A page can hold fewer than asked for before the end: see
   * `pageInfo.hasNextPage`.
   */
  records: Array<Record>;
};

/** Which records, and which of their bins. */
export type RecordQueryInput = {
  /** Which bins, at most 1,000; all when absent, none for an empty list. */
  bins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** What holds of them; absent for all. */
  filter?: InputMaybe<FilterInput>;
  /** What a secondary index narrows them down to; absent to look at every record. */
  index?: InputMaybe<IndexPredicateInput>;
  /** Leaves the bins out, and reads none. */
  metadataOnly?: Scalars['Boolean']['input'];
  /** The namespace. */
  namespace: Scalars['NamespaceName']['input'];
  /** The set; every record of the namespace when absent. */
  set?: InputMaybe<Scalars['SetName']['input']>;
};

/** What was found for one key among many. */
export type RecordReadResult = {
  __typename?: 'RecordReadResult';
  /** The key's place among those asked for, from 0. */
  index: Scalars['Int']['output'];
  /** The key that was asked for. */
  key: RecordKey;
  /** Why reading it failed; null when it did not. */
  problem?: Maybe<Problem>;
  /** The record; null when there is none, or reading it failed. */
  record?: Maybe<Record>;
};

/** How long a record still lives. */
export type RecordTtl = {
  __typename?: 'RecordTtl';
  /** When it will be gone, by this server's clock; null when it never expires. */
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Whether it lives until it is deleted. */
  never: Scalars['Boolean']['output'];
  /** Seconds left; null when it never expires. */
  seconds?: Maybe<Scalars['Int']['output']>;
};

/** What became of one record among many that were written. */
export type RecordWriteResult = {
  __typename?: 'RecordWriteResult';
  /**
   * The record's generation after the write; null when it failed, or the record went with
   * its last bin.
   */
  generation?: Maybe<Scalars['Int']['output']>;
  /** The write's place in the input, from 0. */
  index: Scalars['Int']['output'];
  /** Which record. */
  key: RecordKey;
  /**
   * Why the write failed; null when it did not. `TIMEOUT` with `details.inDoubt` means that
   * nobody knows whether it was applied.
   */
  problem?: Maybe<Problem>;
  /** How long the record lives after the write; null as `generation` is. */
  ttl?: Maybe<RecordTtl>;
};

/**
 * A POSIX extended regular expression. A part of the text matches unless it is anchored by `^` and
 * `$`. Repetitions within repetitions and references back to groups are refused.
 */
export type RegexInput = {
  /** How it is read; upper and lower case are different unless a flag says otherwise. */
  flags?: Array<RegexOption>;
  /** The expression, 1 to 256 characters. */
  pattern: Scalars['String']['input'];
};

/** How a regular expression is read. */
export type RegexOption =
  /** Upper and lower case are the same. */
  | 'IGNORE_CASE'
  /** `.` does not match the end of a line, `^` and `$` match at lines. */
  | 'NEWLINE';

/** A job to take off the list. */
export type RemoveJobInput = {
  /** The job. */
  id: Scalars['ID']['input'];
};

/** A job that was removed. */
export type RemoveJobPayload = {
  __typename?: 'RemoveJobPayload';
  /** Its id. */
  id: Scalars['ID']['output'];
};

/** A module to be removed. */
export type RemoveUdfModuleInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Removes it although running jobs of the cluster call it. */
  evenIfUsed?: Scalars['Boolean']['input'];
  /** The name of its file. */
  name: Scalars['ModuleName']['input'];
};

/** What became of a module that was to be removed. */
export type RemoveUdfModulePayload = {
  __typename?: 'RemoveUdfModulePayload';
  /** Nodes that still have it, or did not answer, by node id. The cluster goes on telling them. */
  nodesBehind: Array<Scalars['String']['output']>;
  /** Whether there was one. */
  removed: Scalars['Boolean']['output'];
};

/** An order of all connections. */
export type ReorderConnectionsInput = {
  /** Every connection, exactly once. */
  ids: Array<Scalars['ID']['input']>;
};

/** What ordering connections yields. */
export type ReorderConnectionsPayload = {
  __typename?: 'ReorderConnectionsPayload';
  /** Every connection, in the new order. */
  connections: Array<Connection>;
};

/** A cluster whose circuit breaker is to be reset. */
export type ResetK8sCircuitBreakerInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster whose circuit breaker was reset, or would be. */
export type ResetK8sCircuitBreakerPayload = {
  __typename?: 'ResetK8sCircuitBreakerPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A job to go on. */
export type ResumeJobInput = {
  /** The job. */
  id: Scalars['ID']['input'];
};

/** A job that was told to go on. */
export type ResumeJobPayload = {
  __typename?: 'ResumeJobPayload';
  /** The job now. */
  job: Job;
};

/** A cluster the operator is to go on with. */
export type ResumeK8sClusterInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster that is gone on with, or would be. */
export type ResumeK8sClusterPayload = {
  __typename?: 'ResumeK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A cluster that is to have its template's present state. */
export type ResyncK8sClusterInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster whose template is taken in anew, or would be. */
export type ResyncK8sClusterPayload = {
  __typename?: 'ResyncK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** Clusters that are to have their template's present state. */
export type ResyncK8sTemplateInput = {
  /** Which clusters, at most 200; all that are behind when left out. */
  clusters?: InputMaybe<Array<K8sTemplateClusterInput>>;
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Checks everything and asks for nothing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
};

/** What became of a resync. */
export type ResyncK8sTemplatePayload = {
  __typename?: 'ResyncK8sTemplatePayload';
  /** Each cluster it was asked for. */
  clusters: Array<K8sTemplateResync>;
};

/** Privileges to be taken from a role. */
export type RevokePrivilegesInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** What, 1 to 255: those with exactly this place. */
  privileges: Array<PrivilegeInput>;
  /** From which. */
  role: Scalars['RoleName']['input'];
};

/** A role from which privileges were taken. */
export type RevokePrivilegesPayload = {
  __typename?: 'RevokePrivilegesPayload';
  /**
   * The role as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  role?: Maybe<Role>;
};

/** Roles to be taken from a user. */
export type RevokeRolesInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Which, 1 to 255. */
  roles: Array<Scalars['RoleName']['input']>;
  /** From whom. */
  user: Scalars['UserName']['input'];
};

/** A user from whom roles were taken. */
export type RevokeRolesPayload = {
  __typename?: 'RevokeRolesPayload';
  /**
   * The user as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  user?: Maybe<User>;
};

/** A role: privileges under a name, which users have. */
export type Role = {
  __typename?: 'Role';
  /** Networks from which its users may connect (addresses, or CIDR); from anywhere when empty. */
  allowlist: Array<Scalars['String']['output']>;
  /** Its name. */
  name: Scalars['RoleName']['output'];
  /** Whether it is one of those every server has: it cannot be changed or dropped. */
  predefined: Scalars['Boolean']['output'];
  /** What it grants. */
  privileges: Array<Privilege>;
  /** Records a second its users may read on a node; 0 means no limit. */
  readQuota: Scalars['Int64']['output'];
  /** Records a second its users may write on a node; 0 means no limit. */
  writeQuota: Scalars['Int64']['output'];
};

/** A command that writes. */
export type RunInfoCommandInput = {
  /** The command: `verb` or `verb:name=value;name=value`, without spaces, 1,024 bytes at most. */
  command: Scalars['String']['input'];
  /** The verb of the command once more, such as `recluster`: nothing is sent without. */
  confirmVerb: Scalars['String']['input'];
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** To which nodes, by node id; to all when absent. */
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** What nodes answered to a command that writes. */
export type RunInfoCommandPayload = {
  __typename?: 'RunInfoCommandPayload';
  /** The command as it was sent. */
  command: Scalars['String']['output'];
  /** What each node answered, by node id. */
  replies: Array<InfoReply>;
};

/** An index over a bin of sample data. */
export type SampleIndex =
  /** `bin_bytes`, by bytes. */
  | 'BLOB'
  /** `bin_geo`, by place. */
  | 'GEO2DSPHERE'
  /** `bin_int`, by number. */
  | 'INTEGER'
  /** The elements of `bin_list`, by text. */
  | 'LIST'
  /** The keys of `bin_map`, by text. */
  | 'MAP_KEYS'
  /** The values of `bin_map`, by number. */
  | 'MAP_VALUES'
  /** `bin_str`, by text. */
  | 'STRING';

/** A query to save. */
export type SaveQueryInput = {
  /** Its name, 1 to 100 characters, unique among those of its connection. */
  name: Scalars['String']['input'];
  /** What it is for, at most 1,000 characters. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** The query; it is kept with the connection it names. */
  query: RecordQueryInput;
};

/** What saving left. */
export type SaveQueryPayload = {
  __typename?: 'SaveQueryPayload';
  /** The saved query. */
  savedQuery: SavedQuery;
};

/** A query saved under a name. */
export type SavedQuery = {
  __typename?: 'SavedQuery';
  /** When it was saved first. */
  createdAt: Scalars['DateTime']['output'];
  /** Stable and opaque. */
  id: Scalars['ID']['output'];
  /** Its name, unique among those of its connection. */
  name: Scalars['String']['output'];
  /** What it is for; null when nothing was said. */
  note?: Maybe<Scalars['String']['output']>;
  /** The query. */
  query: Scalars['KeptQuery']['output'];
  /** When it was changed last. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A size for a cluster. */
export type ScaleK8sClusterInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** Sets it although an autoscaler sets the size, which may set it back. */
  evenIfAutoscaled?: Scalars['Boolean']['input'];
  /** `metadata.resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any. */
  expectedResourceVersion?: InputMaybe<Scalars['String']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** The number of nodes, 1 to 8. */
  size: Scalars['Int']['input'];
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster whose size was set, or would be. */
export type ScaleK8sClusterPayload = {
  __typename?: 'ScaleK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A secondary index. */
export type SecondaryIndex = {
  __typename?: 'SecondaryIndex';
  /** The bin it is on; null for one on an expression, and for one of a set as a whole. */
  bin?: Maybe<Scalars['BinName']['output']>;
  /** How much of it is built, 0 to 1: that of the node that is furthest behind. */
  buildProgress?: Maybe<Scalars['Float']['output']>;
  /** What of a list or map it holds; null for an index of a set as a whole. */
  collection?: Maybe<IndexCollection>;
  /** The way into the bin; null for the bin itself. */
  context?: Maybe<IndexContext>;
  /** Its entries on all nodes that tell, those of replicas included. */
  entries?: Maybe<Scalars['Int64']['output']>;
  /** Entries of the same record: the greatest average of a node. */
  entriesPerRecord?: Maybe<Scalars['Int64']['output']>;
  /** Entries with the same value: the greatest average of a node. */
  entriesPerValue?: Maybe<Scalars['Int64']['output']>;
  /** The expression whose result it holds, in base64. */
  expression?: Maybe<Scalars['String']['output']>;
  /**
   * Whether it only tells the records of its set apart from others, to walk through the set faster;
   * it has no values then, and nothing is searched by it.
   */
  isSetIndex: Scalars['Boolean']['output'];
  /** The memory it takes on all nodes that tell, in bytes. */
  memoryBytes?: Maybe<Scalars['Int64']['output']>;
  /** Its name, of which a namespace has one. */
  name: Scalars['IndexName']['output'];
  /** Its namespace. */
  namespace: Scalars['NamespaceName']['output'];
  /** What each node tells, by node id. */
  nodes: Array<SecondaryIndexNode>;
  /** The set whose records it holds; null for those of the whole namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
  /** Entries of records that were gone, collected by all nodes that tell. */
  staleEntriesCollected?: Maybe<Scalars['Int64']['output']>;
  /**
   * Whether it can be used: READY when every node that answers says so, else what the first of the
   * others says.
   */
  state: IndexState;
  /**
   * The type of its values; null for an index of a set as a whole, and for a type that is not known
   * here.
   */
  type?: Maybe<IndexType>;
};

/** What one node tells of an index. */
export type SecondaryIndexNode = {
  __typename?: 'SecondaryIndexNode';
  /** How long its build took there, in milliseconds. */
  buildMilliseconds?: Maybe<Scalars['Int64']['output']>;
  /** How much of it is built, 0 to 1. */
  buildProgress?: Maybe<Scalars['Float']['output']>;
  /** Its entries there, those of replicas included. */
  entries?: Maybe<Scalars['Int64']['output']>;
  /** Entries of the same record, on average. */
  entriesPerRecord?: Maybe<Scalars['Int64']['output']>;
  /** Entries with the same value, on average. */
  entriesPerValue?: Maybe<Scalars['Int64']['output']>;
  /** The memory it takes there, in bytes. */
  memoryBytes?: Maybe<Scalars['Int64']['output']>;
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** Why the node does not tell, or not all. */
  problem?: Maybe<Problem>;
  /** Entries of records that were gone, collected since the node started. */
  staleEntriesCollected?: Maybe<Scalars['Int64']['output']>;
  /** Whether the index can be used there; null when the node did not answer. */
  state?: Maybe<IndexState>;
};

/** An edition of the server. */
export type ServerEdition =
  /** The Community Edition. */
  | 'COMMUNITY'
  /** The Enterprise Edition. */
  | 'ENTERPRISE'
  /** The Federal Edition: the Enterprise Edition with certified cryptography. */
  | 'FEDERAL';

/** A query or background job on one node. A value the node does not report is null. */
export type ServerJob = {
  __typename?: 'ServerJob';
  /** Whether it still runs. */
  active: Scalars['Boolean']['output'];
  /** Threads at work on it. */
  activeThreads?: Maybe<Scalars['Int64']['output']>;
  /** Seconds since it ended. */
  endedSecondsAgo?: Maybe<Scalars['Float']['output']>;
  /** Who asked for it: address and port, as the node sees them. */
  from?: Maybe<Scalars['String']['output']>;
  /** The id its caller gave it: the same on every node. */
  id: Scalars['ID']['output'];
  /**
   * The node's word for what it is: `basic` for a query, `background-ops`, `background-udf`,
   * `aggregation`.
   */
  kind?: Maybe<Scalars['String']['output']>;
  /** Its namespace. */
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** Share of its partitions on this node that are done, 0 to 1. */
  progress?: Maybe<Scalars['Float']['output']>;
  /** Records it failed on. */
  recordsFailed?: Maybe<Scalars['Int64']['output']>;
  /** Records its filter left out. */
  recordsFiltered?: Maybe<Scalars['Int64']['output']>;
  /** Records a second it may take up; 0 means no limit. */
  recordsPerSecondLimit?: Maybe<Scalars['Int64']['output']>;
  /** Records it read or changed. */
  recordsSucceeded?: Maybe<Scalars['Int64']['output']>;
  /** Seconds it has run, or ran. */
  runSeconds?: Maybe<Scalars['Float']['output']>;
  /** Bytes it sent. */
  sentBytes?: Maybe<Scalars['Int64']['output']>;
  /** Its set; null when it is about the whole namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
  /** The node's word for how it stands, such as `active(ok)` or `done(user-aborted)`. */
  status?: Maybe<Scalars['String']['output']>;
};

/** The jobs of a cluster. */
export type ServerJobs = {
  __typename?: 'ServerJobs';
  /** One entry for each job and node, running ones first. */
  jobs: Array<ServerJob>;
  /** Nodes that answered. */
  nodesAnswered: Scalars['Int']['output'];
  /** Nodes known. */
  nodesTotal: Scalars['Int']['output'];
  /** Nodes that did not answer, and why. */
  problems: Array<Problem>;
};

/** A set of a namespace, summed over the nodes that answered. */
export type Set = {
  __typename?: 'Set';
  /** The profile it was reached through. */
  connectionId: Scalars['ID']['output'];
  /** Bytes of data, copies included. */
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** Seconds a record lives when its writer did not say; 0 means as the namespace says. */
  defaultTtlSeconds?: Maybe<Scalars['Int64']['output']>;
  /** Whether its records are spared from eviction. */
  evictionDisabled?: Maybe<Scalars['Boolean']['output']>;
  /** Whether it has a set index. */
  indexEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** Its name. */
  name: Scalars['SetName']['output'];
  /** Its namespace. */
  namespace: Scalars['NamespaceName']['output'];
  /** Nodes that answered for it. */
  nodesAnswered: Scalars['Int']['output'];
  /** Nodes known. */
  nodesTotal: Scalars['Int']['output'];
  /**
   * Records, replicas not counted: the sum over nodes divided by the copies each record has.
   * Exact once migrations are done; null while the number of copies is unknown.
   */
  objects?: Maybe<Scalars['Int64']['output']>;
  /** Records, replicas counted. */
  objectsWithReplicas?: Maybe<Scalars['Int64']['output']>;
  /** Secondary indexes on it. */
  secondaryIndexes?: Maybe<Scalars['Int']['output']>;
  /** Writes are refused beyond this many records on a node; 0 means no limit. */
  stopWritesCount?: Maybe<Scalars['Int64']['output']>;
  /** Writes are refused beyond this many bytes on a node; 0 means no limit. */
  stopWritesSize?: Maybe<Scalars['Int64']['output']>;
  /** Tombstones, copies included. */
  tombstones?: Maybe<Scalars['Int64']['output']>;
  /** Records last written before this were truncated; null when never. */
  truncatedBefore?: Maybe<Scalars['DateTime']['output']>;
  /** Whether a truncation is running. */
  truncating?: Maybe<Scalars['Boolean']['output']>;
};

/** A change of one parameter. */
export type SetConfigInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Which part of the configuration. */
  context: ConfigContext;
  /** The parameter, by the name it is listed under. */
  name: Scalars['String']['input'];
  /** The namespace; for the contexts NAMESPACE and SET, and for them alone. */
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
  /** On which nodes, by node id; all when absent. */
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The set; for the context SET, and for it alone. */
  set?: InputMaybe<Scalars['SetName']['input']>;
  /**
   * Its new value: visible ASCII characters without ";", ":" and "=". Values of parameters that
   * are documented are checked against their type and range.
   */
  value: Scalars['String']['input'];
};

/** What became of a change of the configuration. */
export type SetConfigPayload = {
  __typename?: 'SetConfigPayload';
  /** What became of it on each node, in order of node ids. */
  results: Array<SetConfigResult>;
};

/** What became of a change of the configuration on one node. */
export type SetConfigResult = {
  __typename?: 'SetConfigResult';
  /** The value the node ran before; null when it listed none. */
  before?: Maybe<Scalars['String']['output']>;
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** What became of the change. */
  outcome: ChangeOutcome;
  /** Why the change was not applied, or could not be read back. */
  problem?: Maybe<Problem>;
  /**
   * The value the node runs now, as it was read back; null when it lists none, or could not be
   * asked.
   */
  running?: Maybe<Scalars['String']['output']>;
};

/** Kubernetes nodes that are to run no pod of a cluster. */
export type SetK8sNodeBlockListInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** The nodes by name, at most 1,000; they replace those before. Empty for none. */
  nodeNames: Array<Scalars['String']['input']>;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster whose block-list was set, or would be. */
export type SetK8sNodeBlockListPayload = {
  __typename?: 'SetK8sNodeBlockListPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A change of a log level. */
export type SetLogLevelInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The context, or `any` for all of them. */
  context: Scalars['String']['input'];
  /** Its new level. */
  level: LogLevel;
  /** On which nodes, by node id; all when absent. */
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The sink's number on the nodes. */
  sink?: Scalars['Int']['input'];
};

/** What became of a change of a log level. */
export type SetLogLevelPayload = {
  __typename?: 'SetLogLevelPayload';
  /** What became of it on each node, in order of node ids. */
  results: Array<SetLogLevelResult>;
};

/** What became of a change of a log level on one node. */
export type SetLogLevelResult = {
  __typename?: 'SetLogLevelResult';
  /** The level now, as it was read back; null when it could not be read, or contexts differ. */
  level?: Maybe<LogLevel>;
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** What became of the change. */
  outcome: ChangeOutcome;
  /** Why the change was not applied, or could not be read back. */
  problem?: Maybe<Problem>;
};

/** From where the users of a role may connect. */
export type SetRoleAllowlistInput = {
  /** All networks, up to 64: addresses, or CIDR such as `10.1.0.0/16`. From anywhere when empty. */
  allowlist: Array<Scalars['String']['input']>;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Which role. */
  role: Scalars['RoleName']['input'];
};

/** A role whose users may connect from elsewhere. */
export type SetRoleAllowlistPayload = {
  __typename?: 'SetRoleAllowlistPayload';
  /**
   * The role as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  role?: Maybe<Role>;
};

/**
 * How much the users of a role may read and write. A field left out keeps its value, null lifts the
 * limit.
 */
export type SetRoleQuotasInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Records a second its users may read on a node; 0 means no limit. */
  readQuota?: InputMaybe<Scalars['Int64']['input']>;
  /** Which role. */
  role: Scalars['RoleName']['input'];
  /** Records a second its users may write on a node; 0 means no limit. */
  writeQuota?: InputMaybe<Scalars['Int64']['input']>;
};

/** A role whose users may read and write more or less. */
export type SetRoleQuotasPayload = {
  __typename?: 'SetRoleQuotasPayload';
  /**
   * The role as the cluster tells of it now; null when it could not be asked, or had
   * not heard of the change yet.
   */
  role?: Maybe<Role>;
};

/** Which records to copy, and where to. */
export type StartBulkCopyInput = {
  /** Does nothing, and fails with `CONFLICT`, when the query finds more than this. */
  atMost?: InputMaybe<Scalars['Int64']['input']>;
  /** Which records, and which of their bins. */
  query: RecordQueryInput;
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** Replaces records that have such a key already; otherwise they are left alone and counted as skipped. */
  replaceExisting?: Scalars['Boolean']['input'];
  /** The namespace the copies go to; that of the records when absent. */
  targetNamespace?: InputMaybe<Scalars['NamespaceName']['input']>;
  /** The set the copies go to. */
  targetSet: Scalars['SetName']['input'];
  /** How long the copies shall live; absent for as long as each record still does. */
  ttl?: InputMaybe<TtlInput>;
};

/** Records that will be copied. */
export type StartBulkCopyPayload = {
  __typename?: 'StartBulkCopyPayload';
  /** The job that does it. */
  job: Job;
};

/** Which records to delete. */
export type StartBulkDeleteInput = {
  /** Does nothing, and fails with `CONFLICT`, when the query finds more than this. */
  atMost?: InputMaybe<Scalars['Int64']['input']>;
  /** Which records. */
  query: RecordQueryInput;
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
};

/** Records that will be deleted. */
export type StartBulkDeletePayload = {
  __typename?: 'StartBulkDeletePayload';
  /** The job that does it. */
  job: Job;
};

/** Which records to touch. */
export type StartBulkTouchInput = {
  /** Does nothing, and fails with `CONFLICT`, when the query finds more than this. */
  atMost?: InputMaybe<Scalars['Int64']['input']>;
  /** Which records. */
  query: RecordQueryInput;
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** How long they shall live. Absent means as the namespace says. */
  ttl?: InputMaybe<TtlInput>;
};

/** Records that will be touched. */
export type StartBulkTouchPayload = {
  __typename?: 'StartBulkTouchPayload';
  /** The job that does it. */
  job: Job;
};

/** Which records to write, and what. */
export type StartBulkUpdateInput = {
  /** Does nothing, and fails with `CONFLICT`, when the query finds more than this. */
  atMost?: InputMaybe<Scalars['Int64']['input']>;
  /** Bins to set, the same in each record; null removes a bin. Bins that are not named are kept. */
  bins?: InputMaybe<Scalars['Bins']['input']>;
  /** Which records. */
  query: RecordQueryInput;
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** Bins to remove. */
  removeBins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  /** How long the records shall live; absent keeps what each has. */
  ttl?: InputMaybe<TtlInput>;
};

/** Records that will be written. */
export type StartBulkUpdatePayload = {
  __typename?: 'StartBulkUpdatePayload';
  /** The job that does it. */
  job: Job;
};

/** Which records to count. */
export type StartCountInput = {
  /** Which records. */
  query: RecordQueryInput;
};

/** Records that will be counted. */
export type StartCountPayload = {
  __typename?: 'StartCountPayload';
  /** The job that does it. */
  job: Job;
};

/** Which records to export, and how. */
export type StartExportInput = {
  /** How they stand in the file. */
  format?: FileFormat;
  /** Which records, and which of their bins. */
  query: RecordQueryInput;
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster sends them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
};

/** An export that was taken in. */
export type StartExportPayload = {
  __typename?: 'StartExportPayload';
  /** The job that does it. */
  job: Job;
};

/** Which file to import, and where to. */
export type StartImportInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Reads the whole file, and tells what would be refused, without writing. */
  dryRun?: Scalars['Boolean']['input'];
  /** The file: the `id` that `POST /files` answered with, or that of a job's file. */
  fileId: Scalars['ID']['input'];
  /** How records stand in it. */
  format?: FileFormat;
  /** The line to begin with, from 1: `result.resumeFromLine` of an import that was stopped. */
  fromLine?: Scalars['Int64']['input'];
  /** The namespace the records go to, whatever the file says. */
  namespace: Scalars['NamespaceName']['input'];
  /** What becomes of records that are there already. */
  onExisting?: ImportConflict;
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** The set they go to; the one the file says when absent. */
  set?: InputMaybe<Scalars['SetName']['input']>;
  /** How long they live; absent for as long as the file says. Those past their time are skipped. */
  ttl?: InputMaybe<TtlInput>;
};

/** An import that was taken in. */
export type StartImportPayload = {
  __typename?: 'StartImportPayload';
  /** The job that does it. */
  job: Job;
};

/** A restart of pods. */
export type StartK8sOperationInput = {
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /** An id of 1 to 20 characters that was not used before; a new one when left out. */
  id?: InputMaybe<Scalars['String']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /** The pods, at least one; all when left out. */
  pods?: InputMaybe<Array<Scalars['String']['input']>>;
  /** How they are restarted. */
  restart: K8sRestart;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
};

/** The cluster whose pods restart, or would. */
export type StartK8sOperationPayload = {
  __typename?: 'StartK8sOperationPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** Which records to make up. */
export type StartSampleDataInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** Indexes to create over them when they are written, named after set and bin. */
  indexes?: Array<SampleIndex>;
  /** The namespace. */
  namespace: Scalars['NamespaceName']['input'];
  /** How many: 1 to 1,000,000. Their keys are the integers from 1. */
  records?: Scalars['Int']['input'];
  /** At most so many records a second, 1 to 1,000,000; as fast as the cluster takes them when absent. */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
  /** Replaces records that have such a key already; otherwise they are left alone and counted as skipped. */
  replaceExisting?: Scalars['Boolean']['input'];
  /** The same seed makes the same records. */
  seed?: Scalars['Int64']['input'];
  /** The set. */
  set: Scalars['SetName']['input'];
  /** How long the records live. Absent means as the namespace says. */
  ttl?: InputMaybe<TtlInput>;
};

/** Sample data that will be written. */
export type StartSampleDataPayload = {
  __typename?: 'StartSampleDataPayload';
  /** The job that does it. */
  job: Job;
};

/** Which records shall go. */
export type StartTruncateInput = {
  /** Records last written before this time go; all that are there now when absent. */
  before?: InputMaybe<Scalars['DateTime']['input']>;
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The namespace. */
  namespace: Scalars['NamespaceName']['input'];
  /** The set; every record of the namespace, of any set or none, when absent. */
  set?: InputMaybe<Scalars['SetName']['input']>;
};

/** A truncation that was taken in. */
export type StartTruncatePayload = {
  __typename?: 'StartTruncatePayload';
  /** The job that does it. */
  job: Job;
};

/** A function to call on each record of a query. */
export type StartUdfJobInput = {
  /** Does nothing, and fails with `CONFLICT`, when the query finds more than this. */
  atMost?: InputMaybe<Scalars['Int64']['input']>;
  /** What to call. */
  call: FunctionCallInput;
  /** Which records; its bins are not looked at, for the function gets all. */
  query: RecordQueryInput;
  /**
   * At most so many records a second on each node, 1 to 1,000,000; as the namespace is configured when
   * absent.
   */
  recordsPerSecond?: InputMaybe<Scalars['Int']['input']>;
};

/** A function that will be called on the records of a query. */
export type StartUdfJobPayload = {
  __typename?: 'StartUdfJobPayload';
  /** The job that watches over it. */
  job: Job;
};

/** Where a namespace keeps its data. */
export type StorageEngine =
  /** On devices or files. */
  | 'DEVICE'
  /** In memory. */
  | 'MEMORY'
  /** In persistent memory. */
  | 'PMEM';

/** A condition on a text, whose order is that of its bytes. Exactly one of the fields. */
export type StringConditionInput =
  /** Within a range, both ends included. */
  { between: StringRangeInput; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** It contains this. */
  { between?: never; contains: Scalars['String']['input']; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** It ends with this. */
  { between?: never; contains?: never; endsWith: Scalars['String']['input']; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** Equal to this. */
  { between?: never; contains?: never; endsWith?: never; eq: Scalars['String']['input']; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** Greater than this, or equal. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge: Scalars['String']['input']; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** Greater than this. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt: Scalars['String']['input']; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** Equal to one of these, at most 100. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in: Array<Scalars['String']['input']>; le?: never; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** Less than this, or equal. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le: Scalars['String']['input']; lt?: never; ne?: never; regex?: never; startsWith?: never; }
  |  /** Less than this. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt: Scalars['String']['input']; ne?: never; regex?: never; startsWith?: never; }
  |  /** Not equal to this. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne: Scalars['String']['input']; regex?: never; startsWith?: never; }
  |  /** A part of it matches a regular expression. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex: RegexInput; startsWith?: never; }
  |  /** It begins with this. */
  { between?: never; contains?: never; endsWith?: never; eq?: never; ge?: never; gt?: never; in?: never; le?: never; lt?: never; ne?: never; regex?: never; startsWith: Scalars['String']['input']; };

/** A range of texts, both ends included. */
export type StringRangeInput = {
  /** The least. */
  from: Scalars['String']['input'];
  /** The greatest. */
  to: Scalars['String']['input'];
};

/** Everything that can be followed. The first item is always the present state. */
export type Subscription = {
  __typename?: 'Subscription';
  /**
   * Follows a run of one's own: first all its statements, then what changes, and every result in order.
   * A run waits for readers that are slow. After a lost connection, follow again with the last
   * `sequence`: nothing is lost. Ends with the run.
   */
  aqlRun: AqlRunItem;
  /**
   * The state of a cluster: now, then whenever something has changed, looked at every two
   * seconds; at least every ten, so that its age is known. While no node answers, `cluster` is
   * null and `problem` says why; the feed goes on trying, less often. Ends when the profile is
   * removed.
   */
  clusterChanged: ClusterChanged;
  /**
   * One connection's health: first what is known, then after each look, every few seconds.
   * Ends with an error when the connection is removed.
   */
  connectionHealth: ConnectionHealthChanged;
  /** Connection profiles: first all of them, in order, then what changes. */
  connectionsChanged: ConnectionsChanged;
  /**
   * The findings of a cluster: now, then whenever something has changed, looked at every five
   * seconds; at least every ten, so that their age is known. While no node answers, `report` is
   * null and `problem` says why; the feed goes on trying, less often. Ends when the profile is
   * removed.
   */
  findingsChanged: FindingsChanged;
  /**
   * The secondary indexes of a namespace, or of all: now, then whenever something has changed,
   * looked at every second, so that builds are seen to go on; at least every ten. While no node
   * answers, `indexes` is null and `problem` says why; the feed goes on trying, less often. Ends
   * when the profile is removed.
   */
  indexesChanged: IndexesChanged;
  /**
   * One job: as it is now, then as it goes on, looked at four times a second. The last item is the
   * one in which it is over, or null when it was removed.
   */
  job: JobChanged;
  /**
   * The jobs of this server: first all of them, then those that are new or have changed, looked
   * at four times a second, and the ids of those removed.
   */
  jobs: JobsChanged;
  /**
   * One Aerospike cluster: now, then whenever it, its pods or its stateful sets have changed; `cluster` is null
   * while there is none of that name.
   */
  k8sCluster: K8sClusterChanged;
  /**
   * The Aerospike clusters of a context: now, then each change as Kubernetes tells of it. While changes are not
   * followed, `problem` says why, and what was known stays; then the state comes anew.
   */
  k8sClustersChanged: K8sClustersChanged;
  /** Events of a cluster, its pods, stateful sets and claims: the newest, then each that is new or happens again. */
  k8sEvents: K8sEventsChanged;
  /** The operation of a cluster: now, then each step of it. */
  k8sOperation: K8sOperationChanged;
  /**
   * The templates of a context: now, then each that changes, or whose clusters do: so a badge that tells whether
   * clusters are in sync stays true.
   */
  k8sTemplatesChanged: K8sTemplatesChanged;
  /**
   * The histograms of `latencyHistograms`: first their history, then a point every ten seconds. A
   * change in which series there are sends the history anew. Ends when the profile is removed.
   */
  latencyHistograms: LatencyFrame;
  /**
   * The samples of a cluster: first its history, then one a second. A change in which series
   * there are (a node or a namespace came or went) sends the history anew. A reader more than
   * thirty samples behind gets the history anew, marked `lagged`. Ends when the profile is
   * removed.
   */
  metrics: MetricsFrame;
  /**
   * All profiles: as they are known now, then those that changed, as their clusters answer. Each is
   * asked every ten seconds while somebody follows; one that does not answer delays no other.
   */
  overviewChanged: OverviewChanged;
  /**
   * Lines of the logs of a cluster's pods, at most 16 of them interleaved, as they come. Nothing is queued: who
   * reads slowly makes the API server wait. Each reader has a stream of its own. Ends when all logs have.
   */
  podLogs: K8sLogLines;
  /**
   * All records a query finds, batch by batch, of any number. Who reads slowly slows the cluster's
   * nodes, not this server; who stops ends the work of the nodes. Each batch says where to go on,
   * to the record. Nodes that fail are waited for, 15 seconds at most; an error ends the stream, and
   * the `endCursor` of the last batch goes on where it was.
   */
  queryStream: QueryBatch;
  /** How the operator gets on with a cluster: now, then whenever it reports. */
  reconciliation: K8sReconciliationChanged;
  /**
   * What a cluster is busy with: namespaces by operations, sets by growth, measured between two
   * answers of each node, a second apart. The first item has no rates. Ends when the profile is
   * removed.
   */
  top: TopChanged;
  /**
   * The Lua modules of a cluster: now, then whenever something has changed on a node, looked at every two
   * seconds; at least every ten. While no node answers, `modules` is null and `problem` says why; the feed
   * goes on trying, less often. Ends when the profile is removed.
   */
  udfModulesChanged: UdfModulesChanged;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionAqlRunArgs = {
  after?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionClusterChangedArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionConnectionHealthArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionFindingsChangedArgs = {
  connectionId: Scalars['ID']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionIndexesChangedArgs = {
  connectionId: Scalars['ID']['input'];
  namespace?: InputMaybe<Scalars['NamespaceName']['input']>;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionJobArgs = {
  id: Scalars['ID']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionJobsArgs = {
  connectionId?: InputMaybe<Scalars['ID']['input']>;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionK8sClusterArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionK8sClustersChangedArgs = {
  filter?: InputMaybe<K8sClusterFilter>;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionK8sEventsArgs = {
  categories?: InputMaybe<Array<K8sEventCategory>>;
  context?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionK8sOperationArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionK8sTemplatesChangedArgs = {
  filter?: InputMaybe<K8sTemplateFilter>;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionLatencyHistogramsArgs = {
  combineNodes?: Scalars['Boolean']['input'];
  connectionId: Scalars['ID']['input'];
  namespaces?: InputMaybe<Array<Scalars['NamespaceName']['input']>>;
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  operations?: InputMaybe<Array<Scalars['String']['input']>>;
  windowSeconds?: Scalars['Int']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionMetricsArgs = {
  connectionId: Scalars['ID']['input'];
  metrics?: InputMaybe<Array<Metric>>;
  namespaces?: InputMaybe<Array<Scalars['NamespaceName']['input']>>;
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  scopes?: InputMaybe<Array<MetricScope>>;
  windowSeconds?: Scalars['Int']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionPodLogsArgs = {
  container?: InputMaybe<Scalars['String']['input']>;
  context?: InputMaybe<Scalars['String']['input']>;
  follow?: Scalars['Boolean']['input'];
  grep?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
  pods?: InputMaybe<Array<Scalars['String']['input']>>;
  previous?: Scalars['Boolean']['input'];
  sinceSeconds?: InputMaybe<Scalars['Int']['input']>;
  tail?: Scalars['Int']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionQueryStreamArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  limit?: InputMaybe<Scalars['Int64']['input']>;
  query: RecordQueryInput;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionReconciliationArgs = {
  context?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  namespace: Scalars['String']['input'];
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionTopArgs = {
  connectionId: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  namespacesBy?: TopNamespaceOrder;
  setsBy?: TopSetOrder;
};


/** Everything that can be followed. The first item is always the present state. */
export type SubscriptionUdfModulesChangedArgs = {
  connectionId: Scalars['ID']['input'];
};

/** An index that would help: what `createIndex` needs to know. */
export type SuggestedIndex = {
  __typename?: 'SuggestedIndex';
  /** The bin. */
  bin: Scalars['BinName']['output'];
  /** What of a list or map it would hold. */
  collection: IndexCollection;
  /** The way to it; null for the bin itself. */
  context?: Maybe<IndexContext>;
  /** A name for it. */
  name: Scalars['IndexName']['output'];
  /** The namespace. */
  namespace: Scalars['NamespaceName']['output'];
  /** The set; null for all records of the namespace. */
  set?: Maybe<Scalars['SetName']['output']>;
  /** The type of its values. */
  type: IndexType;
};

/**
 * A connection to be tried: a stored one, in which a field given here replaces what is stored (null
 * empties it), or, without `id`, a new one, which needs hosts.
 */
export type TestConnectionInput = {
  /** The name the cluster must have. */
  clusterName?: InputMaybe<Scalars['String']['input']>;
  /** Seed hosts, as for a new connection. */
  hosts?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The stored connection. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Password; required again as in a change. */
  password?: InputMaybe<Scalars['String']['input']>;
  /** Transport security. */
  tls?: InputMaybe<ConnectionTlsInput>;
  /** User name. */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** What a trial found. A cluster that cannot be reached is an answer, not an error. */
export type TestConnectionPayload = {
  __typename?: 'TestConnectionPayload';
  /** Builds the nodes run, without repetition, sorted. */
  builds: Array<Scalars['String']['output']>;
  /** The name the cluster gives itself; null when it has none. */
  clusterName?: Maybe<Scalars['String']['output']>;
  /** Edition the nodes report. */
  edition?: Maybe<Scalars['String']['output']>;
  /** Names of the namespaces; null while unknown. */
  namespaces?: Maybe<Array<Scalars['NamespaceName']['output']>>;
  /** Nodes found; null when none answered. */
  nodeCount?: Maybe<Scalars['Int']['output']>;
  /** Whether at least one node answered. */
  ok: Scalars['Boolean']['output'];
  /** Why it cannot be reached, with advice; null when it can. */
  problem?: Maybe<Problem>;
  /** Milliseconds the fastest node took to answer. */
  roundTripMs?: Maybe<Scalars['Float']['output']>;
};

/** A threshold and how far the worst node is from it. Shares are 0 to 1. */
export type Threshold = {
  __typename?: 'Threshold';
  /** Whether it is past; null while unknown. */
  breached?: Maybe<Scalars['Boolean']['output']>;
  /** The present share on the node nearest to the limit; null while unknown. */
  current?: Maybe<Scalars['Float']['output']>;
  /** True when the setting is 0: it never acts. */
  disabled: Scalars['Boolean']['output'];
  /** How far `current` is from `limit`; negative when past it; null while unknown or switched off. */
  distance?: Maybe<Scalars['Float']['output']>;
  /** Which threshold. */
  kind: ThresholdKind;
  /** The share at which it acts; null while unknown. */
  limit?: Maybe<Scalars['Float']['output']>;
  /** The server's name of the setting. */
  setting: Scalars['String']['output'];
};

/** Which threshold. */
export type ThresholdKind =
  /** Records are evicted when indexes fill more than this share of their memory budget. */
  | 'EVICT_INDEXES_MEMORY'
  /** Records are evicted when the machine's memory is fuller than this. */
  | 'EVICT_SYSTEM_MEMORY'
  /** Records are evicted when data storage is fuller than this. */
  | 'EVICT_USED'
  /** Writes are refused when less than this share of data storage is available. */
  | 'STOP_WRITES_AVAILABLE'
  /** Writes are refused when the machine's memory is fuller than this. */
  | 'STOP_WRITES_SYSTEM_MEMORY'
  /** Writes are refused when data storage is fuller than this. */
  | 'STOP_WRITES_USED';

/** A condition on a time. Exactly one of the fields. */
export type TimeConditionInput =
  /** At this time, or after it. */
  { after: Scalars['DateTime']['input']; before?: never; between?: never; }
  |  /** Before this time. */
  { after?: never; before: Scalars['DateTime']['input']; between?: never; }
  |  /** Within a range, both ends included. */
  { after?: never; before?: never; between: TimeRangeInput; };

/** A range of time, both ends included. */
export type TimeRangeInput = {
  /** The first moment. */
  from: Scalars['DateTime']['input'];
  /** The last one. */
  to: Scalars['DateTime']['input'];
};

/** An item of the feed of what a cluster is busy with. */
export type TopChanged = FeedItem & {
  __typename?: 'TopChanged';
  /** When the nodes were asked. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** The first of the namespaces in the order asked for; the whole list in every item. */
  namespaces: Array<TopNamespace>;
  /** Namespaces there are. */
  namespacesTotal: Scalars['Int']['output'];
  /** Why nothing is known, when no node answers; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** Nodes that did not answer, and why. Numbers cover the others. */
  problems: Array<Problem>;
  /** The first of the sets in the order asked for; the whole list in every item. */
  sets: Array<TopSet>;
  /** Sets there are. */
  setsTotal: Scalars['Int']['output'];
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/**
 * A namespace and what happens in it. Rates are measured between two answers of each node, over the
 * nodes that answered both times.
 */
export type TopNamespace = {
  __typename?: 'TopNamespace';
  /** Bytes of data, copies included. */
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** The namespace. */
  name: Scalars['NamespaceName']['output'];
  /** Records, replicas not counted. */
  objects?: Maybe<Scalars['Int64']['output']>;
  /** Primary- and secondary-index queries that were completed. */
  queriesPerSecond?: Maybe<Scalars['Float']['output']>;
  /** Reads that were answered, found or not, those within batches included. */
  readsPerSecond?: Maybe<Scalars['Float']['output']>;
  /** Writes and deletes that were applied, those within batches included. */
  writesPerSecond?: Maybe<Scalars['Float']['output']>;
};

/** By what namespaces are sorted: the greatest first, what is unknown last. */
export type TopNamespaceOrder =
  /** Bytes of data. */
  | 'DATA_USED_BYTES'
  /** Records. */
  | 'OBJECTS'
  /** Reads and writes together. */
  | 'OPERATIONS_PER_SECOND'
  /** Reads. */
  | 'READS_PER_SECOND'
  /** Writes and deletes. */
  | 'WRITES_PER_SECOND';

/** A set and how it grows. The server counts no operations by set. */
export type TopSet = {
  __typename?: 'TopSet';
  /**
   * Bytes more a second, copies included; negative when there are fewer. Null while partitions
   * move.
   */
  bytesPerSecond?: Maybe<Scalars['Float']['output']>;
  /** Bytes of data, copies included. */
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  /** The set. */
  name: Scalars['SetName']['output'];
  /** Its namespace. */
  namespace: Scalars['NamespaceName']['output'];
  /** Records, replicas not counted. */
  objects?: Maybe<Scalars['Int64']['output']>;
  /**
   * Records more a second, replicas not counted; negative when there are fewer. Null while
   * partitions move, when copies come and go by themselves.
   */
  objectsPerSecond?: Maybe<Scalars['Float']['output']>;
};

/**
 * By what sets are sorted: the greatest first, what is unknown last. Of growth the fastest change
 * comes first, up or down.
 */
export type TopSetOrder =
  /** Growth in bytes. */
  | 'BYTES_PER_SECOND'
  /** Bytes of data. */
  | 'DATA_USED_BYTES'
  /** Records. */
  | 'OBJECTS'
  /** Growth in records. */
  | 'OBJECTS_PER_SECOND';

/** A new lifetime for a record. */
export type TouchRecordInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any. */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** Which record. */
  key: RecordKeyInput;
  /** How long it shall live. Absent means as the namespace says. */
  ttl?: InputMaybe<TtlInput>;
};

/** What a touch left. */
export type TouchRecordPayload = {
  __typename?: 'TouchRecordPayload';
  /** The record after the touch. */
  record: Record;
};

/** A new lifetime for one record among many. */
export type TouchRecordsEntry = {
  /** The generation the record must be in, 1 to 65,535; else `CONFLICT`. Absent for any. */
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  /** Which record. */
  key: RecordKeyInput;
  /** How long it shall live. Absent means as the namespace says. */
  ttl?: InputMaybe<TtlInput>;
};

/** New lifetimes for many records. */
export type TouchRecordsInput = {
  /** The connection. */
  connectionId: Scalars['ID']['input'];
  /** The records, at most 1,000, each named once. */
  records: Array<TouchRecordsEntry>;
};

/** What new lifetimes of many records left. */
export type TouchRecordsPayload = {
  __typename?: 'TouchRecordsPayload';
  /** How many touches failed. */
  failed: Scalars['Int']['output'];
  /** What became of each record, in the order of the input. */
  results: Array<RecordWriteResult>;
};

/** How long a record shall live. Exactly one; flags are `true`. */
export type TtlInput =
  /** As long as before; a new record lives as the namespace says. */
  { keep: Scalars['Boolean']['input']; namespaceDefault?: never; never?: never; seconds?: never; }
  |  /** As the namespace, or the set, says. */
  { keep?: never; namespaceDefault: Scalars['Boolean']['input']; never?: never; seconds?: never; }
  |  /** Until it is deleted. */
  { keep?: never; namespaceDefault?: never; never: Scalars['Boolean']['input']; seconds?: never; }
  |  /** So many seconds: 1 to 315,360,000 (ten years). */
  { keep?: never; namespaceDefault?: never; never?: never; seconds: Scalars['Int']['input']; };

/** What a text is as Lua. */
export type UdfCheck = {
  __typename?: 'UdfCheck';
  /** The functions that can be called, in order; null when the text does not load here. */
  functions?: Maybe<Array<Scalars['String']['output']>>;
  /** The first line, from 1, where it stops to be Lua. */
  line?: Maybe<Scalars['Int']['output']>;
  /** Why it cannot be put. */
  message?: Maybe<Scalars['String']['output']>;
  /** Whether it can be put. */
  ok: Scalars['Boolean']['output'];
};

/** A module to begin with. */
export type UdfExample = {
  __typename?: 'UdfExample';
  /** What its functions do. */
  description: Scalars['String']['output'];
  /** What its functions are called on. */
  kind: UdfExampleKind;
  /** The name it can be put under. */
  name: Scalars['ModuleName']['output'];
  /** The text. */
  source: Scalars['String']['output'];
  /** What it is about. */
  title: Scalars['String']['output'];
};

/** What the functions of an example are called on. */
export type UdfExampleKind =
  /** A record: by `executeUdf`, or each a query finds by `startUdfJob`. */
  | 'RECORD'
  /** The stream of records a query finds: by `aggregate`. */
  | 'STREAM';

/** A Lua module of a cluster. */
export type UdfModule = {
  __typename?: 'UdfModule';
  /** The hash of its text, in the server's way: that of most nodes. */
  hash?: Maybe<Scalars['String']['output']>;
  /**
   * Whether nodes that answer have different texts, or some have none: calls then do not do the same on
   * all records.
   */
  mismatched: Scalars['Boolean']['output'];
  /** The name of its file, of which a cluster has one. */
  name: Scalars['ModuleName']['output'];
  /** What each node has, by node id. */
  nodes: Array<UdfModuleNode>;
  /** The size of that text in bytes; null while no node has told it. */
  size?: Maybe<Scalars['Int64']['output']>;
  /** Its language in the server's word, `LUA`. */
  type?: Maybe<Scalars['String']['output']>;
};

/** What one node has of a module. */
export type UdfModuleNode = {
  __typename?: 'UdfModuleNode';
  /** The hash of the text it has, in the server's way. */
  hash?: Maybe<Scalars['String']['output']>;
  /** The node, by node id. */
  node: Scalars['String']['output'];
  /** What it has; null when the node did not answer. */
  presence?: Maybe<UdfModulePresence>;
  /** Why the node does not tell. */
  problem?: Maybe<Problem>;
};

/** What a node has of a module. */
export type UdfModulePresence =
  /** Another text than most nodes. */
  | 'DIFFERENT'
  /** None, where others have one. */
  | 'MISSING'
  /** The same as most nodes. */
  | 'PRESENT';

/** An item of the feed of a cluster's Lua modules. */
export type UdfModulesChanged = FeedItem & {
  __typename?: 'UdfModulesChanged';
  /** When the state was observed. */
  at: Scalars['DateTime']['output'];
  /** The whole state, or what changed. */
  kind: FeedItemKind;
  /** True when this reader was too slow and was given the newest state in place of the items between. */
  lagged: Scalars['Boolean']['output'];
  /** All modules now, by name; null while no node answers. */
  modules?: Maybe<Array<UdfModule>>;
  /** Why the modules are unknown, when no node answers; the feed goes on trying. */
  problem?: Maybe<Problem>;
  /** Rises with each item of this feed. */
  version: Scalars['Int64']['output'];
};

/** The text of a module. */
export type UdfSource = {
  __typename?: 'UdfSource';
  /** The text as bytes, where it is not UTF-8; else null. */
  bytes?: Maybe<Scalars['Bytes']['output']>;
  /**
   * The functions that can be called, in order; null when the text does not load here, as one does not
   * that asks for other modules.
   */
  functions?: Maybe<Array<Scalars['String']['output']>>;
  /** The module, with what each node has of it. */
  module: UdfModule;
  /** Its size, in bytes. */
  size: Scalars['Int64']['output'];
  /** The text; null when it is not UTF-8. */
  text?: Maybe<Scalars['String']['output']>;
};

/** The text of a module. Exactly one of the fields. */
export type UdfSourceInput =
  /** As bytes, for one that is not UTF-8. */
  { bytes: Scalars['Bytes']['input']; text?: never; }
  |  /** As text. */
  { bytes?: never; text: Scalars['String']['input']; };

/**
 * A change of a connection. A field left out keeps its value, null empties it or brings its
 * default back, a value sets it.
 */
export type UpdateConnectionInput = {
  /** The name the cluster must have. */
  clusterName?: InputMaybe<Scalars['String']['input']>;
  /** The colour that marks it. */
  color?: InputMaybe<Scalars['HexColor']['input']>;
  /**
   * The revision the change was made from: another one in the store is a `CONFLICT`. Left out,
   * the change applies to whatever is there.
   */
  expectedRevision?: InputMaybe<Scalars['Int64']['input']>;
  /** All seed hosts, 1 to 32. Cannot be null. */
  hosts?: InputMaybe<Array<Scalars['String']['input']>>;
  /** The connection. */
  id: Scalars['ID']['input'];
  /** Whether metrics are sampled also while nobody looks. */
  keepsHistory?: InputMaybe<Scalars['Boolean']['input']>;
  /** All labels. */
  labels?: InputMaybe<Array<LabelInput>>;
  /** 1 to 255 characters. Cannot be null. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Free text. */
  note?: InputMaybe<Scalars['String']['input']>;
  /**
   * Password. Required again (or null) with a change that decides anew who is sent it, or in what
   * form: a host added or changed, TLS switched off, another TLS name, other authorities.
   */
  password?: InputMaybe<Scalars['String']['input']>;
  /** Transport security. */
  tls?: InputMaybe<ConnectionTlsInput>;
  /** User name. */
  username?: InputMaybe<Scalars['String']['input']>;
};

/** What changing a connection yields. */
export type UpdateConnectionPayload = {
  __typename?: 'UpdateConnectionPayload';
  /** The connection now. */
  connection: Connection;
};

/** A change of a cluster: what is absent stays, null removes. */
export type UpdateK8sClusterInput = {
  /** Annotations by name: null removes one, those that are not named stay. */
  annotations?: InputMaybe<Scalars['StringMap']['input']>;
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /**
   * Checks everything, here and in Kubernetes, tells what would be, and keeps nothing. What is refused is
   * then in `refusals` and not an error.
   */
  dryRun?: Scalars['Boolean']['input'];
  /**
   * `metadata.resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any. Operators
   * write status all the time, which makes new versions: give `seenYaml` as well.
   */
  expectedResourceVersion?: InputMaybe<Scalars['String']['input']>;
  /** Labels by name: null removes one, those that are not named stay. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /** The Kubernetes namespace. */
  namespace: Scalars['String']['input'];
  /**
   * `yaml` as the caller saw it. With it, another version is a `CONFLICT` only when a field that is to change is no
   * more what was seen; and the `CONFLICT` shows what was seen beside what is and what is wanted.
   */
  seenYaml?: InputMaybe<Scalars['String']['input']>;
  /** Leaves out the checks of this server, for an operator that takes what they refuse. Those of Kubernetes stay. */
  skipChecks?: Scalars['Boolean']['input'];
  /** Fields of the specification. A list replaces the one before as a whole. */
  spec?: InputMaybe<AerospikeClusterSpecInput>;
};

/** The cluster that was changed, or would be. */
export type UpdateK8sClusterPayload = {
  __typename?: 'UpdateK8sClusterPayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new cluster: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** The cluster as it is now or, of a dry run, would be; null when it would be refused. */
  cluster?: Maybe<K8sCluster>;
  /** Of a dry run of an update, an edit or a scaling that changes the size: what each node holds now, and would hold. */
  dataPlan?: Maybe<K8sDataPlan>;
  /** Tools that keep the cluster and may set fields back. */
  keepers: Array<K8sKept>;
  /** What will happen. */
  plan: K8sPlan;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
  /** The cluster as YAML, with the defaults of Kubernetes and the operator; null when it would be refused. */
  yaml?: Maybe<Scalars['String']['output']>;
};

/** A change of a template. */
export type UpdateK8sTemplateInput = {
  /** Annotations by name; in an update null removes one, those that are not named stay. */
  annotations?: InputMaybe<Scalars['StringMap']['input']>;
  /** The context; may be left out when there is one. */
  context?: InputMaybe<Scalars['String']['input']>;
  /** Checks everything, tells what would be, and keeps nothing. What is refused is then in `refusals`. */
  dryRun?: Scalars['Boolean']['input'];
  /**
   * `resourceVersion` as the caller saw it; `CONFLICT` when it is another one by now. Absent for any
   * or, of an edit, for the one in the text. The operator writes status, which makes new versions: give `seenYaml` as well.
   */
  expectedResourceVersion?: InputMaybe<Scalars['String']['input']>;
  /** Labels by name; in an update null removes one, those that are not named stay. */
  labels?: InputMaybe<Scalars['StringMap']['input']>;
  /** The name. */
  name: Scalars['String']['input'];
  /**
   * `yaml` as the caller saw it. With it, what others changed elsewhere stays; it is a `CONFLICT` only when a field
   * that is to change is no more what was seen; and the `CONFLICT` shows what was seen beside what is and what is
   * wanted.
   */
  seenYaml?: InputMaybe<Scalars['String']['input']>;
  /** Fields under the names people know them by. */
  settings?: InputMaybe<K8sTemplateSettingsInput>;
  /** The specification. In an update absent keeps and null removes; a list replaces the one before. */
  spec?: InputMaybe<AerospikeClusterTemplateSpecInput>;
};

/** The template that was changed, or would be. */
export type UpdateK8sTemplatePayload = {
  __typename?: 'UpdateK8sTemplatePayload';
  /** Whether something was kept: not of a dry run, and not when nothing changes. */
  applied: Scalars['Boolean']['output'];
  /** What differs, at most 1,000 fields. Of a new template: what was filled in. */
  changes: Array<K8sFieldChange>;
  /** Tools that keep the template and may set fields back. */
  keepers: Array<K8sKept>;
  /** What is refused. Only of a dry run; otherwise it is an error, with the same in `details.causes`. */
  refusals: Array<K8sRefusal>;
  /** The template as it is now or, of a dry run, would be; null when it would be refused. */
  template?: Maybe<K8sTemplate>;
  /** What is accepted and warned of. */
  warnings: Array<K8sWarning>;
};

/** A change of a saved query. Absent fields stay. */
export type UpdateSavedQueryInput = {
  /** The saved query. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another note; null removes it. */
  note?: InputMaybe<Scalars['String']['input']>;
  /** Another query, of the same connection. */
  query?: InputMaybe<RecordQueryInput>;
};

/** What a change left. */
export type UpdateSavedQueryPayload = {
  __typename?: 'UpdateSavedQueryPayload';
  /** The saved query as it is now. */
  savedQuery: SavedQuery;
};

/** A user of a cluster. Its password is never told, not even by the server. */
export type User = {
  __typename?: 'User';
  /** Connections it has to the node that was asked. */
  connections: Scalars['Int64']['output'];
  /** Whether the connection signs in as this user: changes of it change what the connection may do. */
  isOwn: Scalars['Boolean']['output'];
  /** Its name. */
  name: Scalars['UserName']['output'];
  /** How it reads on the node that was asked; null when the node does not tell. */
  reads?: Maybe<UserUsage>;
  /** Its roles, by name. */
  roles: Array<Scalars['RoleName']['output']>;
  /** How it writes on the node that was asked; null when the node does not tell. */
  writes?: Maybe<UserUsage>;
};

/** The key a user gave a record. */
export type UserKey = {
  __typename?: 'UserKey';
  /** Its type: the same text as another type is another record. */
  type: UserKeyType;
  /** Text as it is, integers in decimal, bytes in base64. */
  value: Scalars['String']['output'];
};

/** What identifies a record in its set. Exactly one: the type is never guessed. */
export type UserKeyInput =
  /** Bytes, 1 to 1,024. */
  { bytes: Scalars['Bytes']['input']; digest?: never; int?: never; string?: never; }
  |  /** The record's digest, where its user key is not known. */
  { bytes?: never; digest: Scalars['Digest']['input']; int?: never; string?: never; }
  |  /** A 64-bit integer. */
  { bytes?: never; digest?: never; int: Scalars['Int64']['input']; string?: never; }
  |  /** Text, 1 to 1,024 bytes. */
  { bytes?: never; digest?: never; int?: never; string: Scalars['String']['input']; };

/** The type of a user key. */
export type UserKeyType =
  /** Bytes. */
  | 'BYTES'
  /** A 64-bit integer. */
  | 'INT'
  /** Text. */
  | 'STRING';

/**
 * How a user reads or writes on one node, as the node measures it where quotas are switched on. A
 * number the node does not tell is null.
 */
export type UserUsage = {
  __typename?: 'UserUsage';
  /** Queries under way that have no limit of their own, so that the quota cannot count them. */
  limitlessQueries?: Maybe<Scalars['Int64']['output']>;
  /** Records a second, by queries. */
  queryRate?: Maybe<Scalars['Int64']['output']>;
  /** Records a second it may on a node; 0 means no limit. */
  quota?: Maybe<Scalars['Int64']['output']>;
  /** Records a second, by commands on single records. */
  singleRecordRate?: Maybe<Scalars['Int64']['output']>;
};

/**
 * A condition on a value. Exactly one of the fields; all but `exists` and `type` are neither true nor
 * false for a value of another type.
 */
export type ValueConditionInput =
  /** It is this boolean. */
  { bool: Scalars['Boolean']['input']; bytes?: never; exists?: never; float?: never; geo?: never; int?: never; list?: never; map?: never; string?: never; type?: never; }
  |  /** On bytes. */
  { bool?: never; bytes: BytesConditionInput; exists?: never; float?: never; geo?: never; int?: never; list?: never; map?: never; string?: never; type?: never; }
  |  /** Whether there is anything. */
  { bool?: never; bytes?: never; exists: Scalars['Boolean']['input']; float?: never; geo?: never; int?: never; list?: never; map?: never; string?: never; type?: never; }
  |  /** On a float. */
  { bool?: never; bytes?: never; exists?: never; float: FloatConditionInput; geo?: never; int?: never; list?: never; map?: never; string?: never; type?: never; }
  |  /** On a shape. */
  { bool?: never; bytes?: never; exists?: never; float?: never; geo: GeoConditionInput; int?: never; list?: never; map?: never; string?: never; type?: never; }
  |  /** On an integer. */
  { bool?: never; bytes?: never; exists?: never; float?: never; geo?: never; int: IntConditionInput; list?: never; map?: never; string?: never; type?: never; }
  |  /** On a list. */
  { bool?: never; bytes?: never; exists?: never; float?: never; geo?: never; int?: never; list: ListConditionInput; map?: never; string?: never; type?: never; }
  |  /** On a map. */
  { bool?: never; bytes?: never; exists?: never; float?: never; geo?: never; int?: never; list?: never; map: MapConditionInput; string?: never; type?: never; }
  |  /** On a text. */
  { bool?: never; bytes?: never; exists?: never; float?: never; geo?: never; int?: never; list?: never; map?: never; string: StringConditionInput; type?: never; }
  |  /** Of which type the bin is; of a bin itself only. */
  { bool?: never; bytes?: never; exists?: never; float?: never; geo?: never; int?: never; list?: never; map?: never; string?: never; type: BinType; };

/** Who may do something in a place. */
export type WhoCan = {
  __typename?: 'WhoCan';
  /** Further users, with privileges unknown to this version: whether they may is not known. */
  undecided: Array<Scalars['UserName']['output']>;
  /** Users who may, there or in a part of that place, by name. */
  users: Array<PermittedUser>;
};
