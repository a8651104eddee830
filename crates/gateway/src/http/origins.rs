//! Who may call from a browser, and under which names this server may be called.

use std::{net::IpAddr, time::Duration};

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::config::Config;

/// The rules, from the configuration.
#[derive(Clone, Debug)]
pub(crate) struct Origins {
    allowed: Vec<String>,
    names: Vec<String>,
    any_name: bool,
}

impl Origins {
    /// The rules of a configuration.
    pub(crate) fn new(config: &Config) -> Self {
        Self {
            allowed: config.cors_origins.clone(),
            names: config.allowed_hosts.clone(),
            any_name: config.allowed_hosts.is_empty() && !config.host.is_loopback(),
        }
    }

    /// Whether the name in `Host` is one of ours.
    ///
    /// A page of another site can make its own name point at this machine (DNS rebinding) and is
    /// then same-origin with us in the browser's eyes; a name it cannot have is what stops it.
    /// Addresses and `localhost` cannot be taken over so.
    pub(crate) fn knows_host(&self, headers: &HeaderMap) -> bool {
        let Some(host) = host(headers) else {
            return self.any_name;
        };
        let name = without_port(&host);
        self.any_name
            || name == "localhost"
            || name.ends_with(".localhost")
            || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok()
            || self.names.iter().any(|known| known == name)
    }

    /// Whether a browser may make this call: it comes from our own pages, from a listed origin, or
    /// from no page at all.
    pub(crate) fn admits(&self, headers: &HeaderMap) -> bool {
        match headers.get(header::ORIGIN) {
            Some(origin) => origin.to_str().is_ok_and(|origin| {
                let origin = origin.to_ascii_lowercase();
                self.allowed.contains(&origin) || is_same(&origin, headers)
            }),
            None => headers
                .get("sec-fetch-site")
                .is_none_or(|site| site == "same-origin" || site == "none"),
        }
    }

    /// The answers to a browser's question whether a listed origin may call.
    pub(crate) fn cors(&self) -> CorsLayer {
        let listed = self
            .allowed
            .iter()
            .filter_map(|origin| HeaderValue::from_str(origin).ok());
        let request_id = HeaderName::from_static("x-request-id");
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(listed))
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([
                header::CONTENT_TYPE,
                header::ACCEPT,
                header::AUTHORIZATION,
                request_id.clone(),
                HeaderName::from_static("apollo-require-preflight"),
                HeaderName::from_static("x-apollo-operation-name"),
            ])
            .expose_headers([request_id])
            .max_age(Duration::from_secs(3_600))
    }
}

fn host(headers: &HeaderMap) -> Option<String> {
    Some(
        headers
            .get(header::HOST)?
            .to_str()
            .ok()?
            .to_ascii_lowercase(),
    )
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => {
            if name.starts_with('[') || !name.contains(':') {
                name
            } else {
                host
            }
        }
        _ => host,
    }
}

fn is_same(origin: &str, headers: &HeaderMap) -> bool {
    let authority = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    match (authority, host(headers)) {
        (Some(authority), Some(host)) => authority == host,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_str(value).unwrap(),
                )
            })
            .collect()
    }

    fn loopback() -> Origins {
        Origins::new(&Config::default())
    }

    #[test]
    fn on_loopback_only_names_that_cannot_be_rebound_are_ours() {
        for good in [
            "localhost:8000",
            "127.0.0.1:8000",
            "[::1]:8000",
            "[::1]",
            "LOCALHOST",
        ] {
            assert!(loopback().knows_host(&headers(&[("host", good)])), "{good}");
        }
        for bad in [
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
        ] {
            assert!(!loopback().knows_host(&headers(&[("host", bad)])), "{bad}");
        }
        let named = Config {
            allowed_hosts: vec!["acm.example".into()],
            ..Config::default()
        };
        assert!(Origins::new(&named).knows_host(&headers(&[("host", "acm.example:443")])));
        let open = Config {
            host: [0, 0, 0, 0].into(),
            ..Config::default()
        };
        assert!(Origins::new(&open).knows_host(&headers(&[("host", "acm.cluster.local")])));
    }

    #[test]
    fn a_page_of_another_site_is_not_admitted() {
        let call = |pairs: &[(&'static str, &str)]| loopback().admits(&headers(pairs));
        assert!(
            call(&[("host", "localhost:8000")]),
            "a script sends no origin"
        );
        assert!(call(&[
            ("host", "localhost:8000"),
            ("origin", "http://localhost:8000")
        ]));
        assert!(call(&[
            ("host", "localhost:8000"),
            ("origin", "http://localhost:3100")
        ]));
        assert!(call(&[
            ("host", "localhost:8000"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!call(&[
            ("host", "localhost:8000"),
            ("origin", "http://localhost:8001")
        ]));
        assert!(!call(&[
            ("host", "localhost:8000"),
            ("origin", "https://evil.example")
        ]));
        assert!(!call(&[("host", "localhost:8000"), ("origin", "null")]));
        assert!(!call(&[
            ("host", "localhost:8000"),
            ("sec-fetch-site", "cross-site")
        ]));
    }
}
