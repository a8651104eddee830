//! Racks: groups of pods that fail together.

use async_graphql::InputObject;
use k8s_openapi::api::core::v1::{Affinity, Toleration};

use super::{K8sStorage, object};
use crate::{
    Embedded, IntOrString,
    shapes::{AerospikeConfig, StringMap},
};

object! {
    /// The racks of a cluster, over which its pods are spread evenly.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sRackConfigInput")]
    #[schemars(extend("required" = ["racks"]))]
    K8sRackConfig {
        optional {
            /// So many pods that cannot be scheduled or fail do not hold up the others; a number or a percentage.
            max_ignorable_pods: IntOrString,
            /// The Aerospike namespaces whose copies are kept on different racks, at most 2.
            #[schemars(length(max = 2))]
            namespaces: Vec<String>,
            /// The racks, at least one. The list is replaced as a whole.
            #[schemars(length(min = 1))]
            racks: Vec<K8sRack>,
            /// So many pods of a rack restart at once, a number or a percentage; goes before the cluster's own
            /// `rollingUpdateBatchSize`.
            rolling_update_batch_size: IntOrString,
            /// So many pods of a rack are removed at once, a number or a percentage; 1 if nothing is said.
            scale_down_batch_size: IntOrString,
        }
    }
}

object! {
    /// A rack: where its pods run, and what differs there from the cluster.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sRackInput")]
    K8sRack {
        required {
            /// The number of the rack, from 1.
            #[schemars(range(min = 1))]
            id: i32,
        }
        optional {
            /// Configuration that goes before the cluster's.
            aerospike_config: Embedded<AerospikeConfig>,
            /// The one Kubernetes node its pods run on.
            node_name: String,
            /// What differs for its pods.
            pod_spec: K8sRackPodSpec,
            /// Its pods run on nodes labelled `acko.io/rack` with this.
            rack_label: String,
            /// Its pods run on nodes of this region (`topology.kubernetes.io/region`).
            region: String,
            /// A mark by which a rack is replaced by a newer one in a controlled way.
            revision: String,
            /// Volumes instead of the cluster's.
            storage: K8sStorage,
            /// Its pods run on nodes of this zone (`topology.kubernetes.io/zone`).
            zone: String,
        }
    }
}

object! {
    /// What differs for the pods of a rack.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sRackPodSpecInput")]
    K8sRackPodSpec {
        optional {
            /// Which nodes and neighbours they want, instead of the cluster's.
            affinity: Embedded<Affinity>,
            /// Labels a node has to have, instead of the cluster's.
            node_selector: Embedded<StringMap>,
            /// The taints they bear, instead of the cluster's.
            tolerations: Vec<Embedded<Toleration>>,
        }
    }
}
