//! Turns away what a browser was tricked into sending, before anything is read.

use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
};

use acm_core::{ApiError, Caller, ErrorCode, Rights};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::Response,
};

use super::{Origins, client::Client, reply, request_id::RequestId};
use crate::executor::Origin;

/// Refuses host names that are not ours.
pub(super) async fn host(
    State(origins): State<Arc<Origins>>,
    request: Request,
    next: Next,
) -> Response {
    if origins.knows_host(request.headers()) {
        return next.run(request).await;
    }
    let advice = "This server is not known under that host name; its operator can allow it (ACM_ALLOWED_HOSTS).";
    refuse(&request, StatusCode::MISDIRECTED_REQUEST, advice)
}

/// Refuses calls from pages of other sites.
pub(super) async fn origin(
    State(origins): State<Arc<Origins>>,
    request: Request,
    next: Next,
) -> Response {
    if origins.admits(request.headers()) {
        return next.run(request).await;
    }
    let advice =
        "Pages of this origin may not call the API; its operator can allow them (CORS_ORIGINS).";
    refuse(&request, StatusCode::FORBIDDEN, advice)
}

fn refuse(request: &Request, status: StatusCode, advice: &str) -> Response {
    let request_id = match request.extensions().get::<RequestId>() {
        Some(id) => Arc::clone(&id.0),
        None => "".into(),
    };
    let origin = Origin {
        caller: Caller::new("", Rights::NONE),
        address: request
            .extensions()
            .get::<Client>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |client| client.0),
        request_id,
    };
    reply::refused(status, ApiError::new(ErrorCode::Forbidden, advice), &origin)
}
