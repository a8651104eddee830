//! What `set-config` accepts, what it shows afterwards, and what the node itself reads.

use std::time::Duration;

use acm_embedded::info::config::SetSettings;

use crate::errors::check;
use crate::fixture::FixtureNode;

const INVALID: &str = "ERROR:4:invalid set-config parameter";

/// The value `get-config` lists for a parameter of a context.
fn listed(node: &FixtureNode, context: &str, parameter: &str) -> String {
    let text = node.ask(&format!("get-config:context={context}"));
    let mut pairs = text.split(';').filter_map(|pair| pair.split_once('='));
    let found = pairs.find(|(key, _)| *key == parameter);
    found
        .map(|(_, value)| value.to_owned())
        .expect("the parameter is listed")
}

#[test]
fn a_changed_parameter_is_listed_with_its_new_value() {
    let node = FixtureNode::captured(1);
    for (context, parameter, value) in [
        ("service", "proto-fd-max", "20000"),
        ("network", "heartbeat.interval", "250"),
        ("namespace;namespace=test", "default-ttl", "7200"),
        ("namespace;namespace=bar", "default-read-touch-ttl-pct", "5"),
        ("namespace;namespace=test", "allow-ttl-without-nsup", "true"),
        (
            "namespace;namespace=test",
            "conflict-resolution-policy",
            "last-update-time",
        ),
        (
            "namespace;namespace=test;set=users",
            "stop-writes-count",
            "10",
        ),
        ("set;namespace=test;set=users", "disable-eviction", "true"),
    ] {
        let change = format!("set-config:context={context};{parameter}={value}");
        assert_eq!(node.ask(&change), "ok", "{change}");
        assert_eq!(listed(&node, context, parameter), value, "{change}");
    }
}

#[test]
fn a_change_in_one_namespace_leaves_the_other_alone() {
    let node = FixtureNode::captured(1);
    node.ask("set-config:context=namespace;id=test;default-ttl=60");
    assert_eq!(
        listed(&node, "namespace;namespace=test", "default-ttl"),
        "60"
    );
    assert_eq!(listed(&node, "namespace;namespace=bar", "default-ttl"), "0");
}

#[test]
fn storage_parameters_are_known_with_and_without_their_prefix() {
    let node = FixtureNode::captured(1);
    let name = "storage-engine.stop-writes-used-pct";
    check(
        &node,
        &[(
            "set-config:context=namespace;namespace=test;stop-writes-used-pct=80",
            "ok",
        )],
    );
    assert_eq!(listed(&node, "namespace;namespace=test", name), "80");
    let change = format!("set-config:context=namespace;namespace=test;{name}=85");
    assert_eq!(node.ask(&change), "ok");
    assert_eq!(listed(&node, "namespace;namespace=test", name), "85");
}

#[test]
fn durations_may_carry_a_unit_and_are_listed_in_seconds() {
    let node = FixtureNode::captured(1);
    for (text, seconds) in [
        ("90", "90"),
        ("90s", "90"),
        ("15m", "900"),
        ("2H", "7200"),
        ("1d", "86400"),
    ] {
        let change = format!("set-config:context=namespace;namespace=test;default-ttl={text}");
        assert_eq!(node.ask(&change), "ok", "{change}");
        assert_eq!(
            listed(&node, "namespace;namespace=test", "default-ttl"),
            seconds,
            "{change}"
        );
    }
}

#[test]
fn a_refused_change_changes_nothing() {
    let node = FixtureNode::captured(1);
    let before = node.ask("get-config:");
    let before_namespace = node.ask("get-config:context=namespace;namespace=test");
    check(
        &node,
        &[
            ("set-config:context=service;proto-fd-max=many", INVALID),
            ("set-config:context=service;proto-fd-max=1", INVALID),
            ("set-config:context=service;proto-fd-max=-1", INVALID),
            ("set-config:context=service;node-id=C1", INVALID),
            ("set-config:context=service", INVALID),
            (
                "set-config:context=service;ticker-interval=5;proto-fd-max=5000",
                INVALID,
            ),
            ("set-config:context=network;service.port=3000", INVALID),
            (
                "set-config:context=namespace;namespace=test;default-ttl=20y",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;default-ttl=99999999999999999999",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;default-ttl=3651d",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;default-ttl=",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;evict-tenths-pct=1001",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;allow-ttl-without-nsup=yes",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;strong-consistency=true",
                INVALID,
            ),
            (
                "set-config:context=namespace;namespace=test;set=;stop-writes-count=1",
                "ERROR:4:bad 'set'",
            ),
            (
                "set-config:context=namespace;namespace=nope;default-ttl=1",
                "ERROR:4:unknown namespace",
            ),
            ("set-config:context=nope;a=1", "ERROR:4:unknown context"),
            (
                "set-config:context=security;enable-quotas=true",
                "ERROR:25:enterprise only",
            ),
        ],
    );
    assert_eq!(node.ask("get-config:"), before);
    assert_eq!(
        node.ask("get-config:context=namespace;namespace=test"),
        before_namespace
    );
    assert!(node.config.configured_sets("test").is_empty());
}

