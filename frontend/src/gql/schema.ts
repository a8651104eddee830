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
  AerospikeValue: { input: import('@/shared/scalars').AerospikeValue; output: import('@/shared/scalars').AerospikeValue; }
  BinName: { input: string; output: string; }
  Bins: { input: import('@/shared/scalars').Bins; output: import('@/shared/scalars').Bins; }
  Bytes: { input: string; output: string; }
  Cursor: { input: string; output: string; }
  DateTime: { input: string; output: string; }
  Digest: { input: string; output: string; }
  HexColor: { input: string; output: string; }
  Int64: { input: string; output: string; }
  NamespaceName: { input: string; output: string; }
  SetName: { input: string; output: string; }
};

export type AerospikeNode = {
  __typename?: 'AerospikeNode';
  active: Scalars['Boolean']['output'];
  address: Scalars['String']['output'];
  addresses: Array<Scalars['String']['output']>;
  connectionId: Scalars['ID']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  status?: Maybe<NodeStatus>;
};

export type Cluster = {
  __typename?: 'Cluster';
  clientConnections?: Maybe<Scalars['Int64']['output']>;
  connectionId: Scalars['ID']['output'];
  /** False when nodes disagree about size or key: a split cluster. Null while not every node has answered. */
  consistent?: Maybe<Scalars['Boolean']['output']>;
  key?: Maybe<Scalars['String']['output']>;
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  name?: Maybe<Scalars['String']['output']>;
  namespaces?: Maybe<Array<Namespace>>;
  nodes: Array<AerospikeNode>;
  nodesAnswered: Scalars['Int']['output'];
  nodesTotal: Scalars['Int']['output'];
  objects?: Maybe<Scalars['Int64']['output']>;
  principal?: Maybe<Scalars['String']['output']>;
  problems: Array<Problem>;
  sampledAt: Scalars['DateTime']['output'];
  size?: Maybe<Scalars['Int']['output']>;
  stopWrites?: Maybe<Scalars['Boolean']['output']>;
  uptimeSeconds?: Maybe<Scalars['Float']['output']>;
};

export type ClusterChanged = FeedItem & {
  __typename?: 'ClusterChanged';
  at: Scalars['DateTime']['output'];
  cluster?: Maybe<Cluster>;
  kind: FeedItemKind;
  lagged: Scalars['Boolean']['output'];
  problem?: Maybe<Problem>;
  version: Scalars['Int64']['output'];
};

export type Connection = {
  __typename?: 'Connection';
  cluster?: Maybe<Cluster>;
  clusterName?: Maybe<Scalars['String']['output']>;
  color: Scalars['HexColor']['output'];
  createdAt: Scalars['DateTime']['output'];
  env: Scalars['String']['output'];
  hasPassword: Scalars['Boolean']['output'];
  health?: Maybe<ConnectionHealth>;
  /** host, host:port or [v6]:port; 3000 where no port is named */
  hosts: Array<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  keepsHistory: Scalars['Boolean']['output'];
  labels: Array<Label>;
  name: Scalars['String']['output'];
  note?: Maybe<Scalars['String']['output']>;
  revision: Scalars['Int64']['output'];
  tls: ConnectionTls;
  updatedAt: Scalars['DateTime']['output'];
  username?: Maybe<Scalars['String']['output']>;
};

export type ConnectionHealth = {
  __typename?: 'ConnectionHealth';
  builds: Array<Scalars['String']['output']>;
  checkedAt?: Maybe<Scalars['DateTime']['output']>;
  clusterName?: Maybe<Scalars['String']['output']>;
  connectionId: Scalars['ID']['output'];
  edition?: Maybe<Scalars['String']['output']>;
  namespaces?: Maybe<Array<Scalars['NamespaceName']['output']>>;
  nodeCount?: Maybe<Scalars['Int']['output']>;
  nodesUp?: Maybe<Scalars['Int']['output']>;
  problem?: Maybe<Problem>;
  roundTripMs?: Maybe<Scalars['Float']['output']>;
  since: Scalars['DateTime']['output'];
  status: HealthStatus;
};

