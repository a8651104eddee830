//! Many readers of one cluster's metrics.

use std::time::{Duration, Instant};

use acm_core::Clock;
use acm_tests::Socket;
use serde_json::json;
use tokio::task::JoinSet;

use crate::{
    fixture::Fixture,
    measure::{cpu_seconds, percentile},
};

/// Readers, each with a WebSocket of its own.
const READERS: usize = 200;
/// How long they read.
const SPAN: Duration = Duration::from_secs(8);

const METRICS: &str = "subscription($c: ID!) {
    metrics(connectionId: $c, windowSeconds: 60) { times series { metric node namespace values } } }";

/// Follows the metrics and prints how old a sample is when it arrives, and the CPU of the process:
/// gateway, cluster and readers together.
pub(crate) async fn run(fixture: &Fixture) {
    let mut readers = JoinSet::new();
    for _ in 0..READERS {
        let mut socket = Socket::open(fixture.access.gateway).await;
        socket.send(json!({ "type": "connection_init" })).await;
        socket.next().await;
        let variables = json!({ "c": fixture.access.connection });
        socket.subscribe("1", METRICS, variables).await;
        socket.data("1").await;
        readers.spawn(follow(socket));
    }
    let (cpu, started) = (cpu_seconds(), Instant::now());
    let mut ages: Vec<Duration> = Vec::new();
    while let Some(reader) = readers.join_next().await {
        ages.extend(reader.unwrap());
    }
    let took = started.elapsed().as_secs_f64();
    ages.sort_unstable();
    let cpu = match (cpu, cpu_seconds()) {
        (Some(before), Some(after)) => format!("{:.0} %", (after - before) * 100.0 / took),
        _ => "unknown".to_owned(),
    };
    println!(
        "{READERS} readers of metrics: {:.0} frames/s, age p50 {:.1} ms, p99 {:.1} ms, CPU of the process {cpu} of a core",
        ages.len() as f64 / took,
        percentile(&ages, 50),
        percentile(&ages, 99),
    );
}

async fn follow(mut socket: Socket) -> Vec<Duration> {
    let (clock, started) = (Clock::default(), Instant::now());
    let mut ages = Vec::new();
    while started.elapsed() < SPAN {
        let frame = socket.data("1").await;
        let times = frame["metrics"]["times"].as_array().unwrap();
        if let Some(sampled) = times.last().and_then(serde_json::Value::as_f64) {
            let age = (clock.now() as f64 - sampled).max(0.0);
            ages.push(Duration::from_secs_f64(age / 1_000.0));
        }
    }
    ages
}
