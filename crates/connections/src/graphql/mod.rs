//! The module's part of the schema: thin, over the services.

mod inputs;
mod managed;
mod mutation;
mod query;
mod subscription;
mod transfer;
mod types;

use std::sync::Arc;

use acm_core::Clock;

pub(crate) use managed::{AutoConnect, Managed};
pub use mutation::ConnectionsMutation;
pub use query::ConnectionsQuery;
pub use subscription::ConnectionsSubscription;

use crate::service::{HealthBoard, ProfileService, Scout};

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct ConnectionsState {
    pub(crate) profiles: ProfileService,
    pub(crate) health: HealthBoard,
    pub(crate) scout: Arc<dyn Scout>,
    pub(crate) clock: Clock,
    /// Whether passwords and keys may leave this server.
    pub(crate) exports_secrets: bool,
}
