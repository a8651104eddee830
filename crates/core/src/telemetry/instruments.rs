use opentelemetry::metrics::{Counter, Histogram, Meter, UpDownCounter};

use super::SECONDS;

/// What modules measure. The names and units of a client's calls are those of OpenTelemetry's
/// conventions for databases.
#[derive(Debug)]
pub(super) struct Instruments {
    pub(super) calls: Histogram<f64>,
    pub(super) dials: Histogram<f64>,
    pub(super) lagged: Counter<u64>,
    pub(super) tasks: UpDownCounter<i64>,
    pub(super) subscriptions: UpDownCounter<i64>,
    pub(super) panics: Counter<u64>,
}

impl Instruments {
    pub(super) fn new(meter: &Meter) -> Self {
        let counter = |name, description| {
            let counter = meter
                .u64_counter(name)
                .with_description(description)
                .build();
            // What has not happened yet is shown as zero, so that the first time is a change.
            counter.add(0, &[]);
            counter
        };
        let seconds = |name, description| {
            meter
                .f64_histogram(name)
                .with_unit("s")
                .with_description(description)
                .with_boundaries(SECONDS.to_vec())
                .build()
        };
        Self {
            calls: seconds(
                "db.client.operation.duration",
                "Calls to Aerospike clusters, by kind and failure",
            ),
            dials: seconds(
                "acm.dial.duration",
                "Connections made to clusters, by failure",
            ),
            lagged: counter(
                "acm.feed.lagged",
                "Times a slow reader of a feed missed values between",
            ),
            tasks: meter
                .i64_up_down_counter("acm.tasks")
                .with_description("Tasks alive, by name: connections, samplers, mutations")
                .build(),
            subscriptions: meter
                .i64_up_down_counter("acm.subscriptions")
                .with_description("Subscriptions open")
                .build(),
            panics: counter("acm.task.panics", "Tasks that panicked"),
        }
    }
}
