//! All profiles at a glance. One dead cluster delays nobody: each has its own patience, and those
//! that answered before are asked first.

mod board;
mod entry;

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acm_core::{Clock, Tasks, shared::Watches};
use acm_graph::{Overview, OverviewEntry, scalars::DateTime};
use futures_util::{Stream, StreamExt, stream};
use tokio::time::timeout;

use self::board::Board;
use super::{
    access::{Profile, Profiles},
    advisor::Advisor,
    metrics::Metrics,
};

/// Clusters asked at the same time.
const AT_ONCE: usize = 64;
/// How long to wait for one cluster.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long one query may take in all; what is not known by then says so.
const ALL_TOGETHER: Duration = Duration::from_secs(8);

/// Overviews of all profiles. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Overviews {
    advisor: Advisor,
    metrics: Metrics,
    profiles: Arc<dyn Profiles>,
    clock: Clock,
    watches: Watches<Board>,
    /// Profiles whose cluster did not answer when it was last asked.
    dead: Arc<Mutex<HashSet<String>>>,
}

impl Overviews {
    /// Overviews of `profiles`; the feed's task runs in `tasks`.
    #[must_use]
    pub(crate) fn new(
        advisor: Advisor,
        metrics: Metrics,
        profiles: Arc<dyn Profiles>,
        clock: Clock,
        tasks: Tasks,
    ) -> Self {
        Self {
            advisor,
            metrics,
            profiles,
            clock,
            watches: Watches::new("overview feed", tasks),
            dead: Arc::default(),
        }
    }

    /// Every profile with what can be learned within some seconds.
    pub(crate) async fn now(&self) -> Overview {
        let profiles = self.profiles.profiles().next().await.unwrap_or_default();
        let mut entries: Vec<OverviewEntry> = profiles.iter().map(entry::unlooked).collect();
        let places = profiles.into_iter().enumerate().collect();
        let mut answers = std::pin::pin!(self.ask(places));
        let _ = timeout(ALL_TOGETHER, async {
            while let Some((place, answer)) = answers.next().await {
                if let Some(entry) = entries.get_mut(place) {
                    *entry = answer;
                }
            }
        })
        .await;
        Overview {
            at: DateTime(self.clock.now()),
            entries,
        }
    }

    /// Asks the clusters of these profiles, those first that are not known to be dead; answers come as
    /// they are, each with what it was asked with.
    fn ask<P: Send>(
        &self,
        mut profiles: Vec<(P, Profile)>,
    ) -> impl Stream<Item = (P, OverviewEntry)> {
        let dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        profiles.sort_by_key(|(_, profile)| dead.contains(&profile.id));
        drop(dead);
        stream::iter(profiles)
            .map(async |(place, profile)| (place, self.look(&profile).await))
            .buffer_unordered(AT_ONCE)
    }

    async fn look(&self, profile: &Profile) -> OverviewEntry {
        let answer = timeout(PATIENCE, self.advisor.examine(&profile.id)).await;
        let answer = answer.unwrap_or_else(|_| Err(entry::late()));
        let mut dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        match &answer {
            Ok(_) => dead.remove(&profile.id),
            Err(_) => dead.insert(profile.id.clone()),
        };
        drop(dead);
        let rates = self.metrics.newest(&profile.id);
        entry::looked(profile, answer, rates, self.clock.now())
    }

    /// Forgets the dead whose profile has gone.
    fn forget_removed(&self, profiles: &[Profile]) {
        let mut dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        dead.retain(|id| profiles.iter().any(|profile| profile.id == *id));
    }
}
