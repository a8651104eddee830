//! Spans for a collector of traces: one for each operation, and within it one for each call to a
//! cluster. Without a collector they cost a look at a flag.

use acm_core::telemetry::TRACE;
use async_graphql::parser::types::OperationType;
use axum::http::HeaderMap;
use opentelemetry::{
    Context,
    propagation::TextMapPropagator,
    trace::{SpanContext, TraceContextExt},
};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::{Span, field::Empty, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use super::operations::kind_name;

/// The span of the caller, from the header `traceparent` of the W3C, when there is one.
pub(crate) fn parent(headers: &HeaderMap) -> Option<SpanContext> {
    if !headers.contains_key("traceparent") {
        return None;
    }
    let context = TraceContextPropagator::new().extract(&HeaderExtractor(headers));
    let parent = context.span().span_context().clone();
    parent.is_valid().then_some(parent)
}

/// The span of an operation, within that of its caller. Its text stays out: it may hold values.
pub(super) fn operation(
    name: Option<&str>,
    kind: OperationType,
    parent: Option<&SpanContext>,
) -> Span {
    let kind = kind_name(kind);
    let span = info_span!(
        target: TRACE,
        "operation",
        otel.name = Empty,
        otel.kind = "server",
        otel.status_code = Empty,
        "error.type" = Empty,
        "graphql.operation.type" = kind,
        graphql.operation.name = name,
    );
    if span.is_disabled() {
        return span;
    }
    match name {
        Some(name) => span.record("otel.name", format!("{kind} {name}")),
        None => span.record("otel.name", kind),
    };
    if let Some(parent) = parent {
        let _ = span.set_parent(Context::new().with_remote_span_context(parent.clone()));
    }
    // Lines of the log name the trace, whoever began it.
    let trace = span.context().span().span_context().trace_id();
    Span::current().record("trace_id", trace.to_string());
    span
}
