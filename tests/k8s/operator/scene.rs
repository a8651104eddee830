//! A namespace of its own with one cluster in it, and what happens to that.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use acm_core::Tasks;
use acm_tests::operator::{Faults, Key};
use futures_util::StreamExt;
use kube::{
    Api, Client,
    api::{ApiResource, DeleteParams, DynamicObject, Patch, PatchParams, PostParams},
    core::GroupVersionKind,
    runtime::watcher::{Config, Event, watcher},
};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::{
    bed::Bed,
    expected::{History, differences, table},
};

/// Time something has to come true.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(20);

/// The stage of one story.
pub(crate) struct Scene {
    pub(crate) client: Client,
    bed: &'static Bed,
    key: Key,
    history: Arc<Mutex<History>>,
    tasks: Tasks,
}

impl Scene {
    /// An empty namespace, in which what happens to the cluster of that name is noted from now on.
    pub(crate) async fn new(namespace: &str, cluster: &str) -> Self {
        let bed = Bed::shared();
        let client = bed.client().await;
        let scene = Self {
            client,
            bed,
            key: Key::new(namespace, cluster),
            history: Arc::default(),
            tasks: Tasks::new(),
        };
        let namespace = json!({ "metadata": { "name": namespace } });
        scene.create_in("", "Namespace", namespace).await;
        scene.record().await;
        scene
    }

    /// Notes from now on: a watch that begins later would list what has happened, in the order of names.
    async fn record(&self) {
        let (states_begin, states_began) = oneshot::channel();
        let (events_begin, events_began) = oneshot::channel();
        let history = Arc::clone(&self.history);
        let mut states = watcher(self.api("AerospikeCluster"), Config::default()).boxed();
        let name = self.key.name.clone();
        self.tasks.spawn("scene.states", async move {
            let mut begin = Some(states_begin);
            while let Some(change) = states.next().await {
                if let Ok(Event::InitDone) = change {
                    begin.take().map(|begin| begin.send(()));
                }
                if let Ok(Event::InitApply(object) | Event::Apply(object)) = change
                    && object.metadata.name.as_deref() == Some(&name)
                {
                    let state = serde_json::to_value(object).unwrap();
                    history.lock().unwrap().states.push(state);
                }
            }
        });
        let history = Arc::clone(&self.history);
        let about = format!(
            "involvedObject.kind=AerospikeCluster,involvedObject.name={}",
            self.key.name
        );
        let mut events = watcher(self.api("Event"), Config::default().fields(&about)).boxed();
        self.tasks.spawn("scene.events", async move {
            let mut begin = Some(events_begin);
            while let Some(change) = events.next().await {
                if let Ok(Event::InitDone) = change {
                    begin.take().map(|begin| begin.send(()));
                }
                if let Ok(Event::InitApply(object) | Event::Apply(object)) = change
                    && object.data["source"]["component"] == "aerospikecluster-controller"
                {
                    let reason = object.data["reason"].as_str().unwrap().to_owned();
                    history.lock().unwrap().events.push(reason);
                }
            }
        });
        let began = async { tokio::try_join!(states_began, events_began) };
        let began = tokio::time::timeout(PATIENCE, began).await;
        began.expect("the watches begin in time").unwrap();
    }

    /// Begins to note anew.
    pub(crate) fn begin(&self) {
        let mut history = self.history.lock().unwrap();
        let last = history.states.pop();
        *history = History {
            states: last.into_iter().collect(),
            events: Vec::new(),
        };
    }

