//! The gateway over real HTTP and WebSocket, with a cluster behind it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod browsers;
mod callers;
mod connections;
mod faults;
mod feeds;
mod hostile;
mod http;
mod journey;
mod known;
mod limits;
mod many;
mod metrics;
mod persisted;
mod probes;
mod queries;
mod records;
mod sockets;
mod streams;
mod transport;
