//! The UI and GraphiQL, from assets embedded in the binary.
//!
//! Files whose names hold a hash of their content are cached for ever; the pages that name them are
//! asked for each time. The build leaves a brotli and a gzip copy beside each text file, so nothing
//! is compressed while serving.

use std::borrow::Cow;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::request_id::random;

#[derive(RustEmbed)]
#[folder = "../../frontend/dist"]
#[allow_missing = true]
struct Assets;

const FOREVER: &str = "public, max-age=31536000, immutable";
const ASK_EACH_TIME: &str = "no-cache";
const NONCE: &str = "__CSP_NONCE__";

/// GraphiQL, on our own assets.
pub(super) async fn graphiql() -> Response {
    page("graphiql.html")
}

/// Every path that is no other route: an asset by its name, the UI's page for what it routes itself.
/// Only who asks for HTML gets that page: to a script that lacks its file, or a program that calls a
/// path of its imagination, it would look like success.
pub(super) async fn ui(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
    }
    let path = uri.path().trim_start_matches('/');
    if path.ends_with(".html") || path.is_empty() {
        return page("index.html");
    }
    match Assets::get(path) {
        Some(file) => asset(path, file, &headers),
        None if asks_for_page(&headers) => page("index.html"),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn asks_for_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT);
    accept.is_some_and(|types| {
        types
            .to_str()
            .is_ok_and(|types| types.contains("text/html"))
    })
}

fn asset(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let etag = etag(&file);
    let cache = if path.starts_with("assets/") {
        FOREVER
    } else {
        ASK_EACH_TIME
    };
    let mut response = Response::new(Body::empty());
    if knows(headers, &etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let (encoding, data) = best_copy(path, file, headers);
        *response.body_mut() = body(data);
        if let Some(encoding) = encoding {
            set(&mut response, header::CONTENT_ENCODING, encoding);
        }
        let kind = mime_guess::from_path(path).first_or_octet_stream();
        let charset = if kind.type_() == "text" {
            "; charset=utf-8"
        } else {
            ""
        };
        set(
            &mut response,
            header::CONTENT_TYPE,
            &format!("{kind}{charset}"),
        );
    }
    set(&mut response, header::ETAG, &etag);
    set(&mut response, header::CACHE_CONTROL, cache);
    set(&mut response, header::VARY, "accept-encoding");
    response
}

fn best_copy(
    path: &str,
    file: EmbeddedFile,
    headers: &HeaderMap,
) -> (Option<&'static str>, Cow<'static, [u8]>) {
    let accepted = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    for (encoding, suffix) in [("br", "br"), ("gzip", "gz")] {
        if takes(accepted, encoding)
            && let Some(copy) = Assets::get(&format!("{path}.{suffix}"))
        {
            return (Some(encoding), copy.data);
        }
    }
    (None, file.data)
}

/// Whether an `Accept-Encoding` names this encoding and does not rule it out.
fn takes(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next() == Some(encoding)
            && !parts.any(|part| {
                let weight = part.strip_prefix("q=").map(str::parse::<f32>);
                matches!(weight, Some(Ok(weight)) if weight <= 0.0)
            })
    })
}

/// Whether the caller has this version: `If-None-Match` compares weakly and may name several
/// (RFC 9110, section 13.1.2).
fn knows(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    let mut tags = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim);
    tags.any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag.trim_start_matches("W/"))
}

/// A page, with a fresh nonce by which its styles are allowed.
fn page(name: &str) -> Response {
    let Some(file) = Assets::get(name) else {
        return not_built();
    };
    let nonce = STANDARD.encode(random::<16>());
    let html = String::from_utf8_lossy(&file.data).replace(NONCE, &nonce);
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; \
         img-src 'self' data:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; \
         manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    let mut response = Response::new(Body::from(html));
    set(
        &mut response,
        header::CONTENT_TYPE,
        "text/html; charset=utf-8",
    );
    set(&mut response, header::CACHE_CONTROL, ASK_EACH_TIME);
    set(&mut response, header::CONTENT_SECURITY_POLICY, &policy);
    response
}

fn not_built() -> Response {
    let text = "This binary was built without the UI. Build the UI first (make ui), then the binary.\n\
                The API is at /graphql.\n";
    (StatusCode::NOT_FOUND, text).into_response()
}

/// Weak: the same for a file and its compressed copies.
fn etag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    format!("W/\"{}\"", STANDARD.encode(&hash[..12]))
}

fn body(data: Cow<'static, [u8]>) -> Body {
    match data {
        Cow::Borrowed(bytes) => Body::from(bytes),
        Cow::Owned(bytes) => Body::from(bytes),
    }
}

fn set(response: &mut Response, name: header::HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_taken_when_named_and_not_ruled_out() {
        for (accepted, brotli) in [
            ("br", true),
            ("gzip, br;q=0.5", true),
            ("gzip", false),
            ("br;q=0, gzip", false),
            ("br; q=0.0", false),
            ("brotli", false),
            ("", false),
        ] {
            assert_eq!(takes(accepted, "br"), brotli, "{accepted}");
        }
    }

    #[test]
    fn a_known_version_is_recognised_weakly_and_among_others() {
        for (known, same) in [
            ("W/\"a\"", true),
            ("\"a\"", true),
            ("\"b\", \"a\"", true),
            ("*", true),
            ("\"b\"", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, HeaderValue::from_static(known));
            assert_eq!(knows(&headers, "W/\"a\""), same, "{known}");
        }
        assert!(!knows(&HeaderMap::new(), "W/\"a\""));
    }
}
