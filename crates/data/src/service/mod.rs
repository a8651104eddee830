//! What this module does, without GraphQL.

pub(crate) mod access;
pub(crate) mod advisor;
mod asked;
pub(crate) mod cluster;
pub(crate) mod config;
pub(crate) mod distribution;
pub(crate) mod facts;
pub(crate) mod figures;
pub(crate) mod files;
mod fresh;
pub(crate) mod functions;
pub(crate) mod indexes;
pub(crate) mod jobs;
pub(crate) mod live;
pub(crate) mod logs;
pub(crate) mod metrics;
pub(crate) mod nodes;
pub(crate) mod overview;
pub(crate) mod queries;
pub(crate) mod records;
pub(crate) mod server_jobs;
mod sindex;
pub(crate) mod statistics;
mod sum;
mod thresholds;
pub(crate) mod top;
