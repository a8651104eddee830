//! What a template must be like.

use serde_json::Value;

use super::Verdict;
use crate::operator::json::{at, flag, text};

/// Judges a template.
pub(super) fn judge(object: &Value) -> Verdict {
    let spec = at(object, "/spec");
    let (mut faults, mut warnings) = (Vec::new(), Vec::new());
    let mode = text(spec, "/aerospikeConfig/network/heartbeat/mode");
    if !matches!(mode, "" | "mesh") {
        faults.push(format!(
            "spec.aerospikeConfig.network.heartbeat.mode must be 'mesh' for CE (got \"{mode}\")"
        ));
    }
    let policy = text(spec, "/scheduling/podManagementPolicy");
    if !matches!(policy, "" | "OrderedReady" | "Parallel") {
        faults.push(format!(
            "spec.scheduling.podManagementPolicy must be one of: OrderedReady, Parallel (got \"{policy}\")"
        ));
    }
    if flag(spec, "/storage/localPVRequired") && text(spec, "/storage/storageClassName").is_empty()
    {
        warnings.push(
            "spec.storage.localPVRequired=true but spec.storage.storageClassName is empty; local PV scheduling \
             may fail"
                .to_owned(),
        );
    }
    if at(spec, "/resources/requests") != at(spec, "/resources/limits") {
        warnings.push(
            "for Guaranteed QoS, resource requests should equal resource limits in spec.resources"
                .to_owned(),
        );
    }
    Verdict::of(&faults, "template validation failed", warnings)
}
