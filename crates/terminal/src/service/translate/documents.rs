//! The documents statements are run as. Written as people would: they are what "copy as GraphQL" gives.

macro_rules! record {
    () => {
        "{ key { digest set userKey { type value } } generation ttl { never seconds } bins }"
    };
}

pub(super) const RECORD: &str = concat!(
    "query Select($connectionId: ID!, $key: RecordKeyInput!, $bins: [BinName!]) {
  record(connectionId: $connectionId, key: $key, bins: $bins) ",
    record!(),
    "
}"
);

pub(super) const RECORDS_BY_KEYS: &str = concat!(
    "query Select($connectionId: ID!, $keys: [RecordKeyInput!]!, $bins: [BinName!]) {
  recordsByKeys(connectionId: $connectionId, keys: $keys, bins: $bins) {
    problem { code message }
    record ",
    record!(),
    "
  }
}"
);

pub(super) const QUERY_STREAM: &str = concat!(
    "subscription Select($query: RecordQueryInput!, $limit: Int64) {
  queryStream(query: $query, limit: $limit) {
    isLast
    endCursor
    records ",
    record!(),
    "
  }
}"
);

pub(super) const EXPLAIN_QUERY: &str = "query Explain($query: RecordQueryInput!) {
  explainQuery(query: $query) {
    strategy
    index { name type entries ready }
    recordsInSet
    recordsExamined
    suggestedIndex { name bin type collection }
    warnings { message }
  }
}";

pub(super) const PUT_RECORD: &str = "mutation Insert($input: PutRecordInput!) {
  putRecord(input: $input) { record { generation } }
}";

pub(super) const DELETE_RECORD: &str = "mutation Delete($input: DeleteRecordInput!) {
  deleteRecord(input: $input) { deleted }
}";

pub(super) const TRUNCATE: &str = "mutation Truncate($input: StartTruncateInput!) {
  startTruncate(input: $input) { job { id phase } }
}";

pub(super) const CREATE_INDEX: &str = "mutation CreateIndex($input: CreateIndexInput!) {
  createIndex(input: $input) { index { name state } }
}";

pub(super) const DROP_INDEX: &str = "mutation DropIndex($input: DropIndexInput!) {
  dropIndex(input: $input) { dropped }
}";

pub(super) const NAMESPACES: &str = "query ShowNamespaces($connectionId: ID!) {
  cluster(connectionId: $connectionId) {
    namespaces { name objects replicationFactor storageEngine dataUsedBytes stopWrites }
  }
}";

pub(super) const SETS: &str = "query ShowSets($connectionId: ID!) {
  cluster(connectionId: $connectionId) {
    namespaces { sets { namespace name objects tombstones dataUsedBytes secondaryIndexes truncating } }
  }
}";

pub(super) const SETS_OF: &str = "query ShowSets($connectionId: ID!, $namespace: NamespaceName!) {
  namespace(connectionId: $connectionId, name: $namespace) {
    sets { namespace name objects tombstones dataUsedBytes secondaryIndexes truncating }
  }
}";

pub(super) const BINS: &str =
    "query ShowBins($connectionId: ID!, $namespace: NamespaceName!, $set: SetName, $first: Int!) {
  records(connectionId: $connectionId, namespace: $namespace, set: $set, first: $first) {
    records { bins }
  }
}";

pub(crate) const INDEXES: &str =
    "query ShowIndexes($connectionId: ID!, $namespace: NamespaceName) {
  indexes(connectionId: $connectionId, namespace: $namespace) {
    namespace set name bin type collection context { text } isSetIndex state entries memoryBytes
  }
}";

pub(super) const INDEX: &str = "query StatIndex($connectionId: ID!, $namespace: NamespaceName!) {
  indexes(connectionId: $connectionId, namespace: $namespace) {
    name
    nodes { node state buildProgress entries entriesPerValue entriesPerRecord memoryBytes staleEntriesCollected }
  }
}";

pub(super) const NODES: &str = "query ShowNodes($connectionId: ID!) {
  cluster(connectionId: $connectionId) {
    nodes { id name address active status { build edition uptimeSeconds clientConnections } }
  }
}";

pub(super) const QUERIES: &str = "query ShowQueries($connectionId: ID!) {
  serverJobs(connectionId: $connectionId) {
    jobs { id node kind namespace set status progress recordsSucceeded recordsFailed runSeconds from }
    problems { message }
  }
}";

pub(super) const JOBS: &str = "query ShowJobs($connectionId: ID!) {
  jobs(connectionId: $connectionId) { id kind title phase done total createdAt endedAt }
}";

pub(crate) const JOB: &str = "subscription Job($id: ID!) {
  job(id: $id) { job { id phase done total problem { code message } } }
}";

pub(super) const STATISTICS: &str = "query Stat($connectionId: ID!, $namespace: NamespaceName) {
  nodeStatistics(connectionId: $connectionId, namespace: $namespace) {
    nodes { id }
    statistics { name values }
  }
}";

pub(super) const ABORT_JOB: &str = "mutation Kill($input: AbortServerJobInput!) {
  abortServerJob(input: $input) { abortedOn problems { message } }
}";

