//! The module's schema alone, over fakes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod graphql {
    mod cluster;
    mod duplicates;
    mod feeds;
    mod jobs;
    mod many;
    mod metrics;
    mod pages;
    mod reads;
    mod writes;
}
mod support;
