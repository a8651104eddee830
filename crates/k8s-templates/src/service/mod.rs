//! Templates of clusters: what they hold, who uses them, and what a resync would bring.

pub(crate) mod feed;
mod list;
mod merged;
pub(crate) mod progress;
pub(crate) mod rules;
pub(crate) mod settings;
mod uses;
mod view;
pub(crate) mod write;

use std::sync::Arc;

use acm_core::{Clock, CursorKey};
use acm_graph::ParameterPort;
use acm_k8s_api::{AerospikeClusterTemplate, Kubernetes, Scope};

pub(crate) use list::{Filter, Page};
pub(crate) use uses::{ClusterKey, Look, Use, Uses};
pub(crate) use view::View;

use crate::error::Result;

/// The templates of all contexts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Templates {
    pub(crate) kubernetes: Kubernetes,
    pub(crate) parameters: Arc<dyn ParameterPort>,
    pub(crate) clock: Clock,
    pub(crate) cursors: CursorKey,
}

impl Templates {
    /// The name of the context that is meant; it may be left out when there is one.
    ///
    /// # Errors
    /// `UNAVAILABLE` without contexts, `NOT_FOUND` without that one, `BAD_USER_INPUT` when several
    /// could be meant.
    pub(crate) fn context(&self, name: Option<&str>) -> Result<Arc<str>> {
        Ok(self.kubernetes.contexts().resolve(name)?)
    }

    /// One template, from what is known; `None` when there is none of that name.
    ///
    /// # Errors
    /// The context's own.
    pub(crate) async fn find(&self, context: &Arc<str>, name: &str) -> Result<Option<View>> {
        let known = self
            .kubernetes
            .read::<AerospikeClusterTemplate>(Some(context), &Scope::all())
            .await?;
        let views = known
            .objects
            .iter()
            .map(|object| View::new(Arc::clone(context), (**object).clone()));
        Ok(views.into_iter().find(|view| view.name() == name))
    }
}
