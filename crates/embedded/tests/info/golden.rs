//! Replies compared with those of two real nodes in the same state.

use crate::fixture::{Capture, FixtureNode};

/// Commands whose replies are the real ones, byte by byte.
const SAME_TEXT: &[&str] = &[
    "node",
    "name",
    "build",
    "edition",
    "version",
    "status",
    "features",
    "cluster-name",
    "cluster-stable:",
    "partition-generation",
    "rebalance-generation",
    "peers-generation",
    "peers-clear-std",
    "peers-clear-alt",
    "service",
    "service-clear-std",
    "services",
    "services-alternate",
    "replicas",
    "partitions",
    "namespaces",
    "namespace/nope",
    "sets/nope",
    "sets",
    "sets/test",
    "sets/test/users",
    "udf-get:filename=nope.lua",
    "latencies:",
    "latencies:hist={test}-read",
    "histogram:namespace=test;type=ttl",
    "histogram:namespace=test;type=object-size",
    "histogram:namespace=test;type=object-size-linear",
    "get-config:context=security",
    "logs",
    "log/0",
    "query-show",
    "health-outliers",
    "health-stats",
    "best-practices",
    "user-agents",
    "racks:",
    "rack-ids",
    "roster:",
    "bogus",
    "get-stats:context=namespace;namespace=test",
    "physical-devices",
    "digests",
    "connection",
    "index-pressure",
    "get-sl:namespace=test",
    "cluster-stable:size=3;ignore-migrations=true",
    "help",
];

/// Commands whose replies have the real keys in the real order, and the real values except for the
/// named keys.
pub(crate) const SAME_KEYS: &[(&str, char, &[&str])] = &[
    ("release", ';', &["os", "arch"]),
    (
        "statistics",
        ';',
        &[
            // Of the machine and of the process.
            "system_total_cpu_pct",
            "system_user_cpu_pct",
            "system_kernel_cpu_pct",
            "system_free_mem_kbytes",
            "system_free_mem_pct",
            "host_free_mem_kbytes",
            "host_free_mem_pct",
            "process_cpu_pct",
            "threads_joinable",
            "threads_detached",
            "threads_pool_total",
            "threads_pool_active",
            "heap_allocated_kbytes",
            "heap_active_kbytes",
            "heap_mapped_kbytes",
            // Embedded nodes talk to each other in memory.
            "heartbeat_connections",
            "heartbeat_connections_opened",
            "heartbeat_connections_closed",
            "fabric_connections",
            "fabric_connections_opened",
            "fabric_connections_closed",
            "heartbeat_received_self",
            "heartbeat_received_foreign",
            "deprecated_requests",
        ],
    ),
    ("namespace/test", ';', NAMESPACE_DIFFERENCES),
    ("namespace/bar", ';', NAMESPACE_DIFFERENCES),
    ("get-config:", ';', CONFIG_DIFFERENCES),
    ("get-config:context=service", ';', CONFIG_DIFFERENCES),
    ("get-config:context=network", ';', CONFIG_DIFFERENCES),
    ("get-config:context=namespace;namespace=test", ';', &[]),
    ("config-get:context=service", ';', CONFIG_DIFFERENCES),
    ("endpoints", ';', ENDPOINT_DIFFERENCES),
];

/// Storage is accounted without real write blocks.
const NAMESPACE_DIFFERENCES: &[&str] = &[
    "data_avail_pct",
    "storage-engine.stripe[0].used_bytes",
    "storage-engine.stripe[0].free_wblocks",
    "storage-engine.stripe[1].used_bytes",
    "storage-engine.stripe[1].free_wblocks",
    "storage-engine.stripe[2].used_bytes",
    "storage-engine.stripe[2].free_wblocks",
    "storage-engine.stripe[3].used_bytes",
    "storage-engine.stripe[3].free_wblocks",
    "storage-engine.stripe[4].used_bytes",
    "storage-engine.stripe[4].free_wblocks",
    "storage-engine.stripe[5].used_bytes",
    "storage-engine.stripe[5].free_wblocks",
    "storage-engine.stripe[6].used_bytes",
    "storage-engine.stripe[6].free_wblocks",
    "storage-engine.stripe[7].used_bytes",
    "storage-engine.stripe[7].free_wblocks",
];

/// Only the service port is listened on, and the process is not a daemon of its own.
const CONFIG_DIFFERENCES: &[&str] = &[
    "run-as-daemon",
    "admin.port",
    "admin.address",
    "heartbeat.address",
    "heartbeat.port",
    "heartbeat.mesh-seed-address-port",
    "fabric.address",
    "fabric.port",
];

const ENDPOINT_DIFFERENCES: &[&str] = &[
    "admin.port",
    "admin.addresses",
    "heartbeat.port",
    "heartbeat.addresses",
    "heartbeat.peer",
    "fabric.port",
    "fabric.addresses",
    "fabric.peer",
];

