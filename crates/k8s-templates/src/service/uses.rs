//! Which clusters are made from which template, and how far they are from it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use acm_core::ApiError;
use acm_k8s_api::{
    AerospikeCluster, ResourceExt, Scope,
    autoscaler::{Autoscaler, cluster_of},
    changes::{Change, changes},
    objects::HorizontalPodAutoscaler,
    operator::template_of,
    plan::Plan,
    types::K8sTemplateSnapshot,
};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::{Templates, View, merged::merged, progress::Progress};
use crate::error::Error;

/// Clusters that are named at once.
const MAX_CLUSTERS: usize = 200;

/// Which cluster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ClusterKey {
    pub namespace: String,
    pub name: String,
}

/// A cluster that is made from a template, or said to be.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub namespace: String,
    pub name: String,
    /// The cluster; `None` when the operator names one that is not seen.
    pub cluster: Option<AerospikeCluster>,
    /// Whether its specification names the template.
    pub refers: bool,
    /// Whether the operator says so in the template's status.
    pub stated: bool,
}

/// The clusters of one template.
#[derive(Clone, Debug)]
pub(crate) struct Uses {
    /// Those that refer to it, and those that are said to, by namespace and name.
    pub clusters: Vec<Use>,
    /// The namespaces looked at, when not all may be: there may be more.
    pub namespaces: Option<Vec<String>>,
}

/// A cluster with its template filled in, before a resync and after it.
#[derive(Clone, Debug)]
pub(crate) struct Resync {
    before: Value,
    after: Value,
}

/// The clusters of a context.
struct Seen {
    clusters: Vec<Arc<AerospikeCluster>>,
    namespaces: Option<Vec<String>>,
}

/// What all of one answer look at: the clusters of each context, once.
pub(crate) struct Look {
    pub templates: Templates,
    seen: Mutex<HashMap<Arc<str>, Arc<Seen>>>,
    scalers: Mutex<HashMap<Arc<str>, Arc<Scalers>>>,
}

/// The autoscalers of a context, by namespace and name of the cluster they scale.
type Scalers = HashMap<(String, String), Autoscaler>;

impl Look {
    pub(crate) fn new(templates: Templates) -> Arc<Self> {
        Arc::new(Self {
            templates,
            seen: Mutex::default(),
            scalers: Mutex::default(),
        })
    }

    async fn seen(&self, context: &Arc<str>) -> Result<Arc<Seen>, ApiError> {
        let mut seen = self.seen.lock().await;
        if let Some(known) = seen.get(context) {
            return Ok(Arc::clone(known));
        }
        let kubernetes = &self.templates.kubernetes;
        let known = kubernetes
            .read::<AerospikeCluster>(Some(context), &Scope::all())
            .await?;
        let known = Arc::new(Seen {
            namespaces: known.namespaces.as_deref().map(<[String]>::to_vec),
            clusters: known.objects,
        });
        seen.insert(Arc::clone(context), Arc::clone(&known));
        Ok(known)
    }

    /// The autoscalers of a context; where they may not be looked at, none is known.
    async fn scalers(&self, context: &Arc<str>) -> Arc<Scalers> {
        let mut scalers = self.scalers.lock().await;
        if let Some(known) = scalers.get(context) {
            return Arc::clone(known);
        }
        let kubernetes = &self.templates.kubernetes;
        let scope = Scope::all();
        let read = kubernetes.read::<HorizontalPodAutoscaler>(Some(context), &scope);
        let found = read.await.map(|known| known.objects).unwrap_or_default();
        let found = found
            .iter()
            .filter_map(|one| Some((cluster_of(one)?, Autoscaler::from(&**one))));
        let found = Arc::new(found.collect::<Scalers>());
        scalers.insert(Arc::clone(context), Arc::clone(&found));
        found
    }

    /// What a resync would lead to; `None` when the cluster is not made from the template.
    ///
    /// # Errors
    /// Never for what was read as a cluster.
    pub(crate) async fn plan(&self, of: &Use, template: &View) -> Result<Option<Plan>, ApiError> {
        let Some(resync) = of.resync(template) else {
            return Ok(None);
        };
        let scalers = match resync.resizes() {
            true => self.scalers(&template.context).await,
            false => Arc::default(),
        };
        let autoscaler = scalers.get(&(of.namespace.clone(), of.name.clone()));
        let read = |object| AerospikeCluster::from_json(object).map_err(ApiError::internal);
        let (before, after) = (read(&resync.before)?, read(&resync.after)?);
        let parameters = &*self.templates.parameters;
        Ok(Some(Plan::of(&before, &after, autoscaler, parameters)))
    }

    /// The clusters that are made from a template.
    ///
    /// # Errors
    /// The clusters of its context are not known.
    pub(crate) async fn uses(&self, template: &View) -> Result<Uses, ApiError> {
        let seen = self.seen(&template.context).await?;
        let clusters = seen.clusters.iter().map(|cluster| &**cluster);
        Ok(Uses {
            clusters: uses(template, clusters),
            namespaces: seen.namespaces.clone(),
        })
    }
}

