//! The module's part of the schema: thin, over the services.

mod mutation;
mod query;
mod subscription;
mod types;

pub use mutation::UdfMutation;
pub use query::UdfQuery;
pub use subscription::UdfSubscription;

use crate::service::{ModuleFeeds, Modules};

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct UdfState {
    pub(crate) modules: Modules,
    pub(crate) feeds: ModuleFeeds,
}
