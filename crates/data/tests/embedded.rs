//! The module over a real client and the embedded cluster.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test fails by panicking"
)]

mod embedded {
    mod doubts;
    mod nodes;
    mod pages;
    mod records;
    mod settings;
    mod stage;
}
mod support;