#[test]
fn the_node_reads_the_settings_it_serves_by() {
    let node = FixtureNode::captured(1);
    let before = node.config.namespace("test").expect("the namespace exists");
    assert_eq!(before.nsup_period, Duration::from_secs(120));
    assert_eq!(before.default_ttl, Duration::ZERO);
    assert_eq!(before.data_size, 1024 * 1024 * 1024);
    assert_eq!(before.max_record_size, 1024 * 1024);
    assert_eq!(node.config.namespace("nope"), None);
    assert_eq!(
        node.config.set_settings("test", "users"),
        SetSettings::default()
    );

    check(
        &node,
        &[
            (
                "set-config:context=namespace;namespace=test;nsup-period=0",
                "ok",
            ),
            (
                "set-config:context=namespace;namespace=test;default-ttl=1h",
                "ok",
            ),
            (
                "set-config:context=namespace;namespace=test;set=users;stop-writes-count=7",
                "ok",
            ),
            (
                "set-config:context=namespace;namespace=test;set=users;stop-writes-size=900",
                "ok",
            ),
            ("set-config:context=service;proto-fd-max=100", "ok"),
        ],
    );
    let after = node.config.namespace("test").expect("the namespace exists");
    assert_eq!(after.nsup_period, Duration::ZERO);
    assert_eq!(after.default_ttl, Duration::from_secs(3600));
    let set = node.config.set_settings("test", "users");
    assert_eq!((set.stop_writes_count, set.stop_writes_size), (7, 900));
    assert_eq!(node.config.service().proto_fd_max, 100);
}

#[test]
fn a_set_that_was_only_configured_is_listed_as_empty_with_its_limits() {
    let node = FixtureNode::captured(1);
    node.ask("set-config:context=namespace;namespace=bar;set=new;stop-writes-count=3");
    assert_eq!(
        node.ask("sets/bar/new"),
        "objects=0:tombstones=0:data_used_bytes=0:truncate_lut=0:sindexes=0:\
         index_populating=false:truncating=false:default-read-touch-ttl-pct=0:default-ttl=0:\
         disable-eviction=false:enable-index=false:stop-writes-count=3:stop-writes-size=0;"
    );
    assert!(
        node.ask("sets/bar")
            .ends_with(":stop-writes-count=3:stop-writes-size=0;")
    );
    assert_eq!(
        node.ask("sets:namespace=bar;set=new"),
        node.ask("sets/bar/new")
    );
}

#[test]
fn no_more_sets_are_configured_than_a_namespace_can_have() {
    let node = FixtureNode::captured(1);
    let configure = |set: usize| {
        format!("set-config:context=namespace;namespace=bar;set=s{set};enable-index=true")
    };
    for set in 0..4095 {
        assert_eq!(node.ask(&configure(set)), "ok");
    }
    assert_eq!(node.ask(&configure(4095)), "ERROR:4:bad 'set'");
    assert_eq!(node.ask(&configure(0)), "ok");
}

#[test]
fn a_set_is_not_configured_under_a_name_that_would_break_the_list_of_sets() {
    let node = FixtureNode::captured(1);
    let before = node.ask("sets");
    for name in ["a:b", "a=b", "a\tb", "", &"x".repeat(64)] {
        let change =
            format!("set-config:context=namespace;namespace=test;set={name};stop-writes-count=1");
        assert_eq!(node.ask(&change), "ERROR:4:bad 'set'", "{name:?}");
    }
    assert_eq!(node.ask("sets"), before);
}

#[test]
fn log_levels_change_one_by_one_or_all_at_once() {
    let node = FixtureNode::captured(1);
    check(
        &node,
        &[
            ("log-set:id=0;misc=debug", "ok"),
            ("log-set:id=0;misc=loud", "ERROR:4:bad parameter"),
            ("log-set:id=1;misc=debug", "ERROR:4:bad 'id'"),
        ],
    );
    assert!(node.ask("log/0").starts_with("misc:DEBUG;alloc:INFO;"));
    assert_eq!(node.ask("log-set:id=0;any=WARNING"), "ok");
    assert!(
        node.ask("log:id=0")
            .split(';')
            .all(|level| level.ends_with(":WARNING"))
    );
}

#[test]
fn latencies_are_told_in_microseconds_when_the_node_is_told_to() {
    let mut node = FixtureNode::captured(1);
    node.latency.total = 4;
    node.latency.slower_than[0] = 1;
    node.latency.slower_than_micros[9] = 2;
    let read = |node: &FixtureNode| node.ask("latencies:hist={test}-read");
    assert!(read(&node).starts_with("{test}-read:msec,0.4,25.00,0.00,"));
    let change = "set-config:context=service;microsecond-histograms=true";
    assert_eq!(node.ask(change), "ok");
    let told = read(&node);
    let columns: Vec<&str> = told.split(',').collect();
    assert_eq!(
        (columns[0], columns[2], columns[11]),
        ("{test}-read:usec", "0.00", "50.00")
    );
}
