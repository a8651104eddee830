//! What this server changes of templates, and of the clusters made from them.
//!
//! **Invariant:** nothing is applied twice. A change is computed from the object as it is and sent with its
//! version; when somebody was faster it is computed anew, a few times, and only if the caller did not say which
//! version it saw.

mod delete;
mod resync;
mod save;

use acm_k8s_api::{
    AerospikeClusterTemplate, Written,
    changes::{Change, changes},
    keepers::Kept,
    manifest::clean,
    refusals::{Judge, Refused, Warning},
};
use serde_json::Value;

pub(crate) use resync::Resynced;
pub(crate) use save::{Draft, Seen};

use super::rules::{self, Severity};
use crate::error::{Error, Result};

/// Attempts against somebody who changes the same object.
const ATTEMPTS: usize = 3;

/// What a write came to, or would.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outcome {
    /// The template as it is now, or would be; `None` when it would be refused.
    pub template: Option<AerospikeClusterTemplate>,
    /// Whether something was kept.
    pub applied: bool,
    /// What was refused; only of a dry run.
    pub refusals: Vec<Refused>,
    /// What is accepted and warned of.
    pub warnings: Vec<Warning>,
    /// What differs.
    pub changes: Vec<Change>,
    /// Tools that keep some of the fields and may set them back.
    pub keepers: Vec<Kept>,
}

impl Outcome {
    /// Judges what a template would hold. What cannot be had is an error of a dry run too.
    fn judged(spec: &Value, dry_run: bool) -> Result<Self> {
        let faults = rules::check(spec);
        let is = |severity| faults.iter().any(|fault| fault.severity == severity);
        if is(Severity::Unsupported) || (is(Severity::Refused) && !dry_run) {
            return Err(Error::Rules(faults));
        }
        let mut outcome = Self::default();
        for fault in faults {
            let (field, message) = (Some(fault.field), fault.message);
            match fault.severity {
                Severity::Warned => outcome.warnings.push(Warning { field, message }),
                _ => outcome.refusals.push(Refused {
                    field,
                    message,
                    by: Judge::Rules,
                }),
            }
        }
        Ok(outcome)
    }

    fn fill(&mut self, before: &Value, written: Written<AerospikeClusterTemplate>, dry_run: bool) {
        self.changes = changes(before, &clean(written.object.json()));
        let told = written.warnings.into_iter().map(|message| Warning {
            field: None,
            message,
        });
        self.warnings.extend(told);
        self.template = Some(written.object);
        self.applied = !dry_run;
    }
}
