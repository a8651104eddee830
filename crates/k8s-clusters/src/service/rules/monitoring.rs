//! Metrics for Prometheus.

use acm_k8s_api::types::AerospikeClusterSpec;

use super::{Faults, pods::resources};

const MONITORING: &str = "spec.monitoring";
/// Ports of the server itself.
const AEROSPIKE_PORTS: std::ops::RangeInclusive<i32> = 3000..=3003;

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let Some(monitoring) = spec.monitoring.value() else {
        return;
    };
    if let Some(port) = monitoring.port.value() {
        if !(1..=65_535).contains(port) {
            faults.refuse(format!("{MONITORING}.port"), "a port is 1 to 65535");
        } else if AEROSPIKE_PORTS.contains(port) {
            faults.refuse(
                format!("{MONITORING}.port"),
                "the server itself listens on 3000 to 3003",
            );
        }
    }
    if let Some(given) = monitoring.resources.value() {
        resources(&format!("{MONITORING}.resources"), given, faults);
    }
    let labels = monitoring.metric_labels.value();
    let labels = labels
        .and_then(|labels| labels.read().ok())
        .unwrap_or_default();
    for (name, value) in &labels {
        let texts = [Some(name), value.as_ref()];
        if texts.iter().flatten().any(|text| text.contains(['=', ','])) {
            faults.refuse(
                format!("{MONITORING}.metricLabels.{name}"),
                "neither name nor value may hold \"=\" or \",\"",
            );
        }
    }
    let rule = monitoring.prometheus_rule.value();
    let groups = rule.and_then(|rule| rule.custom_rules.value());
    for (index, group) in groups.into_iter().flatten().enumerate() {
        let group = group.json();
        for part in ["name", "rules"] {
            if group.get(part).is_none() {
                faults.refuse(
                    format!("{MONITORING}.prometheusRule.customRules[{index}].{part}"),
                    "a group of rules has a name and rules",
                );
            }
        }
    }
    let wanted = [
        (
            "serviceMonitor",
            monitoring
                .service_monitor
                .value()
                .and_then(|part| part.enabled.value()),
        ),
        ("prometheusRule", rule.and_then(|rule| rule.enabled.value())),
    ];
    if monitoring.enabled.value() != Some(&true) {
        for (part, _) in wanted.iter().filter(|(_, enabled)| *enabled == Some(&true)) {
            faults.warn(
                format!("{MONITORING}.{part}.enabled"),
                "nothing comes of it while monitoring itself is off",
            );
        }
    }
}
