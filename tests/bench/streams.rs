//! A million records through `queryStream`, against a plain loop of the client over the same query.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use aerospike::{AdminPolicy, Client};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::{
    cases::Sides,
    http::{Connection, get, send},
    machine::resident_megabytes,
    records::{MILLION, NAMESPACE},
    verdicts::Verdicts,
};

const STREAM: &str = "subscription($q: RecordQueryInput!) { queryStream(query: $q) { records { key { digest } bins generation } isLast progress { returned } } }";
const EXPLAIN: &str =
    "query($q: RecordQueryInput!) { explainQuery(query: $q) { conditions planningMs } }";
/// Rounds of each side; the best of them counts, as what disturbs only slows.
const ROUNDS: usize = 3;
/// Conditions of the filter whose planning is measured.
const CONDITIONS: usize = 50;
/// How often the server is asked whether it still works.
const LOOK: Duration = Duration::from_millis(5);

type Socket = WebSocketStream<TcpStream>;

/// Runs both sides in turn, then cancels, then plans.
pub(crate) async fn measure(client: &Client, sides: &Sides, verdicts: &mut Verdicts) {
    let (mut by_hand, mut gateway, mut megabytes) = (0.0_f64, 0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        by_hand = by_hand.max(loop_of_client(sides.service.0).await);
        let (rate, most) = stream(sides).await;
        (gateway, megabytes) = (gateway.max(rate), megabytes.max(most));
    }
    let share = gateway / by_hand;
    println!(
        "stream of {}: plain loop {by_hand:.0}/s, queryStream {gateway:.0}/s ({share:.2}), gateway at most {megabytes:.0} MB",
        MILLION.1
    );
    verdicts.add(
        share >= 0.7,
        &format!("queryStream: {share:.2} of a plain loop of the client; aim 0.7"),
    );
    verdicts.add(
        megabytes < 150.0,
        &format!("memory while streaming: {megabytes:.0} MB at most; aim below 150"),
    );
    let ended = cancel(client, sides).await.as_secs_f64() * 1e3;
    verdicts.add(
        ended < 200.0,
        &format!("server work after a cancelled stream: {ended:.0} ms; aim below 200"),
    );
    let planned = plan(sides).await;
    verdicts.add(
        planned < 1.0,
        &format!("a filter of {CONDITIONS} conditions is planned in {planned:.3} ms; aim below 1"),
    );
}

/// Records a second of a loop that does nothing but count.
pub(crate) async fn loop_of_client(service: SocketAddr) -> f64 {
    let mut connection = Connection::open(service).await;
    let began = Instant::now();
    let path = format!("/count/{}", MILLION.0);
    let answer: Value = serde_json::from_slice(connection.ask(&get(&path)).await).unwrap();
    assert_eq!(answer, MILLION.1);
    MILLION.1 as f64 / began.elapsed().as_secs_f64()
}

/// Records a second of a subscription, and the most memory the gateway had meanwhile.
async fn stream(sides: &Sides) -> (f64, f64) {
    let mut socket = subscribe(sides).await;
    let (began, mut most, mut messages) = (Instant::now(), 0.0_f64, 0_u32);
    loop {
        let text = next(&mut socket).await;
        messages += 1;
        if messages.is_multiple_of(16) {
            most = most.max(resident_megabytes(sides.gateway.1));
        }
        // What stands behind the records is looked for where it stands.
        let tail = &text[text.len().saturating_sub(200)..];
        if tail.contains(r#""isLast":true"#) {
            assert!(
                tail.contains(&format!(r#""returned":"{}""#, MILLION.1)),
                "{tail}"
            );
            let rate = MILLION.1 as f64 / began.elapsed().as_secs_f64();
            return (rate, most.max(resident_megabytes(sides.gateway.1)));
        }
        assert!(text.contains(r#""records":["#), "{tail}");
    }
}

/// How long the nodes go on working after a stream was cancelled.
async fn cancel(client: &Client, sides: &Sides) -> Duration {
    let mut socket = subscribe(sides).await;
    next(&mut socket).await;
    let complete = json!({ "type": "complete", "id": "1" }).to_string();
    socket.send(Message::text(complete)).await.unwrap();
    let began = Instant::now();
    let mut last = Duration::ZERO;
    // Work that was asked for on the way may show a moment later.
    while began.elapsed() < Duration::from_secs(2) {
        if works(client).await {
            last = began.elapsed();
        }
        tokio::time::sleep(LOOK).await;
    }
    last
}

async fn works(client: &Client) -> bool {
    for node in client.nodes() {
        let shown = node.info(&AdminPolicy::default(), &["query-show"]).await;
        let jobs = shown.unwrap().into_iter().next().unwrap().1;
        if jobs.contains("status=active") {
            return true;
        }
    }
    false
}

/// Milliseconds the planning of a large filter takes; the median of many.
async fn plan(sides: &Sides) -> f64 {
    let condition = |number: usize| {
        let is = json!({ "string": { "regex": { "pattern": format!("^user-[0-9]*{number}$") } } });
        json!({ "bin": { "bin": "name", "path": [{ "mapKey": "a" }, { "listIndex": number }], "is": is } })
    };
    let filter: Vec<Value> = (0..CONDITIONS).map(condition).collect();
    let mut query = query(sides);
    query["filter"] = json!({ "or": filter });
    let body = json!({ "query": EXPLAIN, "variables": { "q": query } }).to_string();
    let mut connection = Connection::open(sides.gateway.0).await;
    let mut took = Vec::new();
    for _ in 0..101 {
        let answer = connection.ask(&send("POST", "/graphql", &body)).await;
        let answer: Value = serde_json::from_slice(answer).unwrap();
        let plan = &answer["data"]["explainQuery"];
        assert_eq!(plan["conditions"], CONDITIONS, "{answer}");
        took.push(plan["planningMs"].as_f64().unwrap());
    }
    took.sort_unstable_by(f64::total_cmp);
    took[took.len() / 2]
}

fn query(sides: &Sides) -> Value {
    json!({ "connectionId": sides.connection, "namespace": NAMESPACE, "set": MILLION.0 })
}

async fn subscribe(sides: &Sides) -> Socket {
    let mut request = format!("ws://{}/graphql", sides.gateway.0)
        .into_client_request()
        .unwrap();
    let protocol = "graphql-transport-ws".parse().unwrap();
    request
        .headers_mut()
        .insert("sec-websocket-protocol", protocol);
    let stream = TcpStream::connect(sides.gateway.0).await.unwrap();
    let (mut socket, _) = client_async(request, stream).await.unwrap();
    let payload = json!({ "query": STREAM, "variables": { "q": query(sides) } });
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": payload }).to_string();
    for message in [r#"{"type":"connection_init"}"#.to_owned(), subscribe] {
        socket.send(Message::text(message)).await.unwrap();
    }
    let acknowledged = next(&mut socket).await;
    assert!(acknowledged.contains("connection_ack"), "{acknowledged}");
    socket
}

/// The next text that is not a ping, which is answered.
async fn next(socket: &mut Socket) -> String {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) if text.contains(r#""type":"ping""#) => {
                let pong = Message::text(r#"{"type":"pong"}"#);
                socket.send(pong).await.unwrap();
            }
            Message::Text(text) => return text.as_str().to_owned(),
            other => assert!(!other.is_close(), "{other}"),
        }
    }
}
