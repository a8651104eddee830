//! Requests that no client would send: every one is answered, within bounds, and none panics.

use acm_embedded::info::{MAX_COMMANDS, MAX_REQUEST_BYTES};
use proptest::prelude::*;

use crate::fixture::FixtureNode;

#[test]
fn each_command_is_answered_in_order_also_when_asked_twice() {
    let node = FixtureNode::captured(1);
    assert_eq!(
        node.ask_raw(b"build\nnode\nnode\n"),
        b"build\t8.1.2.0\nnode\tB1\nnode\tB1\n"
    );
}

#[test]
fn text_after_the_last_newline_is_not_a_command() {
    let node = FixtureNode::captured(1);
    assert_eq!(node.ask_raw(b"build"), b"");
    assert_eq!(node.ask_raw(b"node\nbuild"), b"node\tB1\n");
}

#[test]
fn an_empty_line_is_a_command_nobody_knows() {
    let node = FixtureNode::captured(1);
    assert_eq!(node.ask_raw(b"\n"), b"\tERROR:4:unrecognized command\n");
}

#[test]
fn bytes_that_are_not_text_are_repeated_and_refused() {
    let node = FixtureNode::captured(1);
    assert_eq!(
        node.ask_raw(b"\xFF\xFE\n"),
        b"\xFF\xFE\tERROR:4:unrecognized command\n"
    );
}

#[test]
fn commands_beyond_the_limit_are_refused_once_and_then_left_out() {
    let node = FixtureNode::captured(1);
    let reply = node.ask_raw("node\n".repeat(MAX_COMMANDS + 10).as_bytes());
    let reply = String::from_utf8(reply).expect("text");
    assert_eq!(reply.lines().count(), MAX_COMMANDS + 1);
    assert!(reply.ends_with("node\tERROR:4:too many commands in one request\n"));
}

#[test]
fn large_replies_end_the_request_before_they_fill_the_memory() {
    let mut node = FixtureNode::captured(1);
    let partition = node.partitions[0].clone();
    node.partitions = vec![partition; 4096];
    let reply = node.ask_raw("partition-info\n".repeat(MAX_COMMANDS).as_bytes());
    let text = String::from_utf8(reply).expect("text");
    assert!(text.len() < 18 * 1024 * 1024, "{} bytes", text.len());
    assert!(text.ends_with("partition-info\tERROR:4:too many commands in one request\n"));
}

#[test]
fn a_request_beyond_the_size_limit_is_refused_as_a_whole() {
    let node = FixtureNode::captured(1);
    let request = vec![b'\n'; MAX_REQUEST_BYTES + 1];
    assert_eq!(node.ask_raw(&request), b"\tERROR:4:request too long\n");
}

/// Names and punctuation that get further into the code than random bytes do.
fn fragment() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "namespace",
        "sets",
        "sets/",
        "test",
        "bar",
        "users",
        "set-config",
        "get-config",
        "context",
        "namespace",
        "service",
        "set",
        "default-ttl",
        "truncate",
        "lut",
        "query-show",
        "id",
        "log",
        "log-set",
        "sindex",
        "sindex-stat",
        "indexname",
        "latencies",
        "hist",
        "replicas",
        "max",
        "cluster-stable",
        "size",
        "histogram",
        "type",
        "udf-get",
        "=",
        ":",
        ";",
        "/",
        "//",
        "\t",
        "18446744073709551616",
        "-1",
        "0",
        "1d",
        "é",
        "",
    ]);
    prop_oneof![4 => words.prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

proptest! {
    #[test]
    fn random_bytes_are_answered_line_by_line(request in prop::collection::vec(any::<u8>(), 1..512)) {
        let reply = FixtureNode::captured(1).ask_raw(&request);
        let commands = request.split(|&byte| byte == b'\n').count() - 1;
        let answers = reply.split(|&byte| byte == b'\n').count() - 1;
        prop_assert_eq!(answers, commands);
    }

    #[test]
    fn commands_of_known_words_are_repeated_and_answered_in_one_line(
        fragments in prop::collection::vec(fragment(), 0..12),
    ) {
        let command = fragments.concat().replace('\n', "");
        let reply = FixtureNode::captured(1).ask_raw(format!("{command}\n").as_bytes());
        let answer = reply.strip_prefix(command.as_bytes()).and_then(|rest| rest.strip_prefix(b"\t"));
        prop_assert!(answer.is_some_and(|answer| answer.ends_with(b"\n")));
        prop_assert_eq!(reply.iter().filter(|&&byte| byte == b'\n').count(), 1);
    }
}
