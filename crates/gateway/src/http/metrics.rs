//! `/metrics`: the numbers of this process for Prometheus; `/metrics/clusters`: those of the clusters.

use std::time::Duration;

use acm_data::Figures;
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};

use super::App;
use crate::telemetry::{Metrics, clusters};

/// Where the figures of the clusters are.
pub(super) const CLUSTERS: &str = "/metrics/clusters";
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
const ELSEWHERE: &str =
    "Not here: this server shows its metrics on loopback only, or at ACM_METRICS_ADDRESS.\n";
/// Where Prometheus says how long it waits, in seconds.
const PATIENCE: &str = "x-prometheus-scrape-timeout-seconds";
/// How long clusters may take at most; Prometheus waits ten seconds unless told otherwise.
const LONGEST: Duration = Duration::from_secs(8);
/// Of the time Prometheus waits, what the clusters have.
const SHARE: f64 = 0.8;

/// The route on the main listener: answers when they are shown there.
pub(super) async fn here(State(app): State<App>) -> Response {
    match app.metrics {
        Some(metrics) => written(metrics.text()),
        None => (StatusCode::NOT_FOUND, ELSEWHERE).into_response(),
    }
}

/// The same for the figures of the clusters.
pub(super) async fn clusters_here(State(app): State<App>, headers: HeaderMap) -> Response {
    match app.metrics {
        Some(_) => figures(&app.figures, &headers).await,
        None => (StatusCode::NOT_FOUND, ELSEWHERE).into_response(),
    }
}

/// The routes of a listener of their own.
pub(crate) fn metrics_router(metrics: &'static Metrics, of_clusters: Figures) -> Router {
    let clusters = async move |headers: HeaderMap| figures(&of_clusters, &headers).await;
    Router::new()
        .route("/metrics", get(async move || written(metrics.text())))
        .route(CLUSTERS, get(clusters))
}

async fn figures(figures: &Figures, headers: &HeaderMap) -> Response {
    let clusters = figures.collect(patience(headers)).await;
    written(clusters::exposition(&clusters))
}

/// How long to wait for the clusters.
fn patience(headers: &HeaderMap) -> Duration {
    let seconds = headers
        .get(PATIENCE)
        .and_then(|seconds| seconds.to_str().ok()?.parse::<f64>().ok());
    let share = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds * SHARE).ok());
    share.map_or(LONGEST, |share| share.min(LONGEST))
}

fn written(text: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, TEXT),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, text).into_response()
}
