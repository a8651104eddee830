//! The info protocol, asked through its one door over a node whose state is known.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a helper that meets what it cannot use ends its test"
)]

mod actions;
mod configuration;
mod errors;
mod fixture;
mod golden;
mod hostile;
mod indexes;
mod liveness;
mod wire;
