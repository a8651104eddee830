#![doc = include_str!("../README.md")]

mod builder;
mod cdt;
mod clock;
mod cluster;
mod command;
mod connection;
mod embedded_cluster;
mod error;
mod expression;
mod fault;
mod index;
pub mod info;
mod inject;
mod load;
mod metrics;
mod options;
mod proto;
mod queries;
mod security;
mod server;
mod store;
mod udf;
mod view;

pub use builder::Builder;
pub use embedded_cluster::EmbeddedCluster;
pub use error::Error;
pub use fault::Fault;
pub use inject::{CommandKind, Commands, Effect, InjectedFault};
pub use load::{Key, Value};
pub use options::{IndexPace, MigrationPace, NamespaceSpec};
pub use proto::ResultCode;
pub use security::SecuritySpec;
