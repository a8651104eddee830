//! The feed of a cluster's findings.

use std::{fmt, sync::Arc, time::Duration};

use acm_graph::FindingsChanged;

use super::{Advisor, Examination};
use crate::{
    error::Result,
    service::polled::{Observed, Polled, Subject},
};

/// Feeds of findings.
pub(crate) type FindingFeeds = Polled<Advisor>;

impl Subject for Advisor {
    const TASK: &'static str = "findings feed";
    const PACE: Duration = Duration::from_secs(5);
    type Seen = Examination;
    type Memory = ();

    async fn look(&self, connection: &str, (): &mut ()) -> Result<Arc<Examination>> {
        self.examine(connection).await
    }

    fn noticed(seen: &Examination, out: &mut dyn fmt::Write) -> fmt::Result {
        let report = &seen.report;
        write!(out, "{:?} {:?}", report.findings, report.checks)
    }
}

impl From<Observed<Examination>> for FindingsChanged {
    fn from(item: Observed<Examination>) -> Self {
        Self {
            at: item.at,
            kind: item.kind,
            lagged: item.lagged,
            problem: item.problem,
            version: item.version,
            report: item.seen.map(|seen| seen.report.clone()),
        }
    }
}
