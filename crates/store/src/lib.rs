#![doc = include_str!("../README.md")]

mod error;
mod open;
mod schema;
mod sqlite;

pub use error::OpenError;
pub use sqlite::SqliteStore;
