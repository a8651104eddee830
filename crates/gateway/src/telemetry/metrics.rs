//! The numbers of this process: one set of instruments, written as Prometheus reads them.

use std::sync::OnceLock;

use acm_core::telemetry;
use opentelemetry::metrics::MeterProvider;
use opentelemetry_sdk::{Resource, metrics::SdkMeterProvider};
use prometheus::{Registry, TextEncoder};
use tracing::warn;

use super::{operations, process};

/// The name of the one meter.
const METER: &str = "acm";

/// The numbers of this process. There is one set, however many servers run in it.
pub(crate) struct Metrics {
    registry: Registry,
    /// Keeps the instruments' values.
    _provider: SdkMeterProvider,
}

impl Metrics {
    /// Begins to measure, unless that has begun.
    pub(crate) fn install() -> &'static Self {
        static METRICS: OnceLock<Metrics> = OnceLock::new();
        METRICS.get_or_init(Self::new)
    }

    fn new() -> Self {
        let registry = Registry::new();
        let mut provider = SdkMeterProvider::builder().with_resource(resource());
        let reader = opentelemetry_prometheus::exporter()
            .with_registry(registry.clone())
            .scope_info_enabled(false)
            .build();
        match reader {
            Ok(reader) => provider = provider.with_reader(reader),
            Err(error) => warn!(%error, "/metrics has nothing to show"),
        }
        let provider = provider.build();
        let meter = provider.meter(METER);
        telemetry::install(&meter);
        operations::install(&meter);
        process::observe(&meter);
        Self {
            registry,
            _provider: provider,
        }
    }

    /// All of them, in Prometheus' text format.
    pub(crate) fn text(&self) -> String {
        TextEncoder::new()
            .encode_to_string(&self.registry.gather())
            .unwrap_or_else(|error| {
                warn!(%error, "the metrics could not be written");
                String::new()
            })
    }
}

/// Who measures.
fn resource() -> Resource {
    Resource::builder()
        .with_service_name("acm")
        .with_attribute(opentelemetry::KeyValue::new(
            "service.version",
            env!("CARGO_PKG_VERSION"),
        ))
        .build()
}
