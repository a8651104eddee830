//! Records found by what holds of them.

mod book;
mod input;
mod pages;
mod plan;
mod stream;

pub(super) use book::{BookMutation, BookQuery};
pub(super) use input::RecordQueryInput;
pub(super) use pages::QueryQuery;
pub(super) use plan::PlanQuery;
pub(super) use stream::QuerySubscription;
