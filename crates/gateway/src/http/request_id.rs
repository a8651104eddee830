//! A request id comes in or is made, goes out, and stands in every log line between.

use std::{sync::Arc, time::Instant};

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderValue},
    middleware::Next,
    response::Response,
};
use tracing::{Instrument, debug, error_span};

const HEADER: &str = "x-request-id";

/// The id of the request being answered.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub Arc<str>);

/// Takes the caller's id when it is 8 to 128 of `0-9 a-z A-Z . _ -`, makes one otherwise.
pub(super) async fn assign(mut request: Request, next: Next) -> Response {
    let id = RequestId(accepted(request.headers()).unwrap_or_else(|| fresh().into()));
    request.extensions_mut().insert(id.clone());
    // Of the highest level: with any filter, a line that is written says whose request it is.
    let span = error_span!(parent: None, "request", request_id = &*id.0);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let started = Instant::now();
    async {
        let mut response = next.run(request).await;
        if let Ok(value) = HeaderValue::from_str(&id.0) {
            response.headers_mut().insert(HEADER, value);
        }
        debug!(
            %method,
            path,
            status = response.status().as_u16(),
            elapsed_ms = started.elapsed().as_millis() as u64,
            "answered"
        );
        response
    }
    .instrument(span)
    .await
}

fn accepted(headers: &HeaderMap) -> Option<Arc<str>> {
    let id = headers.get(HEADER)?.to_str().ok()?;
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    ((8..=128).contains(&id.len()) && id.bytes().all(allowed)).then(|| id.into())
}

/// A new random id of 32 hexadecimal digits.
pub(super) fn fresh() -> String {
    format!("{:032x}", u128::from_ne_bytes(random()))
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
    }
}
