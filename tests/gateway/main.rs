//! The gateway over real HTTP and WebSocket, with a cluster behind it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod admin;
mod browsers;
mod callers;
mod clusters_metrics;
mod connections;
mod faults;
mod feeds;
mod files;
mod findings;
mod hostile;
mod http;
mod indexes;
mod info;
mod jobs;
mod journey;
mod known;
mod limits;
mod many;
mod metrics;
mod overview;
mod persisted;
mod probes;
mod queries;
mod records;
mod rest;
mod secured;
mod server_jobs;
mod sockets;
mod statistics;
mod streams;
mod terminal;
mod tools;
mod top;
mod transport;
mod udf;
