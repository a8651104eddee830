//! The language as whoever uses the crate sees it.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod classes;
mod completion;
mod errors;
mod generate;
mod properties;
mod statements;
