//! What a test lets happen to a cluster.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};

use super::cluster::Key;

/// What goes wrong for one cluster. All is well by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub struct Faults {
    /// So many next reconciles fail once they have begun.
    pub failing_reconciles: u32,
    /// Why synchronizing users and roles fails; it does not when empty.
    pub acl_error: String,
    /// Pods in which commands fail; `*` is every pod.
    pub failing_exec: Vec<String>,
    /// No events are written.
    pub no_events: bool,
    /// How long each reconcile waits before it begins.
    pub delay_millis: u64,
    /// The Aerospike servers do not answer, although their pods are ready.
    pub silent_servers: bool,
    /// Partitions that the operator is told are still to move.
    pub migrating_partitions: u32,
    /// So many partitions a second move after a server came or went; at once when 0.
    pub partitions_per_second: u32,
    /// The servers have security, as those of the Enterprise edition. Read when the first pod starts.
    pub secured_servers: bool,
    /// The name of the service resolves before any pod has an address. Otherwise the first status is written
    /// half a minute late, as the client library waits for that.
    pub resolves_at_once: bool,
}

impl Faults {
    pub(super) fn fails_in(&self, pod: &str) -> bool {
        self.failing_exec
            .iter()
            .any(|name| name == "*" || name == pod)
    }
}

/// The faults of all clusters.
#[derive(Debug, Default)]
pub struct FaultBoard(Mutex<HashMap<Key, Faults>>);

impl FaultBoard {
    /// What goes wrong for a cluster now.
    pub fn of(&self, key: &Key) -> Faults {
        self.with(|all| all.get(key).cloned().unwrap_or_default())
    }

    /// Changes that.
    pub fn change(&self, key: &Key, change: impl FnOnce(&mut Faults)) {
        self.with(|all| change(all.entry(key.clone()).or_default()));
    }

    /// Whether the reconcile that has begun is to fail.
    pub(super) fn take_failure(&self, key: &Key) -> bool {
        self.with(|all| match all.get_mut(key) {
            Some(faults) if faults.failing_reconciles > 0 => {
                faults.failing_reconciles -= 1;
                true
            }
            _ => false,
        })
    }

    fn with<T>(&self, use_them: impl FnOnce(&mut HashMap<Key, Faults>) -> T) -> T {
        use_them(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
