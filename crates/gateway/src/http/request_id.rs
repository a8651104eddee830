//! A request id comes in or is made, goes out, and stands in every log line between.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU64, Ordering},
};

use acm_core::json;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use opentelemetry::trace::SpanContext;
use tracing::{Span, error_span};

use crate::telemetry;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of the request being answered, and the span of its caller.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub Arc<str>, pub Option<SpanContext>);

impl RequestId {
    /// The caller's id when it is 8 to 128 of `0-9 a-z A-Z . _ -`, a new one otherwise.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let id = accepted(headers).unwrap_or_else(|| fresh().into());
        Self(id, telemetry::parent(headers))
    }

    /// Names the request in an answer.
    pub(super) fn name(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::from_str(&self.0) {
            headers.insert(HEADER, value);
        }
    }
}

/// The span of a request in the log. Of the highest level: with any filter, a line that is written
/// says whose request it is, and to which trace it belongs.
pub(super) fn span(id: &str, parent: Option<&SpanContext>) -> Span {
    let trace_id = parent.map(|parent| parent.trace_id().to_string());
    error_span!(parent: None, "request", request_id = id, trace_id)
}

fn accepted(headers: &HeaderMap) -> Option<Arc<str>> {
    let id = headers.get(HEADER)?.to_str().ok()?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    ((8..=128).contains(&id.len()) && id.bytes().all(allowed)).then(|| id.into())
}

/// A new id of 32 hexadecimal digits: a random part of this process, and a count. Asking the system
/// for random bytes each time would cost more than reading the request.
pub(super) fn fresh() -> String {
    static PROCESS: OnceLock<[u8; 8]> = OnceLock::new();
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut id = String::with_capacity(32);
    json::hex(PROCESS.get_or_init(random), &mut id);
    json::hex(&count.to_be_bytes(), &mut id);
    id
}

/// Random bytes of the operating system; zeros if it has none to give, which no supported one does.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    let _ = getrandom::fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_ids_are_taken_over() {
        let given = |id: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(HEADER, HeaderValue::from_str(id).unwrap());
            accepted(&headers)
        };
        assert_eq!(given("Trace-1.2_3").as_deref(), Some("Trace-1.2_3"));
        for bad in ["short", "with space", "semi;colon", &"x".repeat(129)] {
            assert_eq!(given(bad), None, "{bad}");
        }
        assert_eq!(fresh().len(), 32);
        assert_ne!(fresh(), fresh());
    }
}
