//! Metrics for readers: the history now, and the samples as they come.

use std::{
    collections::HashSet,
    sync::{Arc, MutexGuard},
    time::Duration,
};

use acm_core::{
    ApiError, Clock, ErrorCode, Tasks, UnixMillis,
    feed::{Item, Reader},
    limits::{CONNECT_DEADLINE, INFO_DEADLINE},
    shared::Watches,
};
use acm_graph::MetricsFrame;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::timeout;

use super::{
    frame::{Selection, Span, cut},
    history::{History, Kept},
    rates::Rates,
    row::SeriesKey,
    sampler::{Sampled, State, run},
};
use crate::{
    error::Result,
    service::access::{InfoAccess, Profiles},
};

/// How long the first sample may take: a dial, then a round of questions.
const FIRST_SAMPLE_DEADLINE: Duration =
    CONNECT_DEADLINE.saturating_add(INFO_DEADLINE.saturating_mul(2));
/// Samples a reader may fall behind and still get one by one; beyond, it gets its window anew.
const MAX_BEHIND: u64 = 30;

/// The metrics of all clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Metrics {
    access: Arc<dyn InfoAccess>,
    profiles: Arc<dyn Profiles>,
    clock: Clock,
    watches: Watches<Sampled>,
}

impl Metrics {
    /// Metrics over `access`; samplers run in `tasks`.
    #[must_use]
    pub(crate) fn new(
        access: Arc<dyn InfoAccess>,
        profiles: Arc<dyn Profiles>,
        clock: Clock,
        tasks: Tasks,
    ) -> Self {
        let watches = Watches::new("metrics sampler", tasks);
        Self {
            access,
            profiles,
            clock,
            watches,
        }
    }

    /// The history of a connection's cluster as one frame. Asking starts the sampler, which goes on
    /// for a minute after the last look; a first answer holds one sample and so no rates.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `BAD_USER_INPUT` for a window out of bounds; `TIMEOUT`
    /// when not even the first sample came to an end.
    pub(crate) async fn frame<V: View>(&self, connection: &str, view: &V) -> Result<V::Frame> {
        view.check()?;
        self.profiles.require(connection).await?;
        let (sampled, mut reader) = self.join(connection);
        let item = timeout(FIRST_SAMPLE_DEADLINE, known(&mut reader)).await;
        let item = item.ok().flatten().ok_or_else(|| {
            ApiError::new(ErrorCode::Timeout, "The cluster did not answer in time.")
        })?;
        let history = V::history(&sampled);
        Ok(view.cut(&history, Span::Window, &item.value))
    }

    /// The history first, then each sample as it comes. Ends when the profile is removed.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `BAD_USER_INPUT` for a window out of bounds.
    pub(crate) async fn subscribe<V: View>(
        &self,
        connection: &str,
        view: V,
    ) -> Result<impl Stream<Item = V::Frame> + use<V>> {
        view.check()?;
        self.profiles.require(connection).await?;
        let (sampled, reader) = self.join(connection);
        let follower = Follower {
            sampled,
            reader,
            view,
            seen: None,
            ended: false,
        };
        Ok(stream::unfold(follower, async |mut follower| {
            follower.next().await.map(|frame| (frame, follower))
        }))
    }

    /// The newest rates of a connection's cluster and when they were sampled; `None` unless it is being
    /// sampled. Asking starts nothing.
    pub(crate) fn newest(&self, connection: &str) -> Option<(Rates, UnixMillis)> {
        let sampled = self.watches.find(connection)?;
        let history = sampled.history();
        let at = history.newest_time()?;
        let rates = Rates::read(|metric| {
            let series = SeriesKey::of_cluster(metric);
            history.newest_value(&series).copied()
        });
        Some((rates, at))
    }

    /// Samples the profiles that keep history, until cancelled.
    pub(crate) async fn keep_history(self) {
        let mut profiles = self.profiles.profiles();
        let mut kept: HashSet<String> = HashSet::new();
        while let Some(now) = profiles.next().await {
            let wanted = now.into_iter().filter(|profile| profile.keeps_history);
            let now: HashSet<String> = wanted.map(|profile| profile.id).collect();
            for connection in now.difference(&kept) {
                self.keep(connection, true);
            }
            for connection in kept.difference(&now) {
                self.keep(connection, false);
            }
            kept = now;
        }
    }

