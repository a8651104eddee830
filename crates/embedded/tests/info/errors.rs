//! What is refused, and in which words.

use crate::fixture::FixtureNode;

/// Checks that each command gets its answer.
pub(crate) fn check(node: &FixtureNode, expected: &[(&str, &str)]) {
    for (command, answer) in expected {
        assert_eq!(node.ask(command), *answer, "{command}");
    }
}

#[test]
fn what_a_real_node_was_seen_to_refuse_is_refused_in_its_words() {
    check(
        &FixtureNode::captured(1),
        &[
            ("no-such-command", "ERROR:4:unrecognized command"),
            ("", "ERROR:4:unrecognized command"),
            ("foo/bar:x=y", "ERROR:4:unrecognized command"),
            ("bins/test", "ERROR:4:unrecognized command"),
            ("jobs:", "ERROR:4:unrecognized command"),
            ("racks:", "ERROR:25:enterprise only"),
            ("rack-ids", "ERROR:25:enterprise only"),
            ("roster:namespace=test", "ERROR:25:enterprise only"),
            ("quiesce:", "ERROR:25:enterprise only"),
            ("sets/nosuch", "ns_type=unknown"),
            ("namespace/nosuch", "type=unknown"),
            (
                "set-config:context=namespace;namespace=bar;no-such=1",
                "ERROR:4:invalid set-config parameter",
            ),
            ("log-set:id=0;nosuch=info", "ERROR:4:bad parameter"),
            ("query-abort:id=1", "ERROR:2:id not active"),
            ("physical-devices", "ERROR:4:missing 'path'"),
            (
                "get-stats:context=namespace;namespace=test",
                "ERROR:4:unknown context",
            ),
            ("udf-get:filename=nope.lua", "error=not_found"),
        ],
    );
}

#[test]
fn commands_that_lack_an_argument_name_it() {
    check(
        &FixtureNode::captured(1),
        &[
            ("namespace", "ERROR:4:missing 'namespace'"),
            ("truncate:", "ERROR:4:missing 'namespace'"),
            ("truncate:namespace=test", "ERROR:4:missing 'set'"),
            ("truncate-namespace:", "ERROR:4:missing 'namespace'"),
            ("set-config:", "ERROR:4:missing 'context'"),
            (
                "set-config:context=namespace;default-ttl=1",
                "ERROR:4:missing 'namespace'",
            ),
            (
                "get-config:context=namespace",
                "ERROR:4:missing 'namespace'",
            ),
            (
                "get-config:context=set;namespace=test",
                "ERROR:4:missing 'set'",
            ),
            ("log-set:misc=info", "ERROR:4:missing 'id'"),
            ("query-abort:", "ERROR:4:missing 'id'"),
            ("udf-get:", "ERROR:4:missing 'filename'"),
            ("udf-remove:", "ERROR:4:missing 'filename'"),
            ("udf-put:filename=a.lua", "ERROR:4:missing 'content'"),
            ("histogram:namespace=test", "ERROR:4:missing 'type'"),
            ("user-agent-set:", "ERROR:4:missing 'value'"),
        ],
    );
}

#[test]
fn malformed_arguments_are_named() {
    check(
        &FixtureNode::captured(1),
        &[
            ("cluster-stable:size=three", "ERROR:4:bad 'size'"),
            (
                "cluster-stable:ignore-migrations=perhaps",
                "ERROR:4:bad 'ignore-migrations'",
            ),
            ("replicas:max=0", "ERROR:4:bad 'max'"),
            ("latencies:hist={test}-nope", "ERROR:4:bad 'hist'"),
            ("histogram:namespace=test;type=nope", "ERROR:4:bad 'type'"),
            ("query-show:id=abc", "ERROR:4:bad 'id'"),
            ("log/7", "ERROR:4:bad 'id'"),
            (
                "truncate:namespace=test;set=a;lut=soon",
                "ERROR:4:bad 'lut'",
            ),
            ("user-agent-set:value=not base64", "ERROR:4:bad 'value'"),
            (
                "udf-put:filename=a/b.lua;content=YQ==;content-len=4",
                "ERROR:4:bad 'filename'",
            ),
            (
                "udf-put:filename=a.lua;content=YQ==;content-len=1",
                "ERROR:4:bad 'content-len'",
            ),
            (
                "udf-put:filename=a.lua;content=?;content-len=1",
                "ERROR:4:bad 'content'",
            ),
            (
                "udf-put:filename=a.lua;content=YQ==;content-len=4;udf-type=PY",
                "ERROR:4:bad 'udf-type'",
            ),
        ],
    );
}

#[test]
fn features_the_embedded_node_lacks_are_absent_or_refused_and_never_pretended() {
    check(
        &FixtureNode::captured(1),
        &[
            ("udf-list", ""),
            ("udf-remove:filename=nope.lua", "ok"),
            (
                "tip:host=127.0.0.1;port=1",
                "ERROR:16:an embedded cluster has fixed members",
            ),
            (
                "dump-cluster:",
                "ERROR:16:the embedded server has no internals to show here",
            ),
        ],
    );
}
