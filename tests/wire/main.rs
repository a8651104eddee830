//! The embedded cluster against the official Rust client.
//!
//! Each test starts a cluster of three nodes, unless `ACM_TEST_AEROSPIKE=host:port[,host:port]` names
//! a real one, which all tests then share: each works in a set of its own. A real cluster needs the
//! namespace `test` with expiration cycles. What a test needs beyond that it names as a
//! [`Capability`](harness::Capability); a test that a real cluster cannot serve is listed on standard
//! error as not applicable.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod background;
mod batches;
mod collections;
mod compression;
mod concurrency;
mod connecting;
mod counters;
mod expiration;
mod expressions;
mod faults;
mod filters;
mod harness;
mod indexes;
mod injection;
mod keys;
mod limits;
mod membership;
mod moving_queries;
mod node_loss;
mod operations;
mod policies;
mod queries;
mod records;
mod security;
mod settings;
mod truncation;
mod udf;
mod unsupported;
mod values;
