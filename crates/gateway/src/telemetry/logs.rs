//! Log lines to standard error, as text or JSON. `docs/logging.md` says what belongs in them.

use std::io::{self, IsTerminal};

use acm_core::telemetry::TRACE;
use opentelemetry_sdk::trace::SdkTracer;
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, LevelFilter, Targets},
    fmt,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

use crate::config::LogFormat;

/// The database client's own lines: several for each try of a host that is down, all as errors. What
/// matters of them is the source of our own line.
const DRIVER: &str = "aerospike_core";

/// What libraries write of messages and requests whole, secrets included, and how much of them may be
/// heard whatever the filter says.
const TELLTALES: [(&str, LevelFilter); 2] = [
    ("tungstenite", LevelFilter::INFO),
    ("ureq_proto", LevelFilter::DEBUG),
];

/// Starts logging, and hands spans to the tracer; later calls change nothing.
pub(super) fn init(format: LogFormat, filter: &str, tracer: Option<SdkTracer>) {
    let writer = io::stderr;
    // Colours are for people: in a file or a collector they would be noise.
    let colours = io::stderr().is_terminal();
    let lines = match format {
        LogFormat::Text => fmt::layer().with_ansi(colours).with_writer(writer).boxed(),
        LogFormat::Json => fmt::layer()
            .json()
            .flatten_event(true)
            .with_writer(writer)
            .boxed(),
    };
    let spans = tracer.map(|tracer| {
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_filter(Targets::new().with_target(TRACE, LevelFilter::INFO))
    });
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(EnvFilter::new(with_quiet_driver(filter)).and(discreet())))
        .with(spans)
        .try_init();
}

/// Nothing that holds secrets, nor the spans that are for traces alone.
fn discreet() -> Targets {
    Targets::new()
        .with_default(LevelFilter::TRACE)
        .with_target(TRACE, LevelFilter::OFF)
        .with_targets(TELLTALES)
}

/// The filter, with the driver's lines left out unless it names them.
fn with_quiet_driver(filter: &str) -> String {
    if filter.contains(DRIVER) {
        return filter.to_owned();
    }
    format!("{filter},{DRIVER}=off")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_driver_is_heard_only_when_it_is_named() {
        assert_eq!(with_quiet_driver("info"), "info,aerospike_core=off");
        assert_eq!(
            with_quiet_driver("aerospike_core=debug"),
            "aerospike_core=debug"
        );
        let filter = with_quiet_driver("warn,acm_data=debug");
        assert!(EnvFilter::try_new(filter).is_ok());
    }
}
