//! The feed of a cluster's findings.

use std::{fmt, sync::Arc, time::Duration};

use acm_graph::{
    FindingsChanged,
    polled::{Observed, Polled, Subject},
};

use super::{Advisor, Examination};
use crate::error::{Error, Result};

/// Feeds of findings.
pub(crate) type FindingFeeds = Polled<Advisor>;

impl Subject for Advisor {
    const TASK: &'static str = "findings feed";
    const PACE: Duration = Duration::from_secs(5);
    type Seen = Examination;
    type Memory = ();
    type Error = Error;

    async fn look(&self, connection: &str, (): &mut ()) -> Result<Arc<Examination>> {
        self.examine(connection).await
    }

    fn is_profile_missing(error: &Error) -> bool {
        error.is_profile_missing()
    }

    fn noticed(seen: &Examination, out: &mut dyn fmt::Write) -> fmt::Result {
        let report = &seen.report;
        write!(out, "{:?} {:?}", report.findings, report.checks)
    }
}

/// An item of the feed, as it is shown.
pub(crate) fn item(observed: Observed<Examination>) -> FindingsChanged {
    FindingsChanged {
        at: observed.at,
        kind: observed.kind,
        lagged: observed.lagged,
        problem: observed.problem,
        version: observed.version,
        report: observed.seen.map(|seen| seen.report.clone()),
    }
}
