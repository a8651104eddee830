//! Two or more who do the same work, in turn, round after round.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::task::JoinSet;

use crate::{
    http::Connection,
    machine::{OTHERS, SERVER, busy_seconds, cpu_seconds},
};

/// Rounds of each; the middle one counts.
const ROUNDS: usize = 3;
/// How long a round takes.
const SPAN: Duration = Duration::from_millis(1_500);
/// Time of each round that does not count.
const WARM_UP: Duration = Duration::from_millis(200);
/// A process that has this much of its core is taken to be limited by it.
const FULL: f64 = 0.9;

/// One who does the work.
#[derive(Clone)]
pub(crate) struct Contender {
    /// Name in the table.
    pub(crate) name: &'static str,
    /// Where it listens.
    pub(crate) address: SocketAddr,
    /// Its process.
    pub(crate) process: u32,
    /// The request of a number.
    pub(crate) request: Arc<dyn Fn(u64) -> Vec<u8> + Send + Sync>,
    /// How every right answer begins.
    pub(crate) begins: &'static str,
    /// Whether an answer is right, as far as it can be told from a whole one.
    pub(crate) right: fn(&Value) -> bool,
}

/// What one did in its middle round.
#[derive(Clone, Copy)]
pub(crate) struct Measured {
    /// Requests answered each second, by all clients together.
    pub(crate) per_second: f64,
    /// CPU of its process for each request, in microseconds.
    pub(crate) cpu_micros: f64,
    p50_ms: f64,
    p99_ms: f64,
    /// How much of its core it had, 0 to 1.
    share: f64,
    server_busy: f64,
    others_busy: f64,
}

impl Measured {
    /// Whether its own core limited it, and not load or cluster.
    pub(crate) fn at_its_limit(&self) -> bool {
        self.share >= FULL
    }
}

/// Prints the head of the table.
pub(crate) fn head() {
    println!(
        "{:<44} {:>7} {:>10} {:>8} {:>8} {:>8} {:>7} {:>7} {:>7}",
        "", "clients", "requests/s", "p50 ms", "p99 ms", "CPU us", "its own", "core 0", "core 1"
    );
}

/// Lets all do the work in turn with so many clients, prints and yields what each did.
pub(crate) async fn run(work: &str, contenders: &[Contender], clients: u64) -> Vec<Measured> {
    for contender in contenders {
        check(contender).await;
    }
    let mut rounds = vec![Vec::new(); contenders.len()];
    for _ in 0..ROUNDS {
        for (contender, rounds) in contenders.iter().zip(&mut rounds) {
            rounds.push(round(contender, clients).await);
        }
    }
    let mut measured = Vec::new();
    for (contender, mut rounds) in contenders.iter().zip(rounds) {
        rounds.sort_by(|a: &Measured, b| a.per_second.total_cmp(&b.per_second));
        let middle = rounds[ROUNDS / 2];
        let label = format!("{work}: {}", contender.name);
        println!(
            "{label:<44} {clients:>7} {:>10.0} {:>8.2} {:>8.2} {:>8.1} {:>6.0}% {:>6.0}% {:>6.0}%",
            middle.per_second,
            middle.p50_ms,
            middle.p99_ms,
            middle.cpu_micros,
            middle.share * 100.0,
            middle.server_busy * 100.0,
            middle.others_busy * 100.0,
        );
        measured.push(middle);
    }
    measured
}

/// Looks at one whole answer.
async fn check(contender: &Contender) {
    let mut connection = Connection::open(contender.address).await;
    let body = connection.ask(&(contender.request)(1)).await;
    let answer: Value = serde_json::from_slice(body).unwrap();
    assert!((contender.right)(&answer), "{}: {answer}", contender.name);
    assert!(body.starts_with(contender.begins.as_bytes()), "{answer}");
}

async fn round(contender: &Contender, clients: u64) -> Measured {
    let mut running = JoinSet::new();
    let counting = Instant::now() + WARM_UP;
    let end = counting + SPAN;
    for client in 0..clients {
        let contender = contender.clone();
        running.spawn(ask(contender, client, counting, end));
    }
    tokio::time::sleep_until(counting.into()).await;
    let look = || {
        [
            cpu_seconds(contender.process),
            busy_seconds(SERVER),
            busy_seconds(OTHERS),
        ]
    };
    let (before, started) = (look(), Instant::now());
    tokio::time::sleep_until(end.into()).await;
    let (after, took) = (look(), started.elapsed().as_secs_f64());
    let mut waits: Vec<Duration> = running.join_all().await.into_iter().flatten().collect();
    waits.sort_unstable();
    let [cpu, server, others] = [0, 1, 2].map(|place| after[place] - before[place]);
    Measured {
        per_second: waits.len() as f64 / SPAN.as_secs_f64(),
        cpu_micros: cpu * 1e6 / took / (waits.len() as f64 / SPAN.as_secs_f64()),
        p50_ms: percentile(&waits, 50) * 1e3,
        p99_ms: percentile(&waits, 99) * 1e3,
        share: cpu / took,
        server_busy: server / took,
        others_busy: others / took,
    }
}

/// One client: a request after the other; the waits of those that were asked while it counts.
async fn ask(contender: Contender, client: u64, counting: Instant, end: Instant) -> Vec<Duration> {
    let mut connection = Connection::open(contender.address).await;
    // Clients start far from one another, so that they do not ask for the same records.
    let mut number = client * 7_919;
    let mut waits = Vec::with_capacity(8_192);
    loop {
        let request = (contender.request)(number);
        let asked = Instant::now();
        let answer = connection.ask(&request).await;
        let answered = Instant::now();
        assert!(
            answer.starts_with(contender.begins.as_bytes()),
            "{}",
            String::from_utf8_lossy(answer)
        );
        if answered > end {
            return waits;
        }
        if answered > counting {
            waits.push(answered - asked);
        }
        number += 1;
    }
}

/// The wait that `percent` of the sorted waits do not exceed, in seconds; NaN of none.
pub(crate) fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(f64::NAN, Duration::as_secs_f64)
}
