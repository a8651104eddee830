//! What manages the cluster behind a profile, as far as the profile tells.

use acm_graph::{ManagedBy, ManagedCluster, ManagerEvidence, ManagerKind, ServiceName};

use super::{Host, Profile};

/// The label that names the Kubernetes namespace of the cluster's custom resource.
const NAMESPACE_LABEL: &str = "k8s-namespace";
/// The label that names the kubeconfig context of the Kubernetes cluster, where there are several.
pub(crate) const CONTEXT_LABEL: &str = "k8s-context";
/// The label that names the custom resource.
const CLUSTER_LABEL: &str = "k8s-cluster";

/// What manages the cluster: the labels say so, or the name of a host inside of Kubernetes does.
#[must_use]
pub(crate) fn managed_by(profile: &Profile) -> Option<ManagedBy> {
    let label = |key: &str| label(profile, key);
    let managed = |namespace: &str, name: &str, evidence| ManagedBy {
        kind: ManagerKind::KubernetesOperator,
        context: label(CONTEXT_LABEL).cloned(),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
        evidence,
    };
    if let (Some(namespace), Some(name)) = (label(NAMESPACE_LABEL), label(CLUSTER_LABEL)) {
        return Some(managed(namespace, name, ManagerEvidence::Labels));
    }
    profile.reach.hosts.iter().map(Host::name).find_map(|host| {
        let named = ServiceName::read(&host)?;
        Some(managed(
            named.namespace,
            named.service,
            ManagerEvidence::Hosts,
        ))
    })
}

/// The context in which the names of its hosts count, where the profile says.
#[must_use]
pub(crate) fn context(profile: &Profile) -> Option<&String> {
    label(profile, CONTEXT_LABEL)
}

/// The labels by which the profile of a cluster is known.
#[must_use]
pub(crate) fn labels(cluster: &ManagedCluster) -> [(&'static str, &str); 3] {
    [
        (CONTEXT_LABEL, &cluster.context),
        (NAMESPACE_LABEL, &cluster.namespace),
        (CLUSTER_LABEL, &cluster.name),
    ]
}

/// Whether the labels of a profile name a cluster, its context included.
#[must_use]
pub(crate) fn is_labelled(profile: &Profile, cluster: &ManagedCluster) -> bool {
    labels(cluster)
        .iter()
        .all(|(key, value)| label(profile, key).is_some_and(|own| own == value))
}

fn label<'a>(profile: &'a Profile, key: &str) -> Option<&'a String> {
    profile.labels.get(key).filter(|value| !value.is_empty())
}
