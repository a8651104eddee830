//! Commands that make the node do something.

use std::sync::Arc;

use acm_embedded::info::census::Census;
use acm_embedded::info::view::QueryStatus;

use crate::errors::check;
use crate::fixture::FixtureNode;

#[test]
fn truncate_without_a_time_means_everything_written_before_now() {
    let node = FixtureNode::captured(1);
    check(
        &node,
        &[
            ("truncate:namespace=test;set=orders", "ok"),
            ("truncate-namespace:namespace=bar", "ok"),
        ],
    );
    assert_eq!(
        node.take_actions(),
        [
            "truncate test Some(\"orders\") before 533065892000",
            "truncate bar None before 533065892000",
        ]
    );
}

#[test]
fn truncate_takes_nanoseconds_since_the_unix_epoch() {
    let node = FixtureNode::captured(1);
    assert_eq!(
        node.ask("truncate:namespace=test;set=scan;lut=1600000000000000000"),
        "ok"
    );
    assert_eq!(
        node.take_actions(),
        ["truncate test Some(\"scan\") before 337696000000"]
    );
}

#[test]
fn truncate_in_the_future_or_before_the_epoch_does_nothing() {
    let node = FixtureNode::captured(1);
    check(
        &node,
        &[
            (
                "truncate:namespace=test;set=scan;lut=1795377924000000000",
                "ERROR:4:would truncate in the future",
            ),
            (
                "truncate:namespace=test;set=scan;lut=5",
                "ERROR:4:bad 'lut'",
            ),
        ],
    );
    assert!(node.take_actions().is_empty());
}

#[test]
fn truncate_of_what_does_not_exist_succeeds_as_on_a_real_node() {
    let node = FixtureNode::captured(1);
    check(
        &node,
        &[
            ("truncate:namespace=nosuch;set=x", "ok"),
            ("truncate:namespace=test;set=nosuch", "ok"),
            ("truncate-namespace:namespace=nope", "ok"),
        ],
    );
}

#[test]
fn truncate_refuses_names_no_namespace_or_set_can_have() {
    let node = FixtureNode::captured(1);
    let long = "x".repeat(64);
    check(
        &node,
        &[
            (
                format!("truncate:namespace=test;set={long}").as_str(),
                "ERROR:4:bad 'set'",
            ),
            (
                format!("truncate-namespace:namespace={long}").as_str(),
                "ERROR:4:bad 'namespace'",
            ),
        ],
    );
    assert!(node.take_actions().is_empty());
}

#[test]
fn truncates_can_be_undone() {
    let node = FixtureNode::captured(1);
    check(
        &node,
        &[
            ("truncate-undo:namespace=test;set=orders", "ok"),
            ("truncate-namespace-undo:namespace=test", "ok"),
        ],
    );
    assert_eq!(
        node.take_actions(),
        [
            "undo truncate test Some(\"orders\")",
            "undo truncate test None",
        ]
    );
}

#[test]
fn only_the_principal_reclusters() {
    let mut node = FixtureNode::captured(1);
    assert_eq!(node.ask("recluster:"), "ignored-by-non-principal");
    assert!(node.take_actions().is_empty());

    node.node.cluster.principal = "B1".to_owned();
    assert_eq!(node.ask("recluster:"), "ok");
    assert_eq!(node.take_actions(), ["recluster"]);
}

#[test]
fn only_active_queries_are_aborted() {
    let mut node = FixtureNode::captured(1);
    let id = node.queries[0].id;
    let abort = format!("query-abort:id={id}");
    check(
        &node,
        &[
            (&abort, "ERROR:2:id not active"),
            ("query-abort-all:", "OK - number of queries killed: 0"),
        ],
    );

    node.queries[0].status = QueryStatus::Active;
    check(
        &node,
        &[
            (&abort, "ok"),
            (&format!("query-abort:trid={id}"), "ok"),
            ("query-abort-all:", "OK - number of queries killed: 1"),
        ],
    );
}

#[test]
fn eviction_is_reset_in_a_namespace_that_exists() {
    check(
        &FixtureNode::captured(1),
        &[
            ("eviction-reset:namespace=test", "ok"),
            ("eviction-reset:namespace=nope", "ERROR:4:unknown namespace"),
            ("eviction-reset:", "ERROR:4:missing 'namespace'"),
        ],
    );
}

#[test]
fn a_client_names_itself() {
    let node = FixtureNode::captured(1);
    assert_eq!(
        node.ask("user-agent-set:value=MSxydXN0LTMuMC4wLG5vdC1zZXQ="),
        "ok"
    );
    assert_eq!(
        node.take_actions(),
        ["user agent MSxydXN0LTMuMC4wLG5vdC1zZXQ="]
    );
}

#[test]
fn a_node_answers_with_its_last_count_of_records() {
    let mut node = FixtureNode::captured(1);
    let mut census = Census::new(250, 1 << 20);
    census.add(Some("users"), 0, 320);
    census.add(Some("users"), 249, 320);
    census.add(None, 7, 1_536);
    node.census = Some(Arc::new(census));
    let steps = |unit: &str, width: u32, counts: &[(usize, u64)], steps: usize| {
        let mut all = vec![0_u64; steps];
        for (step, count) in counts {
            all[*step] = *count;
        }
        let all: Vec<String> = all.iter().map(ToString::to_string).collect();
        let range = width as usize * steps;
        let all = all.join(",");
        format!("units={unit}:hist-width={range}:bucket-width={width}:buckets={all}")
    };
    check(
        &node,
        &[
            (
                "histogram:namespace=test;type=ttl",
                &steps("seconds", 3, &[(0, 1), (2, 1), (83, 1)], 100),
            ),
            (
                "histogram:namespace=test;set=users;type=ttl",
                &steps("seconds", 3, &[(0, 1), (83, 1)], 100),
            ),
            (
                "histogram:namespace=test;type=object-size",
                "units=bytes:[256-512)=2:[1K-2K)=1",
            ),
            (
                "histogram:namespace=test;type=object-size-linear",
                &steps("bytes", 1024, &[(0, 2), (1, 1)], 1024),
            ),
            (
                "histogram:namespace=test;set=orders;type=ttl",
                "hist-unavailable",
            ),
            (
                "histogram:namespace=test;set=nope;type=ttl",
                "ERROR:4:unknown set",
            ),
            ("histogram:namespace=test;type=age", "ERROR:4:bad 'type'"),
        ],
    );
}
