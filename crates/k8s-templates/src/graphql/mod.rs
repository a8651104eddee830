//! The module's part of the schema: thin, over the services.

mod feed;
mod inputs;
mod mutation;
mod query;
mod template;
mod uses;

pub use feed::K8sTemplatesSubscription;
pub use mutation::K8sTemplatesMutation;
pub use query::K8sTemplatesQuery;

use crate::service::Templates;

/// What the resolvers read: the services, cheap to clone.
#[derive(Clone)]
pub struct K8sTemplatesState {
    pub(crate) templates: Templates,
}
