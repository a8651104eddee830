//! The routes.

mod assets;
mod client;
mod clients;
mod gate;
mod graphql;
mod headers;
mod metrics;
mod negotiate;
mod origins;
mod patient;
mod persisted;
mod probes;
mod reply;
mod request;
mod request_id;
mod server;
mod socket;
mod stream;

use std::sync::Arc;

use acm_core::{Caller, Rights, Tasks};
use axum::{Router, extract::FromRef, middleware, routing::get};
use ipnet::IpNet;
use tower_http::compression::{
    CompressionLayer, CompressionLevel,
    predicate::{NotForContentType, Predicate, SizeAbove},
};

pub(crate) use clients::Clients;
pub(crate) use metrics::metrics_router;
pub(crate) use origins::Origins;
pub(crate) use persisted::Persisted;
pub(crate) use request_id::random;
pub(crate) use server::serve;

use client::Client;
use request_id::RequestId;

use crate::{
    executor::{Executor, Origin},
    limits::Limits,
    system::Roster,
    telemetry::Metrics,
};

/// Bytes below which an answer is not compressed.
const COMPRESS_ABOVE: u16 = 1_024;

/// What the routes share.
#[derive(Clone)]
pub struct App {
    /// Runs operations.
    pub executor: Executor,
    /// Bounds of the edge.
    pub limits: Arc<Limits>,
    /// Who may call from a browser, and under which names.
    pub origins: Arc<Origins>,
    /// The modules, for the probes.
    pub roster: Roster,
    /// Owns the WebSocket connections.
    pub tasks: Tasks,
    /// WebSocket connections and feeds, counted.
    pub clients: Clients,
    /// Networks of proxies whose word on who calls is taken.
    pub trusted_proxies: Arc<[IpNet]>,
    /// Documents known by their hash.
    pub persisted: Persisted,
    /// The numbers of this process, if they are shown here.
    pub metrics: Option<&'static Metrics>,
}

impl FromRef<App> for Arc<Origins> {
    fn from_ref(app: &App) -> Self {
        Arc::clone(&app.origins)
    }
}

/// Streams are not compressed: what is packed waits for more to pack.
const STREAMS: [NotForContentType; 2] = [
    NotForContentType::const_new("text/event-stream"),
    NotForContentType::const_new("multipart/mixed"),
];

/// Every route of the server.
pub(crate) fn router(app: App) -> Router {
    let [events, parts] = STREAMS;
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(COMPRESS_ABOVE).and(events).and(parts));
    let api = Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post))
        .layer(compression)
        .layer(app.origins.cors())
        .layer(middleware::from_fn_with_state(app.clone(), gate::origin));
    Router::new()
        .merge(api)
        .route("/livez", get(probes::live))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(metrics::here))
        .route("/graphiql", get(assets::graphiql))
        .fallback(assets::ui)
        .layer(middleware::from_fn_with_state(app.clone(), gate::host))
        .layer(middleware::from_fn_with_state(
            app.clone(),
            client::identify,
        ))
        .layer(middleware::from_fn(headers::secure))
        .layer(middleware::from_fn(request_id::assign))
        .with_state(app)
}

/// An operation's origin. Until identities exist, everybody who may connect holds every right.
fn origin(client: Client, id: RequestId) -> Origin {
    Origin {
        caller: Caller::new(client.0.to_string(), Rights::all()),
        address: client.0,
        request_id: id.0,
    }
}
