//! What a cluster is asked to be.

use async_graphql::InputObject;

use super::{
    AerospikeClusterTemplateSpec, K8sAccessControl, K8sAerospikeNetworkPolicy, K8sBandwidthConfig,
    K8sMonitoring, K8sNetworkPolicyConfig, K8sOperation, K8sPodSpec, K8sRackConfig,
    K8sSeedsFinderServices, K8sServiceSettings, K8sStorage, object,
};
use crate::{Embedded, IntOrString, shapes::AerospikeConfig};

object! {
    /// What a cluster is asked to be.
    #[derive(InputObject)]
    #[graphql(input_name = "AerospikeClusterSpecInput")]
    AerospikeClusterSpec {
        optional {
            /// Users and roles the operator keeps.
            aerospike_access_control: K8sAccessControl,
            /// The configuration every node starts with.
            aerospike_config: Embedded<AerospikeConfig>,
            /// Which addresses nodes tell to clients and to each other.
            aerospike_network_policy: K8sAerospikeNetworkPolicy,
            /// Limits of traffic for each pod.
            bandwidth_config: K8sBandwidthConfig,
            /// Whether the operator leaves out the budget that keeps Kubernetes from evicting too many pods at once.
            #[serde(rename = "disablePDB")]
            #[graphql(name = "disablePDB")]
            disable_pdb: bool,
            /// Whether parameters that can change in a running node are changed there, without a restart.
            enable_dynamic_config_update: bool,
            /// Whether the rack of a pod may be set by an annotation of it.
            #[serde(rename = "enableRackIDOverride")]
            #[graphql(name = "enableRackIDOverride")]
            enable_rack_id_override: bool,
            /// What the service carries that names all pods.
            headless_service: K8sServiceSettings,
            /// The image of the server, a Community Edition. Left out: that of the template.
            image: String,
            /// The Kubernetes nodes that run no pod of this cluster.
            #[serde(rename = "k8sNodeBlockList")]
            #[graphql(name = "k8sNodeBlockList")]
            k8s_node_block_list: Vec<String>,
            /// So many pods may be missing when nodes are drained, a number or a percentage; 1 if nothing is said.
            max_unavailable: IntOrString,
            /// Metrics for Prometheus.
            monitoring: K8sMonitoring,
            /// A network policy the operator keeps.
            network_policy_config: K8sNetworkPolicyConfig,
            /// A restart that is asked for, one at a time.
            #[schemars(length(max = 1))]
            operations: Vec<K8sOperation>,
            /// What goes before the template.
            overrides: AerospikeClusterTemplateSpec,
            /// Whether the operator leaves the cluster alone for now.
            paused: bool,
            /// What the services carry that each name one pod. They exist once this is set.
            pod_service: K8sServiceSettings,
            /// The pods.
            pod_spec: K8sPodSpec,
            /// The racks its pods are spread over.
            rack_config: K8sRackConfig,
            /// So many pods restart at once; 1 if nothing is said.
            #[schemars(range(min = 1))]
            rolling_update_batch_size: i32,
            /// Services by which clients outside of Kubernetes find the first node.
            seeds_finder_services: K8sSeedsFinderServices,
            /// The number of nodes, at most 8. Left out, or 0: that of the template.
            #[schemars(range(min = 0, max = 8))]
            size: i32,
            /// The volumes of each pod.
            storage: K8sStorage,
            /// The template that fills in what is left out here.
            template_ref: K8sTemplateRef,
            /// Which checks of the operator are left out.
            validation_policy: K8sValidationPolicy,
        }
    }
}

object! {
    /// The template a cluster is made from. The operator copies it once; later changes of the template come when
    /// they are asked for.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sTemplateRefInput")]
    K8sTemplateRef {
        required {
            /// The name of an `AerospikeClusterTemplate`.
            #[schemars(length(min = 1))]
            name: String,
        }
    }
}

object! {
    /// Which checks of the operator are left out.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sValidationPolicyInput")]
    K8sValidationPolicy {
        optional {
            /// Whether Aerospike's work directory need not be on a volume that lasts.
            skip_work_dir_validate: bool,
        }
    }
}
