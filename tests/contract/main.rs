//! What needs no server: who depends on whom, the schema as a contract, the engine's semantics, and
//! whether the documents name what exists.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod dependencies;
mod documents;
mod introspect;
mod licences;
mod rights;
mod schema;
mod semantics;
