//! Clusters that custom resources of Kubernetes stand for, as their profiles know them.

/// The domain of services where a Kubernetes cluster was given no other.
const DOMAIN: &str = "svc.cluster.local";
/// What comes after service and namespace in a name inside of a Kubernetes cluster.
const SERVICES: &str = "svc";

/// The name of a service inside of a Kubernetes cluster, or of one pod behind it:
/// `[pod.]service.namespace.svc[.domain]`.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct ServiceName<'a> {
    /// The pod, where one is meant.
    pub pod: Option<&'a str>,
    /// The service. The operator names that of a cluster after the custom resource.
    pub service: &'a str,
    /// The Kubernetes namespace.
    pub namespace: &'a str,
}

impl<'a> ServiceName<'a> {
    /// Reads the name of a host; `None` when it is another kind of name.
    #[must_use]
    pub fn read(host: &'a str) -> Option<Self> {
        let parts: Vec<&str> = host.trim_end_matches('.').split('.').collect();
        let place = parts.iter().position(|part| *part == SERVICES)?;
        let (pod, service, namespace) = match parts[..place] {
            [service, namespace] => (None, service, namespace),
            [pod, service, namespace] => (Some(pod), service, namespace),
            _ => return None,
        };
        Some(Self {
            pod,
            service,
            namespace,
        })
    }
}

/// A cluster that a custom resource stands for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ManagedCluster {
    /// The context of the Kubernetes cluster.
    pub context: String,
    /// The Kubernetes namespace of the resource.
    pub namespace: String,
    /// The name of the resource.
    pub name: String,
}

impl ManagedCluster {
    /// The host that stands for all its nodes.
    #[must_use]
    pub fn host(&self, port: u16) -> String {
        format!("{}.{}.{DOMAIN}:{port}", self.name, self.namespace)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_inside_of_kubernetes_tell_pod_service_and_namespace() {
        for (host, found) in [
            ("db.prod.svc", Some((None, "db", "prod"))),
            ("db.prod.svc.cluster.local", Some((None, "db", "prod"))),
            (
                "db-0-1.db.prod.svc.cluster.local.",
                Some((Some("db-0-1"), "db", "prod")),
            ),
            ("db.prod", None),
            ("svc", None),
            ("prod.svc", None),
            ("a.b.c.d.svc", None),
            ("db.example.com", None),
            ("10.0.0.1", None),
        ] {
            let read = ServiceName::read(host);
            let read = read.map(|name| (name.pod, name.service, name.namespace));
            assert_eq!(read, found, "{host}");
        }
    }

    #[test]
    fn the_host_of_a_cluster_is_the_name_of_its_service() {
        let cluster = ManagedCluster {
            context: "one".to_owned(),
            namespace: "prod".to_owned(),
            name: "db".to_owned(),
        };
        let host = cluster.host(3000);
        assert_eq!(host, "db.prod.svc.cluster.local:3000");
        let (name, _) = host.split_once(':').unwrap();
        assert_eq!(
            ServiceName::read(name),
            Some(ServiceName {
                pod: None,
                service: "db",
                namespace: "prod",
            })
        );
    }
}
