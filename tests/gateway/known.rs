//! Operations that were sent before: the server knows their documents, and takes a shorter way.

use acm_tests::{TestServer, with_server};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

const PUT: &str = "mutation($input: PutRecordInput!) { putRecord(input: $input) {
    record { generation ttl { never seconds } } } }";

fn key(user_key: &str) -> Value {
    json!({ "namespace": "test", "set": "known", "userKey": { "string": user_key } })
}

async fn put(server: &TestServer, user_key: &str, bins: Value) -> Value {
    let connection = server.connection();
    let input = json!({ "connectionId": connection, "key": key(user_key), "bins": bins });
    let mut data = server.data(PUT, json!({ "input": input })).await;
    data["putRecord"]["record"].take()
}

#[tokio::test]
async fn an_operation_is_answered_alike_each_time_it_is_sent() {
    with_server(async |server| {
        for number in 0..5 {
            put(server, &format!("k{number}"), json!({ "n": number })).await;
        }
        let operations = [
            "query($id: ID!, $key: RecordKeyInput!) { z: record(connectionId: $id, key: $key) {
                ...R a: bins __typename } features { __typename }
                record(connectionId: $id, key: $key) { ttl { never } } }
             fragment R on Record { key { ... on RecordKey { set digest } userKey { value type } } id }",
            "query($id: ID!) { records(connectionId: $id, namespace: \"test\", set: \"known\") {
                pageInfo { hasNextPage } records { generation bins key { userKey { value } } } } }",
            "query($id: ID!, $key: RecordKeyInput!) {
                recordsByKeys(connectionId: $id, keys: [$key, $key]) { record { bins } index } }",
            "query($id: ID!) { cluster(connectionId: $id) { namespaces { name replicationFactor } } }",
            "query($id: ID!) { namespace(connectionId: $id, name: \"none\") { name } __typename }",
        ];
        for operation in operations {
            let mut variables = json!({ "id": server.connection() });
            if operation.contains("$key") {
                variables["key"] = key("k3");
            }
            let first = server.answer(operation, variables.clone()).await.to_string();
            for _ in 0..3 {
                let again = server.answer(operation, variables.clone()).await.to_string();
                assert_eq!(again, first, "{operation}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn mutations_of_one_operation_run_in_their_order_each_time() {
    with_server(async |server| {
        let operation = "mutation($one: PutRecordInput!, $two: PutRecordInput!) {
            first: putRecord(input: $one) { record { bins } }
            second: putRecord(input: $two) { record { bins } } }";
        let input = |number: u32| {
            let connection = server.connection();
            json!({ "connectionId": connection, "key": key("order"), "bins": { "n": number } })
        };
        for _ in 0..4 {
            let variables = json!({ "one": input(1), "two": input(2) });
            let data = server.data(operation, variables).await;
            assert_eq!(data["first"]["record"]["bins"]["n"], 1);
            assert_eq!(data["second"]["record"]["bins"]["n"], 2);
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_for_in_two_places_is_answered_in_one_with_all_of_it() {
    with_server(async |server| {
        put(server, "twice", json!({ "n": 1 })).await;
        let operation = "query($id: ID!, $key: RecordKeyInput!) {
            record(connectionId: $id, key: $key) { generation }
            ...More }
            fragment More on Query { record(connectionId: $id, key: $key) { bins } }";
        let variables = json!({ "id": server.connection(), "key": key("twice") });
        for _ in 0..4 {
            let data = server.data(operation, variables.clone()).await;
            let whole = json!({ "generation": 1, "bins": { "n": 1 } });
            assert_eq!(data, json!({ "record": whole }));
        }
    })
    .await;
}

#[tokio::test]
async fn a_write_tells_the_same_as_a_read_after_it() {
    with_server(async |server| {
        let read = "query($id: ID!, $key: RecordKeyInput!) { record(connectionId: $id, key: $key) {
            generation ttl { never seconds } } }";
        for (ttl, seconds) in [
            (json!({ "never": true }), None),
            (json!({ "seconds": 5_000 }), Some(5_000)),
            (json!({ "keep": true }), Some(5_000)),
        ] {
            let connection = server.connection();
            let input = json!({
                "connectionId": connection, "key": key("told"), "bins": { "n": 1 }, "ttl": ttl,
            });
            let written = server.data(PUT, json!({ "input": input })).await;
            let variables = json!({ "id": connection, "key": key("told") });
            let read = server.data(read, variables).await;
            let (written, read) = (&written["putRecord"]["record"], &read["record"]);
            assert_eq!(written["generation"], read["generation"]);
            for told in [written, read] {
                let left = told["ttl"]["seconds"].as_i64();
                assert_eq!(told["ttl"]["never"], seconds.is_none());
                assert!(
                    left.is_none_or(|left| (4_900..=5_000).contains(&left)),
                    "{told}"
                );
                assert_eq!(left.is_some(), seconds.is_some());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_records_of_one_answer_have_a_bound() {
    with_server(async |server| {
        let bytes = STANDARD.encode(vec![7; 900_000]);
        put(server, "large", json!({ "b": { "$bytes": bytes } })).await;
        let ask = async |times: usize| {
            let aliases: String = (0..times).map(|n| format!(" b{n}: bins")).collect();
            let operation = format!(
                "query($id: ID!, $key: RecordKeyInput!) {{
                    record(connectionId: $id, key: $key) {{{aliases} }} }}"
            );
            let variables = json!({ "id": server.connection(), "key": key("large") });
            server.answer(&operation, variables).await
        };
        assert!(ask(3).await["errors"].is_null());
        let refused = ask(100).await;
        assert_eq!(refused["data"]["record"], Value::Null);
        let extensions = &refused["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "LIMIT_EXCEEDED", "{extensions}");
        assert_eq!(extensions["details"]["maxAnswerBytes"], 64 * 1024 * 1024);
    })
    .await;
}
