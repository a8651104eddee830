//! Log lines to standard error, as text or JSON. `docs/logging.md` says what belongs in them.

use std::io::{self, IsTerminal};

use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

use crate::config::LogFormat;

/// The database client's own lines: several for each try of a host that is down, all as errors. What
/// matters of them is the source of our own line.
const DRIVER: &str = "aerospike_core";

/// Starts logging; later calls change nothing.
pub(crate) fn init(format: LogFormat, filter: &str) {
    let filter = EnvFilter::new(with_quiet_driver(filter));
    let registry = tracing_subscriber::registry().with(filter);
    let writer = io::stderr;
    // Colours are for people: in a file or a collector they would be noise.
    let colours = io::stderr().is_terminal();
    let _ = match format {
        LogFormat::Text => registry
            .with(fmt::layer().with_ansi(colours).with_writer(writer))
            .try_init(),
        LogFormat::Json => registry
            .with(fmt::layer().json().flatten_event(true).with_writer(writer))
            .try_init(),
    };
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
