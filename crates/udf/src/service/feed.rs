//! The feed of a cluster's modules.

use std::{fmt, sync::Arc, time::Duration};

use acm_graph::polled::{Polled, Subject};

use super::{ListedModule, Modules};
use crate::error::{Error, Result};

/// Feeds of modules, by connection.
pub(crate) type ModuleFeeds = Polled<Modules>;

impl Subject for Modules {
    const TASK: &'static str = "module feed";
    const PACE: Duration = Duration::from_secs(2);
    type Seen = Vec<ListedModule>;
    type Memory = ();
    type Error = Error;

    async fn look(&self, connection: &str, (): &mut ()) -> Result<Arc<Self::Seen>> {
        self.list(connection).await.map(Arc::new)
    }

    fn is_profile_missing(error: &Error) -> bool {
        error.is_profile_missing()
    }

    fn noticed(seen: &Self::Seen, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{seen:?}")
    }
}