/// Commands with a test of their own, here or in another file.
const ELSEWHERE: &[&str] = &[
    // Compared below.
    "partition-info",
    "query-show:",
    "build_os",
    "build_arch",
    "sindex-list:",
    "sindex-list:namespace=test",
    "sindex-stat:namespace=test;indexname=idx_age",
    "sindex/test/idx_age",
    "sindex-exists:namespace=test;indexname=idx_age",
    "sindex-create:namespace=test;set=users;indexname=idx_age;bin=age;type=numeric",
    "sindex-delete:namespace=test;indexname=nope",
    // The captured node has a Lua module.
    "udf-list",
    "udf-get:filename=m_demo.lua",
    // Commands that change something.
    "set-config:context=namespace;namespace=test;default-ttl=7200",
    "truncate:namespace=test;set=orders",
    "truncate-namespace:namespace=nope",
    "query-abort:id=123",
    "log-set:id=0;misc=info",
    "recluster:",
    "eviction-reset:namespace=test",
    "tip:host=127.0.0.1;port=1",
];

#[test]
fn every_captured_command_is_compared_or_named_as_tested_elsewhere() {
    for number in [1, 2] {
        for command in Capture::node(number).commands() {
            let compared = SAME_TEXT.contains(&command)
                || SAME_KEYS.iter().any(|(name, ..)| *name == command)
                || ELSEWHERE.contains(&command);
            assert!(compared, "no test compares {command:?}");
        }
    }
}

#[test]
fn replies_of_known_state_are_those_of_the_real_node() {
    for number in [1, 2] {
        let (capture, node) = (Capture::node(number), FixtureNode::captured(number));
        for command in SAME_TEXT {
            assert_eq!(
                node.ask(command),
                capture.reply(command),
                "node {number}: {command}"
            );
        }
    }
}

#[test]
fn lists_of_values_have_the_keys_order_and_values_of_the_real_node() {
    for number in [1, 2] {
        let (capture, node) = (Capture::node(number), FixtureNode::captured(number));
        for (command, separator, differences) in SAME_KEYS {
            let real = pairs(capture.reply(command), *separator);
            let text = node.ask(command);
            let ours = pairs(&text, *separator);
            assert_eq!(keys(&ours), keys(&real), "node {number}: {command}");
            for (ours, real) in ours.iter().zip(&real) {
                if !differences.contains(&ours.0) {
                    assert_eq!(ours, real, "node {number}: {command}");
                }
            }
        }
    }
}

#[test]
fn partition_info_has_the_real_columns_and_rows() {
    for number in [1, 2] {
        let (capture, node) = (Capture::node(number), FixtureNode::captured(number));
        let text = node.ask("partition-info");
        let ours: Vec<&str> = text.split(';').collect();
        let real: Vec<&str> = capture.reply("partition-info").split(';').collect();
        assert_eq!(ours[..4], real[..4], "node {number}");
    }
}

#[test]
fn query_show_with_a_colon_answers_as_without() {
    let node = FixtureNode::captured(1);
    assert_eq!(
        node.ask("query-show:"),
        Capture::node(1).reply("query-show:")
    );
}

#[test]
fn the_platform_is_the_one_the_node_runs_on() {
    let node = FixtureNode::captured(1);
    assert_eq!(node.ask("build_os"), std::env::consts::OS);
    assert_eq!(node.ask("build_arch"), std::env::consts::ARCH);
}

#[test]
fn an_empty_request_asks_for_the_fifteen_defaults() {
    let node = FixtureNode::captured(1);
    let reply = String::from_utf8(node.ask_raw(b"")).expect("text");
    let commands: Vec<&str> = reply
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        commands,
        [
            "features",
            "node",
            "compatibility-id",
            "edition",
            "build_ee_sha",
            "build_sha",
            "build_arch",
            "build_time",
            "build_os",
            "build",
            "version",
            "statistics",
            "services-alumni",
            "services",
            "partition-generation",
        ]
    );
}

#[test]
fn a_node_without_peers_lists_none() {
    let mut node = FixtureNode::captured(1);
    node.peers.clear();
    node.node.peers_generation = 0;
    assert_eq!(node.ask("peers-clear-std"), "0,3000,[]");
    assert_eq!(node.ask("services"), "");
}

#[test]
fn a_peer_at_the_default_port_is_listed_without_it() {
    let mut node = FixtureNode::captured(1);
    node.peers[0].addresses = vec!["10.0.0.1:3000".parse().expect("an address")];
    node.peers[1].addresses = vec![
        "[::1]:3000".parse().expect("an address"),
        "[::1]:3001".parse().expect("an address"),
    ];
    assert_eq!(
        node.ask("peers-clear-std"),
        "4,3000,[[B2,,[10.0.0.1]],[B3,,[[::1],[::1]:3001]]]"
    );
}

pub(crate) fn pairs(text: &str, separator: char) -> Vec<(&str, &str)> {
    text.split(separator)
        .map(|pair| pair.split_once('=').expect("a key and a value"))
        .collect()
}

pub(crate) fn keys<'a>(pairs: &[(&'a str, &'a str)]) -> Vec<&'a str> {
    pairs.iter().map(|(key, _)| *key).collect()
}
