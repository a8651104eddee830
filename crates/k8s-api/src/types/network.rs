//! How clients and nodes reach each other.

use async_graphql::InputObject;

use super::object;
use crate::{Embedded, Known, scalars::vocabulary, shapes::StringMap};

vocabulary! {
    /// Which address of a node others are told.
    K8sAccessType {
        /// The pod's own address.
        Pod = "pod",
        /// The internal address of the Kubernetes node it runs on.
        HostInternal = "hostInternal",
        /// The external address of the Kubernetes node it runs on.
        HostExternal = "hostExternal",
        /// An address of the networks that are named.
        ConfiguredIp = "configuredIP",
    }
}

object! {
    /// Which addresses nodes tell to clients and to each other.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sAerospikeNetworkPolicyInput")]
    K8sAerospikeNetworkPolicy {
        optional {
            /// The addresses clients are told.
            #[schemars(extend("default" = "pod"))]
            access_type: Known<K8sAccessType>,
            /// The addresses clients are told that ask for the alternate ones.
            #[schemars(extend("default" = "pod"))]
            alternate_access_type: Known<K8sAccessType>,
            /// The networks of `accessType: configuredIP`.
            custom_access_network_names: Vec<String>,
            /// The networks of `alternateAccessType: configuredIP`.
            custom_alternate_access_network_names: Vec<String>,
            /// The networks of `fabricType: configuredIP`.
            custom_fabric_network_names: Vec<String>,
            /// The addresses nodes use among themselves.
            #[schemars(extend("default" = "pod"))]
            fabric_type: Known<K8sAccessType>,
        }
    }
}

vocabulary! {
    /// Whose network policies the operator writes.
    K8sNetworkPolicyType {
        /// `NetworkPolicy` of Kubernetes.
        Kubernetes = "kubernetes",
        /// `CiliumNetworkPolicy` of Cilium.
        Cilium = "cilium",
    }
}

object! {
    /// A network policy the operator keeps, which lets in what a cluster needs and nothing else.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sNetworkPolicyConfigInput")]
    K8sNetworkPolicyConfig {
        optional {
            /// Whether the operator makes one.
            enabled: bool,
            /// Whose kind of policy.
            #[schemars(extend("default" = "kubernetes"))]
            r#type: Known<K8sNetworkPolicyType>,
        }
    }
}

object! {
    /// Limits of traffic for each pod, for network plugins that shape it.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sBandwidthConfigInput")]
    K8sBandwidthConfig {
        optional {
            /// The most a pod may send, such as `1Gbps`.
            egress: String,
            /// The most a pod may receive, such as `500Mbps`.
            ingress: String,
        }
    }
}

object! {
    /// Services by which clients outside of Kubernetes find the first node.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sSeedsFinderServicesInput")]
    K8sSeedsFinderServices {
        optional {
            /// One load balancer before all nodes.
            load_balancer: K8sSeedsFinderLoadBalancer,
        }
    }
}

vocabulary! {
    /// Where a load balancer may send what comes from outside.
    K8sExternalTrafficPolicy {
        /// To any node; the client's address is lost.
        Cluster = "Cluster",
        /// Only to nodes that run a pod of the cluster; the client's address is kept.
        Local = "Local",
    }
}

object! {
    /// A load balancer by which clients find the first node.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sSeedsFinderLoadBalancerInput")]
    K8sSeedsFinderLoadBalancer {
        optional {
            /// Annotations of the service, which cloud providers read.
            annotations: Embedded<StringMap>,
            /// Where traffic from outside may be sent.
            external_traffic_policy: Known<K8sExternalTrafficPolicy>,
            /// Labels of the service.
            labels: Embedded<StringMap>,
            /// The networks clients may come from, as CIDR ranges. Empty: from anywhere.
            load_balancer_source_ranges: Vec<String>,
            /// The port clients use.
            #[schemars(range(min = 1, max = 65535), extend("default" = 3000))]
            port: i32,
            /// The port of the pods it leads to.
            #[schemars(range(min = 1, max = 65535), extend("default" = 3000))]
            target_port: i32,
        }
    }
}
