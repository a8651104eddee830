//! What happens on the API server, and which cluster it concerns.

use std::{collections::HashMap, sync::Arc};

use acm_core::Tasks;
use futures_util::{StreamExt, stream::BoxStream};
use kube::runtime::{
    WatchStreamExt,
    watcher::{self, Event},
};
use serde_json::Value;
use tracing::warn;

use super::{
    MANAGED_BY, Shared,
    cluster::{Cluster, Key},
    json::{at, items, text},
    objects::{Kind, raw},
    workers::Workers,
};

/// Kinds whose changes concern the cluster they belong to.
const OWNED: [Kind; 3] = [Kind::StatefulSet, Kind::Service, Kind::DisruptionBudget];

/// What happened to an object.
enum Change {
    Written(Value),
    Deleted(Value),
}

/// Starts all watches.
pub(super) fn start(shared: &Arc<Shared>, workers: &Arc<Workers>, tasks: &Tasks) {
    tasks.spawn(
        "operator.clusters",
        clusters(Arc::clone(shared), Arc::clone(workers)),
    );
    for kind in OWNED {
        let watch = owned(Arc::clone(shared), Arc::clone(workers), kind);
        tasks.spawn("operator.owned", watch);
    }
    tasks.spawn("operator.pods", pods(Arc::clone(shared)));
    tasks.spawn(
        "operator.templates",
        templates(Arc::clone(shared), Arc::clone(workers)),
    );
    tasks.spawn(
        "operator.secrets",
        secrets(Arc::clone(shared), Arc::clone(workers)),
    );
}

async fn clusters(shared: Arc<Shared>, workers: Arc<Workers>) {
    let mut known = HashMap::new();
    let mut changes = changes(&shared, Kind::Cluster, "");
    while let Some(change) = changes.next().await {
        cluster_changed(&workers, &mut known, &change);
    }
}

async fn owned(shared: Arc<Shared>, workers: Arc<Workers>, kind: Kind) {
    let mut changes = changes(&shared, kind, &managed());
    while let Some(change) = changes.next().await {
        owned_changed(&workers, &change);
    }
}

async fn pods(shared: Arc<Shared>) {
    let mut changes = changes(&shared, Kind::Pod, &managed());
    while let Some(change) = changes.next().await {
        pod_changed(&shared, &change).await;
    }
}

async fn templates(shared: Arc<Shared>, workers: Arc<Workers>) {
    let mut changes = changes(&shared, Kind::Template, "");
    while let Some(change) = changes.next().await {
        template_changed(&shared, &workers, &change).await;
    }
}

async fn secrets(shared: Arc<Shared>, workers: Arc<Workers>) {
    let mut known = HashMap::new();
    let mut changes = changes(&shared, Kind::Secret, "");
    while let Some(change) = changes.next().await {
        secret_changed(&shared, &workers, &mut known, &change).await;
    }
}

fn managed() -> String {
    format!("app.kubernetes.io/managed-by={MANAGED_BY}")
}

/// All changes of a kind, for ever.
fn changes(shared: &Shared, kind: Kind, labels: &str) -> BoxStream<'static, Change> {
    let api = shared.objects.api(kind, "");
    let config = watcher::Config::default().labels(labels);
    let changes = watcher::watcher(api, config).default_backoff();
    changes
        .filter_map(move |change| {
            std::future::ready(match change {
                Ok(Event::InitApply(object) | Event::Apply(object)) => {
                    raw(object).ok().map(Change::Written)
                }
                Ok(Event::Delete(object)) => raw(object).ok().map(Change::Deleted),
                Ok(Event::Init | Event::InitDone) => None,
                Err(error) => {
                    warn!(%error, kind = kind.name(), "the watch begins anew");
                    None
                }
            })
        })
        .boxed()
}

impl Change {
    const fn object(&self) -> &Value {
        match self {
            Self::Written(object) | Self::Deleted(object) => object,
        }
    }
}

/// A cluster concerns itself when its generation, its annotations or its deletion changed, not when its
/// status did.
fn cluster_changed(workers: &Workers, known: &mut HashMap<Key, [Value; 3]>, change: &Change) {
    let cluster = Cluster::new(change.object().clone());
    if matches!(change, Change::Deleted(_)) {
        known.remove(&cluster.key);
        return workers.trigger(&cluster.key);
    }
    let matters = ["generation", "annotations", "deletionTimestamp"]
        .map(|field| at(&cluster.object, "/metadata")[field].clone());
    if known.get(&cluster.key) != Some(&matters) {
        workers.trigger(&cluster.key);
        known.insert(cluster.key, matters);
    }
}

fn owned_changed(workers: &Workers, change: &Change) {
    let object = change.object();
    let owner = items(object, "/metadata/ownerReferences")
        .iter()
        .find(|owner| text(owner, "/kind") == "AerospikeCluster");
    if let Some(owner) = owner {
        let namespace = text(object, "/metadata/namespace");
        workers.trigger(&Key::new(namespace, text(owner, "/name")));
    }
}

/// The server of a pod starts when the pod runs, and ends when it is to end.
async fn pod_changed(shared: &Shared, change: &Change) {
    let pod = change.object();
    let instance = at(pod, "/metadata/labels").get("app.kubernetes.io/instance");
    let Some(instance) = instance.and_then(Value::as_str) else {
        return;
    };
    let key = Key::new(text(pod, "/metadata/namespace"), instance);
    let is_ending = matches!(change, Change::Deleted(_))
        || !text(pod, "/metadata/deletionTimestamp").is_empty();
    if is_ending {
        shared.servers.stop(&key, pod).await;
    } else if text(pod, "/status/phase") == "Running" {
        let found = shared
            .objects
            .get(Kind::Cluster, &key.namespace, &key.name)
            .await;
        if let Ok(Some(cluster)) = found {
            shared.servers.start(&key, at(&cluster, "/spec"), pod).await;
        }
    }
}

async fn template_changed(shared: &Shared, workers: &Workers, change: &Change) {
    let template = change.object();
    let name = text(template, "/metadata/name");
    shared
        .templates
        .note(name, text(template, "/metadata/resourceVersion"));
    trigger_where(shared, workers, "", |spec| {
        text(spec, "/templateRef/name") == name
    })
    .await;
}

/// A secret concerns clusters whose users have their passwords in it when it changes, not when it appears.
async fn secret_changed(
    shared: &Shared,
    workers: &Workers,
    known: &mut HashMap<Key, Value>,
    change: &Change,
) {
    let secret = change.object();
    let key = Key::of(secret);
    if matches!(change, Change::Deleted(_)) {
        known.remove(&key);
        return;
    }
    let data = at(secret, "/data").clone();
    let before = known.insert(key.clone(), data.clone());
    if before.is_some_and(|before| before != data) {
        trigger_where(shared, workers, &key.namespace, |spec| {
            items(spec, "/aerospikeAccessControl/users")
                .iter()
                .any(|user| text(user, "/secretName") == key.name)
        })
        .await;
    }
}

async fn trigger_where(
    shared: &Shared,
    workers: &Workers,
    namespace: &str,
    concerns: impl Fn(&Value) -> bool,
) {
    match shared.objects.list(Kind::Cluster, namespace, "").await {
        Ok(clusters) => {
            for cluster in clusters {
                if concerns(at(&cluster, "/spec")) {
                    workers.trigger(&Key::of(&cluster));
                }
            }
        }
        Err(error) => warn!(%error, "cannot list the clusters"),
    }
}
