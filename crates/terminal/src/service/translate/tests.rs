use acm_aql::parse;
use serde_json::json;

use super::*;
use crate::service::options::Options;

fn index(set: Option<&str>, bin: &str, kind: &str, collection: &str) -> KnownIndex {
    serde_json::from_value(json!({
        "namespace": "t", "set": set, "bin": bin, "type": kind, "collection": collection,
        "context": null, "state": "READY",
    }))
    .unwrap()
}

fn step(text: &str, options: &Options, indexes: &[KnownIndex]) -> Result<Option<Step>, ApiError> {
    let script = parse(text);
    let statement = script.statements[0].outcome.as_ref().unwrap();
    let context = Context {
        connection: "c1",
        options,
        indexes,
        own_user: Some("own"),
    };
    translate(statement, &context)
}

/// Compares the variables of a statement.
#[track_caller]
fn check(text: &str, root: &str, variables: Value) {
    check_with(text, &Options::default(), &[], root, variables);
}

#[track_caller]
fn check_with(text: &str, options: &Options, indexes: &[KnownIndex], root: &str, variables: Value) {
    let step = step(text, options, indexes).unwrap().expect(text);
    assert!(
        step.operation.document.contains(&format!("  {root}(")),
        "{}",
        step.operation.document
    );
    assert_eq!(Value::Object(step.operation.variables), variables, "{text}");
}

#[test]
fn records_are_read_by_key() {
    let key = |key: Value| json!({ "namespace": "t", "set": "s", "userKey": key });
    check(
        "SELECT * FROM t.s WHERE PK = 'a'",
        "record",
        json!({ "connectionId": "c1", "bins": null, "key": key(json!({ "string": "a" })) }),
    );
    check(
        "SELECT a, b FROM t.s WHERE PK IN (1, BYTES('ff'))",
        "recordsByKeys",
        json!({ "connectionId": "c1", "bins": ["a", "b"],
            "keys": [key(json!({ "int": "1" })), key(json!({ "bytes": "/w==" }))] }),
    );
    check(
        "SELECT * FROM t.s WHERE DIGEST = '0102030405060708090a0b0c0d0e0f1011121314'",
        "record",
        json!({ "connectionId": "c1", "bins": null,
            "key": key(json!({ "digest": "0102030405060708090a0b0c0d0e0f1011121314" })) }),
    );
}

#[test]
fn records_are_streamed_with_a_limit() {
    check(
        "SELECT * FROM t LIMIT 7",
        "queryStream",
        json!({ "limit": "7", "query": { "connectionId": "c1", "namespace": "t" } }),
    );
    let options = Options {
        limit: 5,
        no_bins: true,
        ..Options::default()
    };
    let query = json!({ "connectionId": "c1", "namespace": "t", "set": "s", "bins": [], "metadataOnly": true });
    check_with(
        "SELECT * FROM t.s",
        &options,
        &[],
        "queryStream",
        json!({ "limit": "5", "query": query }),
    );
}

