//! What this module does, without GraphQL.

pub(crate) mod access;
pub(crate) mod cluster;
pub(crate) mod facts;
pub(crate) mod live;
pub(crate) mod metrics;
mod pace;
pub(crate) mod queries;
pub(crate) mod records;
mod sum;
mod thresholds;
mod watch;
