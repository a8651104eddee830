//! `/metrics`: the numbers of this process for Prometheus.

use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::App;
use crate::telemetry::Metrics;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const ELSEWHERE: &str =
    "Not here: this server shows its metrics on loopback only, or at ACM_METRICS_ADDRESS.\n";

/// The route on the main listener: answers when they are shown there.
pub(super) async fn here(State(app): State<App>) -> Response {
    match app.metrics {
        Some(metrics) => written(metrics),
        None => (StatusCode::NOT_FOUND, ELSEWHERE).into_response(),
    }
}

/// The one route of a listener of their own.
pub(crate) fn metrics_router(metrics: &'static Metrics) -> Router {
    Router::new().route("/metrics", get(async move || written(metrics)))
}

fn written(metrics: &Metrics) -> Response {
    let headers = [
        (header::CONTENT_TYPE, TEXT),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, metrics.text()).into_response()
}
