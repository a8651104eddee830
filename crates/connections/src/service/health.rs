//! The health of connections: one watcher for each that somebody looks at, shared by all who do.
//!
//! A watcher starts with the first who asks and ends a while after the last. It looks every few
//! seconds while a feed is open, less often for those who only ask now and then, and backs off
//! while the cluster is down.

mod tracker;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::{
    ApiError, BoxFuture, Clock, Tasks,
    feed::{Latest, Reader},
    limits::INFO_DEADLINE,
};
use acm_graph::{ConnectionHealth, HealthPort};
use tokio::{
    sync::Notify,
    time::{Instant, sleep, timeout},
};

use self::tracker::Tracker;
use super::{Directory, Reach, Scout};
use crate::Error;

/// How long a watcher goes on after the last who asked.
const LINGER: Duration = Duration::from_secs(30);
/// The pace while nobody has a feed open.
const IDLE_PACE: Duration = Duration::from_secs(10);

/// The watchers of all connections. Cheap to clone.
#[derive(Clone)]
pub(crate) struct HealthBoard(Arc<Inner>);

struct Inner {
    scout: Arc<dyn Scout>,
    directory: Directory,
    tasks: Tasks,
    clock: Clock,
    /// The pace while a feed is open.
    pace: Duration,
    watches: Mutex<HashMap<String, Arc<Watch>>>,
}

struct Watch {
    feed: Latest<ConnectionHealth>,
    asked: Mutex<Instant>,
    /// Wakes the watcher when a feed is opened.
    opened: Notify,
}

impl Watch {
    fn touch(&self) {
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn is_idle(&self) -> bool {
        let asked = *self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        self.feed.readers() == 0 && asked.elapsed() >= LINGER
    }
}

impl HealthBoard {
    /// No watcher yet. `pace` is the time between two looks while a feed is open.
    #[must_use]
    pub(crate) fn new(
        scout: Arc<dyn Scout>,
        directory: Directory,
        tasks: Tasks,
        clock: Clock,
        pace: Duration,
    ) -> Self {
        Self(Arc::new(Inner {
            scout,
            directory,
            tasks,
            clock,
            pace,
            watches: Mutex::default(),
        }))
    }

    /// What is known now; starts watching when nobody does.
    ///
    /// # Errors
    /// `NotFound` without such a profile.
    pub(crate) fn current(&self, id: &str) -> Result<Arc<ConnectionHealth>, Error> {
        Ok(self.watch(id)?.feed.current())
    }

    /// As [`Self::current`], after the first look when it ends within `patience`.
    ///
    /// # Errors
    /// `NotFound` without such a profile.
    pub(crate) async fn looked(
        &self,
        id: &str,
        patience: Duration,
    ) -> Result<Arc<ConnectionHealth>, Error> {
        let mut reader = self.subscribe(id)?;
        let mut newest = self.current(id)?;
        let _ = timeout(patience, async {
            while newest.checked_at.is_none() {
                match reader.next().await {
                    Some(item) => newest = item.value,
                    None => return,
                }
            }
        })
        .await;
        Ok(newest)
    }

    /// A feed of the connection's health. Ends when its profile is removed.
    ///
    /// # Errors
    /// `NotFound` without such a profile.
    pub(crate) fn subscribe(&self, id: &str) -> Result<Reader<ConnectionHealth>, Error> {
        let watch = self.watch(id)?;
        let reader = watch.feed.subscribe();
        watch.opened.notify_one();
        Ok(reader)
    }

    fn watch(&self, id: &str) -> Result<Arc<Watch>, Error> {
        let mut watches = self.watches();
        if !self.0.directory.exists(id) {
            return Err(Error::NotFound(id.to_owned()));
        }
        if let Some(watch) = watches.get(id) {
            watch.touch();
            return Ok(Arc::clone(watch));
        }
        let tracker = Tracker::new(id, self.0.clock.now());
        let watch = Arc::new(Watch {
            feed: Latest::new(tracker.health().clone()),
            asked: Mutex::new(Instant::now()),
            opened: Notify::new(),
        });
        watches.insert(id.to_owned(), Arc::clone(&watch));
        drop(watches);
        let (board, id, watched) = (self.clone(), id.to_owned(), Arc::clone(&watch));
        self.0.tasks.spawn("health", async move {
            board.follow(&id, &watched, tracker).await;
        });
        Ok(watch)
    }

    /// Looks at one connection until its profile goes, or nobody asks any more.
    async fn follow(&self, id: &str, watch: &Arc<Watch>, mut tracker: Tracker) {
        while let Some(reach) = self.reach(id) {
            if tracker.connecting(&reach, self.0.clock.now()) {
                watch.feed.publish(tracker.health().clone());
            }
            match self.0.scout.look(id, INFO_DEADLINE).await {
                Ok(report) => tracker.answered(&report, self.0.clock.now()),
                Err(Error::NotFound(_) | Error::Stopping) => break,
                Err(error) => tracker.failed(&ApiError::from(error), self.0.clock.now()),
            }
            watch.feed.publish(tracker.health().clone());
            self.pause(id, watch, &tracker, &reach).await;
            if self.give_up(id, watch) {
                return;
            }
        }
        self.remove(id, watch);
    }

    /// Waits for the time of the next look, which comes at once when the profile changes.
    async fn pause(&self, id: &str, watch: &Watch, tracker: &Tracker, reach: &Reach) {
        let began = Instant::now();
        let mut profiles = self.0.directory.subscribe();
        loop {
            let pace = match watch.feed.readers() {
                0 => IDLE_PACE,
                _ => self.0.pace,
            };
            let left = tracker.pause(pace).saturating_sub(began.elapsed());
            tokio::select! {
                biased;
                () = sleep(left) => return,
                () = watch.opened.notified() => {}
                item = profiles.next() => {
                    let same = |profile: &super::ProfileRef| profile.body.reach == *reach;
                    match item {
                        Some(item) if item.value.get(id).is_some_and(same) => {}
                        _ => return,
                    }
                }
            }
        }
    }

    fn reach(&self, id: &str) -> Option<Reach> {
        let profile = self.0.directory.get(id)?;
        Some(profile.body.reach.clone())
    }

    /// Ends an idle watch. Decided under the lock, so that nobody can ask in between.
    fn give_up(&self, id: &str, watch: &Arc<Watch>) -> bool {
        let mut watches = self.watches();
        let idle = watch.is_idle();
        if idle {
            watches.remove(id);
        }
        idle
    }

    fn remove(&self, id: &str, watch: &Arc<Watch>) {
        let mut watches = self.watches();
        if watches
            .get(id)
            .is_some_and(|present| Arc::ptr_eq(present, watch))
        {
            watches.remove(id);
        }
    }

    fn watches(&self) -> MutexGuard<'_, HashMap<String, Arc<Watch>>> {
        self.0
            .watches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl HealthPort for HealthBoard {
    fn health<'a>(
        &'a self,
        connection: &'a str,
    ) -> BoxFuture<'a, Result<ConnectionHealth, ApiError>> {
        let health = self.current(connection);
        Box::pin(std::future::ready(match health {
            Ok(health) => Ok((*health).clone()),
            Err(error) => Err(error.into()),
        }))
    }
}
