//! The module's part of the schema: thin, over the service.

mod inputs;
mod mutation;
mod query;
mod types;

pub use mutation::AdminMutation;
pub use query::AdminQuery;

use crate::service::Security;

/// What the resolvers read: the service, cheap to clone.
#[derive(Clone)]
pub struct AdminState {
    pub(crate) security: Security,
}
