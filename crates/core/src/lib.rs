#![doc = include_str!("../README.md")]

pub mod authorities;
mod caller;
mod clock;
mod context;
mod cursor;
pub mod documents;
mod empty;
mod error;
pub mod feed;
pub mod json;
pub mod limits;
mod module;
pub mod shared;
mod tasks;
pub mod telemetry;

pub use caller::{Caller, Right, Rights};
pub use clock::{Clock, UnixMillis};
pub use context::ContextExt;
pub use cursor::{CursorError, CursorKey};
pub use documents::{Collection, Document, DocumentStore, StoreError, Write};
pub use empty::{NoMutations, NoQueries, NoSubscriptions, empty_object};
pub use error::{ApiError, ErrorCode, ErrorDetails};
pub use module::{Health, HealthState, Module, ModuleHooks, OffHooks};
pub use tasks::Tasks;

/// A boxed future, the return type of the object-safe traits.
pub use futures_util::future::BoxFuture;
