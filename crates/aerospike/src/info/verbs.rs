//! The verbs of the info protocol that are let through, and those that never are.
//!
//! From the table of a server of version 8.1: what asks for no privilege there reads, the rest writes. A
//! verb that is not here is refused.

use super::command::{InfoVerb, VerbClass};

/// Every verb, by name.
pub static VERBS: &[InfoVerb] = &[
    read("best-practices", "Best practices the node does not follow."),
    read("build", "The build the node runs."),
    read("build_arch", "The processor the build was made for."),
    read("build_os", "The operating system the build was made for."),
    read("build_sha", "The commit the build was made from."),
    read("build_time", "When the build was made."),
    read("cluster-name", "The name of the cluster."),
    read(
        "cluster-stable",
        "The cluster's key, once all nodes agree and migrations are over: `cluster-stable:size=3`.",
    ),
    read(
        "compatibility-id",
        "The number by which nodes of different builds know whether they fit.",
    ),
    read("config-get", "Another name of `get-config`."),
    write("config-set", "Another name of `set-config`."),
    read("connection", "Facts of the connection that asks."),
    never("debug-record", "It shows records whole: use record."),
    never("debug-record-meta", "It shows records: use record."),
    read("digests", "The hash that makes digests of keys."),
    write(
        "dump-cluster",
        "Writes the state of the cluster to the node's log.",
    ),
    write(
        "dump-fabric",
        "Writes the connections between nodes to the node's log.",
    ),
    write(
        "dump-hb",
        "Writes the state of heartbeats to the node's log.",
    ),
    write(
        "dump-hlc",
        "Writes the state of the clock to the node's log.",
    ),
    write(
        "dump-migrates",
        "Writes the state of migrations to the node's log.",
    ),
    write(
        "dump-rw",
        "Writes the commands under way to the node's log.",
    ),
    write(
        "dump-skew",
        "Writes how far clocks are apart to the node's log.",
    ),
    write(
        "dump-wb-summary",
        "Writes the state of write blocks to the node's log.",
    ),
    never("dun", "It takes a node out of the cluster by force."),
    read("edition", "The edition of the server."),
    read("endpoints", "Addresses and ports of the node."),
    never("eviction-reset", "It changes which records are evicted."),
    read("feature-key", "What the feature key allows.").of_enterprise(),
    read("features", "What the node's protocol can do."),
    read(
        "get-config",
        "Configuration as it runs: `get-config:context=namespace;namespace=test`.",
    ),
    read(
        "get-sl",
        "Nodes that hold a namespace, in order of succession: `get-sl:namespace=test`.",
    ),
    read("get-stats", "Statistics of a context."),
    read("health-outliers", "Nodes and devices that stand out."),
    read("health-stats", "What health is judged by."),
    read("help", "The commands the node knows."),
    read(
        "histogram",
        "How records are distributed: `histogram:namespace=test;type=ttl`.",
    ),
    read("index-pressure", "Memory that indexes take, by namespace."),
    write(
        "jem-stats",
        "Writes how memory is used to a file on the node.",
    ),
    read(
        "latencies",
        "How long operations take: `latencies:hist={test}-read`.",
    ),
    read("log", "Log levels of a sink: `log/0`.").with_segments(1),
    write("log-message", "Writes a message to the node's log."),
    write("log-set", "Changes a log level: `log-set:id=0;misc=debug`."),
    read("logs", "Where the node logs to."),
    read("mcast", "Heartbeats by multicast."),
    read("mesh", "Heartbeats by mesh."),
    read("name", "The node's id."),
    read(
        "namespace",
        "Statistics and configuration of a namespace: `namespace/test`.",
    )
    .with_segments(1),
    read("namespaces", "Names of the namespaces."),
    read("node", "The node's id."),
    read("objects", "Records on the node."),
    read(
        "partition-generation",
        "Rises with each change of partitions.",
    ),
    read("partition-info", "State of every partition."),
    read("partitions", "How many partitions there are."),
    read("peers-clear-alt", "Other nodes, by alternate addresses."),
    read("peers-clear-std", "Other nodes, by their addresses."),
    read("peers-generation", "Rises with each change of nodes."),
    read(
        "peers-tls-alt",
        "Other nodes, by alternate encrypted addresses.",
    )
    .of_enterprise(),
    read("peers-tls-std", "Other nodes, by encrypted addresses.").of_enterprise(),
    read(
        "physical-devices",
        "Devices behind a path: `physical-devices:path=/dev/sdb`.",
    ),
    write("query-abort", "Aborts a query: `query-abort:id=123`."),
    write("query-abort-all", "Aborts every query."),
    read("query-show", "Queries that run or ended lately."),
    never("quiesce", "It takes a node out of service."),
    never("quiesce-undo", "It brings a node back into service."),
    read("rack-ids", "The rack of the node, by namespace.").of_enterprise(),
    read("racks", "Racks and their nodes.").of_enterprise(),
    read("rebalance-generation", "Rises with each rebalance."),
    write("recluster", "Forms the cluster anew."),
    read("release", "Edition, version and platform."),
    read("replicas", "Which partitions the node holds, as bitmaps."),
    read(
        "replicas-all",
        "Which partitions the node holds, as older clients ask.",
    ),
    read(
        "replicas-master",
        "Which partitions the node is master of, as older clients ask.",
    ),
    never("revive", "It declares lost data for found."),
    read("roster", "Nodes a strongly consistent namespace counts on.").of_enterprise(),
    never(
        "roster-set",
        "It changes on which nodes consistent data counts.",
    ),
    read("service", "The node's address."),
    read("service-clear-alt", "The node's alternate addresses."),
    read("service-clear-std", "The node's addresses."),
    read(
        "service-tls-alt",
        "The node's alternate encrypted addresses.",
    )
    .of_enterprise(),
    read("service-tls-std", "The node's encrypted addresses.").of_enterprise(),
    read("services", "Addresses of the other nodes."),
    read(
        "services-alternate",
        "Alternate addresses of the other nodes.",
    ),
    read("services-alumni", "Addresses of all nodes there ever were."),
    write(
        "services-alumni-reset",
        "Forgets addresses of nodes that are gone.",
    ),
    write(
        "set-config",
        "Changes the configuration while the node runs: `set-config:context=service;migrate-threads=2`.",
    ),
    never(
        "set-drop",
        "It removes records for good: use startTruncate.",
    ),
    write("set-log", "Another name of `log-set`."),
    read(
        "sets",
        "Statistics and configuration of sets: `sets`, `sets/test`, `sets/test/users`.",
    )
    .with_segments(2),
    read(
        "sindex",
        "Secondary indexes, as older clients ask: `sindex/test/idx`.",
    )
    .with_segments(2),
    never("sindex-create", "Use createIndex."),
    never("sindex-delete", "Use dropIndex."),
    read(
        "sindex-exists",
        "Whether an index exists: `sindex-exists:namespace=test;indexname=idx`.",
    ),
    read(
        "sindex-list",
        "Secondary indexes: `sindex-list:namespace=test`.",
    ),
    read(
        "sindex-stat",
        "Statistics of an index: `sindex-stat:namespace=test;indexname=idx`.",
    ),
    read("smd-info", "How far shared metadata has come."),
    never("smd-show", "It may show what is kept of passwords."),
    read("statistics", "Statistics of the node."),
    read("status", "Whether the node serves."),
    read("thread-traces", "What the node's threads do."),
    never("tip", "It adds nodes to the cluster."),
    never("tip-clear", "It takes nodes out of the cluster."),
    never(
        "truncate",
        "It removes records for good: use startTruncate.",
    ),
    never(
        "truncate-namespace",
        "It removes records for good: use startTruncate.",
    ),
    never("truncate-namespace-undo", "It undoes half of a truncation."),
    never("truncate-undo", "It undoes half of a truncation."),
    write("udf-clear-cache", "Forgets compiled Lua modules."),
    read(
        "udf-get",
        "The source of a Lua module: `udf-get:filename=m.lua`.",
    ),
    read("udf-list", "Lua modules."),
    never("udf-put", "It replaces functions for all."),
    never("udf-remove", "It removes functions for all."),
    never("undun", "It brings a node back into the cluster by force."),
    read(
        "user-agents",
        "Clients that are connected, by language and version.",
    ),
    read("version", "Edition and build."),
];

const fn read(name: &'static str, text: &'static str) -> InfoVerb {
    InfoVerb::new(name, VerbClass::Read, text)
}

const fn write(name: &'static str, text: &'static str) -> InfoVerb {
    InfoVerb::new(name, VerbClass::Write, text)
}

const fn never(name: &'static str, text: &'static str) -> InfoVerb {
    InfoVerb::new(name, VerbClass::Never, text)
}

#[cfg(test)]
mod tests {
    use super::VERBS;

    #[test]
    fn the_table_is_sorted_and_has_no_verb_twice() {
        assert!(VERBS.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
