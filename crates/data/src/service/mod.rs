//! What this module does, without GraphQL.

pub(crate) mod access;
pub(crate) mod advisor;
mod asked;
pub(crate) mod cluster;
pub(crate) mod facts;
pub(crate) mod figures;
mod fresh;
pub(crate) mod live;
pub(crate) mod metrics;
pub(crate) mod overview;
mod pace;
pub(crate) mod polled;
pub(crate) mod records;
mod sindex;
pub(crate) mod statistics;
mod sum;
mod thresholds;
pub(crate) mod top;
mod watch;