export type ConnectionHealthChanged = FeedItem & {
  __typename?: 'ConnectionHealthChanged';
  at: Scalars['DateTime']['output'];
  health: ConnectionHealth;
  kind: FeedItemKind;
  lagged: Scalars['Boolean']['output'];
  problem?: Maybe<Problem>;
  version: Scalars['Int64']['output'];
};

export type ConnectionTls = {
  __typename?: 'ConnectionTls';
  enabled: Scalars['Boolean']['output'];
  serverName?: Maybe<Scalars['String']['output']>;
};

export type ConnectionTlsInput = {
  enabled: Scalars['Boolean']['input'];
  serverName?: InputMaybe<Scalars['String']['input']>;
};

export type ConnectionsChanged = FeedItem & {
  __typename?: 'ConnectionsChanged';
  at: Scalars['DateTime']['output'];
  connections: Array<Connection>;
  kind: FeedItemKind;
  lagged: Scalars['Boolean']['output'];
  order: Array<Scalars['ID']['output']>;
  problem?: Maybe<Problem>;
  removedIds: Array<Scalars['ID']['output']>;
  version: Scalars['Int64']['output'];
};

export type CreateConnectionInput = {
  clusterName?: InputMaybe<Scalars['String']['input']>;
  color?: InputMaybe<Scalars['HexColor']['input']>;
  hosts: Array<Scalars['String']['input']>;
  keepsHistory?: InputMaybe<Scalars['Boolean']['input']>;
  labels?: InputMaybe<Array<LabelInput>>;
  name: Scalars['String']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  password?: InputMaybe<Scalars['String']['input']>;
  tls?: InputMaybe<ConnectionTlsInput>;
  username?: InputMaybe<Scalars['String']['input']>;
};

export type CreateConnectionPayload = {
  __typename?: 'CreateConnectionPayload';
  connection: Connection;
};

export type DeleteConnectionInput = {
  expectedRevision?: InputMaybe<Scalars['Int64']['input']>;
  id: Scalars['ID']['input'];
};

export type DeleteConnectionPayload = {
  __typename?: 'DeleteConnectionPayload';
  id: Scalars['ID']['output'];
};

export type DeleteRecordInput = {
  connectionId: Scalars['ID']['input'];
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  key: RecordKeyInput;
};

export type DeleteRecordPayload = {
  __typename?: 'DeleteRecordPayload';
  deleted: Scalars['Boolean']['output'];
  key: RecordKey;
};

export type DuplicateConnectionInput = {
  id: Scalars['ID']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};

export type DuplicateConnectionPayload = {
  __typename?: 'DuplicateConnectionPayload';
  connection: Connection;
};

export type ErrorCode =
  | 'ALREADY_EXISTS'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'FORBIDDEN'
  | 'GRAPHQL_PARSE_FAILED'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'INTERNAL'
  | 'LIMIT_EXCEEDED'
  | 'NOT_FOUND'
  | 'PERSISTED_QUERY_NOT_FOUND'
  | 'RATE_LIMITED'
  | 'TIMEOUT'
  | 'UNAUTHENTICATED'
  | 'UNAVAILABLE'
  | 'UNSUPPORTED';

export type Features = {
  __typename?: 'Features';
  kubernetes: Scalars['Boolean']['output'];
  modules: Array<ModuleStatus>;
  version: Scalars['String']['output'];
};

export type FeedItem = {
  at: Scalars['DateTime']['output'];
  kind: FeedItemKind;
  lagged: Scalars['Boolean']['output'];
  problem?: Maybe<Problem>;
  version: Scalars['Int64']['output'];
};

export type FeedItemKind =
  | 'CHANGE'
  | 'SNAPSHOT';

export type HealthStatus =
  | 'CONNECTING'
  | 'DEGRADED'
  | 'DOWN'
  | 'UNKNOWN'
  | 'UP';

