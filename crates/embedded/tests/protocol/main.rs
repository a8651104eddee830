//! The embedded cluster as clients see it: bytes in, bytes out.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod capture;
mod client;
mod cluster;
mod collections;
mod compression;
mod conformance;
mod counters;
mod expressions;
mod faults;
mod filters;
mod hostile;
mod injection;
mod malformed;
mod migrations;
mod records;
mod request;
mod security;
