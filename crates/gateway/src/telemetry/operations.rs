//! GraphQL operations, counted.

use std::{
    sync::{Arc, OnceLock},
    time::Instant,
};

use acm_core::telemetry::{self, Running, SECONDS};
use async_graphql::parser::types::OperationType;
use opentelemetry::{
    KeyValue,
    metrics::{Counter, Histogram, Meter},
    trace::SpanContext,
};
use tracing::Span;

use super::{names::Names, traces};

/// The name of what was not run: anybody could invent one.
const REFUSED: &str = "(refused)";
/// Upper bounds of the buckets for costs.
const POINTS: [f64; 11] = [
    1.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1_000.0, 5_000.0, 10_000.0, 25_000.0, 50_000.0,
];

/// Points an operation counts at most: what asks for more is refused by the engine, and must not make
/// the sum of all overflow.
const MAX_POINTS: u64 = 1_000_000;

static OPERATIONS: OnceLock<Operations> = OnceLock::new();

struct Operations {
    answered: Counter<u64>,
    duration: Histogram<f64>,
    cost: Histogram<u64>,
    errors: Counter<u64>,
    items: Counter<u64>,
    names: Names,
}

/// Makes the instruments; the first call counts.
pub(super) fn install(meter: &Meter) {
    OPERATIONS.get_or_init(|| Operations {
        answered: meter
            .u64_counter("acm.operations")
            .with_description(
                "GraphQL operations answered, by name, type and the code of the first error",
            )
            .build(),
        duration: meter
            .f64_histogram("acm.operation.duration")
            .with_unit("s")
            .with_description("Time until the answer of a query or mutation that ran")
            .with_boundaries(SECONDS.to_vec())
            .build(),
        cost: meter
            .u64_histogram("acm.operation.cost")
            .with_description("Cost of operations, in the points of the limit max-complexity")
            .with_boundaries(POINTS.to_vec())
            .build(),
        errors: meter
            .u64_counter("acm.errors")
            .with_description("Errors in answers, by code")
            .build(),
        items: meter
            .u64_counter("acm.subscription.items")
            .with_description("Items sent to subscribers")
            .build(),
        names: Names::default(),
    });
}

/// An error was put into an answer.
pub(crate) fn failed(code: &'static str) {
    if let Some(operations) = OPERATIONS.get() {
        operations.errors.add(1, &[KeyValue::new("code", code)]);
    }
}

/// How an operation ended.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ended {
    /// Whether it came as far as its resolvers.
    pub(crate) ran: bool,
    /// The code of its first error.
    pub(crate) code: Option<&'static str>,
}

/// An operation under way. It is counted when it has its answer, or is given up.
pub(crate) struct Observed {
    name: Option<String>,
    kind: OperationType,
    started: Instant,
    ended: Option<Ended>,
    subscription: Option<Running>,
    span: Span,
}

impl Observed {
    /// An operation of that name, type and cost begins, within a span of its caller.
    pub(crate) fn begin(
        name: Option<String>,
        kind: OperationType,
        cost: u64,
        parent: Option<&SpanContext>,
    ) -> Self {
        if let Some(operations) = OPERATIONS.get() {
            let kind = KeyValue::new("type", kind_name(kind));
            operations.cost.record(cost.min(MAX_POINTS), &[kind]);
        }
        let subscription = (kind == OperationType::Subscription).then(telemetry::subscription);
        Self {
            span: traces::operation(name.as_deref(), kind, parent),
            name,
            kind,
            started: Instant::now(),
            ended: None,
            subscription,
        }
    }

    /// What was sent was refused before it was an operation that could run.
    pub(crate) fn refused(ended: Ended) {
        if let Some((operations, code)) = OPERATIONS.get().zip(ended.code) {
            operations.count(REFUSED.into(), "unknown", code);
        }
    }

    /// The span in which it runs.
    pub(crate) fn span(&self) -> &Span {
        &self.span
    }

    /// Has its answer.
    pub(crate) fn answered(mut self, ended: Ended) {
        self.ended = Some(ended);
    }

    /// An item of a subscription goes out. How the first one ends is how the operation ends.
    pub(crate) fn item(&mut self, ended: Ended) {
        if let Some(operations) = OPERATIONS.get().filter(|_| ended.ran) {
            operations.items.add(1, &[]);
        }
        if self.ended.is_none() {
            self.count(ended);
            self.ended = Some(ended);
        }
    }

    fn count(&self, ended: Ended) {
        if let Some(code) = ended.code {
            self.span.record("error.type", code);
            self.span.record("otel.status_code", "ERROR");
        }
        let Some(operations) = OPERATIONS.get() else {
            return;
        };
        let name = if ended.ran {
            operations.names.of(self.name.as_deref())
        } else {
            REFUSED.into()
        };
        let kind = kind_name(self.kind);
        operations.count(Arc::clone(&name), kind, ended.code.unwrap_or("OK"));
        if ended.ran && self.subscription.is_none() {
            let attributes = [
                KeyValue::new("operation", name),
                KeyValue::new("type", kind),
            ];
            let elapsed = self.started.elapsed().as_secs_f64();
            operations.duration.record(elapsed, &attributes);
        }
    }
}

impl Drop for Observed {
    fn drop(&mut self) {
        let given_up = Ended {
            ran: true,
            code: Some("CANCELLED"),
        };
        match (self.ended, &self.subscription) {
            (Some(_), Some(_)) => {}
            (ended, _) => self.count(ended.unwrap_or(given_up)),
        }
    }
}

impl Operations {
    fn count(&self, name: Arc<str>, kind: &'static str, code: &'static str) {
        let attributes = [
            KeyValue::new("operation", name),
            KeyValue::new("type", kind),
            KeyValue::new("code", code),
        ];
        self.answered.add(1, &attributes);
    }
}

pub(super) fn kind_name(kind: OperationType) -> &'static str {
    match kind {
        OperationType::Query => "query",
        OperationType::Mutation => "mutation",
        OperationType::Subscription => "subscription",
    }
}
