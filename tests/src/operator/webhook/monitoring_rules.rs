//! What monitoring may be.

use serde_json::Value;

use crate::operator::{
    json::{at, flag, items, number},
    owned::PORTS,
};

/// Checks the monitoring of a cluster.
pub(super) fn check(monitoring: &Value, faults: &mut Vec<String>, warnings: &mut Vec<String>) {
    let port = number(monitoring, "/port");
    if let Some((name, _)) = PORTS.iter().find(|(_, taken)| i64::from(*taken) == port) {
        faults.push(format!(
            "monitoring.port {port} conflicts with Aerospike {name} port"
        ));
    }
    let separates = |text: &str| text.contains(['=', ',']);
    for (key, value) in at(monitoring, "/metricLabels")
        .as_object()
        .into_iter()
        .flatten()
    {
        if separates(key) {
            faults.push(format!(
                "monitoring.metricLabels key \"{key}\" must not contain '=' or ','"
            ));
        }
        if let Some(value) = value.as_str().filter(|value| separates(value)) {
            faults.push(format!(
                "monitoring.metricLabels[\"{key}\"] value \"{value}\" must not contain '=' or ','"
            ));
        }
    }
    let rules = items(monitoring, "/prometheusRule/customRules");
    for (place, rule) in rules.iter().enumerate() {
        let lacking = ["name", "rules"]
            .into_iter()
            .find(|field| rule.get(field).is_none());
        if let Some(field) = lacking {
            faults.push(format!(
                "monitoring.prometheusRule.customRules[{place}]: missing required field '{field}'"
            ));
        }
    }
    for (part, object) in [
        ("serviceMonitor", "ServiceMonitor"),
        ("prometheusRule", "PrometheusRule"),
    ] {
        let is_on = flag(monitoring, &format!("/{part}/enabled"));
        if is_on && !flag(monitoring, "/enabled") {
            warnings.push(format!(
                "monitoring.{part}.enabled is true but monitoring.enabled is false; {object} will not be created"
            ));
        }
    }
}
