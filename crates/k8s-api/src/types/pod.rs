//! The pods of a cluster.

use async_graphql::InputObject;
use k8s_openapi::api::core::v1::{
    Affinity, Container, LocalObjectReference, PodSecurityContext, ResourceRequirements,
    SecurityContext, Toleration, TopologySpreadConstraint,
};

use super::{K8sObjectMetadata, object};
use crate::{Embedded, Known, scalars::vocabulary, shapes::StringMap};

vocabulary! {
    /// In which order pods are started and stopped.
    K8sPodManagementPolicy {
        /// One after another, each when the one before is ready.
        OrderedReady = "OrderedReady",
        /// All at once.
        Parallel = "Parallel",
    }
}

object! {
    /// The pods: what runs in them beside Aerospike, and where they may run.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sPodSpecInput")]
    K8sPodSpec {
        optional {
            /// The container Aerospike runs in.
            aerospike_container: K8sAerospikeContainer,
            /// Which nodes and which neighbours the pods want.
            affinity: Embedded<Affinity>,
            /// How names are resolved in the pods, such as `ClusterFirst`.
            dns_policy: String,
            /// Whether pods use the network of the node they run on. Only one fits on a node then.
            host_network: bool,
            /// The secrets that let images be pulled.
            image_pull_secrets: Vec<Embedded<LocalObjectReference>>,
            /// Containers that run to their end before Aerospike starts, after the operator's own.
            init_containers: Vec<Embedded<Container>>,
            /// Labels and annotations of the pods.
            metadata: K8sObjectMetadata,
            /// Whether a node of Kubernetes may run several pods of this cluster.
            multi_pod_per_host: bool,
            /// Labels a node has to have, to run pods.
            node_selector: Embedded<StringMap>,
            /// In which order pods are started and stopped.
            pod_management_policy: Known<K8sPodManagementPolicy>,
            /// Whether a pod counts as ready only once its node has joined and data has migrated.
            readiness_gate_enabled: bool,
            /// What the processes of the pods may do.
            security_context: Embedded<PodSecurityContext>,
            /// The service account the pods run as.
            service_account_name: String,
            /// Containers that run beside Aerospike.
            sidecars: Vec<Embedded<Container>>,
            /// Seconds a pod has to stop before it is killed.
            termination_grace_period_seconds: i64,
            /// The taints of nodes the pods bear.
            tolerations: Vec<Embedded<Toleration>>,
            /// How pods are spread over zones, nodes and the like.
            topology_spread_constraints: Vec<Embedded<TopologySpreadConstraint>>,
        }
    }
}

object! {
    /// The container Aerospike runs in.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sAerospikeContainerInput")]
    K8sAerospikeContainer {
        optional {
            /// Its CPU and memory.
            resources: Embedded<ResourceRequirements>,
            /// What its processes may do.
            security_context: Embedded<SecurityContext>,
        }
    }
}
