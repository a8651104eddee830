//! How many nodes, and how many of them may be missing.

use acm_k8s_api::{Field, IntOrString, types::AerospikeClusterSpec};

use super::{Faults, MAX_SIZE};

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let has_template = spec.template_ref.value().is_some();
    let size = spec.size.value().copied().unwrap_or(0);
    if !(0..=MAX_SIZE).contains(&size) {
        faults.refuse("spec.size", format!("a cluster has 1 to {MAX_SIZE} nodes"));
    } else if size == 0 && !has_template {
        faults.refuse(
            "spec.size",
            format!("a cluster without a template needs a size, 1 to {MAX_SIZE}"),
        );
    }
    if spec.overrides.value().is_some() && !has_template {
        faults.refuse(
            "spec.overrides",
            "there is no template to go before: name one in spec.templateRef",
        );
    }
    if size < 1 {
        return;
    }
    match spec.max_unavailable.value() {
        Some(IntOrString::Int(missing)) if *missing >= i64::from(size) => faults.warn(
            "spec.maxUnavailable",
            format!("all {size} pods may be missing at once: the budget keeps none of them"),
        ),
        _ => {}
    }
    if let Field::Value(batch) = spec.rolling_update_batch_size {
        if batch < 1 {
            faults.refuse(
                "spec.rollingUpdateBatchSize",
                "at least one pod restarts at once",
            );
        } else if batch > size {
            faults.warn(
                "spec.rollingUpdateBatchSize",
                format!("a batch of {batch} is all {size} pods: they may restart at once"),
            );
        }
    }
}
