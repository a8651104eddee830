//! Templates: what clusters made from one have in common.

use async_graphql::InputObject;
use k8s_openapi::api::core::v1::{
    NodeAffinity, ResourceRequirements, Toleration, TopologySpreadConstraint,
    VolumeResourceRequirements,
};

use super::{K8sAerospikeNetworkPolicy, K8sMonitoring, object};
use crate::{Embedded, Known, scalars::vocabulary, shapes::AerospikeConfig};

object! {
    /// What clusters made from a template have in common. A cluster's own `overrides` have the same fields and go
    /// before them.
    #[derive(InputObject)]
    #[graphql(input_name = "AerospikeClusterTemplateSpecInput")]
    AerospikeClusterTemplateSpec {
        optional {
            /// Configuration of Aerospike below that of the cluster.
            aerospike_config: K8sTemplateAerospikeConfig,
            /// Which addresses nodes tell. A cluster that says anything about it replaces all of this.
            aerospike_network_policy: K8sAerospikeNetworkPolicy,
            /// What the template is for, at most 500 characters.
            #[schemars(length(max = 500))]
            description: String,
            /// The image of the server.
            image: String,
            /// Metrics for Prometheus. A cluster that says anything about it replaces all of this.
            monitoring: K8sMonitoring,
            /// What holds for racks.
            rack_config: K8sTemplateRackConfig,
            /// CPU and memory of Aerospike's container.
            resources: Embedded<ResourceRequirements>,
            /// Where pods run.
            scheduling: K8sTemplateScheduling,
            /// The number of nodes, 1 to 8.
            #[schemars(range(min = 1, max = 8))]
            size: i32,
            /// The volume data is on.
            storage: K8sTemplateStorage,
        }
    }
}

object! {
    /// Configuration of Aerospike below that of the cluster.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateAerospikeConfigInput")]
    K8sTemplateAerospikeConfig {
        optional {
            /// Parameters of every namespace that says nothing else.
            namespace_defaults: Embedded<AerospikeConfig>,
            /// The network section.
            network: K8sTemplateNetwork,
            /// The service section.
            service: Embedded<AerospikeConfig>,
        }
    }
}

object! {
    /// The network section of a template's configuration.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateNetworkInput")]
    K8sTemplateNetwork {
        optional {
            /// How nodes know that others are alive.
            heartbeat: K8sTemplateHeartbeat,
        }
    }
}

object! {
    /// How nodes know that others are alive.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateHeartbeatInput")]
    K8sTemplateHeartbeat {
        optional {
            /// Milliseconds between two heartbeats.
            interval: i32,
            /// `mesh`, the one that works in Kubernetes.
            mode: String,
            /// So many heartbeats may be missed before a node counts as gone.
            timeout: i32,
        }
    }
}

object! {
    /// What holds for the racks of clusters made from a template.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateRackConfigInput")]
    K8sTemplateRackConfig {
        optional {
            /// So many racks may share a Kubernetes node. 1 wants `podAntiAffinityLevel: required`.
            #[schemars(range(min = 0))]
            max_racks_per_node: i32,
        }
    }
}

vocabulary! {
    /// Whether pods keep away from each other.
    K8sPodAntiAffinityLevel {
        /// They may share a Kubernetes node.
        None = "none",
        /// They share one only when there is no other.
        Preferred = "preferred",
        /// They never share one.
        Required = "required",
    }
}

object! {
    /// Where the pods of clusters made from a template run.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateSchedulingInput")]
    K8sTemplateScheduling {
        optional {
            /// Which Kubernetes nodes they want.
            node_affinity: Embedded<NodeAffinity>,
            /// Whether they keep away from each other.
            pod_anti_affinity_level: Known<K8sPodAntiAffinityLevel>,
            /// In which order they are started and stopped: `OrderedReady` or `Parallel`.
            pod_management_policy: String,
            /// The taints of nodes they bear.
            tolerations: Vec<Embedded<Toleration>>,
            /// How they are spread over zones, nodes and the like.
            topology_spread_constraints: Vec<Embedded<TopologySpreadConstraint>>,
        }
    }
}

object! {
    /// The volume that data of clusters made from a template is on.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateStorageInput")]
    K8sTemplateStorage {
        optional {
            /// How it may be mounted, such as `ReadWriteOnce`.
            access_modes: Vec<String>,
            /// Whether it has to be on the Kubernetes node itself; wants a storage class that waits for its first pod.
            #[serde(rename = "localPVRequired")]
            #[graphql(name = "localPVRequired")]
            local_pv_required: bool,
            /// How much it asks for.
            resources: Embedded<VolumeResourceRequirements>,
            /// The storage class.
            storage_class_name: String,
            /// `Filesystem` or `Block`.
            volume_mode: String,
        }
    }
}

object! {
    /// What the operator says about a template.
    AerospikeClusterTemplateStatus {
        optional {
            /// The clusters made from it, as `namespace/name`.
            used_by: Vec<String>,
        }
    }
}
