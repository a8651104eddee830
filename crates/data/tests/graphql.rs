//! The module's schema alone, over fakes.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod graphql {
    mod cluster;
    mod configuration;
    mod duplicates;
    mod features;
    mod feeds;
    mod findings;
    mod indexes;
    mod info;
    mod jobs;
    mod many;
    mod metrics;
    mod overview;
    mod pages;
    mod reads;
    mod statistics;
    mod tools;
    mod top;
    mod writes;
}
mod support;
