//! What one caller may have and ask for, behind proxies and within networks.

use acm_gateway::Limits;
use acm_tests::{Setup, Socket, eventually, with_setup};
use serde_json::{Value, json};

#[tokio::test]
async fn sockets_and_feeds_are_counted_by_the_client_behind_a_proxy_and_a_network_is_one() {
    let limits = Limits {
        max_connections_per_client: 1,
        ..Limits::default()
    };
    with_setup(Setup::behind_a_proxy(limits), async |server| {
        let open = async |client: &str| Socket::open_for(server.address(), client).await;
        let feed = async |client: &str| {
            let body = json!({ "query": "subscription { connectionsChanged { kind } }" });
            let request = server.post().header("accept", "text/event-stream");
            let request = request.header("x-forwarded-for", client).json(&body);
            request.send().await.unwrap()
        };
        let _one = open("2001:db8::1").await.unwrap();
        assert_eq!(open("2001:db8::2").await.err(), Some(429), "the same host");
        assert_eq!(feed("2001:db8::3").await.status(), 429);
        let _other = open("2001:db8:0:1::1").await.unwrap();
        let _another = feed("192.0.2.1").await.error_for_status().unwrap();
        assert_eq!(open("192.0.2.1").await.err(), Some(429));
    })
    .await;
}

#[tokio::test]
async fn a_caller_who_asks_too_often_is_told_how_long_to_wait() {
    let limits = Limits {
        max_requests_per_second: 1,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let body = json!({ "query": "{ __typename }" });
        let mut last = None;
        for _ in 0..30 {
            last = Some(server.post().json(&body).send().await.unwrap());
            if last.as_ref().unwrap().status() != 200 {
                break;
            }
        }
        let refused = last.unwrap();
        assert_eq!(refused.status(), 429);
        let seconds = refused.headers()["retry-after"].to_str().unwrap();
        assert!((1..=10).contains(&seconds.parse::<u32>().unwrap()));
        let answer: Value = refused.json().await.unwrap();
        let extensions = &answer["errors"][0]["extensions"];
        assert_eq!(extensions["code"], "RATE_LIMITED");
        let wait = extensions["details"]["retryAfterMs"].as_u64().unwrap();
        assert!((1..=1_000).contains(&wait), "{wait}");
    })
    .await;
}

#[tokio::test]
async fn every_message_on_a_socket_is_a_request() {
    let limits = Limits {
        max_requests_per_second: 1,
        ..Limits::default()
    };
    with_setup(Setup::behind_a_proxy(limits), async |server| {
        let floods = [
            json!({ "type": "ping" }),
            json!({ "type": "pong" }),
            json!({ "type": "complete", "id": "none" }),
        ];
        for (number, flood) in floods.into_iter().enumerate() {
            let client = format!("192.0.2.{number}");
            let mut socket = Socket::open_for(server.address(), &client).await.unwrap();
            socket.send(json!({ "type": "connection_init" })).await;
            socket.next().await;
            // The handshake, the first message and eight more are ten.
            for _ in 0..8 {
                socket.send(flood.clone()).await;
            }
            // Who asks for something is answered that it was too often.
            let mut asked = 0;
            let refused = loop {
                asked += 1;
                let id = asked.to_string();
                socket.subscribe(&id, "{ __typename }", json!({})).await;
                let message = socket.next().await;
                if message["type"] == "error" {
                    break message["payload"][0]["extensions"].clone();
                }
            };
            assert_eq!(refused["code"], "RATE_LIMITED", "{flood}");
            // Who does not is shown out.
            let (code, _) = eventually("the connection is closed", async || {
                socket.send(flood.clone()).await;
                socket.send(flood.clone()).await;
                loop {
                    match socket.next_or_close().await {
                        Ok(message) if message["type"] == "pong" => return None,
                        Ok(_) => {}
                        Err(closed) => return Some(closed),
                    }
                }
            })
            .await;
            assert_eq!(code, 4429, "{flood}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_caller_whose_operations_cost_too_much_is_told_over_a_socket_too() {
    let limits = Limits {
        max_cost_per_second: 10,
        ..Limits::default()
    };
    with_setup(Setup::bounded(limits), async |server| {
        let query =
            "{ records(connectionId: \"x\", namespace: \"test\", first: 49) { records { id } } }";
        let mut socket = server.socket().await;
        let mut refused = Value::Null;
        for number in 0..10 {
            let id = number.to_string();
            let payload = json!({ "query": query });
            socket
                .send(json!({ "type": "subscribe", "id": id, "payload": payload }))
                .await;
            let message = socket.next().await;
            if message["type"] == "error" {
                refused = message["payload"][0]["extensions"].clone();
                break;
            }
            assert_eq!(socket.next().await["type"], "complete");
        }
        assert_eq!(refused["code"], "RATE_LIMITED");
        assert_eq!(refused["details"]["maxCostPerSecond"], 10);
        assert!(refused["details"]["cost"].as_u64().unwrap() > 49);
    })
    .await;
}

#[tokio::test]
async fn callers_behind_a_trusted_proxy_have_budgets_of_their_own() {
    let limits = Limits {
        max_requests_per_second: 1,
        ..Limits::default()
    };
    with_setup(Setup::behind_a_proxy(limits), async |server| {
        let granted = async |forwarded: &str| {
            let mut granted = 0;
            for _ in 0..40 {
                let request = server.post().header("x-forwarded-for", forwarded);
                let body = json!({ "query": "{ __typename }" });
                let response = request.json(&body).send().await.unwrap();
                granted += usize::from(response.status() == 200);
            }
            granted
        };
        assert!((10..40).contains(&granted("198.51.100.1").await));
        assert!((10..40).contains(&granted("198.51.100.2").await));
        // What a caller writes before its proxy does is not believed.
        assert!(granted("198.51.100.3, 198.51.100.2").await < 10);
    })
    .await;
}
