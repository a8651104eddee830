//! `graphql-transport-ws`, frame by frame.

use acm_gateway::Limits;
use acm_tests::{Setup, Socket, eventually, with_server, with_setup};
use serde_json::{Value, json};

use crate::hostile::{
    generate::required_arguments,
    schema::{Schema, list, text},
};

const FEED: &str = "subscription { connectionsChanged { kind } }";

#[tokio::test]
async fn queries_mutations_and_subscriptions_share_a_connection() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        socket
            .subscribe("q", "{ connections { name } }", json!({}))
            .await;
        assert_eq!(
            socket.data("q").await,
            json!({ "connections": [{ "name": "test" }] })
        );
        assert_eq!(
            socket.next().await,
            json!({ "type": "complete", "id": "q" })
        );
        socket.subscribe("s", FEED, json!({})).await;
        assert_eq!(
            socket.data("s").await["connectionsChanged"]["kind"],
            "SNAPSHOT"
        );
        socket
            .send(json!({ "type": "ping", "payload": { "n": 1 } }))
            .await;
        assert_eq!(
            socket.next().await,
            json!({ "type": "pong", "payload": { "n": 1 } })
        );
        socket.send(json!({ "type": "complete", "id": "s" })).await;
        socket.subscribe("s", FEED, json!({})).await;
        assert_eq!(
            socket.data("s").await["connectionsChanged"]["kind"],
            "SNAPSHOT"
        );
    })
    .await;
}

#[tokio::test]
async fn a_refused_document_is_an_error_and_the_connection_goes_on() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        for (query, code) in [
            ("{", "GRAPHQL_PARSE_FAILED"),
            ("{ no }", "GRAPHQL_VALIDATION_FAILED"),
        ] {
            socket.subscribe("x", query, json!({})).await;
            let refused = socket.next().await;
            assert_eq!(refused["type"], "error", "{refused}");
            assert_eq!(refused["payload"][0]["extensions"]["code"], code);
        }
        socket.subscribe("x", "{ __typename }", json!({})).await;
        socket.data("x").await;
    })
    .await;
}

#[tokio::test]
async fn an_object_of_which_nothing_is_selected_is_refused() {
    with_server(async |server| {
        let schema = Schema::of(server).await;
        let mut socket = server.socket().await;
        for root in schema.roots().into_iter().chain(schema.feeds()) {
            if list(schema.named(&root.field["type"]), "fields").is_empty() {
                continue;
            }
            let (word, field) = (root.word, text(root.field, "name"));
            let arguments = required_arguments(&schema, root.field);
            for query in [
                format!("{word} {{ {field}{arguments} }}"),
                format!("{word} {{ it: {field}{arguments} }}"),
            ] {
                socket.subscribe("x", &query, json!({})).await;
                let refused = socket.next().await;
                assert_eq!(refused["type"], "error", "{query}: {refused}");
                let said = |error: &&Value| {
                    let message = error["message"].as_str().unwrap();
                    message.contains("must have a selection of subfields")
                };
                let error = list(&refused, "payload").iter().find(said);
                let code = &error.unwrap()["extensions"]["code"];
                assert_eq!(code, "GRAPHQL_VALIDATION_FAILED", "{query}: {refused}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_breaks_the_protocol_is_told_how_and_shown_out() {
    with_server(async |server| {
        let init = json!({ "type": "connection_init" }).to_string();
        let subscribe =
            json!({ "type": "subscribe", "id": "a", "payload": { "query": FEED } }).to_string();
        let cases = [
            (vec![subscribe.as_str()], 4401),
            (vec![init.as_str(), init.as_str()], 4429),
            (
                vec![init.as_str(), subscribe.as_str(), subscribe.as_str()],
                4409,
            ),
            (vec!["not json"], 4400),
            (vec!["{\"type\":\"nonsense\"}"], 4400),
            (
                vec![
                    init.as_str(),
                    "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"\"}}",
                ],
                4400,
            ),
        ];
        for (messages, code) in cases {
            let mut socket = Socket::open(server.address()).await;
            for message in &messages {
                socket.send_text(message).await;
            }
            assert_eq!(socket.closed().await.0, code, "{messages:?}");
        }
        let other = Socket::open_as(server.address(), "graphql-ws", None).await;
        assert_eq!(other.err(), Some(400));
    })
    .await;
}

#[tokio::test]
async fn a_client_that_vanished_leaves_nothing_running() {
    let limits = Limits {
        ping_interval_ms: 50,
        ..Limits::default()
    };
    with_setup(
        Setup {
            limits,
            ..Setup::default()
        },
        async |server| {
            let before = server.tasks();
            let mut socket = server.socket().await;
            let query = "subscription($id: ID!) { metrics(connectionId: $id) { kind } }";
            socket
                .subscribe("m", query, json!({ "id": server.connection() }))
                .await;
            socket.data("m").await;
            assert!(server.tasks() > before);
            socket.vanish();
            eventually("the socket's task has ended", async || {
                (server.tasks() <= before + 2).then_some(())
            })
            .await;
        },
    )
    .await;
}
