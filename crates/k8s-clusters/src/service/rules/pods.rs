//! Pods, and restarts that are asked for.

use acm_k8s_api::types::AerospikeClusterSpec;

use super::Faults;

/// Bytes in the id of an operation.
pub(crate) const MAX_OPERATION_ID_BYTES: usize = 20;

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    if let Some(pods) = spec.pod_spec.value() {
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
