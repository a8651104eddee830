//! Records found by what holds of them.

mod input;
mod pages;
mod stream;

pub(super) use input::RecordQueryInput;
pub(super) use pages::QueryQuery;
pub(super) use stream::QuerySubscription;
