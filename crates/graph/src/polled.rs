//! Feeds of what is asked for over and over: one poller for all who look, only while someone does.

use std::{
    fmt::Write,
    hash::{DefaultHasher, Hasher},
    sync::Arc,
    time::Duration,
};

use acm_core::{
    ApiError, Clock, Tasks, UnixMillis,
    feed::{Item, Latest},
    shared::{Watch, Watches, pause},
};
use futures_util::{Stream, StreamExt, future::ready, stream};
use tokio::time::{Instant, sleep};

use crate::{
    FeedItemKind, Problem, ProfilePort,
    scalars::{DateTime, Int64},
};

/// Readers hear at least this often, so that the state's age is known.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What is asked for over and over.
pub trait Subject: Clone + Send + Sync + 'static {
    /// The name of the poller's task.
    const TASK: &'static str;
    /// Time between two looks.
    const PACE: Duration;
    /// What a look yields.
    type Seen: Send + Sync + 'static;
    /// What a look leaves for the next.
    type Memory: Default + Send;
    /// What a look fails with.
    type Error: Into<ApiError> + Send;

    /// Looks.
    fn look(
        &self,
        connection: &str,
        memory: &mut Self::Memory,
    ) -> impl Future<Output = Result<Arc<Self::Seen>, Self::Error>> + Send;

    /// Whether the profile itself is gone, so that looking is of no use any more.
    fn is_profile_missing(error: &Self::Error) -> bool;

    /// Writes what a reader would notice: everything but the passing of time.
    fn noticed(seen: &Self::Seen, out: &mut dyn Write) -> std::fmt::Result;
}

/// Feeds of a subject, by connection. Cheap to clone.
pub struct Polled<S: Subject> {
    subject: S,
    profiles: Arc<dyn ProfilePort>,
    clock: Clock,
    watches: Watches<Latest<State<S::Seen>>>,
}

impl<S: Subject> Clone for Polled<S> {
    fn clone(&self) -> Self {
        Self {
            subject: self.subject.clone(),
            profiles: Arc::clone(&self.profiles),
            clock: self.clock.clone(),
            watches: self.watches.clone(),
        }
    }
}

/// What is known at one moment.
struct State<T> {
    at: UnixMillis,
    seen: Option<Arc<T>>,
    problem: Option<Problem>,
    /// The profile is gone: nothing follows.
    last: bool,
    /// Whether anything was found out yet.
    known: bool,
}

impl<T> State<T> {
    fn unknown() -> Self {
        Self {
            at: 0,
            seen: None,
            problem: None,
            last: false,
            known: false,
        }
    }
}

/// One item of a feed.
pub struct Observed<T> {
    /// When it was observed.
    pub at: DateTime,
    /// The first item, or a later one.
    pub kind: FeedItemKind,
    /// Whether this reader missed items.
    pub lagged: bool,
    /// Why nothing is known.
    pub problem: Option<Problem>,
    /// Rises with each item.
    pub version: Int64,
    /// What is known.
    pub seen: Option<Arc<T>>,
}

impl<S: Subject> Polled<S> {
    /// Feeds of `subject`; their tasks run in `tasks`.
    #[must_use]
    pub fn new(subject: S, profiles: Arc<dyn ProfilePort>, clock: Clock, tasks: Tasks) -> Self {
        Self {
            subject,
            profiles,
            clock,
            watches: Watches::new(S::TASK, tasks),
        }
    }

    /// What is known now, then each change of it; with a problem while nothing can be learned. Ends
    /// when the profile is removed.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile.
    pub async fn subscribe(
        &self,
        connection: &str,
    ) -> Result<impl Stream<Item = Observed<S::Seen>> + use<S>, ApiError> {
        self.profiles.require(connection).await?;
        let (_, reader) = self.watches.join(
            connection,
            || Latest::new(State::unknown()),
            |watch| poll(watch, self.subject.clone(), self.clock.clone()),
            Latest::subscribe,
        );
        let items = reader.into_stream().filter(|item| ready(item.value.known));
        let start = (Box::pin(items), true, false);
        Ok(stream::unfold(start, async |(mut items, first, ended)| {
            if ended {
                return None;
            }
            let item = items.next().await?;
            let last = item.value.last;
            Some((observed(&item, first), (items, false, last)))
        }))
    }
}

fn observed<T>(item: &Item<State<T>>, first: bool) -> Observed<T> {
    let state = &item.value;
    Observed {
        at: DateTime(state.at),
        kind: if first {
            FeedItemKind::Snapshot
        } else {
            FeedItemKind::Change
        },
        lagged: item.lagged && !first,
        problem: state.problem.clone(),
        version: Int64(item.version),
        seen: state.seen.clone(),
    }
}

async fn poll<S: Subject>(watch: Watch<Latest<State<S::Seen>>>, subject: S, clock: Clock) {
    let mut memory = S::Memory::default();
    let mut failures = 0;
    let mut published: Option<(u64, Instant)> = None;
    loop {
        let answer = subject.look(&watch.key, &mut memory).await;
        failures = if answer.is_ok() { 0 } else { failures + 1 };
        let gone = answer.as_ref().is_err_and(S::is_profile_missing);
        let (seen, problem) = match answer {
            Ok(seen) => (Some(seen), None),
            Err(error) => (None, Some(Problem::from(&error.into()))),
        };
        let look = fingerprint::<S>(seen.as_deref(), problem.as_ref());
        let same = |(before, at): &(u64, Instant)| *before == look && at.elapsed() < HEARTBEAT;
        if !published.as_ref().is_some_and(same) {
            watch.state.publish(State {
                at: clock.now(),
                seen,
                problem,
                last: gone,
                known: true,
            });
            published = Some((look, Instant::now()));
        }
        if gone {
            return;
        }
        tokio::select! {
            () = sleep(pause(S::PACE, failures)) => {}
            () = watch.state.unread() => {
                if watch.end_if(|feed| feed.readers() == 0) {
                    return;
                }
            }
        }
    }
}

/// Of the text a reader would notice, streamed: what is seen has no equality of its own.
fn fingerprint<S: Subject>(seen: Option<&S::Seen>, problem: Option<&Problem>) -> u64 {
    let mut text = Hashed::default();
    // Hashing cannot fail, so neither can writing to it.
    let _ = match seen {
        Some(seen) => S::noticed(seen, &mut text),
        None => Ok(()),
    };
    let _ = write!(text, " {problem:?}");
    text.0.finish()
}

#[derive(Default)]
struct Hashed(DefaultHasher);

impl Write for Hashed {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}
