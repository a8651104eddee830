//! The module's schema alone, over an API server made of the test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod graphql {
    mod details;
    mod feeds;
    mod lists;
}
mod support;
