//! Security headers of every answer. A page adds its own content security policy.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

static ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

/// The policy of answers that are not pages: they may load nothing.
const NOTHING: &str = "default-src 'none'; frame-ancestors 'none'";

/// Adds the headers to those of an answer.
pub(super) fn secure(headers: &mut HeaderMap) {
    for (name, value) in &ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(HeaderValue::from_static(NOTHING));
}
