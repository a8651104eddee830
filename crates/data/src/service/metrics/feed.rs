//! Metrics for readers: the history now, and the samples as they come.

use std::{collections::HashSet, sync::Arc, time::Duration};

use acm_core::{
    ApiError, Clock, ErrorCode, Tasks, UnixMillis,
    feed::{Item, Reader},
    limits::{CONNECT_DEADLINE, INFO_DEADLINE},
};
use acm_graph::MetricsFrame;
use futures_util::{Stream, StreamExt, stream};
use tokio::time::timeout;

use super::{
    frame::{Selection, Span, cut},
    rates::Rates,
    row::SeriesKey,
    sampler::{Sampled, State, run},
};
use crate::{
    error::Result,
    service::{
        access::{InfoAccess, Profiles},
        watch::Watches,
    },
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
    pub(crate) async fn frame(
        &self,
        connection: &str,
        selection: &Selection,
    ) -> Result<MetricsFrame> {
        selection.check()?;
        self.profiles.require(connection).await?;
        let (sampled, mut reader) = self.join(connection);
        let item = timeout(FIRST_SAMPLE_DEADLINE, known(&mut reader)).await;
        let item = item.ok().flatten().ok_or_else(|| {
            ApiError::new(ErrorCode::Timeout, "The cluster did not answer in time.")
        })?;
        Ok(snapshot(&sampled, selection, &item.value).0)
    }

    /// The history first, then each sample as it comes. Ends when the profile is removed.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `BAD_USER_INPUT` for a window out of bounds.
    pub(crate) async fn subscribe(
        &self,
        connection: &str,
        selection: Selection,
    ) -> Result<impl Stream<Item = MetricsFrame> + use<>> {
        selection.check()?;
        self.profiles.require(connection).await?;
        let (sampled, reader) = self.join(connection);
        let follower = Follower {
            sampled,
            reader,
            selection,
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
        let rates = Rates::read(|metric| history.newest_value(&SeriesKey::of_cluster(metric)));
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

/// The window as a frame, with the number of its newest sample and the shape of its series.
fn snapshot(sampled: &Sampled, selection: &Selection, state: &State) -> (MetricsFrame, Seen) {
    let history = sampled.history();
    let frame = cut(&history, selection, Span::Window, state.step_seconds);
    let seen = Seen {
        newest: history.newest(),
        shape: history.shape(),
    };
    (with_problems(frame, state), seen)
}

fn with_problems(frame: MetricsFrame, state: &State) -> MetricsFrame {
    MetricsFrame {
        problem: state.problem.clone(),
        problems: state.problems.clone(),
        ..frame
    }
}

/// What a reader has been given.
#[derive(Clone, Copy)]
struct Seen {
    newest: u64,
    shape: u64,
}

/// One reader of a sampler.
struct Follower {
    sampled: Arc<Sampled>,
    reader: Reader<State>,
    selection: Selection,
    seen: Option<Seen>,
    ended: bool,
}

impl Follower {
    async fn next(&mut self) -> Option<MetricsFrame> {
        if self.ended {
            return None;
        }
        let item = known(&mut self.reader).await?;
        self.ended = item.value.last;
        let Some(seen) = self.seen else {
            let (frame, seen) = snapshot(&self.sampled, &self.selection, &item.value);
            self.seen = Some(seen);
            return Some(frame);
        };
        let history = self.sampled.history();
        let behind = history.newest() - seen.newest;
        if history.shape() != seen.shape || behind > MAX_BEHIND {
            drop(history);
            let (frame, seen) = snapshot(&self.sampled, &self.selection, &item.value);
            self.seen = Some(seen);
            return Some(MetricsFrame {
                lagged: behind > MAX_BEHIND,
                ..frame
            });
        }
        let span = Span::After(seen.newest);
        let frame = cut(&history, &self.selection, span, item.value.step_seconds);
        self.seen = Some(Seen {
            newest: history.newest(),
            ..seen
        });
        Some(with_problems(frame, &item.value))
    }
}
