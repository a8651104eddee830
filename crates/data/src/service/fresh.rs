//! Answers shared by all who ask at the same time.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::BoxFuture;
use futures_util::{
    FutureExt,
    future::{Shared, WeakShared},
};
use tokio::time::Instant;

type Asking<T> = BoxFuture<'static, T>;

/// Answers by name: one question for all who ask at the same time, and an answer is good for a
/// while. Nothing runs when nobody asks. Cheap to clone.
pub(crate) struct Fresh<T> {
    good_for: Duration,
    /// Which answers are good at all.
    keeps: fn(&T) -> bool,
    slots: Arc<Mutex<HashMap<String, Slot<T>>>>,
}

impl<T> Clone for Fresh<T> {
    fn clone(&self) -> Self {
        Self {
            good_for: self.good_for,
            keeps: self.keeps,
            slots: Arc::clone(&self.slots),
        }
    }
}

enum Slot<T> {
    /// Under way, as long as somebody waits for it.
    Asking(WeakShared<Asking<T>>),
    /// Answered.
    Answered(Instant, T),
}

impl<T: Clone + Send + Sync + 'static> Fresh<T> {
    /// No answers yet; each will be good for so long.
    #[must_use]
    pub(crate) fn new(good_for: Duration) -> Self {
        Self::keeping(good_for, |_| true)
    }

    /// The same where some answers are only for those who wait for them.
    #[must_use]
    pub(crate) fn keeping(good_for: Duration, keeps: fn(&T) -> bool) -> Self {
        Self {
            good_for,
            keeps,
            slots: Arc::default(),
        }
    }

    /// The answer under this name, asked for with `ask` unless there is a good one, or one is under
    /// way.
    pub(crate) async fn get(&self, name: &str, ask: impl FnOnce() -> Asking<T>) -> T {
        match self.join(name, ask) {
            Ok(asking) => asking.await,
            Err(answer) => answer,
        }
    }

    fn join(&self, name: &str, ask: impl FnOnce() -> Asking<T>) -> Result<Shared<Asking<T>>, T> {
        let mut slots = self.slots();
        match slots.get(name) {
            Some(Slot::Answered(at, answer)) if at.elapsed() < self.good_for => {
                return Err(answer.clone());
            }
            Some(Slot::Asking(asking)) => {
                if let Some(asking) = asking.upgrade() {
                    return Ok(asking);
                }
            }
            _ => {}
        }
        slots.retain(|_, slot| match slot {
            Slot::Asking(asking) => asking.upgrade().is_some(),
            Slot::Answered(at, _) => at.elapsed() < self.good_for,
        });
        let (this, key, question) = (self.clone(), name.to_owned(), ask());
        let asking = async move {
            let answer = question.await;
            if (this.keeps)(&answer) {
                let answered = Slot::Answered(Instant::now(), answer.clone());
                this.slots().insert(key, answered);
            }
            answer
        };
        let asking = asking.boxed().shared();
        if let Some(weak) = asking.downgrade() {
            slots.insert(name.to_owned(), Slot::Asking(weak));
        }
        Ok(asking)
    }

    fn slots(&self) -> MutexGuard<'_, HashMap<String, Slot<T>>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