    /// Holds what happened since the beginning against a recording; it has some time to become that.
    pub(crate) async fn check(&self, recording: &str) {
        let table = table(recording);
        let deadline = tokio::time::Instant::now() + PATIENCE;
        loop {
            let history = self.history.lock().unwrap().clone();
            let found = differences(&table, &history);
            if found.is_empty() {
                return;
            }
            if tokio::time::Instant::now() > deadline {
                let last = history.states.last();
                panic!("{recording}:\n{}\n{last:?}", found.join("\n"));
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Waits until the status is as wanted.
    pub(crate) async fn until(&self, what: &str, holds: impl Fn(&Value) -> bool) {
        let asked = async {
            loop {
                let last = self.history.lock().unwrap().states.last().cloned();
                if last.as_ref().is_some_and(&holds) {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, asked).await.is_err() {
            panic!("waited in vain: {what}: {:?}", self.history.lock().unwrap());
        }
    }

    /// Waits until the specification is applied and as many pods are ready.
    pub(crate) async fn settled(&self, health: &str) {
        self.until(health, |state| {
            let status = &state["status"];
            status["phase"] == "Completed"
                && status["health"] == health
                && status["observedGeneration"] == state["metadata"]["generation"]
        })
        .await;
    }

    /// Waits until so many events had this reason.
    pub(crate) async fn told(&self, reason: &str, count: usize) {
        let asked = async {
            loop {
                let history = self.history.lock().unwrap().clone();
                let found = history.events.iter().filter(|told| *told == reason).count();
                if found >= count {
                    return;
                }
                tokio::time::sleep(PAUSE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, asked).await.is_err() {
            panic!(
                "waited in vain for {count} {reason}: {:?}",
                self.history.lock().unwrap()
            );
        }
    }

    pub(crate) fn api(&self, kind: &str) -> Api<DynamicObject> {
        Api::namespaced_with(self.client.clone(), &self.key.namespace, &resource(kind))
    }

    pub(crate) async fn create(&self, kind: &str, object: Value) -> Value {
        self.create_in(&self.key.namespace, kind, object).await
    }

    async fn create_in(&self, namespace: &str, kind: &str, mut object: Value) -> Value {
        let resource = resource(kind);
        object["apiVersion"] = json!(resource.api_version);
        object["kind"] = json!(resource.kind);
        let api: Api<DynamicObject> = if namespace.is_empty() {
            Api::all_with(self.client.clone(), &resource)
        } else {
            Api::namespaced_with(self.client.clone(), namespace, &resource)
        };
        let object = serde_json::from_value(object).unwrap();
        let made = api.create(&PostParams::default(), &object).await.unwrap();
        serde_json::to_value(made).unwrap()
    }

    /// Creates the cluster.
    pub(crate) async fn create_cluster(&self, spec: Value) {
        let object = json!({ "metadata": { "name": self.key.name }, "spec": spec });
        self.create("AerospikeCluster", object).await;
    }

    /// Creates a cluster-scoped template.
    pub(crate) async fn create_template(&self, name: &str, spec: Value) {
        let object = json!({ "metadata": { "name": name }, "spec": spec });
        self.create_in("", "AerospikeClusterTemplate", object).await;
    }

    /// Merges a patch into the cluster.
    pub(crate) async fn patch(&self, patch: Value) {
        self.try_patch(patch).await.unwrap();
    }

    pub(crate) async fn try_patch(&self, patch: Value) -> Result<(), String> {
        let patched = self
            .api("AerospikeCluster")
            .patch(
                &self.key.name,
                &PatchParams::default(),
                &Patch::Merge(patch),
            )
            .await;
        match patched {
            Ok(object) => {
                self.seen(&object).await;
                Ok(())
            }
            Err(kube::Error::Api(status)) => Err(status.message),
            Err(error) => panic!("{error}"),
        }
    }

    /// Waits until what was written is noted.
    async fn seen(&self, written: &DynamicObject) {
        let version = |text: &str| text.parse::<u64>().unwrap();
        let wanted = version(written.metadata.resource_version.as_deref().unwrap());
        self.until("what was written", |state| {
            version(state["metadata"]["resourceVersion"].as_str().unwrap()) >= wanted
        })
        .await;
    }

    /// Merges a patch into the status of the cluster.
    pub(crate) async fn patch_status(&self, patch: Value) {
        self.api("AerospikeCluster")
            .patch_status(
                &self.key.name,
                &PatchParams::default(),
                &Patch::Merge(patch),
            )
            .await
            .unwrap();
    }

    pub(crate) async fn annotate(&self, name: &str, value: Value) {
        self.patch(json!({ "metadata": { "annotations": { name: value } } }))
            .await;
    }

    pub(crate) async fn delete(&self, kind: &str, name: &str) {
        let deleted = self.api(kind).delete(name, &DeleteParams::default()).await;
        deleted.unwrap();
    }

    pub(crate) async fn get(&self, kind: &str, name: &str) -> Option<Value> {
        let found = self.api(kind).get_opt(name).await.unwrap();
        found.map(|object| serde_json::to_value(object).unwrap())
    }

    /// The names of all objects of a kind.
    pub(crate) async fn names(&self, kind: &str) -> Vec<String> {
        let found = self.api(kind).list(&Default::default()).await.unwrap();
        found
            .into_iter()
            .filter_map(|object| object.metadata.name)
            .collect()
    }

    pub(crate) async fn fault(&self, change: impl FnOnce(&mut Faults)) {
        self.bed.operator.change_faults(&self.key, change).await;
    }

    /// The latest state of the cluster.
    pub(crate) fn state(&self) -> Value {
        self.history
            .lock()
            .unwrap()
            .states
            .last()
            .cloned()
            .unwrap_or_default()
    }

    /// Waits until no object of a kind is left but these.
    pub(crate) async fn left(&self, kind: &str, names: &[&str]) {
        let asked = async {
            while self.names(kind).await != names {
                tokio::time::sleep(PAUSE).await;
            }
        };
        if tokio::time::timeout(PATIENCE, asked).await.is_err() {
            panic!("{kind}: {:?}", self.names(kind).await);
        }
    }

    /// The reasons of all events so far.
    pub(crate) fn events(&self) -> Vec<String> {
        self.history.lock().unwrap().events.clone()
    }

    /// How often the cluster was written.
    pub(crate) fn writes(&self) -> usize {
        self.history.lock().unwrap().states.len()
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        self.tasks.cancel();
    }
}

/// The resource of a kind.
pub(crate) fn resource(kind: &str) -> ApiResource {
    let (group, version, plural) = match kind {
        "AerospikeCluster" => ("acko.io", "v1alpha1", "aerospikeclusters"),
        "AerospikeClusterTemplate" => ("acko.io", "v1alpha1", "aerospikeclustertemplates"),
        "Namespace" => ("", "v1", "namespaces"),
        "Event" => ("", "v1", "events"),
        "Secret" => ("", "v1", "secrets"),
        "Pod" => ("", "v1", "pods"),
        "Service" => ("", "v1", "services"),
        "ConfigMap" => ("", "v1", "configmaps"),
        "ResourceQuota" => ("", "v1", "resourcequotas"),
        "PersistentVolumeClaim" => ("", "v1", "persistentvolumeclaims"),
        "StatefulSet" => ("apps", "v1", "statefulsets"),
        "PodDisruptionBudget" => ("policy", "v1", "poddisruptionbudgets"),
        "HorizontalPodAutoscaler" => ("autoscaling", "v2", "horizontalpodautoscalers"),
        "Role" => ("rbac.authorization.k8s.io", "v1", "roles"),
        "RoleBinding" => ("rbac.authorization.k8s.io", "v1", "rolebindings"),
        other => panic!("no test needs {other}"),
    };
    ApiResource::from_gvk_with_plural(&GroupVersionKind::gvk(group, version, kind), plural)
}
