#![doc = include_str!("../README.md")]

mod gate;
pub mod net;

pub use gate::{Gate, Lookup, spawn, within};
pub use net::lookup_host;
pub use tokio::{
    self, fs, io, runtime,
    sync::{Mutex, RwLock, Semaphore},
    task,
    time::{self, sleep, timeout},
};

/// Ends a task without waiting for it.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the client gives its handle away"
)]
pub fn abort<T: Send + 'static>(handle: task::JoinHandle<T>) {
    handle.abort();
}
