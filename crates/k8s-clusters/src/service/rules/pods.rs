//! Pods, and restarts that are asked for.

use std::collections::BTreeMap;

use acm_k8s_api::{
    Embedded, Quantity, api::core::v1::ResourceRequirements, types::AerospikeClusterSpec,
};

use super::Faults;

/// Bytes in the id of an operation.
pub(crate) const MAX_OPERATION_ID_BYTES: usize = 20;

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    if let Some(pods) = spec.pod_spec.value() {
        let container = pods.aerospike_container.value();
        if let Some(given) = container.and_then(|container| container.resources.value()) {
            resources("spec.podSpec.aerospikeContainer.resources", given, faults);
        }
        if pods.host_network.value() == Some(&true) {
            let field = "spec.podSpec.hostNetwork";
            faults.warn(
                field,
                "pods take the ports of their Kubernetes node: one pod fits on each",
            );
            if pods.multi_pod_per_host.value() == Some(&true) {
                faults.warn(
                    "spec.podSpec.multiPodPerHost",
                    "two pods of one node cannot both have its ports",
                );
            }
        }
        if pods
            .termination_grace_period_seconds
            .value()
            .is_some_and(|seconds| *seconds < 0)
        {
            faults.refuse(
                "spec.podSpec.terminationGracePeriodSeconds",
                "a time is not less than nothing",
            );
        }
    }
    let operations = spec.operations.value().map_or(&[][..], Vec::as_slice);
    if operations.len() > 1 {
        faults.refuse(
            "spec.operations",
            "one operation can be asked for at a time",
        );
    }
    for (index, operation) in operations.iter().enumerate() {
        let field = format!("spec.operations[{index}]");
        if !(1..=MAX_OPERATION_ID_BYTES).contains(&operation.id.len()) {
            faults.refuse(
                format!("{field}.id"),
                format!("an id has 1 to {MAX_OPERATION_ID_BYTES} characters"),
            );
        }
        if operation.kind.word().is_none() {
            faults.refuse(
                format!("{field}.kind"),
                "a WarmRestart or a PodRestart can be asked for",
            );
        }
    }
}

/// Kubernetes checks these when a pod is made, which is too late: no pod comes, and nobody is told.
pub(super) fn resources(field: &str, given: &Embedded<ResourceRequirements>, faults: &mut Faults) {
    let Ok(given) = given.read() else {
        return;
    };
    let (requests, limits) = (
        given.requests.unwrap_or_default(),
        given.limits.unwrap_or_default(),
    );
    let [requested, limited] =
        [("requests", &requests), ("limits", &limits)].map(|(kind, amounts)| {
            let mut numbers = BTreeMap::new();
            for (name, amount) in amounts {
                let field = format!("{field}.{kind}.{name}");
                match Quantity::new(amount.0.as_str()) {
                    Ok(amount) if amount.number() >= 0.0 => {
                        numbers.insert(name.as_str(), amount.number());
                    }
                    Ok(_) => faults.refuse(field, "an amount is not less than nothing"),
                    Err(rule) => faults.refuse(field, rule),
                }
            }
            numbers
        });
    for (name, requested) in requested {
        if limited.get(name).is_some_and(|limit| requested > *limit) {
            faults.refuse(
                format!("{field}.requests.{name}"),
                "no more can be asked for than the limit allows",
            );
        }
    }
}
