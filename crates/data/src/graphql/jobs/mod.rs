//! Jobs in the schema.

mod bulk;
mod inputs;
mod mutation;
mod query;
mod subscription;
mod transfer;

pub(super) use bulk::BulkMutation;
pub(super) use mutation::JobsMutation;
pub(super) use query::JobsQuery;
pub(super) use subscription::JobsSubscription;
pub(super) use transfer::TransferMutation;
