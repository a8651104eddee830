use std::time::Duration;

use futures_util::StreamExt;
use serde_json::{Value, json};

use crate::support::{Bench, Fake};

const LIST: &str = "sindex-list:b64=true";
const AGE: &str = "ns=test:indexname=age:set=users:bin=age:type=numeric:indextype=default:context=null:exp=null:state=";
const QUERY: &str = r#"{ indexes(connectionId: "c1", namespace: "test") {
    name set isSetIndex bin expression type collection context { text base64 } state buildProgress
    entries memoryBytes entriesPerValue nodes { node state entries problem { code } } } }"#;
const CREATE: &str = "mutation($input: CreateIndexInput!) {
    createIndex(input: $input) { index { name state buildProgress } } }";
const DROP: &str = r#"mutation { dropIndex(input: {
    connectionId: "c1", namespace: "test", name: "age" }) { dropped } }"#;
const FEED: &str = r#"subscription { indexesChanged(connectionId: "c1", namespace: "test") {
    kind problem { code } indexes { name state buildProgress } } }"#;

fn statistics(name: &str) -> String {
    format!("sindex-stat:namespace=test;indexname={name}")
}

/// Two nodes that have the index `age` in a state, and so much of it built.
fn with_age(states: [(&str, &str, u64); 2]) -> Fake {
    let fake = Fake::two_nodes();
    for (node, state, percent) in states {
        fake.say(node, LIST, &format!("{AGE}{state}"));
        let told = format!(
            "entries=10;used_bytes=16777216;entries_per_bval=2;entries_per_rec=1;load_pct={percent};\
             load_time=5;stat_gc_recs=0"
        );
        fake.say(node, &statistics("age"), &told);
    }
    fake
}

fn without() -> Fake {
    let fake = Fake::two_nodes();
    for node in ["A", "B"] {
        fake.say(node, LIST, "");
    }
    fake
}

