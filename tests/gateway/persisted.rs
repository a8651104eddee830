//! Automatic persisted queries, by every door.

use acm_gateway::Limits;
use acm_tests::{Setup, TestServer, with_server, with_setup};
use reqwest::Response;
use serde_json::{Value, json};

/// Documents and their SHA-256, as `sha256sum` says.
const QUERY: (&str, &str) = (
    "{ connections { name } }",
    "a45574f62b1ec4ff2a66060dccd286d51715574bd024f32bcf93648233493c6c",
);
const OTHER: (&str, &str) = (
    "{ __typename }",
    "7f56e67dd21ab3f30d1ff8b7bed08893f0a0db86449836189b361dd1e56ddb4b",
);
const FEED: (&str, &str) = (
    "subscription { connectionsChanged { kind } }",
    "90acd0605220cedbf23a4c12a2a9786f46faa105f33df0a7a2db239aa342633e",
);

/// The SHA-256 of texts that are no documents of this schema.
const JUNK: [&str; 3] = [
    "021fb596db81e6d02bf3d2586ee3981fe519f275c0ac9ca76bbcf2ebb4097d96",
    "919c0b7aa452b0b2fb42688461501bb8b0c3ef3b9d05ce7b9afd4f28bbe96ceb",
    "a81f967bdfe894bf04760ce03ca6deb36075bab07cc07f07d726098146ac8cc1",
];

fn extensions(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

async fn post(server: &TestServer, accept: &str, body: Value) -> Response {
    let request = server.post().header("accept", accept).json(&body);
    request.send().await.unwrap()
}

async fn code(response: Response) -> String {
    let answer: Value = response.json().await.unwrap();
    let code = answer["errors"][0]["extensions"]["code"].as_str();
    code.unwrap_or("none").to_owned()
}

#[tokio::test]
async fn a_document_is_sent_once_and_named_from_then_on() {
    with_server(async |server| {
        let (query, hash) = QUERY;
        let named = json!({ "extensions": extensions(hash) });
        for (accept, status) in [
            ("application/json", 200),
            ("application/graphql-response+json", 400),
        ] {
            let unknown = post(server, accept, named.clone()).await;
            assert_eq!(unknown.status(), status, "{accept}");
            let answer: Value = unknown.json().await.unwrap();
            assert_eq!(
                answer["errors"][0]["extensions"]["code"],
                "PERSISTED_QUERY_NOT_FOUND"
            );
            assert_eq!(answer["errors"][0]["message"], "PersistedQueryNotFound");
        }
        let whole = json!({ "query": query, "extensions": extensions(hash) });
        let expected = json!({ "data": { "connections": [{ "name": "test" }] } });
        for body in [whole, named] {
            let answer: Value = post(server, "*/*", body).await.json().await.unwrap();
            assert_eq!(answer, expected);
        }
        let parameters = [("extensions", extensions(hash).to_string())];
        let got = server
            .get("/graphql")
            .query(&parameters)
            .send()
            .await
            .unwrap();
        assert_eq!(got.json::<Value>().await.unwrap(), expected);
    })
    .await;
}

#[tokio::test]
async fn a_hash_that_is_not_that_of_the_document_is_refused_and_kept_by_nobody() {
    with_server(async |server| {
        let (query, _) = QUERY;
        let (_, other) = FEED;
        let body = json!({ "query": query, "extensions": extensions(other) });
        let refused = post(server, "*/*", body).await;
        assert_eq!(refused.status(), 400);
        assert_eq!(code(refused).await, "BAD_USER_INPUT");
        let named = post(server, "*/*", json!({ "extensions": extensions(other) })).await;
        assert_eq!(code(named).await, "PERSISTED_QUERY_NOT_FOUND");
        let nothing = post(server, "*/*", json!({ "extensions": {} })).await;
        assert_eq!(code(nothing).await, "BAD_USER_INPUT");
    })
    .await;
}

#[tokio::test]
async fn a_feed_is_named_on_a_socket_and_over_http() {
    with_server(async |server| {
        let (query, hash) = FEED;
        let mut socket = server.socket().await;
        let mut subscribe = async |payload: Value| {
            socket
                .send(json!({ "type": "subscribe", "id": "f", "payload": payload }))
                .await;
            socket.next().await
        };
        let named = json!({ "extensions": extensions(hash) });
        let unknown = subscribe(named.clone()).await;
        assert_eq!(unknown["type"], "error");
        assert_eq!(
            unknown["payload"][0]["extensions"]["code"],
            "PERSISTED_QUERY_NOT_FOUND"
        );
        let begun = subscribe(json!({ "query": query, "extensions": extensions(hash) })).await;
        assert_eq!(
            begun["payload"]["data"]["connectionsChanged"]["kind"],
            "SNAPSHOT"
        );

        let mut events = post(server, "text/event-stream", named).await;
        let mut text = String::new();
        while !text.contains("SNAPSHOT") {
            let chunk = events.chunk().await.unwrap().unwrap();
            text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    })
    .await;
}

/// Room for one document.
fn one_document() -> Setup {
    Setup::bounded(Limits {
        max_persisted_queries: 1,
        ..Limits::default()
    })
}

#[tokio::test]
async fn documents_that_cannot_be_run_push_nothing_out() {
    with_setup(one_document(), async |server| {
        let (query, hash) = QUERY;
        let whole = json!({ "query": query, "extensions": extensions(hash) });
        post(server, "*/*", whole).await;
        let junk = [
            ("{", JUNK[0]),
            ("{ nothing }", JUNK[1]),
            ("subscription { nothing }", JUNK[2]),
        ];
        let mut socket = server.socket().await;
        for (text, junk) in junk {
            let body = json!({ "query": text, "extensions": extensions(junk) });
            for accept in ["*/*", "text/event-stream"] {
                let refused = post(server, accept, body.clone()).await;
                let answer = refused.text().await.unwrap();
                assert!(answer.contains("errors"), "{text}: {answer}");
                assert!(!answer.contains("The hash"), "{text}: {answer}");
            }
            let message = json!({ "type": "subscribe", "id": "j", "payload": body });
            socket.send(message).await;
            assert_eq!(socket.next().await["type"], "error", "{text}");
        }
        let named = post(server, "*/*", json!({ "extensions": extensions(hash) })).await;
        assert_eq!(code(named).await, "none");
    })
    .await;
}

#[tokio::test]
async fn documents_make_room_for_newer_ones() {
    with_setup(one_document(), async |server| {
        for (query, hash) in [QUERY, OTHER] {
            let whole = json!({ "query": query, "extensions": extensions(hash) });
            post(server, "*/*", whole).await;
        }
        let (_, gone) = QUERY;
        let named = post(server, "*/*", json!({ "extensions": extensions(gone) })).await;
        assert_eq!(code(named).await, "PERSISTED_QUERY_NOT_FOUND");
    })
    .await;
}
