//! The way in and out of every request: who calls, whether a browser was tricked into it, the request's
//! id, the headers of every answer. One function and no layers of the router: a layer is cloned,
//! with all it holds, for each request.

use std::{net::SocketAddr, time::Instant};

use acm_core::{ApiError, ErrorCode};
use axum::{
    Extension, Router,
    extract::{Request, State},
    http::{Method, StatusCode, header},
    response::Response,
};
use tracing::{Instrument, debug};

use super::{
    App, FILES, GRAPHQL, REST,
    client::{self, Client},
    graphql, headers, origin, reply,
    request_id::{self, RequestId},
    routes,
    server::Answers,
};

/// Answers requests.
pub(crate) struct Door {
    app: App,
    routes: Router,
}

impl Door {
    /// The door to every route.
    pub(crate) fn new(app: App) -> Self {
        let routes = routes(app.clone());
        Self { app, routes }
    }

    /// Turns away what a browser was tricked into sending, before anything is read.
    async fn admit(&self, peer: SocketAddr, id: RequestId, mut request: Request) -> Response {
        let (origins, head) = (&self.app.origins, request.headers());
        let client = Client(client::behind(peer.ip(), head, &self.app.trusted_proxies));
        let refuse = |status, advice| {
            let error = ApiError::new(ErrorCode::Forbidden, advice);
            reply::refused(status, error, &origin(client, id.clone()))
        };
        if !origins.knows_host(head) {
            let advice = "This server is not known under that host name; its operator can allow it (ACM_ALLOWED_HOSTS).";
            return refuse(StatusCode::MISDIRECTED_REQUEST, advice);
        }
        let path = request.uri().path();
        let api = path == GRAPHQL;
        if (api || is_file(path) || path.starts_with(REST)) && !origins.admits(head) {
            let advice = "Pages of this origin may not call the API; its operator can allow them (CORS_ORIGINS).";
            return refuse(StatusCode::FORBIDDEN, advice);
        }
        if api && is_plain(&request) {
            let (head, body) = request.into_parts();
            let app = State(self.app.clone());
            return graphql::post(app, Extension(client), Extension(id), head.headers, body).await;
        }
        request.extensions_mut().insert(client);
        request.extensions_mut().insert(id);
        self.routes.answer(peer, request).await
    }
}

impl Answers for Door {
    async fn answer(&self, peer: SocketAddr, request: Request) -> Response {
        let id = RequestId::of(request.headers());
        let span = request_id::span(&id.0, id.1.as_ref());
        let (method, path) = (request.method().clone(), request.uri().clone());
        let started = Instant::now();
        async {
            let mut response = self.admit(peer, id.clone(), request).await;
            headers::secure(response.headers_mut());
            id.name(response.headers_mut());
            debug!(
                %method,
                path = path.path(),
                status = response.status().as_u16(),
                elapsed_ms = started.elapsed().as_millis() as u64,
                "answered"
            );
            response
        }
        .instrument(span)
        .await
    }
}

/// Whether a path is that of files.
fn is_file(path: &str) -> bool {
    let rest = path.strip_prefix(FILES);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether the answer is the operation's and nothing else: a script's call, without a page's origin
/// to answer to and without an encoding to choose.
fn is_plain(request: &Request) -> bool {
    request.method() == Method::POST
        && !request.headers().contains_key(header::ORIGIN)
        && !request.headers().contains_key(header::ACCEPT_ENCODING)
}
