//! The feed of a cluster's indexes.

use std::{fmt, sync::Arc, time::Duration};

use acm_graph::{
    SecondaryIndex,
    polled::{Polled, Subject},
};

use super::Indexes;
use crate::error::{Error, Result};

/// Feeds of indexes, by connection.
pub(crate) type IndexFeeds = Polled<Indexes>;

impl Subject for Indexes {
    const TASK: &'static str = "index feed";
    const PACE: Duration = Duration::from_secs(1);
    type Seen = Vec<SecondaryIndex>;
    type Memory = ();
    type Error = Error;

    async fn look(&self, connection: &str, (): &mut ()) -> Result<Arc<Self::Seen>> {
        self.all(connection).await.map(Arc::new)
    }

    fn is_profile_missing(error: &Error) -> bool {
        error.is_profile_missing()
    }

    fn noticed(seen: &Self::Seen, out: &mut dyn fmt::Write) -> fmt::Result {
        write!(out, "{seen:?}")
    }
}
