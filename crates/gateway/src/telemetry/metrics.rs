//! The numbers of this process: one set of instruments, written as Prometheus reads them.

use std::sync::OnceLock;

use acm_core::telemetry;
use opentelemetry::metrics::MeterProvider;
use opentelemetry_sdk::{Resource, metrics::SdkMeterProvider};
use prometheus::{Registry, TextEncoder};
use tracing::warn;

use super::{
    operations,
    otlp::{self, Wanted},
    process,
};

/// The name of the one meter.
const METER: &str = "acm";

/// The numbers of this process. There is one set, however many servers run in it.
pub(crate) struct Metrics {
    registry: Registry,
    provider: SdkMeterProvider,
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
        let (wanted, _) = Wanted::from_environment();
        if wanted.metrics {
            provider = otlp::metrics(provider);
        }
        let provider = provider.build();
        let meter = provider.meter(METER);
        telemetry::install(&meter);
        operations::install(&meter);
        process::observe(&meter);
        Self { registry, provider }
    }

    pub(super) fn provider(&self) -> &SdkMeterProvider {
        &self.provider
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
pub(super) fn resource() -> Resource {
    let named = std::env::var_os("OTEL_SERVICE_NAME").is_some_and(|name| !name.is_empty());
    let builder = Resource::builder();
    let builder = if named {
        builder
    } else {
        builder.with_service_name("acm")
    };
    builder
        .with_attribute(opentelemetry::KeyValue::new(
            "service.version",
            env!("CARGO_PKG_VERSION"),
        ))
        .build()
}
