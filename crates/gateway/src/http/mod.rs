//! The routes.

mod assets;
mod client;
mod door;
mod files;
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
mod rest;
mod server;
mod socket;
mod stream;

use std::sync::Arc;

use acm_core::{Caller, Rights, Tasks};
use acm_data::Figures;
use axum::{
    Router,
    routing::{any, get, post},
};
use ipnet::IpNet;
use tower_http::compression::{
    CompressionLayer, CompressionLevel,
    predicate::{NotForContentType, Predicate, SizeAbove},
};

pub(crate) use door::Door;
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
    rest::Rest,
    shares::Shares,
    system::Roster,
    telemetry::Metrics,
};

/// Bytes below which an answer is not compressed.
const COMPRESS_ABOVE: u16 = 1_024;

/// Where the API is.
const GRAPHQL: &str = "/graphql";
/// Where files are sent and fetched.
const FILES: &str = "/files";
/// Where REST is.
const REST: &str = "/api/";

/// What the routes share.
pub(crate) type App = Arc<Shared>;

/// See `App`.
pub(crate) struct Shared {
    /// Runs operations.
    pub executor: Executor,
    /// Bounds of the edge.
    pub limits: Arc<Limits>,
    /// Who may call from a browser, and under which names.
    pub origins: Origins,
    /// The modules, for the probes.
    pub roster: Roster,
    /// Owns the WebSocket connections.
    pub tasks: Tasks,
    /// WebSocket connections and feeds, counted.
    pub places: Shares,
    /// Networks of proxies whose word on who calls is taken.
    pub trusted_proxies: Vec<IpNet>,
    /// Documents known by their hash.
    pub persisted: Persisted,
    /// The routes of REST.
    pub rest: Rest,
    /// The files of jobs.
    pub files: acm_data::Files,
    /// The numbers of this process, if they are shown here.
    pub metrics: Option<&'static Metrics>,
    /// The numbers of the clusters, shown where those of this process are.
    pub figures: Figures,
}

/// Streams are not compressed: what is packed waits for more to pack.
const STREAMS: [NotForContentType; 2] = [
    NotForContentType::const_new("text/event-stream"),
    NotForContentType::const_new("multipart/mixed"),
];

/// Every route of the server. What holds for all of them is the door's (`door.rs`).
fn routes(app: App) -> Router {
    let [events, parts] = STREAMS;
    let compression = CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(COMPRESS_ABOVE).and(events).and(parts));
    let api = Router::new()
        .route(GRAPHQL, get(graphql::get).post(graphql::post))
        .route("/api/openapi.json", get(rest::openapi))
        .route("/api/{*path}", any(rest::answer))
        .layer(compression)
        .layer(app.origins.cors());
    let files = Router::new()
        .route(FILES, post(files::upload))
        .route("/files/{file}", get(files::download))
        .layer(app.origins.cors());
    Router::new()
        .merge(api)
        .merge(files)
        .route("/livez", get(probes::live))
        .route("/readyz", get(probes::ready))
        .route("/metrics", get(metrics::here))
        .route(metrics::CLUSTERS, get(metrics::clusters_here))
        .route("/graphiql", get(assets::graphiql))
        .fallback(assets::ui)
        .with_state(app)
}

/// An operation's origin. Until identities exist, everybody who may connect holds every right.
fn origin(client: Client, id: RequestId) -> Origin {
    Origin {
        caller: Caller::at(client.0, Rights::all()),
        address: client.0,
        request_id: id.0,
        parent: id.1,
    }
}
