//! What an operator sees of this process: log lines, numbers and traces.

pub(crate) mod clusters;
mod logs;
mod metrics;
mod names;
mod operations;
mod otlp;
mod process;
mod traces;

use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::warn;

pub(crate) use metrics::Metrics;
pub(crate) use operations::{Ended, Observed, failed};
pub(crate) use traces::parent;

use crate::config::LogFormat;
use otlp::Wanted;

/// What has something to send when the process ends.
pub(crate) struct Telemetry {
    traces: Option<SdkTracerProvider>,
    metrics: &'static Metrics,
}

impl Telemetry {
    /// Begins to write log lines, to measure and, if the environment asks for it, to trace.
    pub(crate) fn start(format: LogFormat, filter: &str) -> Self {
        let (wanted, in_vain) = Wanted::from_environment();
        let traces = wanted.traces.then(|| otlp::traces(metrics::resource()));
        let (traces, failure) = match traces.transpose() {
            Ok(traces) => (traces, None),
            Err(error) => (None, Some(error)),
        };
        logs::init(format, filter, traces.as_ref().map(otlp::tracer));
        for reason in in_vain {
            warn!(reason, "telemetry is not exported");
        }
        if let Some(error) = failure {
            warn!(%error, "traces are not exported");
        }
        Self {
            traces,
            metrics: Metrics::install(),
        }
    }

    /// Sends what is left, for a few seconds at most.
    pub(crate) fn flush(self) {
        otlp::flush(self.traces.as_ref(), self.metrics.provider());
    }
}

/// Begins to write log lines, and nothing else.
pub(crate) fn log(format: LogFormat, filter: &str) {
    logs::init(format, filter, None);
}
