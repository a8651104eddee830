//! What an operator sees of this process: log lines and numbers.

mod logs;
mod metrics;
mod names;
mod operations;
mod process;

pub(crate) use logs::init;
pub(crate) use metrics::Metrics;
pub(crate) use operations::{Ended, Observed, failed};
