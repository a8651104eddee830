//! Probes for whoever runs this server.

use acm_core::{HealthState, ModuleHooks};
use acm_graph::scalars::DateTime;
use async_graphql::resolver_utils::EnumType;
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;

use super::App;

/// `/livez`: the process answers.
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// `/readyz`: every module with its state; 503 while one is still starting or the server stops.
pub(super) async fn ready(State(app): State<App>) -> (StatusCode, Json<Readiness>) {
    let modules: Vec<_> = app
        .roster
        .hooks()
        .iter()
        .map(|hooks| row(&**hooks))
        .collect();
    let starting = HealthState::Starting.to_name();
    let ready = !app.tasks.token().is_cancelled()
        && !modules.is_empty()
        && modules.iter().all(|module| module.status != starting);
    let status = if ready {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, Json(Readiness { ready, modules }))
}

/// The answer of `/readyz`.
#[derive(Serialize)]
pub(super) struct Readiness {
    ready: bool,
    modules: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    module: &'static str,
    status: &'static str,
    since: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

trait Name {
    fn to_name(&self) -> &'static str;
}

impl Name for HealthState {
    fn to_name(&self) -> &'static str {
        let items = Self::items();
        items
            .iter()
            .find(|item| item.value == *self)
            .map_or("UNKNOWN", |item| item.name)
    }
}

fn row(hooks: &dyn ModuleHooks) -> Row {
    let health = hooks.health();
    Row {
        module: hooks.name(),
        status: health.state.to_name(),
        since: DateTime(health.since).to_string(),
        reason: health.reason,
    }
}
