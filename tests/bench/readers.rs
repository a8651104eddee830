//! Many readers of one cluster's metrics, as the dashboard reads them.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use acm_core::Clock;
use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::{
    net::TcpStream,
    sync::Semaphore,
    task::JoinSet,
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, client::IntoClientRequest, protocol::WebSocketConfig},
};
use tokio_util::sync::CancellationToken;

use crate::{
    contest::percentile,
    machine::{cpu_seconds, resident_megabytes},
};

/// How long they are watched once all are there.
const SPAN: Duration = Duration::from_secs(10);
/// Time all have to get their first item.
const PATIENCE: Duration = Duration::from_secs(60);
/// Readers that connect at a time.
const CONNECTING: usize = 64;

/// The dashboard's own documents.
const FEED: &str = include_str!("../../frontend/src/features/data/feeds/metricsFeed.graphql");
const STATE: &str = include_str!("../../frontend/src/features/data/feeds/clusterFeed.graphql");
const PROBLEM: &str =
    include_str!("../../frontend/src/features/data/components/ProblemList.graphql");
/// What its charts ask for, of the whole cluster, over its usual window.
const METRICS: [&str; 14] = [
    "READ_SUCCESS_RATE",
    "READ_NOT_FOUND_RATE",
    "READ_ERROR_RATE",
    "READ_TIMEOUT_RATE",
    "WRITE_SUCCESS_RATE",
    "WRITE_ERROR_RATE",
    "WRITE_TIMEOUT_RATE",
    "CLIENT_CONNECTIONS",
    "READ_LATENCY_P50",
    "READ_LATENCY_P95",
    "READ_LATENCY_P99",
    "WRITE_LATENCY_P50",
    "WRITE_LATENCY_P95",
    "WRITE_LATENCY_P99",
];
const WINDOW_SECONDS: u32 = 300;

/// What the readers saw and the server spent.
pub(crate) struct Watched {
    /// Readers that were there to the end and got something all the while.
    pub(crate) held: usize,
    /// Share of a core the server used.
    pub(crate) cpu: f64,
    /// How much its resident memory grew, in megabytes.
    pub(crate) megabytes: f64,
    /// Samples that never came, of all readers together.
    pub(crate) lost: u64,
}

/// What one reader saw.
#[derive(Default)]
struct Seen {
    messages: u64,
    bytes: u64,
    lost: u64,
    ages: Vec<Duration>,
}

type Socket = WebSocketStream<TcpStream>;

/// Lets so many read for a while, prints and yields what came of it.
pub(crate) async fn watch(
    readers: usize,
    (address, process): (SocketAddr, u32),
    connection: &str,
) -> Watched {
    let before = resident_megabytes(process);
    let subscribe: Arc<str> = subscribe(connection).into();
    let (ready, door) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(Semaphore::new(CONNECTING)),
    );
    let (counting, stop) = (CancellationToken::new(), CancellationToken::new());
    let mut running = JoinSet::new();
    let started = Instant::now();
    for _ in 0..readers {
        let (subscribe, ready, door) = (Arc::clone(&subscribe), Arc::clone(&ready), door.clone());
        let (counting, stop) = (counting.clone(), stop.clone());
        running.spawn(async move {
            let entering = door.acquire().await.unwrap();
            let (socket, version) = enter(address, &subscribe).await;
            drop(entering);
            ready.fetch_add(1, Ordering::Relaxed);
            follow(socket, version, &counting, &stop).await
        });
    }
    let all = async {
        while ready.load(Ordering::Relaxed) < readers {
            sleep(Duration::from_millis(20)).await;
        }
    };
    let _ = timeout(PATIENCE, all).await;
    let entered = started.elapsed().as_secs_f64();
    // The items they were given as they came are not what is counted: a moment to be done with them.
    sleep(Duration::from_secs(2)).await;
    counting.cancel();
    let (cpu, started) = (cpu_seconds(process), Instant::now());
    sleep(SPAN).await;
    let cpu = (cpu_seconds(process) - cpu) / started.elapsed().as_secs_f64();
    let megabytes = resident_megabytes(process) - before;
    stop.cancel();
    let (mut held, mut all) = (0, Seen::default());
    while let Some(seen) = running.join_next().await {
        if let Some(seen) = seen.unwrap() {
            held += usize::from(seen.messages > 0);
            all.messages += seen.messages;
            all.bytes += seen.bytes;
            all.lost += seen.lost;
            all.ages.extend(seen.ages);
        }
    }
    all.ages.sort_unstable();
    println!(
        "{readers} readers: {held} held, {:.0} messages/s of {:.0} bytes, {} samples lost, age p50 {:.0} ms, p99 {:.0} ms, {:.1} % of a core, {megabytes:.0} MB more; all there after {entered:.1} s",
        all.messages as f64 / SPAN.as_secs_f64(),
        all.bytes as f64 / all.messages as f64,
        all.lost,
        percentile(&all.ages, 50) * 1e3,
        percentile(&all.ages, 99) * 1e3,
        cpu * 100.0,
    );
    Watched {
        held,
        cpu,
        megabytes,
        lost: all.lost,
    }
}

