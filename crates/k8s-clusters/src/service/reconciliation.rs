//! How the operator gets on: failures in a row, how long it waits, and whether it has given up.

use acm_core::UnixMillis;
use acm_k8s_api::{
    objects::{ManagedFieldsEntry, millis},
    operator::BREAKER_THRESHOLD as THRESHOLD,
};

use super::{View, view::text};

/// The wait doubles with each failure, but not after this one.
const LONGEST: u32 = 8;

/// How the operator gets on with a cluster.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reconciliation {
    pub failures: i32,
    pub last_error: Option<String>,
    /// When an attempt last succeeded.
    pub last_success: Option<UnixMillis>,
    /// When the operator last wrote the status, which it does after an attempt.
    pub last_report: Option<UnixMillis>,
    pub operator_version: Option<String>,
}

impl Reconciliation {
    pub(crate) fn of(view: &View) -> Self {
        let status = view.status();
        let own = |entry: &&ManagedFieldsEntry| entry.subresource.as_deref() == Some("status");
        let managed = view.object.managed_fields();
        let reports = managed.iter().filter(own);
        Self {
            failures: view.failures(),
            last_error: status
                .and_then(|status| text(&status.last_reconcile_error))
                .map(str::to_owned),
            last_success: status.and_then(|status| status.last_reconcile_time.value()?.millis()),
            last_report: reports
                .filter_map(|entry| entry.time.as_ref().map(millis))
                .max(),
            operator_version: status
                .and_then(|status| text(&status.operator_version))
                .map(str::to_owned),
        }
    }

    /// Whether the operator has stopped trying. It does not begin again by itself.
    pub(crate) fn is_open(&self) -> bool {
        self.failures >= THRESHOLD
    }

    /// Seconds the operator waits after the last failure; `None` without one.
    pub(crate) fn back_off_seconds(&self) -> Option<u32> {
        let failures = u32::try_from(self.failures)
            .ok()
            .filter(|count| *count > 0)?;
        Some(1 << failures.min(LONGEST))
    }

    /// When the operator tries again; `None` when it does not, or that is not known.
    pub(crate) fn next_attempt(&self) -> Option<UnixMillis> {
        let wait = self.back_off_seconds().filter(|_| !self.is_open())?;
        Some(self.last_report? + 1_000 * UnixMillis::from(wait))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failures: i32) -> Reconciliation {
        Reconciliation {
            failures,
            last_error: None,
            last_success: None,
            last_report: Some(1_000),
            operator_version: None,
        }
    }

    #[test]
    fn the_wait_doubles_up_to_256_seconds_and_ends_with_the_tenth_failure() {
        let waits = [0, 1, 2, 4, 8, 9, 10, 11].map(|count| after(count).back_off_seconds());
        let told = [
            None,
            Some(2),
            Some(4),
            Some(16),
            Some(256),
            Some(256),
            Some(256),
            Some(256),
        ];
        assert_eq!(waits, told);
        assert!(!after(9).is_open());
        assert!(after(10).is_open());
        assert_eq!(after(4).next_attempt(), Some(17_000));
        assert_eq!(after(10).next_attempt(), None, "it does not try again");
    }
}
