//! The only place that spawns.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_util::FutureExt;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tracing::{Instrument, Span, error, error_span};

use crate::telemetry;

/// A group of tasks with one way to end.
///
/// Every task has a name (for the log), sees the group's cancellation, and is waited for at
/// shutdown. A child group ends with its parent or on its own. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Tasks {
    tracker: TaskTracker,
    parents: Vec<TaskTracker>,
    cancel: CancellationToken,
    panics: Arc<AtomicUsize>,
}

impl Tasks {
    /// An empty group.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A group that can end before this one, and ends with it at the latest.
    #[must_use]
    pub fn child(&self) -> Self {
        let mut parents = self.parents.clone();
        parents.push(self.tracker.clone());
        Self {
            tracker: TaskTracker::new(),
            parents,
            cancel: self.cancel.child_token(),
            panics: Arc::clone(&self.panics),
        }
    }

    /// Runs `task` until it ends or the group is cancelled, whichever comes first.
    pub fn spawn(&self, name: &'static str, task: impl Future<Output = ()> + Send + 'static) {
        let cancel = self.cancel.clone();
        self.run(name, span(name), async move {
            tokio::select! {
                biased;
                () = cancel.cancelled() => {}
                () = task => {}
            }
        });
    }

    /// Runs `task`, which watches the token by itself because it has something to give back.
    pub fn spawn_graceful<F>(&self, name: &'static str, task: impl FnOnce(CancellationToken) -> F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.run(name, span(name), task(self.cancel.clone()));
    }

    /// The same for a task that goes on with what is told of in `within`: lines of the log name that,
    /// and not the task.
    pub fn spawn_within(
        &self,
        name: &'static str,
        within: Span,
        task: impl Future<Output = ()> + Send + 'static,
    ) {
        self.run(name, within, task);
    }

    fn run(&self, name: &'static str, span: Span, task: impl Future<Output = ()> + Send + 'static) {
        let panics = Arc::clone(&self.panics);
        let running = telemetry::task(name);
        let guarded = std::panic::AssertUnwindSafe(task)
            .catch_unwind()
            .map(move |end| {
                if end.is_err() {
                    panics.fetch_add(1, Ordering::Relaxed);
                    telemetry::panicked();
                    error!(task = name, "a task panicked");
                }
            });
        let held: Vec<_> = self.parents.iter().map(TaskTracker::token).collect();
        let held = guarded.map(move |()| drop((held, running)));
        self.tracker.spawn(held.instrument(span));
    }

    /// The token tasks of this group watch.
    #[must_use]
    pub fn token(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Tells the group's tasks to end, without waiting.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Tasks alive in this group and the groups below it.
    #[must_use]
    pub fn alive(&self) -> usize {
        self.tracker.len()
    }

    /// Tasks that panicked so far, those of parents and children included.
    #[must_use]
    pub fn panics(&self) -> usize {
        self.panics.load(Ordering::Relaxed)
    }

    /// Cancels, then waits until every task of this group and those below has ended. False when `deadline` passed first.
    pub async fn shutdown(&self, deadline: Duration) -> bool {
        self.cancel.cancel();
        self.tracker.close();
        tokio::time::timeout(deadline, self.tracker.wait())
            .await
            .is_ok()
    }
}

fn span(name: &'static str) -> Span {
    error_span!("task", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn shutdown_ends_every_task_and_counts_panics() {
        let tasks = Tasks::new();
        tasks.spawn("forever", std::future::pending());
        tasks.child().spawn("child", std::future::pending());
        tasks.spawn("broken", async { panic!("on purpose") });
        while tasks.alive() > 2 {
            tokio::task::yield_now().await;
        }
        assert!(tasks.shutdown(Duration::from_secs(5)).await);
        assert_eq!(tasks.alive(), 0);
        assert_eq!(tasks.panics(), 1);
    }

    #[tokio::test]
    async fn a_child_ends_without_its_parent() {
        let tasks = Tasks::new();
        let child = tasks.child();
        let (send, ended) = tokio::sync::oneshot::channel();
        child.spawn_graceful("child", |token| async move {
            token.cancelled().await;
            let _ = send.send(());
        });
        child.cancel();
        assert!(ended.await.is_ok());
        assert!(!tasks.token().is_cancelled());
    }
}