#[test]
fn a_predicate_asks_the_index_that_serves_it_and_filters_otherwise() {
    let options = Options::default();
    let ask = |text: &str, indexes: &[KnownIndex], more: Value| {
        let mut query = json!({ "connectionId": "c1", "namespace": "t", "set": "s" });
        for (name, value) in more.as_object().unwrap() {
            query[name] = value.clone();
        }
        let variables = json!({ "limit": "1000", "query": query });
        check_with(text, &options, indexes, "queryStream", variables);
    };
    let one = json!({ "bin": { "bin": "a", "is": { "int": { "eq": "1" } } } });
    let two = json!({ "bin": { "bin": "b", "is": { "string": { "eq": "x" } } } });
    let both = "SELECT * FROM t.s WHERE a = 1 AND b = 'x'";
    ask(both, &[], json!({ "filter": { "and": [one, two] } }));
    let by_b = index(Some("s"), "b", "STRING", "NONE");
    let asked = json!({ "bin": "b", "is": { "string": "x" } });
    ask(both, &[by_b], json!({ "index": asked, "filter": one }));
    let other = index(Some("other"), "a", "INTEGER", "NONE");
    ask(
        "SELECT * FROM t.s WHERE a = 1",
        &[other],
        json!({ "filter": one }),
    );
    let wrong = index(Some("s"), "a", "STRING", "NONE");
    ask(
        "SELECT * FROM t.s WHERE a = 1",
        &[wrong],
        json!({ "filter": one }),
    );
    let of_namespace = index(None, "a", "INTEGER", "NONE");
    let asked = json!({ "bin": "a", "is": { "intRange": { "from": "1", "to": "5" } } });
    ask(
        "SELECT * FROM t.s WHERE a BETWEEN 1 AND 5",
        &[of_namespace],
        json!({ "index": asked }),
    );
    let of_keys = index(Some("s"), "m", "STRING", "MAPKEYS");
    let asked = json!({ "bin": "m", "collection": "MAPKEYS", "is": { "string": "k" } });
    ask(
        "SELECT * FROM t.s IN MAPKEYS WHERE m = 'k'",
        &[of_keys],
        json!({ "index": asked }),
    );
    let filter = json!({ "bin": { "bin": "l", "is": { "list": { "contains": 1 } } } });
    ask(
        "SELECT * FROM t.s IN LIST WHERE l = 1",
        &[],
        json!({ "filter": filter }),
    );
    let filter = json!({ "bin": { "bin": "g", "is": { "geo": { "within": "{}" } } } });
    ask(
        "SELECT * FROM t.s WHERE g WITHIN GEOJSON('{}')",
        &[],
        json!({ "filter": filter }),
    );
    let refused = step(
        "SELECT * FROM t.s IN LIST WHERE l BETWEEN 1 AND 2",
        &options,
        &[],
    )
    .err()
    .unwrap();
    assert!(refused.message().contains("CREATE LIST INDEX"), "{refused}");
}

#[test]
fn records_are_written_as_the_options_say() {
    let input = |more: Value| {
        let mut input = json!({
            "connectionId": "c1", "bins": { "a": 1, "b": null }, "sendKey": true,
            "ttl": { "namespaceDefault": true },
            "key": { "namespace": "t", "set": null, "userKey": { "int": "5" } },
        });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        json!({ "input": input })
    };
    let text = "INSERT INTO t (PK, a, b) VALUES (5, 1, NULL)";
    check(text, "putRecord", input(json!({})));
    for (record_ttl, ttl) in [
        (-2, json!({ "keep": true })),
        (-1, json!({ "never": true })),
        (60, json!({ "seconds": 60 })),
    ] {
        let options = Options {
            record_ttl,
            key_send: false,
            ..Options::default()
        };
        let expected = input(json!({ "ttl": ttl, "sendKey": false }));
        check_with(text, &options, &[], "putRecord", expected);
    }
}

#[test]
fn what_is_not_a_record_is_managed() {
    let input = |input: Value| json!({ "input": input });
    check(
        "TRUNCATE t.s UPTO 1513687224599999999",
        "startTruncate",
        input(
            json!({ "connectionId": "c1", "namespace": "t", "set": "s", "before": "2017-12-19T12:40:24.599Z" }),
        ),
    );
    check(
        "CREATE MAPVALUES INDEX i ON t.s (a) NUMERIC",
        "createIndex",
        input(
            json!({ "connectionId": "c1", "namespace": "t", "set": "s", "name": "i", "bin": "a",
            "type": "INTEGER", "collection": "MAPVALUES" }),
        ),
    );
    check(
        "CREATE SET INDEX i ON t.s",
        "createIndex",
        input(
            json!({ "connectionId": "c1", "namespace": "t", "set": "s", "name": "i", "isSetIndex": true }),
        ),
    );
    check(
        "DROP INDEX t.s i",
        "dropIndex",
        input(json!({ "connectionId": "c1", "namespace": "t", "name": "i" })),
    );
    check(
        "KILL_QUERY 18446744073709551615",
        "abortServerJob",
        input(json!({ "connectionId": "c1", "id": "18446744073709551615" })),
    );
    check(
        "SHOW SETS t",
        "namespace",
        json!({ "connectionId": "c1", "namespace": "t" }),
    );
    check(
        "STAT NAMESPACE t",
        "nodeStatistics",
        json!({ "connectionId": "c1", "namespace": "t" }),
    );
}

