//! Which clusters are made from which template, and how far they are from it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use acm_core::ApiError;
use acm_k8s_api::{
    AerospikeCluster, ResourceExt, Scope,
    changes::{Change, changes},
    types::K8sTemplateSnapshot,
};
use serde_json::{Value, json};
use tokio::sync::Mutex;

use super::{Templates, View, merged::merged};

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

/// The clusters of a context.
struct Seen {
    clusters: Vec<Arc<AerospikeCluster>>,
    namespaces: Option<Vec<String>>,
}

/// What all of one answer look at: the clusters of each context, once.
pub(crate) struct Look {
    pub templates: Templates,
    seen: Mutex<HashMap<Arc<str>, Arc<Seen>>>,
}

impl Look {
    pub(crate) fn new(templates: Templates) -> Arc<Self> {
        Arc::new(Self {
            templates,
            seen: Mutex::default(),
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

/// Whether a cluster is made from a template. Read as it came: one that cannot be read still refers.
pub(crate) fn refers(cluster: &AerospikeCluster, template: &str) -> bool {
    referred(cluster).as_deref() == Some(template)
}

/// The template a cluster is made from.
pub(crate) fn referred(cluster: &AerospikeCluster) -> Option<String> {
    match cluster.spec() {
        Ok(spec) => spec.template_ref.value().map(|of| of.name.clone()),
        Err(_) => cluster.json()["spec"]["templateRef"]["name"]
            .as_str()
            .map(str::to_owned),
    }
}

impl Uses {
    /// Whether the operator says the same as the clusters do.
    pub(crate) fn agree(&self) -> bool {
        self.clusters.iter().all(|one| one.refers == one.stated)
    }
}

impl Use {
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

    /// What the cluster would be asked to be after a resync, against what it is asked to be with the
    /// copy it has; `None` when it is not made from this template.
    pub(crate) fn impact(&self, template: &View) -> Option<Vec<Change>> {
        let cluster = self.cluster.as_ref().filter(|_| self.refers)?;
        let own = cluster.json()["spec"].take();
        let copied = self.copied(template.name()).unwrap_or_else(|| json!({}));
        Some(changes(
            &json!({ "spec": merged(&own, &copied) }),
            &json!({ "spec": merged(&own, &template.raw_spec()) }),
        ))
    }
}
