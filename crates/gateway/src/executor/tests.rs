//! A document that was read and checked before is answered as one that was not.

use std::net::Ipv4Addr;

use acm_core::{Rights, Tasks};
use async_graphql::Variables;
use serde_json::{Value, json};

use super::*;

fn executor() -> Executor {
    let limits = Limits::default();
    let schemas = Schemas::new(&limits, |schema| schema);
    let limits = Arc::new(limits);
    let guard = Guard::new(Arc::clone(&limits), true, &schemas);
    Executor::new(schemas, Vec::new(), guard, limits, Tasks::new())
}

fn origin() -> Origin {
    Origin {
        caller: Caller::new("nobody", Rights::NONE),
        address: Ipv4Addr::LOCALHOST.into(),
        request_id: "id".into(),
        parent: None,
    }
}

/// The answer to who has no right: what passes validation is refused by a guard.
async fn run(executor: &Executor, request: Request) -> Reply {
    match executor.execute(request, origin(), Accepts::ALL).await {
        Outcome::One(reply) => reply,
        Outcome::Many(_) => panic!("a subscription"),
    }
}

async fn ask(executor: &Executor, query: &str, variables: &Value) -> Value {
    let request = Request::new(query).variables(Variables::from_json(variables.clone()));
    let reply = run(executor, request).await;
    serde_json::from_slice(&reply.into_object()).unwrap()
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap()
}

const GET: &str = "query($c: ID!, $k: RecordKeyInput!, $b: [BinName!], $deep: Boolean = true) {
    record(connectionId: $c, key: $k, bins: $b) { generation key @include(if: $deep) { digest } } }";

/// The same without directives: once it is proved the engine is not asked to check anything.
const PLAIN: &str = "query($c: ID!, $k: RecordKeyInput!, $b: [BinName!]) {
    record(connectionId: $c, key: $k, bins: $b) { generation key { digest } }
    other: record(connectionId: $c, key: $k, bins: $b) { generation } deep: features { __typename } }";

fn good() -> Value {
    json!({ "c": "x", "k": { "namespace": "test", "set": "s", "userKey": { "string": "a" } } })
}

#[tokio::test]
async fn what_a_proved_document_is_asked_with_is_checked_as_at_first() {
    compare(GET).await;
    compare(PLAIN).await;
}

/// Answers to a text that is known and to one that is not.
async fn compare(query: &str) {
    let (seasoned, fresh) = (executor(), executor());
    for _ in 0..3 {
        assert_eq!(code(&ask(&seasoned, query, &good()).await), "FORBIDDEN");
    }
    let cases = [
        ("/c", json!(7)),
        ("/c", json!({ "id": "x" })),
        ("/c", json!(null)),
        ("/k", json!("text")),
        ("/k", json!({ "namespace": "test" })),
        ("/k/unknown", json!(1)),
        ("/k/set", json!(null)),
        ("/k/set", json!(["s"])),
        ("/k/namespace", json!("a;b")),
        ("/k/userKey", json!({ "string": "a", "int": "1" })),
        ("/k/userKey", json!({ "string": null })),
        ("/k/userKey", json!({})),
        ("/b", json!(["a", "b"])),
        ("/b", json!("a")),
        ("/b", json!([null])),
        ("/b", json!([1])),
        ("/deep", json!("yes")),
        ("/deep", json!(null)),
        ("/deep", json!(false)),
        ("/other", json!(1)),
    ];
    for (place, value) in cases {
        let mut variables = good();
        let (parent, name) = place.rsplit_once('/').unwrap();
        variables.pointer_mut(parent).unwrap()[name] = value.clone();
        // Another text each time, so that it is seen for the first time.
        let first_sight = format!("{query} # {place} {value}");
        let first = ask(&fresh, &first_sight, &variables).await;
        for _ in 0..2 {
            let later = ask(&seasoned, query, &variables).await;
            assert_eq!(later, first, "{place} = {value}");
        }
    }
}

#[tokio::test]
async fn a_proof_holds_for_one_operation_of_a_document_only() {
    let executor = executor();
    let query = "query A { features { __typename } } query B($l: Int) { b: nothing(l: $l) }";
    for name in ["A", "B", "A", "B"] {
        let mut request = Request::new(query);
        request.operation_name = Some(name.to_owned());
        let reply = run(&executor, request).await;
        assert!(
            matches!(reply, Reply::Refused(Reason::Request, ..)),
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_limits_hold_for_documents_known_before() {
    let executor = executor();
    // Its cost is the size of the page: the same text is cheap, then too dear.
    let query = "query($n: Int!) { records(connectionId: \"c\", namespace: \"test\", first: $n) {
        records { id generation key { digest } } } }";
    for _ in 0..3 {
        let answer = ask(&executor, query, &json!({ "n": 10 })).await;
        assert_eq!(code(&answer), "FORBIDDEN");
    }
    let dear = ask(&executor, query, &json!({ "n": 2_000_000 })).await;
    assert_eq!(code(&dear), "LIMIT_EXCEEDED", "{dear}");
}

#[test]
fn the_engine_finds_its_environment() {
    assert!(
        Schemas::new(&Limits::default(), |schema| schema)
            .engine
            .is_some()
    );
}

#[tokio::test]
async fn the_third_time_the_engine_checks_nothing_unless_there_are_directives() {
    let executor = executor();
    let way = |query: &str| {
        let request = Request::new(query).variables(Variables::from_json(good()));
        let prepared = executor.prepare(request, &origin(), Accepts::ALL);
        prepared.map(|prepared| prepared.way).ok()
    };
    for (query, shorter) in [
        (PLAIN, true),
        (GET, false),
        ("{ __schema { queryType { name } } }", false),
    ] {
        assert!(matches!(way(query), Some(prepare::Way::Checked(..))));
        for _ in 0..3 {
            ask(&executor, query, &good()).await;
        }
        let proven = matches!(way(query), Some(prepare::Way::Proven(..)));
        assert_eq!(proven, shorter, "{query}");
    }
}
