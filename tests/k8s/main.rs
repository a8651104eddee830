//! What needs an API server of Kubernetes.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod bed;
mod client;
mod clusters;
mod connect;
mod demonstration;
mod faults;
mod logs;
mod operator;
mod place;
mod promised;
mod reach;
mod relay;
mod rest;
mod rights;
mod server;
mod watch;
mod wire;
