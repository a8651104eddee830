//! Metrics for Prometheus.

use async_graphql::InputObject;
use k8s_openapi::api::core::v1::{EnvVar, ResourceRequirements};

use super::object;
use crate::{
    Embedded,
    shapes::{PrometheusRuleGroup, StringMap},
};

object! {
    /// An exporter of metrics beside each node, and what Prometheus is to make of it.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sMonitoringInput")]
    K8sMonitoring {
        optional {
            /// Whether pods get the exporter as a sidecar.
            enabled: bool,
            /// Variables for the exporter, after those the operator sets: what is named here wins.
            env: Vec<Embedded<EnvVar>>,
            /// The image of the exporter; the operator has one of its own.
            exporter_image: String,
            /// Labels every metric of this cluster carries.
            metric_labels: Embedded<StringMap>,
            /// The port metrics are served on, 9145 if nothing is said. 3000 to 3003 are Aerospike's own.
            #[schemars(range(min = 1, max = 65535))]
            port: i32,
            /// Alerts, for clusters that run the Prometheus operator.
            prometheus_rule: K8sPrometheusRule,
            /// CPU and memory for the exporter.
            resources: Embedded<ResourceRequirements>,
            /// Discovery, for clusters that run the Prometheus operator.
            service_monitor: K8sServiceMonitor,
        }
    }
}

object! {
    /// The `ServiceMonitor` by which Prometheus finds the exporters.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sServiceMonitorInput")]
    K8sServiceMonitor {
        optional {
            /// Whether the operator makes one.
            enabled: bool,
            /// How often metrics are fetched, such as `30s`.
            interval: String,
            /// Labels by which a Prometheus selects it.
            labels: Embedded<StringMap>,
        }
    }
}

object! {
    /// The `PrometheusRule` with the alerts of a cluster.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sPrometheusRuleInput")]
    K8sPrometheusRule {
        optional {
            /// Groups of rules instead of those the operator brings; none of its own are made then.
            custom_rules: Vec<Embedded<PrometheusRuleGroup>>,
            /// Whether the operator makes one.
            enabled: bool,
            /// Labels by which a Prometheus selects it.
            labels: Embedded<StringMap>,
        }
    }
}
