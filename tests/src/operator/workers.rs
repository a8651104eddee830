//! One loop for each cluster. What happens while it reconciles is seen in the next round, once.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use acm_core::Tasks;
use tokio::sync::Notify;

use super::{
    Shared,
    cluster::Key,
    reconcile::{After, Memory, reconcile},
};

/// First and longest time until something that failed early is tried again; each time is twice the last.
const FIRST_RETRY_MILLIS: u64 = 5;
const LAST_RETRY_MILLIS: u64 = 1_000_000;

/// The loops.
pub(super) struct Workers {
    shared: Arc<Shared>,
    tasks: Tasks,
    bells: Mutex<HashMap<Key, Arc<Notify>>>,
}

impl Workers {
    pub(super) fn new(shared: Arc<Shared>, tasks: Tasks) -> Self {
        Self {
            shared,
            tasks,
            bells: Mutex::default(),
        }
    }

    /// Lets a cluster be reconciled.
    pub(super) fn trigger(&self, key: &Key) {
        let mut bells = self.bells.lock().unwrap_or_else(PoisonError::into_inner);
        let bell = bells.entry(key.clone()).or_insert_with(|| {
            let bell = Arc::new(Notify::new());
            let work = work(Arc::clone(&self.shared), key.clone(), Arc::clone(&bell));
            self.tasks.spawn("operator.cluster", work);
            bell
        });
        bell.notify_one();
    }
}

async fn work(shared: Arc<Shared>, key: Key, bell: Arc<Notify>) {
    let mut memory = Memory::default();
    let mut failures = 0;
    let mut again = None;
    loop {
        match again {
            Some(delay) => {
                tokio::select! {
                    () = bell.notified() => {}
                    () = tokio::time::sleep(delay) => {}
                }
            }
            None => bell.notified().await,
        }
        let after = Box::pin(reconcile(&shared, &key, &mut memory)).await;
        failures = if after == After::Retry {
            failures + 1
        } else {
            0
        };
        again = match after {
            After::Rest => None,
            After::Again(delay) => Some(delay),
            After::Retry => Some(shared.pace.millis(retry_millis(failures))),
            After::Gone => {
                shared.servers.disband(&key).await;
                shared.events.forget(&memory.uid).await;
                memory = Memory::default();
                None
            }
        };
    }
}

fn retry_millis(failures: u32) -> u64 {
    let doubled = FIRST_RETRY_MILLIS.checked_shl(failures.saturating_sub(1));
    doubled.unwrap_or(LAST_RETRY_MILLIS).min(LAST_RETRY_MILLIS)
}
