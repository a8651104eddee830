//! Sending traces and metrics to a collector, as the standard `OTEL_*` variables say. Off unless
//! they ask for it.

mod client;
mod wanted;

use std::{thread, time::Duration};

use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{MetricExporter, SpanExporter, WithHttpConfig};
use opentelemetry_sdk::{
    Resource,
    metrics::{MeterProviderBuilder, PeriodicReader, SdkMeterProvider},
    trace::{SdkTracer, SdkTracerProvider},
};
use tracing::warn;

pub(super) use wanted::Wanted;

use client::Collector;
use wanted::{METRICS, TRACES};

/// Time a collector has to take what is left when the process ends.
const FLUSH: Duration = Duration::from_secs(5);

/// A provider of tracers that sends spans to the collector; why there is none, otherwise.
pub(super) fn traces(resource: Resource) -> Result<SdkTracerProvider, String> {
    let exporter = SpanExporter::builder()
        .with_http()
        .with_http_client(Collector::from_environment(TRACES)?)
        .build()
        .map_err(|error| error.to_string())?;
    let provider = SdkTracerProvider::builder()
        .with_resource(resource)
        .with_batch_exporter(exporter);
    Ok(provider.build())
}

/// Sends the metrics to the collector too.
pub(super) fn metrics(provider: MeterProviderBuilder) -> MeterProviderBuilder {
    let exporter = Collector::from_environment(METRICS).and_then(|collector| {
        let exporter = MetricExporter::builder().with_http();
        let exporter = exporter.with_http_client(collector).build();
        exporter.map_err(|error| error.to_string())
    });
    match exporter {
        Ok(exporter) => provider.with_reader(PeriodicReader::builder(exporter).build()),
        Err(error) => {
            warn!(%error, "metrics are not exported");
            provider
        }
    }
}

/// The tracer spans are made with.
pub(super) fn tracer(provider: &SdkTracerProvider) -> SdkTracer {
    provider.tracer("acm")
}

/// Sends what is left, and waits for that no longer than [`FLUSH`].
pub(super) fn flush(traces: Option<&SdkTracerProvider>, metrics: &SdkMeterProvider) {
    thread::scope(|scope| {
        if let Some(traces) = traces {
            scope.spawn(|| traces.shutdown_with_timeout(FLUSH));
        }
        // Bounded to the same time by the reader itself.
        scope.spawn(|| metrics.shutdown());
    });
}
