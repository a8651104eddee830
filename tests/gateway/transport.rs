//! Clients that hold connections without using them, and what the log of a request can be told by.

use std::{net::SocketAddr, time::Duration};

use acm_gateway::Limits;
use acm_tests::{Setup, TestServer, with_setup};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

/// Far beyond the limits set here: who waits so long was not cut off.
const PATIENCE: Duration = Duration::from_secs(10);

async fn bounded(limits: Limits, test: impl AsyncFnOnce(&TestServer)) {
    let setup = Setup {
        limits,
        nodes: 1,
        ..Setup::default()
    };
    with_setup(setup, test).await;
}

/// Sends the bytes and reads until the server closes the connection.
async fn said(server: SocketAddr, sent: &str) -> String {
    let mut stream = TcpStream::connect(server).await.unwrap();
    stream.write_all(sent.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    // A reset is an end too: what came before it counts.
    let ended = timeout(PATIENCE, stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the server did not close the connection");
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn a_client_that_never_finishes_a_request_head_is_cut_off() {
    let limits = Limits {
        header_timeout_ms: 300,
        ..Limits::default()
    };
    bounded(limits, async |server| {
        let half = "GET /livez HTTP/1.1\r\nHost: localhost\r\nX-Slow";
        assert!(!said(server.address(), half).await.contains("200 OK"));
        assert_eq!(said(server.address(), "").await, "", "nothing at all");
        let whole = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";
        let idle = said(server.address(), whole).await;
        assert!(idle.contains("200 OK"), "answered, then idle: {idle}");
    })
    .await;
}

#[tokio::test]
async fn a_body_that_never_comes_is_a_timeout_with_a_code() {
    let limits = Limits {
        request_deadline_ms: 300,
        ..Limits::default()
    };
    bounded(limits, async |server| {
        let half = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
                    Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        let answer = said(server.address(), half).await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
        let (_, body) = answer.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["errors"][0]["extensions"]["code"], "TIMEOUT");
    })
    .await;
}

#[tokio::test]
async fn the_body_of_who_asks_too_often_is_not_waited_for() {
    let limits = Limits {
        max_requests_per_second: 1,
        ..Limits::default()
    };
    bounded(limits, async |server| {
        let body = json!({ "query": "{ __typename }" });
        acm_tests::eventually("the budget is spent", async || {
            let answer = server.post().json(&body).send().await.unwrap();
            let answer: Value = answer.json().await.unwrap();
            let wait = &answer["errors"][0]["extensions"]["details"]["retryAfterMs"];
            (wait.as_u64()? > 500).then_some(())
        })
        .await;
        let head = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\
                    Content-Type: application/json\r\nContent-Length: 4000000\r\n\r\n";
        let answer = said(server.address(), head).await;
        assert!(answer.starts_with("HTTP/1.1 429 "), "{answer}");
        assert!(answer.contains("RATE_LIMITED"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_connection_beyond_the_limit_is_closed_and_its_place_comes_free() {
    let limits = Limits {
        max_http_connections_per_client: 2,
        header_timeout_ms: 1_000,
        ..Limits::default()
    };
    bounded(limits, async |server| {
        // The harness's own client holds one place; this takes the other.
        let held = TcpStream::connect(server.address()).await.unwrap();
        let whole = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assert_eq!(said(server.address(), whole).await, "", "no place is left");
        drop(held);
        acm_tests::eventually("the place comes free", async || {
            let answer = said(server.address(), whole).await;
            answer.contains("200 OK").then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_trusted_proxy_holds_the_connections_of_all_for_whom_it_speaks() {
    let limits = Limits {
        max_http_connections_per_client: 1,
        ..Limits::default()
    };
    with_setup(Setup::behind_a_proxy(limits), async |server| {
        let mut held = Vec::new();
        for _ in 0..5 {
            held.push(TcpStream::connect(server.address()).await.unwrap());
        }
        let whole = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        let answer = said(server.address(), whole).await;
        assert!(answer.contains("200 OK"), "{answer}");
    })
    .await;
}

#[tokio::test]
async fn a_syntax_error_does_not_repeat_the_document() {
    bounded(Limits::default(), async |server| {
        let document = format!("{{ {} ", "connections ".repeat(10_000));
        let error = server.error(&document, json!({})).await;
        assert_eq!(error["extensions"]["code"], "GRAPHQL_PARSE_FAILED");
        let message = error["message"].as_str().unwrap();
        assert!(message.starts_with("Syntax error: expected "), "{message}");
        assert!(message.len() < 200, "{message}");
        assert_eq!(error["locations"][0]["line"], 1);
    })
    .await;
}
