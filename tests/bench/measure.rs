//! Clients that ask as fast as they are answered, and how long they waited.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use crate::cases::Case;

/// Requests of each client before its time counts.
const WARM_UP: u64 = 50;

/// What a case did.
#[derive(Clone, Copy)]
pub(crate) struct Measured {
    /// Requests answered each second, by all clients together.
    pub(crate) per_second: f64,
    /// CPU of the process for each request, in microseconds: whoever takes part in it. `None` where
    /// the system does not tell.
    pub(crate) cpu_micros: Option<f64>,
    /// The wait half of the requests stayed below.
    pub(crate) p50_ms: f64,
    /// The wait 99 of 100 requests stayed below.
    pub(crate) p99_ms: f64,
}

/// Runs a case with so many clients for so long.
pub(crate) async fn measure(case: &Case, clients: usize, span: Duration) -> Measured {
    let cpu = cpu_seconds();
    let mut running = JoinSet::new();
    for client in 0..clients as u64 {
        let case = Arc::clone(case);
        running.spawn(async move {
            // Clients start far from one another, so that they do not ask for the same records.
            let mut number = client * 7_919;
            for _ in 0..WARM_UP {
                case(number).await;
                number += 1;
            }
            let started = Instant::now();
            let mut waits = Vec::new();
            while started.elapsed() < span {
                let asked = Instant::now();
                case(number).await;
                waits.push(asked.elapsed());
                number += 1;
            }
            (waits, started.elapsed())
        });
    }
    let mut waits = Vec::new();
    let mut per_second = 0.0;
    while let Some(client) = running.join_next().await {
        let (own, took) = client.unwrap();
        per_second += own.len() as f64 / took.as_secs_f64();
        waits.extend(own);
    }
    waits.sort_unstable();
    let requests = waits.len() as u64 + WARM_UP * clients as u64;
    let spent = cpu.zip(cpu_seconds()).map(|(before, after)| after - before);
    Measured {
        per_second,
        cpu_micros: spent.map(|seconds| seconds * 1e6 / requests as f64),
        p50_ms: percentile(&waits, 50),
        p99_ms: percentile(&waits, 99),
    }
}

/// The wait that `percent` of the sorted waits do not exceed, in milliseconds; NaN of none.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted
        .get(place)
        .map_or(f64::NAN, |wait| wait.as_secs_f64() * 1_000.0)
}

/// CPU the process has used, where the system tells (Linux, at 100 ticks a second).
pub(crate) fn cpu_seconds() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let after_name = stat.rsplit_once(')')?.1;
    let ticks = after_name.split_whitespace().skip(11).take(2);
    let sum: f64 = ticks.filter_map(|field| field.parse::<f64>().ok()).sum();
    Some(sum / 100.0)
}