pub(super) const INFO: &str = "query Info($connectionId: ID!, $command: String!) {
  infoCommand(connectionId: $connectionId, command: $command) {
    replies { node reply truncated problem { message } }
  }
}";

pub(super) const RUN_INFO: &str = "mutation Info($input: RunInfoCommandInput!) {
  runInfoCommand(input: $input) {
    replies { node reply truncated problem { message } }
  }
}";

macro_rules! user {
    () => {
        "{ name roles isOwn connections reads { quota } writes { quota } }"
    };
}

macro_rules! role {
    () => {
        "{ name predefined privileges { name namespace set } allowlist readQuota writeQuota }"
    };
}

pub(super) const USERS: &str = concat!(
    "query ShowUsers($connectionId: ID!) {
  users(connectionId: $connectionId) ",
    user!(),
    "
}"
);

pub(super) const USER: &str = concat!(
    "query ShowUser($connectionId: ID!, $name: UserName!) {
  user(connectionId: $connectionId, name: $name) ",
    user!(),
    "
}"
);

pub(super) const ROLES: &str = concat!(
    "query ShowRoles($connectionId: ID!) {
  roles(connectionId: $connectionId) ",
    role!(),
    "
}"
);

pub(super) const ROLE: &str = concat!(
    "query ShowRole($connectionId: ID!, $name: RoleName!) {
  role(connectionId: $connectionId, name: $name) ",
    role!(),
    "
}"
);

pub(super) const CREATE_USER: &str = "mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) { user { name } }
}";

pub(super) const CHANGE_PASSWORD: &str = "mutation SetPassword($input: ChangePasswordInput!) {
  changePassword(input: $input) { isOwn connectionUpdated problem { message } }
}";

pub(super) const DROP_USER: &str = "mutation DropUser($input: DropUserInput!) {
  dropUser(input: $input) { dropped }
}";

pub(super) const GRANT_ROLES: &str = "mutation GrantRoles($input: GrantRolesInput!) {
  grantRoles(input: $input) { user { name } }
}";

pub(super) const REVOKE_ROLES: &str = "mutation RevokeRoles($input: RevokeRolesInput!) {
  revokeRoles(input: $input) { user { name } }
}";

pub(super) const CREATE_ROLE: &str = "mutation CreateRole($input: CreateRoleInput!) {
  createRole(input: $input) { role { name } }
}";

pub(super) const SET_ALLOWLIST: &str = "mutation AlterRole($allowlist: SetRoleAllowlistInput!) {
  setRoleAllowlist(input: $allowlist) { role { name } }
}";

pub(super) const SET_QUOTAS: &str = "mutation AlterRole($quotas: SetRoleQuotasInput!) {
  setRoleQuotas(input: $quotas) { role { name } }
}";

pub(super) const ALTER_ROLE: &str =
    "mutation AlterRole($allowlist: SetRoleAllowlistInput!, $quotas: SetRoleQuotasInput!) {
  setRoleAllowlist(input: $allowlist) { role { name } }
  setRoleQuotas(input: $quotas) { role { name } }
}";

pub(super) const DROP_ROLE: &str = "mutation DropRole($input: DropRoleInput!) {
  dropRole(input: $input) { dropped }
}";

pub(super) const GRANT_PRIVILEGES: &str =
    "mutation GrantPrivileges($input: GrantPrivilegesInput!) {
  grantPrivileges(input: $input) { role { name } }
}";

pub(super) const REVOKE_PRIVILEGES: &str =
    "mutation RevokePrivileges($input: RevokePrivilegesInput!) {
  revokePrivileges(input: $input) { role { name } }
}";

pub(crate) const OWN_USER: &str = "query OwnUser($id: ID!) {
  connection(id: $id) { username }
}";

pub(super) const MODULES: &str = "query ShowModules($connectionId: ID!) {
  udfModules(connectionId: $connectionId) { name hash type mismatched }
}";

pub(super) const MODULE: &str = "query DescModule($connectionId: ID!, $name: ModuleName!) {
  udfModule(connectionId: $connectionId, name: $name) {
    module { name hash }
    size
    functions
    text
  }
}";

pub(super) const PUT_MODULE: &str = "mutation RegisterModule($input: PutUdfModuleInput!) {
  putUdfModule(input: $input) { module { name hash } nodesBehind }
}";

pub(super) const REMOVE_MODULE: &str = "mutation RemoveModule($input: RemoveUdfModuleInput!) {
  removeUdfModule(input: $input) { removed nodesBehind }
}";

pub(super) const EXECUTE: &str = "mutation Execute($input: ExecuteUdfInput!) {
  executeUdf(input: $input) { value }
}";

pub(super) const EXECUTE_IN_BACKGROUND: &str = "mutation Execute($input: StartUdfJobInput!) {
  startUdfJob(input: $input) { job { id phase } }
}";

pub(super) const AGGREGATE: &str =
    "query Aggregate($query: RecordQueryInput!, $call: FunctionCallInput!) {
  aggregate(query: $query, call: $call) { values parts }
}";