fn input(more: Value) -> Value {
    let mut input = json!({ "connectionId": "c1", "namespace": "test", "name": "age" });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

#[tokio::test]
async fn an_index_is_what_all_nodes_together_tell_of_it() {
    let bench = Bench::new(with_age([("A", "RW", 100), ("B", "WO", 40)])).await;
    let answer = bench.run(QUERY).await;
    assert_eq!(
        answer,
        json!({ "data": { "indexes": [{
            "name": "age", "set": "users", "isSetIndex": false, "bin": "age", "expression": null,
            "type": "INTEGER", "collection": "NONE", "context": null,
            "state": "BUILDING", "buildProgress": 0.4,
            "entries": "20", "memoryBytes": "33554432", "entriesPerValue": "2",
            "nodes": [
                { "node": "A", "state": "READY", "entries": "10", "problem": null },
                { "node": "B", "state": "BUILDING", "entries": "10", "problem": null },
            ],
        }] } })
    );
}

#[tokio::test]
async fn every_kind_of_index_is_told_with_its_context_in_words() {
    let fake = without();
    let line = |rest: &str| format!("ns=test:indexname={rest}:state=RW");
    let list = [
        line("a:set=null:bin=m:type=string:indextype=mapkeys:context=lCKiA2sQ/w==:exp=null"),
        line("b:set=users:bin=null:type=numeric:indextype=default:context=null:exp=kxSTUQKhbgE="),
        line("c:set=users:bin=g:type=geo2dsphere:indextype=list:context=null:exp=null"),
        line("d:set=users:bin=b:type=blob:indextype=mapvalues:context=null:exp=null"),
        "ns=test:indexname=e:set=users:indextype=set".to_owned(),
    ];
    for node in ["A", "B"] {
        fake.say(node, LIST, &list.join(";"));
        for name in ["a", "b", "c", "d", "e"] {
            fake.say(
                node,
                &statistics(name),
                "entries=1;used_bytes=16;load_pct=100",
            );
        }
    }
    let answer = Bench::new(fake).await.run(QUERY).await;
    let indexes = answer["data"]["indexes"].as_array().unwrap();
    let kinds: Vec<Value> = indexes
        .iter()
        .map(|index| json!([index["type"], index["collection"], index["isSetIndex"]]))
        .collect();
    assert_eq!(
        json!(kinds),
        json!([
            ["STRING", "MAPKEYS", false],
            ["INTEGER", "NONE", false],
            ["GEO2DSPHERE", "LIST", false],
            ["BLOB", "MAPVALUES", false],
            [null, null, true],
        ])
    );
    assert_eq!(
        indexes[0]["context"],
        json!({ "text": "map key \"k\", list index -1", "base64": "lCKiA2sQ/w==" })
    );
    assert_eq!(indexes[1]["expression"], "kxSTUQKhbgE=");
    assert!(indexes.iter().all(|index| index["state"] == "READY"));
}

#[tokio::test]
async fn a_node_that_is_silent_or_lacks_the_index_is_told_apart() {
    let fake = with_age([("A", "RW", 100), ("B", "RW", 100)]);
    fake.silence("B", true);
    let bench = Bench::new(fake).await;
    let told = async || bench.run(QUERY).await["data"]["indexes"][0].clone();
    let silent = told().await;
    assert_eq!(
        (&silent["state"], &silent["entries"]),
        (&json!("READY"), &json!("10"))
    );
    assert_eq!(
        silent["nodes"][1],
        json!({ "node": "B", "state": null, "entries": null, "problem": { "code": "TIMEOUT" } })
    );
    bench.fake.silence("B", false);
    bench.fake.say("B", LIST, "");
    let lacking = told().await;
    assert_eq!(
        (&lacking["state"], &lacking["nodes"][1]["state"]),
        (&json!("MISSING"), &json!("MISSING"))
    );
    for node in ["A", "B"] {
        bench.fake.silence(node, true);
    }
    let dead = bench.run(QUERY).await;
    assert_eq!(dead["data"]["indexes"], Value::Null);
    assert_eq!(dead["errors"][0]["code"], "TIMEOUT");
}

#[tokio::test]
async fn what_cannot_be_an_index_is_refused_before_anything_is_sent() {
    let bench = Bench::new(without()).await;
    let key = json!([{ "mapKey": "k" }]);
    for (more, field) in [
        (json!({ "type": "INTEGER" }), "input"),
        (
            json!({ "type": "INTEGER", "bin": "a", "expression": "kxQ=" }),
            "input",
        ),
        (json!({ "bin": "a" }), "input.type"),
        (json!({ "type": "INTEGER", "bin": "a;b" }), "input.bin"),
        (json!({ "type": "INTEGER", "bin": "a=b" }), "input.bin"),
        (
            json!({ "type": "INTEGER", "expression": "" }),
            "input.expression",
        ),
        (
            json!({ "type": "INTEGER", "expression": "kxQ=", "context": key }),
            "input.context",
        ),
        (
            json!({ "type": "INTEGER", "bin": "a", "context": [{ "mapKey": [1] }] }),
            "input.context.0.mapKey",
        ),
        (json!({ "isSetIndex": true }), "input.set"),
        (
            json!({ "isSetIndex": true, "set": "users", "bin": "a" }),
            "input.isSetIndex",
        ),
        (
            json!({ "isSetIndex": true, "set": "users", "type": "STRING" }),
            "input.isSetIndex",
        ),
    ] {
        let answer = bench.run_with(CREATE, input(more.clone())).await;
        let error = &answer["errors"][0];
        assert_eq!(error["code"], "BAD_USER_INPUT", "{more}");
        assert_eq!(error["details"]["field"], field, "{more}");
    }
    assert_eq!(
        bench
            .fake
            .info_requests
            .load(std::sync::atomic::Ordering::Relaxed),
        0
    );
}

#[tokio::test]
async fn an_index_is_made_by_one_command_and_told_as_the_nodes_tell_it() {
    for (more, command) in [
        (
            json!({ "type": "INTEGER", "bin": "age", "set": "users" }),
            "sindex-create:namespace=test;set=users;indexname=age;indextype=default;bin=age;type=numeric",
        ),
        (
            json!({ "type": "STRING", "bin": "m", "collection": "MAPVALUES", "context": [{ "mapKey": "k" }] }),
            "sindex-create:namespace=test;indexname=age;indextype=mapvalues;context=kiKiA2s=;bin=m;type=string",
        ),
        (
            json!({ "type": "INTEGER", "expression": "kxSTUQKhbgE=" }),
            "sindex-create:namespace=test;indexname=age;indextype=default;exp=kxSTUQKhbgE=;type=numeric",
        ),
        (
            json!({ "isSetIndex": true, "set": "users" }),
            "sindex-create:namespace=test;set=users;indexname=age;indextype=set",
        ),
    ] {
        let bench = Bench::new(without()).await;
        bench.fake.say("A", command, "ok");
        bench.fake.say_after(command, LIST, &format!("{AGE}WO"));
        let answer = bench.run_with(CREATE, input(more)).await;
        let index = &answer["data"]["createIndex"]["index"];
        assert_eq!(
            *index,
            json!({ "name": "age", "state": "BUILDING", "buildProgress": null }),
            "{answer}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_index_that_cannot_be_made_says_why() {
    const COMMAND: &str =
        "sindex-create:namespace=test;indexname=age;indextype=default;bin=age;type=numeric";
    let made = json!({ "type": "INTEGER", "bin": "age" });
    let there = Bench::new(with_age([("A", "RW", 100), ("B", "RW", 100)])).await;
    let answer = there.run_with(CREATE, input(made.clone())).await;
    assert_eq!(answer["errors"][0]["code"], "ALREADY_EXISTS");

    let bench = Bench::new(without()).await;
    for (reply, code) in [
        (
            "ERROR:200:index with this name or definition exists",
            "ALREADY_EXISTS",
        ),
        ("ERROR:4:bad 'exp'", "BAD_USER_INPUT"),
        ("ok", "NOT_FOUND"),
    ] {
        bench.fake.say("A", COMMAND, reply);
        let answer = bench.run_with(CREATE, input(made.clone())).await;
        assert_eq!(answer["errors"][0]["code"], code, "{reply}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_index_that_nobody_confirmed_is_made_when_it_is_seen_and_in_doubt_when_not() {
    const COMMAND: &str =
        "sindex-create:namespace=test;indexname=age;indextype=default;bin=age;type=numeric";
    let made = json!({ "type": "INTEGER", "bin": "age" });
    let bench = Bench::new(without()).await;
    bench.fake.say("A", COMMAND, "ERROR:9:timeout");
    let answer = bench.run_with(CREATE, input(made.clone())).await;
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT");
    bench.fake.say_after(COMMAND, LIST, &format!("{AGE}RW"));
    let answer = bench.run_with(CREATE, input(made)).await;
    assert_eq!(answer["data"]["createIndex"]["index"]["state"], "READY");
}

#[tokio::test(start_paused = true)]
async fn an_index_is_dropped_once() {
    let bench = Bench::new(with_age([("A", "RW", 100), ("B", "RW", 100)])).await;
    let command = "sindex-delete:namespace=test;indexname=age";
    bench.fake.say("A", command, "ok");
    bench.fake.say_after(command, LIST, "");
    let dropped = json!({ "data": { "dropIndex": { "dropped": true } } });
    assert_eq!(bench.run(DROP).await, dropped);
    let nothing = json!({ "data": { "dropIndex": { "dropped": false } } });
    assert_eq!(bench.run(DROP).await, nothing);
}

#[tokio::test(start_paused = true)]
async fn the_feed_tells_how_far_a_build_is_and_that_it_is_done() {
    let bench = Bench::new(with_age([("A", "WO", 10), ("B", "WO", 20)])).await;
    let mut feed = bench.feed(FEED);
    let mut next = async || feed.next().await.unwrap()["data"]["indexesChanged"].clone();
    let first = next().await;
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(
        first["indexes"],
        json!([{ "name": "age", "state": "BUILDING", "buildProgress": 0.1 }])
    );
    let began = tokio::time::Instant::now();
    bench
        .fake
        .say("A", &statistics("age"), "entries=5;load_pct=60");
    assert_eq!(next().await["indexes"][0]["buildProgress"], 0.2);
    assert!(began.elapsed() <= Duration::from_secs(2));
    for node in ["A", "B"] {
        bench.fake.say(node, LIST, &format!("{AGE}RW"));
        bench
            .fake
            .say(node, &statistics("age"), "entries=10;load_pct=100");
    }
    let done = next().await;
    assert_eq!(
        done["indexes"],
        json!([{ "name": "age", "state": "READY", "buildProgress": 1.0 }])
    );
    for node in ["A", "B"] {
        bench.fake.silence(node, true);
    }
    let down = next().await;
    assert_eq!(
        (&down["indexes"], &down["problem"]["code"]),
        (&Value::Null, &json!("TIMEOUT"))
    );
}
