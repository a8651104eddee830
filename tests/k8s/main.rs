//! What needs an API server of Kubernetes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bed;
mod server;
