//! Measures the gateway against the bare client: both in one run, in one process, over loopback, with an
//! embedded cluster behind. Only the ratios mean something; `docs/performance.md` says how to read them.
//!
//! Nothing is asserted about time. A request that is not answered rightly ends the run.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement prints its table and ends when its set-up is broken"
)]

mod cases;
mod feeds;
mod fixture;
mod measure;

use std::time::Duration;

use cases::Case;
use fixture::Fixture;
use measure::{Measured, measure};

/// The allocator the binary `acm` has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How long each case is measured with each number of clients: in all about half a minute.
const SPAN: Duration = Duration::from_secs(2);
/// Clients that ask at the same time, each one request after the other.
const CLIENTS: [usize; 2] = [1, 16];

#[tokio::main]
async fn main() {
    let fixture = Fixture::start().await;
    println!(
        "{:<26} {:>7} {:>10} {:>8} {:>8} {:>8} {:>8}",
        "", "clients", "requests/s", "of bare", "p50 ms", "p99 ms", "CPU us"
    );
    for (name, bare, gateway) in cases::all(&fixture) {
        for clients in CLIENTS {
            let bare = match &bare {
                Some(case) => Some(run(&format!("{name}, bare"), case, clients, None).await),
                None => None,
            };
            run(name, &gateway, clients, bare).await;
        }
    }
    feeds::run(&fixture).await;
    fixture.stop().await;
}

async fn run(name: &str, case: &Case, clients: usize, bare: Option<Measured>) -> Measured {
    let measured = measure(case, clients, SPAN).await;
    let ratio = bare.map_or_else(String::new, |bare| {
        format!("{:.2}", measured.per_second / bare.per_second)
    });
    let cpu = measured
        .cpu_micros
        .map_or_else(String::new, |micros| format!("{micros:.0}"));
    println!(
        "{name:<26} {clients:>7} {:>10.0} {ratio:>8} {:>8.2} {:>8.2} {cpu:>8}",
        measured.per_second, measured.p50_ms, measured.p99_ms
    );
    measured
}
