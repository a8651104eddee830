//! The feed of a cluster's state: one poller for all who look, only while someone does.

use std::{
    fmt::Write,
    hash::{DefaultHasher, Hasher},
    sync::Arc,
    time::Duration,
};

use acm_core::{
    ApiError, Clock, Tasks, UnixMillis,
    feed::{Item, Latest},
};
use acm_graph::{
    Cluster, ClusterChanged, FeedItemKind, Problem,
    scalars::{DateTime, Int64},
};
use futures_util::{Stream, StreamExt, future::ready, stream};
use tokio::time::{Instant, sleep};

use super::Snapshots;
use crate::{
    error::{Error, Result},
    service::{
        access::Profiles,
        pace::pause,
        watch::{Watch, Watches},
    },
};

/// Time between two looks.
const PACE: Duration = Duration::from_secs(2);
/// Readers hear at least this often, so that the state's age is known.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// Feeds of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct ClusterFeeds {
    snapshots: Snapshots,
    profiles: Arc<dyn Profiles>,
    clock: Clock,
    watches: Watches<Latest<State>>,
}

/// What is known of a cluster at one moment.
#[derive(Clone, Default)]
struct State {
    at: UnixMillis,
    cluster: Option<Arc<Cluster>>,
    problem: Option<Problem>,
    /// The profile is gone: nothing follows.
    last: bool,
    /// Whether anything was found out yet.
    known: bool,
}

impl ClusterFeeds {
    /// Feeds over `snapshots`; their tasks run in `tasks`.
    #[must_use]
    pub(crate) fn new(
        snapshots: Snapshots,
        profiles: Arc<dyn Profiles>,
        clock: Clock,
        tasks: Tasks,
    ) -> Self {
        let watches = Watches::new("cluster feed", tasks);
        Self {
            snapshots,
            profiles,
            clock,
            watches,
        }
    }

    /// The cluster's state now, then each change of it; with a problem while no node answers. Ends
    /// when the profile is removed.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile.
    pub(crate) async fn subscribe(
        &self,
        connection: &str,
    ) -> Result<impl Stream<Item = ClusterChanged> + use<>> {
        self.profiles.require(connection).await?;
        let (_, reader) = self.watches.join(
            connection,
            || Latest::new(State::default()),
            |watch| poll(watch, self.snapshots.clone(), self.clock.clone()),
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
            Some((shown(&item, first), (items, false, last)))
        }))
    }
}

fn shown(item: &Item<State>, first: bool) -> ClusterChanged {
    let state = &item.value;
    ClusterChanged {
        at: DateTime(state.at),
        kind: if first {
            FeedItemKind::Snapshot
        } else {
            FeedItemKind::Change
        },
        lagged: item.lagged && !first,
        problem: state.problem.clone(),
        version: Int64(item.version),
        cluster: state.cluster.as_deref().cloned(),
    }
}

async fn poll(watch: Watch<Latest<State>>, snapshots: Snapshots, clock: Clock) {
    let mut failures = 0;
    let mut published: Option<(u64, Instant)> = None;
    loop {
        let answer = snapshots.get(&watch.connection).await;
        failures = if answer.is_ok() { 0 } else { failures + 1 };
        let gone = answer.as_ref().is_err_and(Error::is_profile_missing);
        let (cluster, problem) = match answer {
            Ok(cluster) => (Some(cluster), None),
            Err(error) => (None, Some(Problem::from(&ApiError::from(error)))),
        };
        let look = look(cluster.as_deref(), problem.as_ref());
        let same = |(before, at): &(u64, Instant)| *before == look && at.elapsed() < HEARTBEAT;
        if !published.as_ref().is_some_and(same) {
            let at = clock.now();
            watch.state.publish(State {
                at,
                cluster,
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
            () = sleep(pause(PACE, failures)) => {}
            () = watch.state.unread() => {
                if watch.end_if(|feed| feed.readers() == 0) {
                    return;
                }
            }
        }
    }
}

/// A fingerprint of what a reader would notice: everything but the passing of time. Of the debug
/// text, streamed, because errors within have no equality of their own.
fn look(cluster: Option<&Cluster>, problem: Option<&Problem>) -> u64 {
    let timeless = cluster.map(|cluster| {
        let mut cluster = cluster.clone();
        cluster.sampled_at = DateTime(0);
        cluster.uptime_seconds = None;
        for node in &mut cluster.nodes {
            if let Some(Ok(status)) = &mut node.status {
                status.uptime_seconds = None;
            }
        }
        cluster
    });
    let mut text = Hashed::default();
    // Hashing cannot fail, so neither can writing to it.
    let _ = write!(text, "{timeless:?} {problem:?}");
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
