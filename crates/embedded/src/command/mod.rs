//! What clients ask for: commands on one record, batches and queries.

pub(crate) mod batch;
mod collections;
mod expression;
pub(crate) mod filter;
mod operations;
pub(crate) mod query;
mod read;
pub(crate) mod record;
mod tally;
mod time_to_live;
mod udf;
mod write;
