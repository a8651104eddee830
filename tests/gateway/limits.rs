//! Every bound of the edge, met from outside.

use acm_gateway::Limits;
use acm_tests::{Setup, Socket, TestServer, with_setup};
use serde_json::{Value, json};

async fn bounded(limits: Limits, test: impl AsyncFnOnce(&TestServer)) {
    with_setup(
        Setup {
            limits,
            nodes: 1,
            ..Setup::default()
        },
        test,
    )
    .await;
}

async fn code(server: &TestServer, query: &str) -> String {
    let error = server.error(query, json!({})).await;
    error["extensions"]["code"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    bounded(
        Limits {
            max_body_bytes: 1_000,
            ..Limits::default()
        },
        async |server| {
            let query = format!("{{ __typename }} #{}", "x".repeat(2_000));
            let response = server
                .post()
                .json(&json!({ "query": query }))
                .send()
                .await
                .unwrap();
            assert_eq!(response.status(), 413);
            let answer: Value = response.json().await.unwrap();
            assert_eq!(answer["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
            assert_eq!(
                answer["errors"][0]["extensions"]["details"]["maxBytes"],
                1_000
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_document_that_is_too_deep_is_refused() {
    bounded(
        Limits {
            max_depth: 3,
            ..Limits::default()
        },
        async |server| {
            let deep = "{ connections { cluster { nodes { status { build } } } } }";
            assert_eq!(code(server, deep).await, "GRAPHQL_VALIDATION_FAILED");
        },
    )
    .await;
    bounded(Limits::default(), async |server| {
        let braces = format!("{}{}", "{ a".repeat(5_000), "}".repeat(5_000));
        assert!(code(server, &braces).await.starts_with("GRAPHQL_"));
    })
    .await;
}

#[tokio::test]
async fn a_document_that_costs_too_much_is_refused() {
    bounded(Limits { max_complexity: 200, ..Limits::default() }, async |server| {
        let page = |first| {
            format!(
                "{{ records(connectionId: \"x\", namespace: \"test\", first: {first}) {{ records {{ id bins generation }} }} }}"
            )
        };
        assert_eq!(code(server, &page(1_000)).await, "GRAPHQL_VALIDATION_FAILED");
        assert_eq!(code(server, &page(10)).await, "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn a_document_with_too_many_aliases_is_refused() {
    bounded(
        Limits {
            max_aliases: 5,
            ..Limits::default()
        },
        async |server| {
            let fields: String = (0..6).map(|i| format!("a{i}: __typename ")).collect();
            assert_eq!(
                code(server, &format!("{{ {fields} }}")).await,
                "GRAPHQL_VALIDATION_FAILED"
            );
        },
    )
    .await;
}

#[tokio::test]
async fn a_page_has_at_most_a_thousand_records() {
    bounded(Limits::default(), async |server| {
        for first in [0, -1, 1_001] {
            let query = format!(
                "{{ records(connectionId: \"{}\", namespace: \"test\", first: {first}) {{ partitionsDone }} }}",
                server.connection()
            );
            assert_eq!(code(server, &query).await, "BAD_USER_INPUT", "first: {first}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_given_up() {
    bounded(
        Limits {
            request_deadline_ms: 300,
            ..Limits::default()
        },
        async |server| {
            let Some(cluster) = server.control("a_request_that_takes_too_long_is_given_up") else {
                return;
            };
            cluster.set_fault(0, acm_embedded::Fault::Hang).unwrap();
            let query = format!(
                "{{ records(connectionId: \"{}\", namespace: \"test\") {{ partitionsDone }} }}",
                server.connection()
            );
            assert_eq!(code(server, &query).await, "TIMEOUT");
            cluster.set_fault(0, acm_embedded::Fault::None).unwrap();
        },
    )
    .await;
}

#[tokio::test]
async fn a_connection_has_a_bounded_number_of_operations() {
    bounded(
        Limits {
            max_operations_per_connection: 2,
            ..Limits::default()
        },
        async |server| {
            let mut socket = server.socket().await;
            let feed = "subscription { connectionsChanged { version } }";
            for id in ["a", "b"] {
                socket.subscribe(id, feed, json!({})).await;
                socket.data(id).await;
            }
            socket.subscribe("c", feed, json!({})).await;
            let refused = socket.next().await;
            assert_eq!(
                (refused["type"].as_str(), refused["id"].as_str()),
                (Some("error"), Some("c"))
            );
            assert_eq!(
                refused["payload"][0]["extensions"]["code"],
                "LIMIT_EXCEEDED"
            );
            socket.send(json!({ "type": "complete", "id": "a" })).await;
            socket.subscribe("d", feed, json!({})).await;
            socket.data("d").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_client_has_a_bounded_number_of_connections() {
    bounded(
        Limits {
            max_connections_per_client: 2,
            ..Limits::default()
        },
        async |server| {
            let first = server.socket().await;
            let _second = server.socket().await;
            let third = Socket::open_as(server.address(), "graphql-transport-ws", None).await;
            assert_eq!(third.err(), Some(429));
            first.vanish();
            acm_tests::eventually("the place is given back", async || {
                Socket::open_as(server.address(), "graphql-transport-ws", None)
                    .await
                    .ok()
            })
            .await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_client_that_does_not_initialise_is_shown_out() {
    bounded(
        Limits {
            connection_init_timeout_ms: 50,
            ..Limits::default()
        },
        async |server| {
            let mut socket = Socket::open(server.address()).await;
            assert_eq!(socket.closed().await.0, 4408);
        },
    )
    .await;
}

#[tokio::test]
async fn a_message_over_the_limit_ends_the_connection() {
    bounded(
        Limits {
            max_body_bytes: 1_000,
            ..Limits::default()
        },
        async |server| {
            let mut socket = server.socket().await;
            socket.subscribe("a", &"x".repeat(2_000), json!({})).await;
            socket.closed().await;
        },
    )
    .await;
}
