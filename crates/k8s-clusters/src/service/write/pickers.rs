//! What can be chosen from when a cluster is written.

use std::collections::{BTreeMap, BTreeSet};

use acm_k8s_api::{
    AerospikeCluster, Client, Scope,
    api::{
        core::v1::{Namespace, Node, Secret},
        storage::v1::StorageClass,
    },
};

use super::{Writer, error::Result};

const DEFAULT_CLASS: &str = "storageclass.kubernetes.io/is-default-class";
const ZONE: &str = "topology.kubernetes.io/zone";
const REGION: &str = "topology.kubernetes.io/region";
/// Secrets with keys somebody can choose; those of service accounts and of Helm are not.
const CHOSEN_SECRETS: [&str; 2] = ["Opaque", "kubernetes.io/basic-auth"];

/// A class of volumes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct StorageClassChoice {
    /// Its name.
    pub name: String,
    /// What makes its volumes.
    pub provisioner: String,
    /// Whether a claim that names no class gets this one.
    pub is_default: bool,
    /// Whether a volume can become larger.
    pub allows_expansion: bool,
    /// When a volume is made: `Immediate` or `WaitForFirstConsumer`.
    pub binding_mode: String,
    /// What becomes of a volume whose claim is deleted: `Delete` or `Retain`.
    pub reclaim_policy: String,
}

/// A secret, without what it keeps.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct SecretChoice {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: String,
    /// Its keys.
    pub keys: Vec<String>,
}

/// A node of Kubernetes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct NodeChoice {
    /// Its name.
    pub name: String,
    /// Its zone.
    pub zone: Option<String>,
    /// Its region.
    pub region: Option<String>,
    /// Whether it runs pods; `None` when it does not say.
    pub is_ready: Option<bool>,
    /// Whether it takes no new pods.
    pub is_cordoned: bool,
    /// What pods must tolerate to run there, as `key=value:effect`.
    pub taints: Vec<String>,
    /// CPUs for pods, as Kubernetes writes amounts.
    pub cpu: Option<String>,
    /// Memory for pods, as Kubernetes writes amounts.
    pub memory: Option<String>,
}

/// A namespace of Kubernetes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct NamespaceChoice {
    /// Its name.
    pub name: String,
    /// Whether it is being deleted.
    pub is_terminating: bool,
}

/// An image that clusters run.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct ImageChoice {
    /// The image.
    pub image: String,
    /// How many clusters ask for it.
    pub clusters: usize,
}

impl Writer {
    /// The namespaces of a context.
    ///
    /// # Errors
    /// Kubernetes' own.
    pub(crate) async fn namespaces(&self, context: Option<&str>) -> Result<Vec<NamespaceChoice>> {
        let found = self
            .choices(context)
            .await?
            .list::<Namespace>(&Scope::all())
            .await?;
        let choice = |namespace: Namespace| NamespaceChoice {
            name: namespace.metadata.name.unwrap_or_default(),
            is_terminating: namespace.metadata.deletion_timestamp.is_some(),
        };
        Ok(found.items.into_iter().map(choice).collect())
    }

    /// The storage classes of a context.
    ///
    /// # Errors
    /// Kubernetes' own.
    pub(crate) async fn storage_classes(
        &self,
        context: Option<&str>,
    ) -> Result<Vec<StorageClassChoice>> {
        let found = self
            .choices(context)
            .await?
            .list::<StorageClass>(&Scope::all())
            .await?;
        let choice = |class: StorageClass| {
            let annotations = class.metadata.annotations.unwrap_or_default();
            StorageClassChoice {
                name: class.metadata.name.unwrap_or_default(),
                provisioner: class.provisioner,
                is_default: annotations
                    .get(DEFAULT_CLASS)
                    .is_some_and(|is| is == "true"),
                allows_expansion: class.allow_volume_expansion.unwrap_or(false),
                binding_mode: class
                    .volume_binding_mode
                    .unwrap_or_else(|| "Immediate".to_owned()),
                reclaim_policy: class.reclaim_policy.unwrap_or_else(|| "Delete".to_owned()),
            }
        };
        Ok(found.items.into_iter().map(choice).collect())
    }

    /// The secrets of a namespace, by name and keys. What they keep is dropped as it is read.
    ///
    /// # Errors
    /// Kubernetes' own.
    pub(crate) async fn secrets(
        &self,
        context: Option<&str>,
        namespace: &str,
    ) -> Result<Vec<SecretChoice>> {
        let scope = Scope::namespace(namespace);
        let found = self.choices(context).await?.list::<Secret>(&scope).await?;
        let choice = |secret: Secret| {
            let kind = secret.type_.unwrap_or_else(|| "Opaque".to_owned());
            CHOSEN_SECRETS
                .contains(&kind.as_str())
                .then(|| SecretChoice {
                    name: secret.metadata.name.unwrap_or_default(),
                    kind,
                    keys: secret.data.unwrap_or_default().into_keys().collect(),
                })
        };
        Ok(found.items.into_iter().filter_map(choice).collect())
    }

    /// The nodes of a context.
    ///
    /// # Errors
    /// Kubernetes' own.
    pub(crate) async fn nodes(&self, context: Option<&str>) -> Result<Vec<NodeChoice>> {
        let found = self
            .choices(context)
            .await?
            .list::<Node>(&Scope::all())
            .await?;
        Ok(found.items.into_iter().map(node).collect())
    }

    /// The images that the clusters of a context ask for, those of most clusters first.
    ///
    /// # Errors
    /// Kubernetes' own.
    pub(crate) async fn images(
        &self,
        context: Option<&str>,
        namespace: Option<&str>,
    ) -> Result<Vec<ImageChoice>> {
        let scope = namespace.map_or_else(Scope::all, Scope::namespace);
        let found = self
            .choices(context)
            .await?
            .list::<AerospikeCluster>(&scope)
            .await?;
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for cluster in &found.items {
            if let Some(image) = cluster.spec().ok().and_then(|spec| spec.image.value()) {
                *counted.entry(image.clone()).or_default() += 1;
            }
        }
        let choice = |(image, clusters)| ImageChoice { image, clusters };
        let mut images: Vec<ImageChoice> = counted.into_iter().map(choice).collect();
        images.sort_by_key(|image| std::cmp::Reverse(image.clusters));
        Ok(images)
    }

    async fn choices(&self, context: Option<&str>) -> Result<Client> {
        Ok(self.contexts.client(context).await?)
    }
}

fn node(node: Node) -> NodeChoice {
    let labels = node.metadata.labels.unwrap_or_default();
    let spec = node.spec.unwrap_or_default();
    let status = node.status.unwrap_or_default();
    let ready = status
        .conditions
        .iter()
        .flatten()
        .find(|condition| condition.type_ == "Ready");
    let amounts = status.allocatable.or(status.capacity).unwrap_or_default();
    let amount = |name: &str| amounts.get(name).map(|amount| amount.0.clone());
    let taints: BTreeSet<String> = spec
        .taints
        .into_iter()
        .flatten()
        .map(|taint| match taint.value {
            Some(value) => format!("{}={value}:{}", taint.key, taint.effect),
            None => format!("{}:{}", taint.key, taint.effect),
        })
        .collect();
    NodeChoice {
        name: node.metadata.name.unwrap_or_default(),
        zone: labels.get(ZONE).cloned(),
        region: labels.get(REGION).cloned(),
        is_ready: ready.map(|condition| condition.status == "True"),
        is_cordoned: spec.unschedulable.unwrap_or(false),
        taints: taints.into_iter().collect(),
        cpu: amount("cpu"),
        memory: amount("memory"),
    }
}
