//! Steady traffic, so that there is something to watch: reads, some of records that do not exist,
//! writes, deletes that are made good, and batches.

use std::time::Duration;

use acm_aerospike::{Cluster, Deadline, Error, Key, UserKey, records::ReadOptions};
use tokio::time::{MissedTickBehavior, interval};
use tokio_util::sync::CancellationToken;
use tracing::debug;

use super::sample::{self, EVENTS, ORDERS, USERS};

/// Time between two rounds.
const ROUND: Duration = Duration::from_millis(50);
/// Time one round may take.
const ROUND_DEADLINE: Duration = Duration::from_secs(1);
/// Keys of a batch.
const BATCH: i64 = 10;

/// Keeps the cluster busy until told to stop, then gives the client back.
pub(super) async fn run(cluster: Cluster, stopping: CancellationToken) {
    let mut rounds = interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut n: i64 = 0;
    loop {
        tokio::select! {
            () = stopping.cancelled() => break,
            _ = rounds.tick() => {}
        }
        n = n.wrapping_add(1);
        if let Err(error) = round(&cluster, n).await {
            debug!(%error, "a round of the demonstration's traffic failed");
        }
    }
    cluster.close().await;
}

/// One round: a wave over a minute, so that the charts are not a flat line.
async fn round(cluster: &Cluster, n: i64) -> Result<(), Error> {
    let phase = (n % 1_200) as f64 / 1_200.0 * std::f64::consts::TAU;
    let reads = (8.0 + 5.0 * phase.sin()).round() as i64;
    for i in 0..reads {
        read(
            cluster,
            "test",
            "users",
            UserKey::String(format!("user-{:05}", any(n + i, USERS))),
        )
        .await?;
    }
    read(cluster, "bar", "events", UserKey::Int(any(n, EVENTS))).await?;
    if n % 4 == 0 {
        read(
            cluster,
            "test",
            "users",
            UserKey::String(format!("nobody-{n}")),
        )
        .await?;
    }
    sample::put(cluster, sample::user(any(n * 7, USERS))).await?;
    sample::put(cluster, sample::order(any(n, ORDERS))).await?;
    sample::put(cluster, sample::event(any(n * 3, EVENTS))).await?;
    if n % 10 == 0 {
        let id = any(n, EVENTS);
        let key = Key::new("bar", "events", UserKey::Int(id))?;
        cluster.delete(&key, None, deadline()).await?;
        sample::put(cluster, sample::event(id)).await?;
    }
    if n % 5 == 0 {
        let keys = (0..BATCH).map(|i| Key::new("test", "orders", UserKey::Int(any(n + i, ORDERS))));
        let keys = keys.collect::<Result<Vec<_>, _>>()?;
        cluster
            .get_many(&keys, &ReadOptions::default(), deadline())
            .await?;
    }
    Ok(())
}

async fn read(cluster: &Cluster, namespace: &str, set: &str, key: UserKey) -> Result<(), Error> {
    let key = Key::new(namespace, set, key)?;
    cluster
        .get(&key, &ReadOptions::default(), deadline())
        .await
        .map(|_| ())
}

fn deadline() -> Deadline {
    Deadline::after(ROUND_DEADLINE)
}

/// A number from 1 to `max`, spread well over the rounds.
fn any(seed: i64, max: i64) -> i64 {
    1 + seed.wrapping_mul(7_919).rem_euclid(max)
}
