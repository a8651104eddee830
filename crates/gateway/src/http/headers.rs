//! Security headers of every answer. A page adds its own content security policy.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

static ALWAYS: [(HeaderName, HeaderValue); 5] = [
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
    ),
];

/// The policy of answers that are not pages: they may load nothing.
static NOTHING: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// Adds the headers to those of an answer.
pub(super) fn secure(headers: &mut HeaderMap) {
    for (name, value) in &ALWAYS {
        headers.insert(name, value.clone());
    }
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert_with(|| NOTHING.clone());
}