    fn join(&self, connection: &str) -> (Arc<Sampled>, Reader<State>) {
        self.watches.join(
            connection,
            Sampled::new,
            |watch| run(watch, Arc::clone(&self.access), self.clock.clone()),
            |sampled| {
                sampled.look();
                sampled.state.subscribe()
            },
        )
    }

    /// Starts the sampler when there is none; one that is not kept and not watched ends by itself.
    fn keep(&self, connection: &str, kept: bool) {
        let run = |watch| run(watch, Arc::clone(&self.access), self.clock.clone());
        self.watches
            .join(connection, Sampled::new, run, |sampled| sampled.keep(kept));
    }
}

/// Waits until something is known; `None` when the sampler ended.
async fn known(reader: &mut Reader<State>) -> Option<Item<State>> {
    loop {
        let item = reader.next().await?;
        if item.value.known {
            return Some(item);
        }
    }
}

/// What a reader wants to see of a sampler.
pub(crate) trait View: Send + 'static {
    /// What a series of its history is about.
    type Key: Clone + Ord;
    /// What its history holds.
    type Value: Kept;
    /// What the reader gets.
    type Frame: Send;

    /// Refuses what is out of bounds.
    ///
    /// # Errors
    /// The field and the bound it breaks.
    fn check(&self) -> Result<()>;

    /// The history it looks at, for as long as it takes to cut a frame.
    fn history(sampled: &Sampled) -> MutexGuard<'_, History<Self::Key, Self::Value>>;

    /// Cuts a frame.
    fn cut(
        &self,
        history: &History<Self::Key, Self::Value>,
        span: Span,
        state: &State,
    ) -> Self::Frame;

    /// The same frame, for a reader that was too slow.
    fn lagged(frame: Self::Frame) -> Self::Frame;
}

impl View for Selection {
    type Key = SeriesKey;
    type Value = f64;
    type Frame = MetricsFrame;

    fn check(&self) -> Result<()> {
        Self::check(self)
    }

    fn history(sampled: &Sampled) -> MutexGuard<'_, History> {
        sampled.history()
    }

    fn cut(&self, history: &History, span: Span, state: &State) -> MetricsFrame {
        MetricsFrame {
            problem: state.problem.clone(),
            problems: state.problems.clone(),
            ..cut(history, self, span, state.step_seconds)
        }
    }

    fn lagged(frame: MetricsFrame) -> MetricsFrame {
        MetricsFrame {
            lagged: true,
            ..frame
        }
    }
}

/// What a reader has been given.
#[derive(Clone, Copy)]
struct Seen {
    newest: u64,
    shape: u64,
}

/// One reader of a sampler.
struct Follower<V> {
    sampled: Arc<Sampled>,
    reader: Reader<State>,
    view: V,
    seen: Option<Seen>,
    ended: bool,
}

impl<V: View> Follower<V> {
    async fn next(&mut self) -> Option<V::Frame> {
        while !self.ended {
            let item = known(&mut self.reader).await?;
            self.ended = item.value.last;
            if let Some(frame) = self.look(&item.value) {
                return Some(frame);
            }
        }
        None
    }

    /// What is new to the reader; `None` when its history has gained nothing.
    fn look(&mut self, state: &State) -> Option<V::Frame> {
        let history = V::history(&self.sampled);
        let now = Seen {
            newest: history.newest(),
            shape: history.shape(),
        };
        let Some(seen) = self.seen.replace(now) else {
            return Some(self.view.cut(&history, Span::Window, state));
        };
        let behind = now.newest - seen.newest;
        if behind > MAX_BEHIND {
            return Some(V::lagged(self.view.cut(&history, Span::Window, state)));
        }
        if now.shape != seen.shape {
            return Some(self.view.cut(&history, Span::Window, state));
        }
        let has_news = behind > 0 || state.last;
        has_news.then(|| self.view.cut(&history, Span::After(seen.newest), state))
    }
}