/// The clusters that refer to a template, and those that are said to.
pub(crate) fn uses<'a>(
    template: &View,
    clusters: impl Iterator<Item = &'a AerospikeCluster>,
) -> Vec<Use> {
    let stated = template.stated();
    let mut found: BTreeMap<String, Use> = BTreeMap::new();
    for cluster in clusters {
        let key = key(cluster);
        let refers = refers(cluster, template.name());
        let stated = stated.contains(&key);
        if refers || stated {
            let one = Use {
                namespace: cluster.namespace().unwrap_or_default(),
                name: cluster.name_any(),
                cluster: Some(cluster.clone()),
                refers,
                stated,
            };
            found.insert(key, one);
        }
    }
    for key in stated {
        let (namespace, name) = key.split_once('/').unwrap_or(("", key));
        found.entry(key.clone()).or_insert_with(|| Use {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            cluster: None,
            refers: false,
            stated: true,
        });
    }
    found.into_values().collect()
}

/// As the operator names a cluster: `namespace/name`.
pub(crate) fn key(cluster: &AerospikeCluster) -> String {
    let namespace = cluster.namespace().unwrap_or_default();
    format!("{namespace}/{}", cluster.name_any())
}

/// Whether a cluster is made from a template.
pub(crate) fn refers(cluster: &AerospikeCluster, template: &str) -> bool {
    template_of(cluster).as_deref() == Some(template)
}

impl Resync {
    /// What it would change of what the cluster is asked to be.
    pub(crate) fn impact(&self) -> Vec<Change> {
        changes(&self.before, &self.after)
    }

    /// Whether it would change the size.
    fn resizes(&self) -> bool {
        self.before["spec"]["size"] != self.after["spec"]["size"]
    }
}

impl Uses {
    /// How far a resync of those named, or of all, is.
    ///
    /// # Errors
    /// Too many are named.
    pub(crate) fn progress(
        &self,
        template: &View,
        named: Option<&[ClusterKey]>,
    ) -> Result<Progress, Error> {
        bounded("clusters", named.unwrap_or_default())?;
        let is_meant = |one: &&Use| {
            let mut named = named.into_iter();
            named.all(|named| named.iter().any(|key| one.is(key)))
        };
        let meant = self.clusters.iter().filter(is_meant);
        Ok(Progress::of(meant.filter_map(|one| one.stage(template))))
    }

    /// Whether the operator says the same as the clusters do.
    pub(crate) fn agree(&self) -> bool {
        self.clusters.iter().all(|one| one.refers == one.stated)
    }
}

/// Checks that not too many clusters are named.
///
/// # Errors
/// The input at this path is too long.
pub(crate) fn bounded(path: &'static str, named: &[ClusterKey]) -> Result<(), Error> {
    let reason = || format!("at most {MAX_CLUSTERS} clusters at once; name some of them");
    match named.len() > MAX_CLUSTERS {
        true => Err(Error::input(path, reason())),
        false => Ok(()),
    }
}

impl Use {
    fn is(&self, key: &ClusterKey) -> bool {
        self.namespace == key.namespace && self.name == key.name
    }

    /// The copy of the template that the operator works with.
    pub(crate) fn snapshot(&self) -> Option<&K8sTemplateSnapshot> {
        let status = self.cluster.as_ref()?.status().ok().flatten()?;
        status.template_snapshot.value()
    }

    /// What the operator copied, as it came; `None` before it has.
    pub(crate) fn copied(&self, template: &str) -> Option<Value> {
        let snapshot = self
            .snapshot()
            .filter(|snapshot| snapshot.name == template)?;
        let spec = snapshot.spec.value().map(|spec| spec.text());
        Some(
            spec.and_then(|text| serde_json::from_str(text).ok())
                .unwrap_or_else(|| json!({})),
        )
    }

    /// What differs between the copy and the template as it is; `None` before there is a copy.
    pub(crate) fn drift(&self, template: &View) -> Option<Vec<Change>> {
        let copied = self.copied(template.name())?;
        Some(changes(
            &json!({ "spec": copied }),
            &json!({ "spec": template.raw_spec() }),
        ))
    }

    /// What the cluster is asked to be with the copy it has, and what it would be after a resync; `None` when it is
    /// not made from this template.
    pub(crate) fn resync(&self, template: &View) -> Option<Resync> {
        let cluster = self.cluster.as_ref().filter(|_| self.refers)?;
        let copied = self.copied(template.name()).unwrap_or_else(|| json!({}));
        let with = |template: &Value| {
            let mut whole = cluster.json();
            whole["spec"] = merged(&whole["spec"], template);
            whole
        };
        Some(Resync {
            before: with(&copied),
            after: with(&template.raw_spec()),
        })
    }
}
