//! Lua modules of clusters.

mod access;
mod change;
pub(crate) mod examples;
mod feed;
mod list;
pub(crate) mod reading;
mod sizes;

use std::sync::Arc;

pub use access::{ClusterSource, LiveModules, ModuleAccess, Reply};
pub(crate) use change::Put;
pub(crate) use feed::ModuleFeeds;
pub(crate) use list::{Held, ListedModule};
use sizes::Sizes;

/// The modules of all clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Modules {
    access: Arc<dyn ModuleAccess>,
    sizes: Arc<Sizes>,
}

impl Modules {
    pub(crate) fn new(access: Arc<dyn ModuleAccess>) -> Self {
        Self {
            access,
            sizes: Arc::default(),
        }
    }
}