export type Label = {
  __typename?: 'Label';
  key: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type LabelInput = {
  key: Scalars['String']['input'];
  value: Scalars['String']['input'];
};

/** Rates are per second, measured between two samples. */
export type Metric =
  | 'BATCH_LATENCY_P50'
  | 'BATCH_LATENCY_P95'
  | 'BATCH_LATENCY_P99'
  | 'BATCH_READ_ERROR_RATE'
  | 'BATCH_READ_NOT_FOUND_RATE'
  | 'BATCH_READ_SUCCESS_RATE'
  | 'BATCH_READ_TIMEOUT_RATE'
  | 'BATCH_WRITE_ERROR_RATE'
  | 'BATCH_WRITE_SUCCESS_RATE'
  | 'BATCH_WRITE_TIMEOUT_RATE'
  | 'CLIENT_CONNECTIONS'
  | 'DATA_TOTAL_BYTES'
  | 'DATA_USED_BYTES'
  | 'DELETE_ERROR_RATE'
  | 'DELETE_NOT_FOUND_RATE'
  | 'DELETE_SUCCESS_RATE'
  | 'DELETE_TIMEOUT_RATE'
  | 'HEAP_ALLOCATED_BYTES'
  | 'INDEX_USED_BYTES'
  | 'MIGRATIONS_REMAINING'
  | 'OBJECTS'
  | 'QUERY_ABORT_RATE'
  | 'QUERY_ERROR_RATE'
  | 'QUERY_LATENCY_P50'
  | 'QUERY_LATENCY_P95'
  | 'QUERY_LATENCY_P99'
  | 'QUERY_SUCCESS_RATE'
  | 'READ_ERROR_RATE'
  | 'READ_LATENCY_P50'
  | 'READ_LATENCY_P95'
  | 'READ_LATENCY_P99'
  | 'READ_NOT_FOUND_RATE'
  | 'READ_SUCCESS_RATE'
  | 'READ_TIMEOUT_RATE'
  | 'SYSTEM_FREE_MEMORY_RATIO'
  | 'TOMBSTONES'
  | 'UDF_ERROR_RATE'
  | 'UDF_SUCCESS_RATE'
  | 'UDF_TIMEOUT_RATE'
  | 'WRITE_ERROR_RATE'
  | 'WRITE_LATENCY_P50'
  | 'WRITE_LATENCY_P95'
  | 'WRITE_LATENCY_P99'
  | 'WRITE_SUCCESS_RATE'
  | 'WRITE_TIMEOUT_RATE';

export type MetricScope =
  | 'CLUSTER'
  | 'NAMESPACE'
  | 'NODE';

export type MetricSeries = {
  __typename?: 'MetricSeries';
  metric: Metric;
  namespace?: Maybe<Scalars['NamespaceName']['output']>;
  node?: Maybe<Scalars['String']['output']>;
  scope: MetricScope;
  unit: MetricUnit;
  values: Array<Maybe<Scalars['Float']['output']>>;
};

export type MetricUnit =
  | 'BYTES'
  | 'COUNT'
  | 'MILLISECONDS'
  | 'OPERATIONS_PER_SECOND'
  | 'RATIO';

export type MetricsFrame = FeedItem & {
  __typename?: 'MetricsFrame';
  at: Scalars['DateTime']['output'];
  kind: FeedItemKind;
  lagged: Scalars['Boolean']['output'];
  namespaces: Array<Scalars['NamespaceName']['output']>;
  nodes: Array<Scalars['String']['output']>;
  problem?: Maybe<Problem>;
  problems: Array<Problem>;
  series: Array<MetricSeries>;
  stepSeconds: Scalars['Float']['output'];
  times: Array<Scalars['Float']['output']>;
  version: Scalars['Int64']['output'];
};

export type ModuleState =
  | 'DEGRADED'
  | 'OFF'
  | 'READY'
  | 'STARTING';

export type ModuleStatus = {
  __typename?: 'ModuleStatus';
  name: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  since: Scalars['DateTime']['output'];
  state: ModuleState;
};

export type Mutation = {
  __typename?: 'Mutation';
  createConnection: CreateConnectionPayload;
  deleteConnection: DeleteConnectionPayload;
  deleteRecord: DeleteRecordPayload;
  duplicateConnection: DuplicateConnectionPayload;
  putRecord: PutRecordPayload;
  reorderConnections: ReorderConnectionsPayload;
  testConnection: TestConnectionPayload;
  touchRecord: TouchRecordPayload;
  updateConnection: UpdateConnectionPayload;
};


export type MutationCreateConnectionArgs = {
  input: CreateConnectionInput;
};


export type MutationDeleteConnectionArgs = {
  input: DeleteConnectionInput;
};


export type MutationDeleteRecordArgs = {
  input: DeleteRecordInput;
};


export type MutationDuplicateConnectionArgs = {
  input: DuplicateConnectionInput;
};


export type MutationPutRecordArgs = {
  input: PutRecordInput;
};


export type MutationReorderConnectionsArgs = {
  input: ReorderConnectionsInput;
};


export type MutationTestConnectionArgs = {
  input: TestConnectionInput;
};


export type MutationTouchRecordArgs = {
  input: TouchRecordInput;
};


export type MutationUpdateConnectionArgs = {
  input: UpdateConnectionInput;
};

export type Namespace = {
  __typename?: 'Namespace';
  clockSkewStopWrites?: Maybe<Scalars['Boolean']['output']>;
  connectionId: Scalars['ID']['output'];
  dataAvailableRatio?: Maybe<Scalars['Float']['output']>;
  dataTotalBytes?: Maybe<Scalars['Int64']['output']>;
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  dataUsedRatio?: Maybe<Scalars['Float']['output']>;
  deadPartitions?: Maybe<Scalars['Int64']['output']>;
  deviceTotalBytes?: Maybe<Scalars['Int64']['output']>;
  deviceUsedBytes?: Maybe<Scalars['Int64']['output']>;
  effectiveReplicationFactor?: Maybe<Scalars['Int']['output']>;
  evictedObjects?: Maybe<Scalars['Int64']['output']>;
  evictionThresholdBreached?: Maybe<Scalars['Boolean']['output']>;
  expiredObjects?: Maybe<Scalars['Int64']['output']>;
  indexUsedBytes?: Maybe<Scalars['Int64']['output']>;
  memoryUsedBytes?: Maybe<Scalars['Int64']['output']>;
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  name: Scalars['NamespaceName']['output'];
  nodesAnswered: Scalars['Int']['output'];
  nodesTotal: Scalars['Int']['output'];
  objects?: Maybe<Scalars['Int64']['output']>;
  problems: Array<Problem>;
  readSuccessRatio?: Maybe<Scalars['Float']['output']>;
  replicaObjects?: Maybe<Scalars['Int64']['output']>;
  replicationFactor?: Maybe<Scalars['Int']['output']>;
  secondaryIndexUsedBytes?: Maybe<Scalars['Int64']['output']>;
  setIndexUsedBytes?: Maybe<Scalars['Int64']['output']>;
  sets?: Maybe<Array<Set>>;
  stopWrites?: Maybe<Scalars['Boolean']['output']>;
  storageEngine?: Maybe<StorageEngine>;
  thresholds: Array<Threshold>;
  tombstones?: Maybe<Scalars['Int64']['output']>;
  truncatedBefore?: Maybe<Scalars['DateTime']['output']>;
  ttl: NamespaceTtl;
  unavailablePartitions?: Maybe<Scalars['Int64']['output']>;
  writeSuccessRatio?: Maybe<Scalars['Float']['output']>;
};

export type NamespaceTtl = {
  __typename?: 'NamespaceTtl';
  allowTtlWithoutNsup?: Maybe<Scalars['Boolean']['output']>;
  defaultReadTouchPct?: Maybe<Scalars['Int']['output']>;
  defaultSeconds?: Maybe<Scalars['Int64']['output']>;
  expirationEnabled?: Maybe<Scalars['Boolean']['output']>;
  nsupPeriodSeconds?: Maybe<Scalars['Int64']['output']>;
};

/** What the node itself says; null with an error when it does not answer. */
export type NodeStatus = {
  __typename?: 'NodeStatus';
  build?: Maybe<Scalars['String']['output']>;
  clientConnections?: Maybe<Scalars['Int64']['output']>;
  clusterIntegrity?: Maybe<Scalars['Boolean']['output']>;
  clusterKey?: Maybe<Scalars['String']['output']>;
  clusterSize?: Maybe<Scalars['Int']['output']>;
  edition?: Maybe<Scalars['String']['output']>;
  failedBestPractices?: Maybe<Array<Scalars['String']['output']>>;
  heapAllocatedBytes?: Maybe<Scalars['Int64']['output']>;
  isPrincipal?: Maybe<Scalars['Boolean']['output']>;
  migrationsRemaining?: Maybe<Scalars['Int64']['output']>;
  objects?: Maybe<Scalars['Int64']['output']>;
  principal?: Maybe<Scalars['String']['output']>;
  systemFreeMemoryRatio?: Maybe<Scalars['Float']['output']>;
  tombstones?: Maybe<Scalars['Int64']['output']>;
  uptimeSeconds?: Maybe<Scalars['Float']['output']>;
};

export type PageInfo = {
  __typename?: 'PageInfo';
  endCursor?: Maybe<Scalars['Cursor']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Problem = {
  __typename?: 'Problem';
  code: ErrorCode;
  message: Scalars['String']['output'];
  node?: Maybe<Scalars['String']['output']>;
};

export type PutMode =
  | 'CREATE_ONLY'
  | 'REPLACE'
  | 'REPLACE_ONLY'
  | 'UPDATE_ONLY'
  | 'UPSERT';

export type PutRecordInput = {
  /** Absent bins are kept (or dropped when mode replaces), null removes a bin, a value sets it. */
  bins: Scalars['Bins']['input'];
  connectionId: Scalars['ID']['input'];
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  key: RecordKeyInput;
  mode?: PutMode;
  sendKey?: Scalars['Boolean']['input'];
  ttl?: InputMaybe<TtlInput>;
};

export type PutRecordPayload = {
  __typename?: 'PutRecordPayload';
  /** null when the write removed the last bin */
  record?: Maybe<Record>;
};

export type Query = {
  __typename?: 'Query';
  cluster?: Maybe<Cluster>;
  connection?: Maybe<Connection>;
  connectionHealth?: Maybe<ConnectionHealth>;
  connections: Array<Connection>;
  features: Features;
  metrics?: Maybe<MetricsFrame>;
  namespace?: Maybe<Namespace>;
  record?: Maybe<Record>;
  records?: Maybe<RecordPage>;
  set?: Maybe<Set>;
};


export type QueryClusterArgs = {
  connectionId: Scalars['ID']['input'];
};


export type QueryConnectionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryConnectionHealthArgs = {
  connectionId: Scalars['ID']['input'];
};


export type QueryMetricsArgs = {
  connectionId: Scalars['ID']['input'];
  metrics?: InputMaybe<Array<Metric>>;
  namespaces?: InputMaybe<Array<Scalars['NamespaceName']['input']>>;
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  scopes?: InputMaybe<Array<MetricScope>>;
  windowSeconds?: Scalars['Int']['input'];
};


export type QueryNamespaceArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['NamespaceName']['input'];
};


export type QueryRecordArgs = {
  bins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  connectionId: Scalars['ID']['input'];
  key: RecordKeyInput;
};


export type QueryRecordsArgs = {
  after?: InputMaybe<Scalars['Cursor']['input']>;
  bins?: InputMaybe<Array<Scalars['BinName']['input']>>;
  connectionId: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
  metadataOnly?: Scalars['Boolean']['input'];
  namespace: Scalars['NamespaceName']['input'];
  set?: InputMaybe<Scalars['SetName']['input']>;
};


export type QuerySetArgs = {
  connectionId: Scalars['ID']['input'];
  name: Scalars['SetName']['input'];
  namespace: Scalars['NamespaceName']['input'];
};

export type Record = {
  __typename?: 'Record';
  bins: Scalars['Bins']['output'];
  generation: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  key: RecordKey;
  lastUpdate?: Maybe<Scalars['DateTime']['output']>;
  ttl: RecordTtl;
};

export type RecordKey = {
  __typename?: 'RecordKey';
  digest: Scalars['Digest']['output'];
  namespace: Scalars['NamespaceName']['output'];
  set?: Maybe<Scalars['SetName']['output']>;
  userKey?: Maybe<UserKey>;
};

export type RecordKeyInput = {
  namespace: Scalars['NamespaceName']['input'];
  set?: InputMaybe<Scalars['SetName']['input']>;
  userKey: UserKeyInput;
};

export type RecordPage = {
  __typename?: 'RecordPage';
  estimatedTotal?: Maybe<Scalars['Int64']['output']>;
  pageInfo: PageInfo;
  partitionsDone: Scalars['Int']['output'];
  partitionsTotal: Scalars['Int']['output'];
  records: Array<Record>;
};

export type RecordTtl = {
  __typename?: 'RecordTtl';
  expiresAt?: Maybe<Scalars['DateTime']['output']>;
  never: Scalars['Boolean']['output'];
  seconds?: Maybe<Scalars['Int']['output']>;
};

export type ReorderConnectionsInput = {
  ids: Array<Scalars['ID']['input']>;
};

export type ReorderConnectionsPayload = {
  __typename?: 'ReorderConnectionsPayload';
  connections: Array<Connection>;
};

export type Set = {
  __typename?: 'Set';
  connectionId: Scalars['ID']['output'];
  dataUsedBytes?: Maybe<Scalars['Int64']['output']>;
  defaultTtlSeconds?: Maybe<Scalars['Int64']['output']>;
  evictionDisabled?: Maybe<Scalars['Boolean']['output']>;
  indexEnabled?: Maybe<Scalars['Boolean']['output']>;
  name: Scalars['SetName']['output'];
  namespace: Scalars['NamespaceName']['output'];
  nodesAnswered: Scalars['Int']['output'];
  nodesTotal: Scalars['Int']['output'];
  objects?: Maybe<Scalars['Int64']['output']>;
  objectsWithReplicas?: Maybe<Scalars['Int64']['output']>;
  secondaryIndexes?: Maybe<Scalars['Int']['output']>;
  stopWritesCount?: Maybe<Scalars['Int64']['output']>;
  stopWritesSize?: Maybe<Scalars['Int64']['output']>;
  tombstones?: Maybe<Scalars['Int64']['output']>;
  truncatedBefore?: Maybe<Scalars['DateTime']['output']>;
  truncating?: Maybe<Scalars['Boolean']['output']>;
};

export type StorageEngine =
  | 'DEVICE'
  | 'MEMORY'
  | 'PMEM';

export type Subscription = {
  __typename?: 'Subscription';
  clusterChanged: ClusterChanged;
  connectionHealth: ConnectionHealthChanged;
  connectionsChanged: ConnectionsChanged;
  metrics: MetricsFrame;
};


export type SubscriptionClusterChangedArgs = {
  connectionId: Scalars['ID']['input'];
};


export type SubscriptionConnectionHealthArgs = {
  connectionId: Scalars['ID']['input'];
};


export type SubscriptionMetricsArgs = {
  connectionId: Scalars['ID']['input'];
  metrics?: InputMaybe<Array<Metric>>;
  namespaces?: InputMaybe<Array<Scalars['NamespaceName']['input']>>;
  nodes?: InputMaybe<Array<Scalars['String']['input']>>;
  scopes?: InputMaybe<Array<MetricScope>>;
  windowSeconds?: Scalars['Int']['input'];
};

/** Either a stored profile (id), with any field overridden, or a new one (hosts). */
export type TestConnectionInput = {
  clusterName?: InputMaybe<Scalars['String']['input']>;
  hosts?: InputMaybe<Array<Scalars['String']['input']>>;
  id?: InputMaybe<Scalars['ID']['input']>;
  password?: InputMaybe<Scalars['String']['input']>;
  tls?: InputMaybe<ConnectionTlsInput>;
  username?: InputMaybe<Scalars['String']['input']>;
};

export type TestConnectionPayload = {
  __typename?: 'TestConnectionPayload';
  builds: Array<Scalars['String']['output']>;
  clusterName?: Maybe<Scalars['String']['output']>;
  edition?: Maybe<Scalars['String']['output']>;
  namespaces?: Maybe<Array<Scalars['NamespaceName']['output']>>;
  nodeCount?: Maybe<Scalars['Int']['output']>;
  ok: Scalars['Boolean']['output'];
  problem?: Maybe<Problem>;
  roundTripMs?: Maybe<Scalars['Float']['output']>;
};

/** ratio values are 0 to 1; distance is how far current is from limit (negative when past it) */
export type Threshold = {
  __typename?: 'Threshold';
  breached?: Maybe<Scalars['Boolean']['output']>;
  current?: Maybe<Scalars['Float']['output']>;
  disabled: Scalars['Boolean']['output'];
  distance?: Maybe<Scalars['Float']['output']>;
  kind: ThresholdKind;
  limit?: Maybe<Scalars['Float']['output']>;
  setting: Scalars['String']['output'];
};

export type ThresholdKind =
  | 'EVICT_INDEXES_MEMORY'
  | 'EVICT_SYSTEM_MEMORY'
  | 'EVICT_USED'
  | 'STOP_WRITES_AVAILABLE'
  | 'STOP_WRITES_SYSTEM_MEMORY'
  | 'STOP_WRITES_USED';

export type TouchRecordInput = {
  connectionId: Scalars['ID']['input'];
  expectedGeneration?: InputMaybe<Scalars['Int']['input']>;
  key: RecordKeyInput;
  ttl?: InputMaybe<TtlInput>;
};

export type TouchRecordPayload = {
  __typename?: 'TouchRecordPayload';
  record: Record;
};

export type TtlInput =
  { keep: Scalars['Boolean']['input']; namespaceDefault?: never; never?: never; seconds?: never; }
  |  { keep?: never; namespaceDefault: Scalars['Boolean']['input']; never?: never; seconds?: never; }
  |  { keep?: never; namespaceDefault?: never; never: Scalars['Boolean']['input']; seconds?: never; }
  |  { keep?: never; namespaceDefault?: never; never?: never; seconds: Scalars['Int']['input']; };

export type UpdateConnectionInput = {
  clusterName?: InputMaybe<Scalars['String']['input']>;
  color?: InputMaybe<Scalars['HexColor']['input']>;
  expectedRevision?: InputMaybe<Scalars['Int64']['input']>;
  hosts?: InputMaybe<Array<Scalars['String']['input']>>;
  id: Scalars['ID']['input'];
  keepsHistory?: InputMaybe<Scalars['Boolean']['input']>;
  labels?: InputMaybe<Array<LabelInput>>;
  name?: InputMaybe<Scalars['String']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
  password?: InputMaybe<Scalars['String']['input']>;
  tls?: InputMaybe<ConnectionTlsInput>;
  username?: InputMaybe<Scalars['String']['input']>;
};

export type UpdateConnectionPayload = {
  __typename?: 'UpdateConnectionPayload';
  connection: Connection;
};

export type UserKey = {
  __typename?: 'UserKey';
  type: UserKeyType;
  /** Text as it is, integers in decimal, bytes in base64. */
  value: Scalars['String']['output'];
};

export type UserKeyInput =
  { bytes: Scalars['Bytes']['input']; digest?: never; int?: never; string?: never; }
  |  { bytes?: never; digest: Scalars['Digest']['input']; int?: never; string?: never; }
  |  { bytes?: never; digest?: never; int: Scalars['Int64']['input']; string?: never; }
  |  { bytes?: never; digest?: never; int?: never; string: Scalars['String']['input']; };

export type UserKeyType =
  | 'BYTES'
  | 'INT'
  | 'STRING';
