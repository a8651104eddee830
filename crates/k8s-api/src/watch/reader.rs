//! The two ends of a shared watch.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use acm_core::{feed, telemetry};
use futures_util::{Stream, stream};
use tokio::time::{Instant, sleep_until};

use super::{
    GRACE,
    store::{Changes, Store},
};
use crate::Kind;

/// What the task of a watch and its readers share.
pub(super) struct Watched<K> {
    known: Arc<Known<K>>,
    /// Wakes the readers; they are counted by it.
    changed: feed::Latest<()>,
}

/// What is known, and when somebody last looked at it.
struct Known<K> {
    store: Mutex<Store<K>>,
    looked: Mutex<Instant>,
}

impl<K> Known<K> {
    fn store(&self) -> MutexGuard<'_, Store<K>> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn looked(&self) -> MutexGuard<'_, Instant> {
        self.looked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Kind> Watched<K> {
    pub(super) fn new() -> Self {
        Self {
            known: Arc::new(Known {
                store: Mutex::new(Store::new()),
                looked: Mutex::new(Instant::now()),
            }),
            changed: feed::Latest::new(()),
        }
    }

    /// Changes what is known, and tells the readers when there is something to tell.
    pub(super) fn update(&self, change: impl FnOnce(&mut Store<K>)) {
        let mut store = self.known.store();
        let before = store.version();
        change(&mut store);
        let changed = store.version() != before;
        drop(store);
        if changed {
            self.changed.publish(());
        }
    }

    pub(super) fn read(&self) -> Reader<K> {
        *self.known.looked() = Instant::now();
        Reader {
            known: Arc::clone(&self.known),
            changed: self.changed.subscribe(),
            seen: None,
        }
    }

    /// Waits until nobody has looked for a while.
    pub(super) async fn unread(&self) {
        while !self.is_unread() {
            self.changed.unread().await;
            let due = *self.known.looked() + GRACE;
            sleep_until(due).await;
        }
    }

    pub(super) fn is_unread(&self) -> bool {
        self.changed.readers() == 0 && self.known.looked().elapsed() >= GRACE
    }
}

/// A reader of a shared watch: first the whole state, then what changes.
pub struct Reader<K> {
    known: Arc<Known<K>>,
    changed: feed::Reader<()>,
    seen: Option<i64>,
}

impl<K: Kind> Reader<K> {
    /// Waits for something this reader has not been told; `None` when the watch has ended, with the
    /// server. Safe to cancel: nothing is lost when the future is dropped.
    pub async fn next(&mut self) -> Option<Changes<K>> {
        loop {
            self.changed.next().await?;
            let changes = self.known.store().since(self.seen);
            if let Some(changes) = changes {
                self.seen = Some(changes.version);
                if changes.lagged {
                    telemetry::lagged();
                }
                return Some(changes);
            }
        }
    }

    /// The same as a stream.
    pub fn into_stream(self) -> impl Stream<Item = Changes<K>> {
        stream::unfold(self, async |mut reader| {
            reader.next().await.map(|changes| (changes, reader))
        })
    }
}

impl<K> Drop for Reader<K> {
    fn drop(&mut self) {
        *self.known.looked() = Instant::now();
    }
}
