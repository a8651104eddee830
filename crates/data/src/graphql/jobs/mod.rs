//! Jobs in the schema.

mod inputs;
mod mutation;
mod query;
mod subscription;

pub(super) use mutation::JobsMutation;
pub(super) use query::JobsQuery;
pub(super) use subscription::JobsSubscription;
