//! What needs no server: who depends on whom, the schema as a contract, the engine's semantics, and
//! whether the documents name what exists.

mod dependencies;
mod documents;
mod introspect;
mod rights;
mod schema;
mod semantics;
