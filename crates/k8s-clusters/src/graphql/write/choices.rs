use acm_core::{ApiError, ContextExt, Right};
use async_graphql::{Context, Object, SimpleObject};

use crate::{
    graphql::K8sClustersState,
    service::write::{
        Writer,
        pickers::{ImageChoice, NamespaceChoice, NodeChoice, SecretChoice, StorageClassChoice},
    },
};

type Listed<T> = Option<Result<Vec<T>, ApiError>>;

/// Queries of what can be chosen from when a cluster is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct K8sChoicesQuery;

#[Object]
impl K8sChoicesQuery {
    /// The namespaces of a Kubernetes cluster, by name.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_namespaces(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
    ) -> Listed<K8sNamespace> {
        let list = async || {
            let found = writer(ctx)?.namespaces(context.as_deref()).await?;
            Ok(found.into_iter().map(Into::into).collect())
        };
        Some(list().await)
    }

    /// The storage classes of a Kubernetes cluster.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_storage_classes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
    ) -> Listed<K8sStorageClass> {
        let list = async || {
            let found = writer(ctx)?.storage_classes(context.as_deref()).await?;
            Ok(found.into_iter().map(Into::into).collect())
        };
        Some(list().await)
    }

    /// The secrets of a Kubernetes namespace that a cluster can name, by name and keys. What they keep is never shown.
    #[graphql(guard = "Right::WriteK8s")]
    async fn k8s_secrets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace.")] namespace: String,
    ) -> Listed<K8sSecret> {
        let list = async || {
            let found = writer(ctx)?.secrets(context.as_deref(), &namespace).await?;
            Ok(found.into_iter().map(Into::into).collect())
        };
        Some(list().await)
    }

    /// The nodes of a Kubernetes cluster.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
    ) -> Listed<K8sNode> {
        let list = async || {
            let found = writer(ctx)?.nodes(context.as_deref()).await?;
            Ok(found.into_iter().map(Into::into).collect())
        };
        Some(list().await)
    }

    /// The images that Aerospike clusters ask for, those of most clusters first.
    #[graphql(guard = "Right::ReadK8s")]
    async fn k8s_images(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The context; may be left out when there is one.")] context: Option<
            String,
        >,
        #[graphql(desc = "The Kubernetes namespace; all of them when left out.")] namespace: Option<
            String,
        >,
    ) -> Listed<K8sImage> {
        let list = async || {
            let found = writer(ctx)?.images(context.as_deref(), namespace.as_deref());
            Ok(found.await?.into_iter().map(Into::into).collect())
        };
        Some(list().await)
    }
}

fn writer<'a>(ctx: &'a Context<'_>) -> Result<&'a Writer, ApiError> {
    Ok(&ctx.state::<K8sClustersState>()?.writer)
}

/// A namespace of Kubernetes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sNamespace {
    /// Its name.
    name: String,
    /// Whether it is being deleted: nothing can be made in it.
    is_terminating: bool,
}

/// A class of volumes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sStorageClass {
    /// Its name.
    name: String,
    /// What makes its volumes.
    provisioner: String,
    /// Whether a claim that names no class gets this one.
    is_default: bool,
    /// Whether a volume can become larger.
    allows_expansion: bool,
    /// When a volume is made: `Immediate` or `WaitForFirstConsumer`.
    binding_mode: String,
    /// What becomes of a volume whose claim is deleted: `Delete` or `Retain`.
    reclaim_policy: String,
}

/// A secret, without what it keeps.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sSecret {
    /// Its name.
    name: String,
    /// Its type: `Opaque` or `kubernetes.io/basic-auth`.
    kind: String,
    /// Its keys. A user's secret has the key `password`.
    keys: Vec<String>,
}

/// A node of Kubernetes.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sNode {
    /// Its name.
    name: String,
    /// Its zone.
    zone: Option<String>,
    /// Its region.
    region: Option<String>,
    /// Whether it runs pods; null when it does not say.
    is_ready: Option<bool>,
    /// Whether it takes no new pods.
    is_cordoned: bool,
    /// What pods must tolerate to run there, as `key=value:effect`.
    taints: Vec<String>,
    /// CPUs for pods, as Kubernetes writes amounts.
    cpu: Option<String>,
    /// Memory for pods, as Kubernetes writes amounts.
    memory: Option<String>,
}

/// An image that clusters ask for.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct K8sImage {
    /// The image.
    image: String,
    /// How many clusters ask for it.
    clusters: i32,
}

impl From<NamespaceChoice> for K8sNamespace {
    fn from(choice: NamespaceChoice) -> Self {
        Self {
            name: choice.name,
            is_terminating: choice.is_terminating,
        }
    }
}

impl From<StorageClassChoice> for K8sStorageClass {
    fn from(choice: StorageClassChoice) -> Self {
        Self {
            name: choice.name,
            provisioner: choice.provisioner,
            is_default: choice.is_default,
            allows_expansion: choice.allows_expansion,
            binding_mode: choice.binding_mode,
            reclaim_policy: choice.reclaim_policy,
        }
    }
}

impl From<SecretChoice> for K8sSecret {
    fn from(choice: SecretChoice) -> Self {
        Self {
            name: choice.name,
            kind: choice.kind,
            keys: choice.keys,
        }
    }
}

impl From<NodeChoice> for K8sNode {
    fn from(choice: NodeChoice) -> Self {
        Self {
            name: choice.name,
            zone: choice.zone,
            region: choice.region,
            is_ready: choice.is_ready,
            is_cordoned: choice.is_cordoned,
            taints: choice.taints,
            cpu: choice.cpu,
            memory: choice.memory,
        }
    }
}

impl From<ImageChoice> for K8sImage {
    fn from(choice: ImageChoice) -> Self {
        Self {
            image: choice.image,
            clusters: i32::try_from(choice.clusters).unwrap_or(i32::MAX),
        }
    }
}
