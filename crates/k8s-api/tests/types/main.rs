//! The custom resources as this crate knows them: read, shown, taken as input, and defined.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod definitions;
mod embedded;
mod fields;
mod graphql;
mod objects;
mod reference;
mod schema;
mod yaml;