#[test]
fn modules_are_managed_and_their_functions_called() {
    let input = |input: Value| json!({ "input": input });
    check(
        "REGISTER MODULE '~/lua/m.lua' AS $$ x $$",
        "putUdfModule",
        input(json!({ "connectionId": "c1", "name": "m.lua", "source": { "text": " x " } })),
    );
    check(
        "REMOVE MODULE m.lua",
        "removeUdfModule",
        input(json!({ "connectionId": "c1", "name": "m.lua" })),
    );
    check(
        "DESC MODULE m.lua",
        "udfModule",
        json!({ "connectionId": "c1", "name": "m.lua" }),
    );
    let call =
        json!({ "module": "m.lua", "function": "f", "arguments": [1, { "$float": "2.0" }, ["x"]] });
    let key = json!({ "namespace": "t", "set": "s", "userKey": { "int": "1" } });
    check(
        "EXECUTE m.f(1, 2.0, LIST('[\"x\"]')) ON t.s WHERE PK = 1",
        "executeUdf",
        input(json!({ "connectionId": "c1", "key": key, "call": call })),
    );
    let query = json!({ "connectionId": "c1", "namespace": "t", "set": "s" });
    let call = json!({ "module": "m.lua", "function": "f", "arguments": [] });
    check(
        "EXECUTE m.f() ON t.s",
        "startUdfJob",
        input(json!({ "query": query, "call": call })),
    );
    check(
        "AGGREGATE 'm.lua'.f() ON t.s",
        "aggregate",
        json!({ "query": query, "call": call }),
    );
}

#[test]
fn users_and_roles_are_managed_and_passwords_hidden() {
    let input = |more: Value| {
        let mut input = json!({ "connectionId": "c1" });
        for (name, value) in more.as_object().unwrap() {
            input[name] = value.clone();
        }
        json!({ "input": input })
    };
    check(
        "CREATE USER u PASSWORD 'hush' ROLES a, b",
        "createUser",
        input(json!({ "name": "u", "password": "hush", "roles": ["a", "b"] })),
    );
    check(
        "SET PASSWORD 'hush'",
        "changePassword",
        input(json!({ "user": "own", "password": "hush" })),
    );
    check(
        "SET PASSWORD 'hush' FOR u",
        "changePassword",
        input(json!({ "user": "u", "password": "hush" })),
    );
    check(
        "GRANT ROLES a TO u",
        "grantRoles",
        input(json!({ "user": "u", "roles": ["a"] })),
    );
    check("DROP USER u", "dropUser", input(json!({ "name": "u" })));
    let privileges = json!([
        { "kind": "READ_WRITE_UDF", "namespace": "t", "set": "s" },
        { "kind": "SYS_ADMIN", "namespace": null, "set": null },
    ]);
    check(
        "CREATE ROLE r PRIVILEGES read-write-udf.t.s, sys-admin ALLOWLIST 10.0.0.0/8 READ_QUOTA 5",
        "createRole",
        input(
            json!({ "name": "r", "privileges": privileges, "allowlist": ["10.0.0.0/8"],
            "readQuota": "5", "writeQuota": null }),
        ),
    );
    check(
        "ALTER ROLE r ALLOWLIST ANY WRITE_QUOTA 0",
        "setRoleAllowlist",
        json!({ "allowlist": { "connectionId": "c1", "role": "r", "allowlist": [] },
            "quotas": { "connectionId": "c1", "role": "r", "writeQuota": "0" } }),
    );
    let hidden = step("CREATE USER u PASSWORD 'hush'", &Options::default(), &[])
        .unwrap()
        .unwrap();
    assert_eq!(hidden.shown_variables()["input"]["password"], "***");
}

#[test]
fn what_asks_nothing_of_the_cluster_is_no_operation() {
    for text in [
        "SET OUTPUT JSON",
        "GET",
        "RESET",
        "HELP",
        "EXPLAIN DELETE FROM t WHERE PK = 1",
    ] {
        assert!(
            step(text, &Options::default(), &[]).unwrap().is_none(),
            "{text}"
        );
    }
}
