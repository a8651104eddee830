//! What is followed of a cluster: the resource, its pods and its stateful sets.

use std::sync::Arc;

use acm_core::{
    ApiError, Clock, Tasks, UnixMillis,
    feed::{Latest, Reader},
    shared::{Watch, Watches},
};
use acm_k8s_api::{
    AerospikeCluster, Changes, Kind, ObjectKey, Scope,
    objects::{Pod, StatefulSet},
};

use super::{
    Clusters, Reference, View,
    look::{OPERATED, of_cluster},
};
use crate::error::Result;

/// What is known of a cluster that is followed. The same again means that its pods have changed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Seen {
    /// Whether anything has been found out yet.
    pub known: bool,
    pub at: UnixMillis,
    /// `None` while there is no such cluster.
    pub view: Option<View>,
    /// Why this is old.
    pub problem: Option<ApiError>,
}

/// Clusters that are followed, each by one task for all who do. Cheap to clone.
#[derive(Clone)]
pub(crate) struct ClusterFeeds(Watches<Latest<Seen>, Reference>);

type Readers = (
    acm_k8s_api::Reader<AerospikeCluster>,
    Option<acm_k8s_api::Reader<Pod>>,
    Option<acm_k8s_api::Reader<StatefulSet>>,
);

impl ClusterFeeds {
    pub(crate) fn new(tasks: Tasks) -> Self {
        Self(Watches::new("cluster feed", tasks))
    }

    /// Follows a cluster, whether or not there is one of that name.
    ///
    /// # Errors
    /// The context's own.
    pub(crate) async fn follow(
        &self,
        clusters: &Clusters,
        reference: &Reference,
    ) -> Result<Reader<Seen>> {
        let readers = readers(clusters, reference).await?;
        let clock = clusters.clock.clone();
        let start = || Latest::new(Seen::default());
        let run = |watch| follow(watch, readers, clock);
        let (_, reader) = self.0.join(reference, start, run, Latest::subscribe);
        Ok(reader)
    }
}

async fn readers(clusters: &Clusters, reference: &Reference) -> Result<Readers> {
    let (kubernetes, context) = (&clusters.kubernetes, Some(&*reference.context));
    let operated = Scope::all().labels(OPERATED);
    Ok((
        kubernetes.follow(context, &Scope::all())?,
        kubernetes.follow(context, &operated).ok(),
        kubernetes.follow(context, &operated).ok(),
    ))
}

async fn follow(watch: Watch<Latest<Seen>, Reference>, readers: Readers, clock: Clock) {
    let (mut resource, mut pods, mut sets) = readers;
    let mut seen = Seen::default();
    loop {
        tokio::select! {
            changes = resource.next() => {
                let Some(changes) = changes else { return };
                if !take(&mut seen, &watch.key, changes) {
                    continue;
                }
            }
            touched = touched(&mut pods, &watch.key, "Pod") => if !touched { continue },
            touched = touched(&mut sets, &watch.key, "StatefulSet") => if !touched { continue },
            () = watch.state.unread() => {
                if watch.end_if(|feed| feed.readers() == 0) {
                    return;
                }
                continue;
            }
        }
        if seen.known {
            seen.at = clock.now();
            watch.state.publish(seen.clone());
        }
    }
}

/// Takes over what has changed; whether a reader would notice.
fn take(seen: &mut Seen, of: &Reference, changes: Changes<AerospikeCluster>) -> bool {
    let is_it = |key: &ObjectKey| key.namespace == of.namespace && key.name == of.name;
    let problem = changes.stale.map(|stale| stale.problem);
    let same = |one: &ApiError, other: &ApiError| {
        one.code() == other.code() && one.message() == other.message()
    };
    let problem_changed = match (&seen.problem, &problem) {
        (Some(one), Some(other)) => !same(one, other),
        (one, other) => one.is_some() != other.is_some(),
    };
    let found = changes
        .objects
        .iter()
        .find(|object| is_it(&ObjectKey::of(&***object)));
    let found = found.map(|object| View::new(Arc::clone(&of.context), (**object).clone()));
    let gone = found.is_none() && (changes.whole || changes.removed.iter().any(is_it));
    let changed = match found {
        Some(view) if seen.view.as_ref() == Some(&view) => false,
        Some(view) => {
            seen.view = Some(view);
            true
        }
        None => gone && seen.view.take().is_some(),
    };
    let first = !std::mem::replace(&mut seen.known, true);
    seen.problem = problem;
    changed || problem_changed || first
}

/// Waits for a change of a kind; whether it is one of this cluster's. Waits for ever once the kind
/// is not followed any more.
async fn touched<K: Kind>(
    reader: &mut Option<acm_k8s_api::Reader<K>>,
    of: &Reference,
    kind: &str,
) -> bool {
    let Some(open) = reader else {
        return std::future::pending().await;
    };
    let Some(changes) = open.next().await else {
        *reader = None;
        return false;
    };
    let keys = changes
        .objects
        .iter()
        .map(|object| ObjectKey::of(&**object));
    let mut keys = keys.chain(changes.removed);
    keys.any(|key| key.namespace == of.namespace && of_cluster(&of.name, &[], kind, &key.name))
}