/// The operation as it goes over the socket.
fn subscribe(connection: &str) -> String {
    let start = STATE.find("fragment FeedState_item").unwrap();
    let end = start + STATE[start..].find("\n}").unwrap() + 2;
    let variables = json!({
        "connectionId": connection,
        "metrics": METRICS,
        "scopes": ["CLUSTER"],
        "windowSeconds": WINDOW_SECONDS,
    });
    let query = format!("{FEED}\n{}\n{PROBLEM}", &STATE[start..end]);
    let payload = json!({ "query": query, "variables": variables });
    json!({ "type": "subscribe", "id": "1", "payload": payload }).to_string()
}

/// Connects, subscribes and waits for the first item; yields its version.
async fn enter(address: SocketAddr, subscribe: &str) -> (Socket, u64) {
    let url = format!("ws://{address}/graphql");
    let mut request = url.into_client_request().unwrap();
    let protocol = "graphql-transport-ws".parse().unwrap();
    request
        .headers_mut()
        .insert("sec-websocket-protocol", protocol);
    let stream = TcpStream::connect(address).await.unwrap();
    // The usual buffers would take this process gigabytes.
    let config = WebSocketConfig::default()
        .read_buffer_size(2_048)
        .write_buffer_size(0);
    let (mut socket, _) = client_async_with_config(request, stream, Some(config))
        .await
        .unwrap();
    let start = [r#"{"type":"connection_init"}"#, subscribe];
    for message in start {
        socket.send(Message::text(message)).await.unwrap();
    }
    loop {
        let text = next(&mut socket).await.unwrap();
        if text.contains(r#""type":"next""#) {
            let version = version(&text);
            return (socket, version.unwrap());
        }
    }
}

/// Reads until told to stop; `None` when the server ended it before.
async fn follow(
    mut socket: Socket,
    mut version_seen: u64,
    counting: &CancellationToken,
    stop: &CancellationToken,
) -> Option<Seen> {
    let clock = Clock::default();
    let mut seen = Seen::default();
    loop {
        let text = tokio::select! {
            () = stop.cancelled() => return Some(seen),
            text = next(&mut socket) => text?,
        };
        let Some(version) = version(&text) else {
            continue;
        };
        let times = times(&text);
        // A sample is one version; an item brings the samples since the one before.
        let came = times.len() as u64;
        seen.lost += (version - version_seen).saturating_sub(came);
        version_seen = version;
        if !counting.is_cancelled() {
            continue;
        }
        seen.messages += 1;
        seen.bytes += text.len() as u64;
        let newest = times.last().and_then(|time| time.parse::<f64>().ok());
        if let Some(newest) = newest {
            let age = (clock.now() as f64 - newest).max(0.0);
            seen.ages.push(Duration::from_secs_f64(age / 1e3));
        }
    }
}

/// The next text that is not a ping, which is answered; `None` at the end.
async fn next(socket: &mut Socket) -> Option<String> {
    loop {
        match socket.next().await?.ok()? {
            Message::Text(text) if text.contains(r#""type":"ping""#) => {
                socket
                    .send(Message::text(r#"{"type":"pong"}"#))
                    .await
                    .ok()?;
            }
            Message::Text(text) => return Some(text.as_str().to_owned()),
            Message::Close(_) => return None,
            _ => {}
        }
    }
}

/// The item's version; `None` when the message is no item.
fn version(text: &str) -> Option<u64> {
    let (_, rest) = text.split_once(r#""version":""#)?;
    rest.split_once('"')?.0.parse().ok()
}

/// The item's points in time.
fn times(text: &str) -> Vec<&str> {
    let list = text
        .split_once(r#""times":["#)
        .and_then(|(_, rest)| rest.split_once(']'));
    list.map_or_else(Vec::new, |(list, _)| {
        list.split(',').filter(|time| !time.is_empty()).collect()
    })
}
