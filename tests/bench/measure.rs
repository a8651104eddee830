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
    /// The wait half of the requests stayed below.
    pub(crate) p50_ms: f64,
    /// The wait 99 of 100 requests stayed below.
    pub(crate) p99_ms: f64,
}

/// Runs a case with so many clients for so long.
pub(crate) async fn measure(case: &Case, clients: usize, span: Duration) -> Measured {
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
    Measured {
        per_second,
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
