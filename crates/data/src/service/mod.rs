//! What this module does, without GraphQL.

pub(crate) mod access;
pub(crate) mod cluster;
pub(crate) mod config;
pub(crate) mod distribution;
pub(crate) mod facts;
pub(crate) mod live;
pub(crate) mod logs;
pub(crate) mod metrics;
pub(crate) mod nodes;
mod pace;
pub(crate) mod records;
mod sum;
mod thresholds;
mod watch;
