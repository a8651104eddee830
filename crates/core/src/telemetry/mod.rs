//! What this process measures about itself.
//!
//! Modules say what happened; who reads it is decided by the gateway, which [`install`]s the
//! instruments once. Until then measuring costs one look at an empty cell and does nothing.
//!
//! **Invariant:** every attribute has few values, all known when the program is written, or bounded
//! by whoever sets it. No attribute holds a host, a name of a namespace or anything a caller sent.

mod call;
mod instruments;
mod pools;

use std::{sync::OnceLock, time::Duration};

use opentelemetry::{
    KeyValue,
    metrics::{Histogram, Meter, UpDownCounter},
};

pub use call::Call;
pub use pools::{Pool, watch_pool};

use instruments::Instruments;

/// Where spans for traces belong, as the target of their events: nobody else sees them.
pub const TRACE: &str = "acm::trace";

static INSTRUMENTS: OnceLock<Instruments> = OnceLock::new();

/// Upper bounds of the buckets for durations, in seconds: from an answer out of memory to the
/// longest deadline.
pub const SECONDS: [f64; 16] = [
    0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0,
    10.0, 30.0,
];

/// Begins to measure. The first call counts; instruments are made once for a process.
pub fn install(meter: &Meter) {
    INSTRUMENTS.get_or_init(|| {
        pools::observe(meter);
        Instruments::new(meter)
    });
}

/// A connection to a cluster was tried.
pub fn dialled(elapsed: Duration, error: Option<&'static str>) {
    if let Some(instruments) = INSTRUMENTS.get() {
        record(&instruments.dials, elapsed, None, error);
    }
}

/// A reader of a feed was too slow and got the newest value in place of those between.
pub fn lagged() {
    if let Some(instruments) = INSTRUMENTS.get() {
        instruments.lagged.add(1, &[]);
    }
}

/// A task of this name begins; it runs until what is returned is dropped.
#[must_use]
pub fn task(name: &'static str) -> Running {
    let task = Some(KeyValue::new("task", name));
    Running::begin(|instruments| &instruments.tasks, task)
}

/// A subscription is open until what is returned is dropped.
#[must_use]
pub fn subscription() -> Running {
    Running::begin(|instruments| &instruments.subscriptions, None)
}

/// A task panicked.
pub fn panicked() {
    if let Some(instruments) = INSTRUMENTS.get() {
        instruments.panics.add(1, &[]);
    }
}

fn record(
    histogram: &Histogram<f64>,
    elapsed: Duration,
    operation: Option<&'static str>,
    error: Option<&'static str>,
) {
    let attributes = [
        Some(KeyValue::new("db.system.name", "aerospike")),
        operation.map(|name| KeyValue::new("db.operation.name", name)),
        error.map(|kind| KeyValue::new("error.type", kind)),
    ];
    let given: Vec<_> = attributes.into_iter().flatten().collect();
    histogram.record(elapsed.as_secs_f64(), &given);
}

/// Something that runs, counted until it is dropped.
#[derive(Debug)]
pub struct Running(Option<(&'static UpDownCounter<i64>, Option<KeyValue>)>);

impl Running {
    fn begin(
        counter: impl FnOnce(&'static Instruments) -> &'static UpDownCounter<i64>,
        attribute: Option<KeyValue>,
    ) -> Self {
        let counter = INSTRUMENTS.get().map(counter);
        if let Some(counter) = counter {
            counter.add(1, attribute.as_slice());
        }
        Self(counter.map(|counter| (counter, attribute)))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some((counter, attribute)) = &self.0 {
            counter.add(-1, attribute.as_slice());
        }
    }
}
