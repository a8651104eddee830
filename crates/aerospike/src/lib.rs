#![doc = include_str!("../README.md")]

pub mod admin;
pub mod client;
mod deadline;
pub mod error;
pub mod expression;
pub mod info;
pub mod names;
pub mod query;
pub mod records;
pub mod scan;
pub mod udf;
pub mod value;

pub use client::{Cluster, ConnectOptions, Credentials, Host, NodeHandle, Secret};
pub use deadline::Deadline;
pub use error::{Error, ErrorKind, Result, ServerCode};
pub use expression::Filter;
pub use query::RecordQuery;
pub use records::{Digest, Key, Record, RecordMeta, RecordText, RecordTtl, UserKey};
pub use scan::{Page, ScanPosition, ScanRequest};
pub use value::{MapOrder, Value, ValueError};
