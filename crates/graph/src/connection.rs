//! Connection profiles and their health, as every domain shows them.

use acm_core::{ApiError, ContextExt};
use async_graphql::{ComplexObject, Context, Enum, ID, SimpleObject};

use crate::{
    Cluster, ClusterPort, HealthPort, Problem,
    scalars::{DateTime, HexColor, Int64, NamespaceName},
};

/// A stored way to reach a cluster. Its password is never shown.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Connection {
    /// Stable identifier.
    pub id: ID,
    /// What people call it.
    pub name: String,
    /// Seed hosts: `host`, `host:port` or `[v6]:port`; port 3000 where none is named.
    pub hosts: Vec<String>,
    /// When set, nodes that report another cluster name are refused.
    pub cluster_name: Option<String>,
    /// User name for servers with security on.
    pub username: Option<String>,
    /// Whether a password is stored.
    pub has_password: bool,
    /// Transport security.
    pub tls: ConnectionTls,
    /// The colour that marks it in the UI.
    pub color: HexColor,
    /// Key and value pairs; `env` is always there.
    pub labels: Vec<Label>,
    /// The value of the label `env`, by which profiles are grouped.
    pub env: String,
    /// Free text.
    pub note: Option<String>,
    /// Whether metrics are sampled, every ten seconds, also while nobody looks.
    pub keeps_history: bool,
    /// What manages the cluster, as far as the profile tells; null when nothing does.
    pub managed_by: Option<ManagedBy>,
    /// Rises with each change; hand it back as `expectedRevision`.
    pub revision: Int64,
    /// When it was made.
    pub created_at: DateTime,
    /// When it was last changed.
    pub updated_at: DateTime,
}

#[ComplexObject]
impl Connection {
    /// Its health, from what is known already; asking starts the watch.
    async fn health(&self, ctx: &Context<'_>) -> Option<Result<ConnectionHealth, ApiError>> {
        Some(match ctx.port::<dyn HealthPort>() {
            Ok(port) => port.health(&self.id).await,
            Err(error) => Err(error),
        })
    }

    /// The live cluster behind it; null with an error when no node answers.
    async fn cluster(&self, ctx: &Context<'_>) -> Option<Result<Cluster, ApiError>> {
        Some(match ctx.port::<dyn ClusterPort>() {
            Ok(port) => port
                .cluster(&self.id)
                .await
                .map(|cluster| (*cluster).clone()),
            Err(error) => Err(error),
        })
    }
}

/// What manages a cluster beside its operators: it undoes changes of what it manages.
#[derive(Clone, Debug, Eq, PartialEq, SimpleObject)]
pub struct ManagedBy {
    /// What it is.
    pub kind: ManagerKind,
    /// The kubeconfig context of the Kubernetes cluster, as the profile's label `k8s-context` says; null
    /// when it does not.
    pub context: Option<String>,
    /// The Kubernetes namespace of the custom resource.
    pub namespace: String,
    /// The name of the custom resource.
    pub name: String,
    /// By what this is known.
    pub evidence: ManagerEvidence,
}

/// What can manage a cluster.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum ManagerKind {
    /// The Kubernetes operator, after an `AerospikeCluster` resource. With each sync it brings users,
    /// roles, passwords and configuration back to what the resource says.
    KubernetesOperator,
}

/// By what it is known that something manages a cluster.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum ManagerEvidence {
    /// The profile's labels `k8s-namespace` and `k8s-cluster` say so.
    Labels,
    /// A seed host is the name of a service inside a Kubernetes cluster: likely, not certain.
    Hosts,
}

/// A label of a profile.
#[derive(Clone, Debug, Eq, PartialEq, SimpleObject)]
pub struct Label {
    /// Unique in the profile.
    pub key: String,
    /// Its value.
    pub value: String,
}

/// Transport security of a profile.
#[derive(Clone, Debug, Default, Eq, PartialEq, SimpleObject)]
pub struct ConnectionTls {
    /// Whether connections are encrypted; the server's certificate is always checked.
    pub enabled: bool,
    /// The name expected in the server's certificate, when it is not the host's.
    pub server_name: Option<String>,
    /// The authorities trusted in place of the system's; the system's are when there is none.
    pub authorities: Vec<Certificate>,
    /// What is shown to servers that want a certificate: the client's own first, then those between it
    /// and its authority. Used only together with its key.
    pub client_certificate: Vec<Certificate>,
    /// Whether the key of the client's certificate is stored. It is never shown.
    pub has_client_key: bool,
}

/// What a certificate says of itself.
#[derive(Clone, Debug, Eq, PartialEq, SimpleObject)]
pub struct Certificate {
    /// Whose it is, such as `CN=db.example,O=Example`.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// When it becomes valid.
    pub not_before: DateTime,
    /// When it expires.
    pub not_after: DateTime,
}

/// Whether a connection works.
#[derive(Clone, Copy, Debug, Enum, Eq, Hash, PartialEq)]
pub enum HealthStatus {
    /// Nobody has looked yet.
    Unknown,
    /// The first attempt is under way.
    Connecting,
    /// Every node answers.
    Up,
    /// Some nodes answer, some do not.
    Degraded,
    /// No node answers.
    Down,
}

/// Whether a connection works, and what its cluster says of itself.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
pub struct ConnectionHealth {
    /// The profile.
    pub connection_id: ID,
    /// Whether it works.
    pub status: HealthStatus,
    /// When it came into this status.
    pub since: DateTime,
    /// When it was last looked at; null before the first look.
    pub checked_at: Option<DateTime>,
    /// Nodes the cluster is known to have; null while unknown.
    pub node_count: Option<i32>,
    /// Nodes that answered; null while unknown.
    pub nodes_up: Option<i32>,
    /// Names of the namespaces; null while unknown.
    pub namespaces: Option<Vec<NamespaceName>>,
    /// Builds the nodes run, without repetition, sorted. More than one in the middle of an upgrade.
    pub builds: Vec<String>,
    /// Edition the nodes report; null while unknown.
    pub edition: Option<String>,
    /// The name the cluster gives itself; null while unknown or unset.
    pub cluster_name: Option<String>,
    /// Milliseconds the fastest node took to answer; null while unknown.
    pub round_trip_ms: Option<f64>,
    /// Why it is not up, when it is not.
    pub problem: Option<Problem>,
}
