//! What manages the cluster behind a profile, as far as the profile tells.

use acm_graph::{ManagedBy, ManagerEvidence, ManagerKind};

use super::{Host, Profile};

/// The label that names the Kubernetes namespace of the cluster's custom resource.
const NAMESPACE_LABEL: &str = "k8s-namespace";
/// The label that names the kubeconfig context of the Kubernetes cluster, where there are several.
const CONTEXT_LABEL: &str = "k8s-context";
/// The label that names the custom resource.
const CLUSTER_LABEL: &str = "k8s-cluster";
/// What comes after service and namespace in a name inside of a Kubernetes cluster.
const SERVICES: &str = "svc";

/// What manages the cluster: the labels say so, or the name of a host inside of Kubernetes does.
#[must_use]
pub(crate) fn managed_by(profile: &Profile) -> Option<ManagedBy> {
    let label = |key: &str| profile.labels.get(key).filter(|value| !value.is_empty());
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
        let (service, namespace) = service(&host)?;
        Some(managed(namespace, service, ManagerEvidence::Hosts))
    })
}

/// Service and namespace of `[pod.]service.namespace.svc[.domain]`. The operator names the service
/// after the custom resource.
fn service(host: &str) -> Option<(&str, &str)> {
    let parts: Vec<&str> = host.trim_end_matches('.').split('.').collect();
    let place = parts.iter().position(|part| *part == SERVICES)?;
    match parts[..place] {
        [service, namespace] | [_, service, namespace] => Some((service, namespace)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::service;

    #[test]
    fn names_inside_of_kubernetes_tell_service_and_namespace() {
        for (host, found) in [
            ("db.prod.svc", Some(("db", "prod"))),
            ("db.prod.svc.cluster.local", Some(("db", "prod"))),
            ("db-0-1.db.prod.svc.cluster.local.", Some(("db", "prod"))),
            ("db.prod", None),
            ("svc", None),
            ("prod.svc", None),
            ("a.b.c.d.svc", None),
            ("db.example.com", None),
            ("10.0.0.1", None),
        ] {
            assert_eq!(service(host), found, "{host}");
        }
    }
}
