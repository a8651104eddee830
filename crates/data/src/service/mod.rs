//! What this module does, without GraphQL.

pub(crate) mod access;
pub(crate) mod cluster;
pub(crate) mod config;
pub(crate) mod distribution;
pub(crate) mod facts;
pub(crate) mod files;
pub(crate) mod jobs;
pub(crate) mod live;
pub(crate) mod logs;
pub(crate) mod metrics;
pub(crate) mod nodes;
mod pace;
pub(crate) mod queries;
pub(crate) mod records;
pub(crate) mod server_jobs;
mod sum;
mod thresholds;
mod watch;
