//! Replies follow the state of the node.

use std::time::Duration;

use acm_embedded::info::counter::NamespaceCounter;
use acm_embedded::info::view::{QueryStatus, ReplicaCounts, UserAgentView};

use crate::errors::check;
use crate::fixture::FixtureNode;

/// The value a reply lists for a key.
fn value(reply: &str, key: &str) -> String {
    let mut pairs = reply.split(';').filter_map(|pair| pair.split_once('='));
    let found = pairs.find(|(name, _)| *name == key);
    found
        .map(|(_, value)| value.to_owned())
        .expect("the key is listed")
}

#[test]
fn every_counter_is_listed_under_its_own_name() {
    let mut node = FixtureNode::captured(1);
    for (expected, &counter) in (1..).zip(NamespaceCounter::ALL) {
        node.namespaces[0].1.counters.set(counter, expected);
    }
    let reply = node.ask("namespace/test");
    for (expected, &counter) in (1_u64..).zip(NamespaceCounter::ALL) {
        assert_eq!(
            value(&reply, counter.name()),
            expected.to_string(),
            "{}",
            counter.name()
        );
    }
}

#[test]
fn objects_tombstones_and_bytes_are_those_of_the_node() {
    let mut node = FixtureNode::captured(1);
    let namespace = &mut node.namespaces[0].1;
    namespace.objects = ReplicaCounts {
        master: 10,
        prole: 20,
        non_replica: 3,
    };
    namespace.tombstones = ReplicaCounts {
        master: 1,
        prole: 2,
        non_replica: 0,
    };
    namespace.data_used_bytes = 512 * 1024 * 1024;
    namespace.stop_writes = true;
    let reply = node.ask("namespace/test");
    for (key, expected) in [
        ("objects", "33"),
        ("master_objects", "10"),
        ("prole_objects", "20"),
        ("non_replica_objects", "3"),
        ("tombstones", "3"),
        ("index_used_bytes", "2304"),
        ("data_used_bytes", "536870912"),
        ("data_used_pct", "50"),
        ("data_avail_pct", "50"),
        ("storage-engine.stripe[7].used_bytes", "67108864"),
        ("storage-engine.stripe[7].free_wblocks", "8"),
        ("stop_writes", "true"),
    ] {
        assert_eq!(value(&reply, key), expected, "{key}");
    }
    assert_eq!(value(&node.ask("statistics"), "objects"), "96");
    assert_eq!(node.ask("objects"), "96");
}

#[test]
fn the_namespace_can_be_named_as_an_argument() {
    let node = FixtureNode::captured(1);
    assert_eq!(
        node.ask("namespace:namespace=test"),
        node.ask("namespace/test")
    );
}

#[test]
fn a_cluster_is_stable_when_nothing_moves_any_more() {
    let mut node = FixtureNode::captured(1);
    node.namespaces[0].1.migration.rx_remaining = 2;
    node.namespaces[1].1.migration.tx_remaining = 3;
    check(
        &node,
        &[
            ("cluster-stable:", "ERROR:4:unstable-cluster"),
            ("cluster-stable:namespace=test", "ERROR:4:unstable-cluster"),
            ("cluster-stable:ignore-migrations=true", "D0A6EE3DC2DA"),
            (
                "cluster-stable:size=2;ignore-migrations=true",
                "ERROR:4:cluster-not-specified-size",
            ),
            ("cluster-stable:namespace=nope", "ERROR:4:unknown namespace"),
        ],
    );
    assert_eq!(
        value(&node.ask("statistics"), "migrate_partitions_remaining"),
        "5"
    );

    node.namespaces[0].1.migration.rx_remaining = 0;
    check(&node, &[("cluster-stable:namespace=test", "D0A6EE3DC2DA")]);
}

#[test]
fn latencies_show_the_rate_and_the_share_above_each_threshold() {
    let mut node = FixtureNode::captured(1);
    node.latency.window = Duration::from_secs(10);
    node.latency.total = 400;
    node.latency.slower_than[0] = 100;
    node.latency.slower_than[1] = 1;
    let zeros = ",0.00".repeat(15);
    assert_eq!(
        node.ask("latencies:hist={test}-read"),
        format!("{{test}}-read:msec,40.0,25.00,0.25{zeros}")
    );
}

#[test]
fn replicas_can_be_asked_for_in_fewer_columns_and_in_old_forms() {
    let node = FixtureNode::captured(1);
    let full = node.ask("replicas");
    let test = full.split(';').next().expect("two namespaces");
    let columns: Vec<&str> = test.split(',').collect();
    let (master, prole) = (columns[2], columns[3]);
    let first = |command: &str| {
        let reply = node.ask(command);
        reply
            .split(';')
            .next()
            .map(str::to_owned)
            .expect("two namespaces")
    };
    assert_eq!(first("replicas:max=1"), format!("test:0,1,{master}"));
    assert_eq!(first("replicas-all"), format!("test:2,{master},{prole}"));
    assert_eq!(first("replicas-master"), format!("test:{master}"));
}

#[test]
fn a_query_is_shown_as_it_runs_and_as_it_ended() {
    let mut node = FixtureNode::captured(1);
    let id = node.queries[0].id;
    for (status, text) in [
        (QueryStatus::Active, "status=active(ok)"),
        (QueryStatus::Aborted, "status=done(user-aborted)"),
        (QueryStatus::Failed, "status=done(abandoned-response-error)"),
    ] {
        node.queries[0].status = status;
        assert!(
            node.ask(&format!("query-show:id={id}")).contains(text),
            "{text}"
        );
    }
    node.queries.clear();
    check(
        &node,
        &[
            ("query-show", ""),
            (&format!("query-show:id={id}"), "ERROR:2:id not active"),
        ],
    );
}

#[test]
fn clients_that_named_themselves_are_counted() {
    let mut node = FixtureNode::captured(1);
    node.user_agents = vec![
        UserAgentView {
            value: "YQ==".to_owned(),
            count: 2,
        },
        UserAgentView {
            value: "Yg==".to_owned(),
            count: 1,
        },
    ];
    assert_eq!(
        node.ask("user-agents"),
        "user-agent=YQ==:count=2;user-agent=Yg==:count=1"
    );
}

#[test]
fn a_node_whose_checks_all_hold_says_so() {
    let mut node = FixtureNode::captured(1);
    node.node.failed_best_practices.clear();
    assert_eq!(node.ask("best-practices"), "failed_best_practices=none");
    assert_eq!(
        value(&node.ask("statistics"), "failed_best_practices"),
        "false"
    );
}
