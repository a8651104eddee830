//! What a cluster must be like.

use serde_json::Value;

use super::{Verdict, acl_rules, config_rules, monitoring_rules, rack_rules, storage_rules};
use crate::operator::{
    json::{at, flag, items, number, text},
    racks::share,
};

/// Judges a cluster by itself.
pub(super) fn judge(object: &Value) -> Verdict {
    let spec = at(object, "/spec");
    let (mut faults, mut warnings) = (Vec::new(), Vec::new());
    let has_template = !at(spec, "/templateRef").is_null();
    image(spec, has_template, &mut faults, &mut warnings);
    if !has_template && number(spec, "/size") == 0 {
        faults
            .push("spec.size must be set (1–8) when spec.templateRef is not specified".to_owned());
    }
    if !has_template && !at(spec, "/overrides").is_null() {
        faults.push("spec.overrides can only be set when spec.templateRef is specified".to_owned());
    }
    config_rules::check(spec, &mut faults, &mut warnings);
    acl_rules::check(at(spec, "/aerospikeAccessControl"), &mut faults);
    rack_rules::check(at(spec, "/rackConfig"), &mut faults);
    storage_rules::check(at(spec, "/storage"), &mut faults);
    for rack in items(spec, "/rackConfig/racks") {
        storage_rules::check(at(rack, "/storage"), &mut faults);
    }
    monitoring_rules::check(at(spec, "/monitoring"), &mut faults, &mut warnings);
    batches(spec, &mut warnings);
    if flag(spec, "/podSpec/hostNetwork") {
        warnings.push(
            "podSpec.hostNetwork=true: pods share the ports of their nodes; one pod per node can run".to_owned(),
        );
    }
    Verdict::of(&faults, "validation failed", warnings)
}

fn image(spec: &Value, has_template: bool, faults: &mut Vec<String>, warnings: &mut Vec<String>) {
    let image = text(spec, "/image");
    if image.is_empty() {
        if !has_template {
            faults.push(
                "spec.image must not be empty when spec.templateRef is not specified".to_owned(),
            );
        }
        return;
    }
    if ["enterprise", "ee-", "ent-"]
        .iter()
        .any(|mark| image.contains(mark))
    {
        faults.push(format!(
            "spec.image \"{image}\" is an Enterprise Edition image; only Community Edition images are allowed"
        ));
        return;
    }
    let Some((_, tag)) = image.split_once(':') else {
        warnings.push(format!(
            "spec.image \"{image}\" has no tag; use an explicit version tag (e.g., aerospike:ce-8.1.1.1) for \
             reproducible deployments"
        ));
        return;
    };
    if tag == "latest" {
        warnings.push(
            "spec.image uses 'latest' tag; use an explicit version tag for reproducible deployments".to_owned(),
        );
        return;
    }
    let major = tag.trim_start_matches("ce-").split('.').next();
    if let Some(major) = major.and_then(|major| major.parse::<u32>().ok())
        && major < 8
    {
        faults.push(format!(
            "spec.image \"{image}\" requires Aerospike CE 8 or later (got major version {major}); CE 7.x is no \
             longer supported"
        ));
    }
}

fn batches(spec: &Value, warnings: &mut Vec<String>) {
    let size = number(spec, "/size");
    let unavailable = at(spec, "/maxUnavailable");
    if !unavailable.is_null() && size > 0 && share(unavailable, size, 1) >= size {
        let shown = unavailable
            .as_str()
            .map_or_else(|| unavailable.to_string(), str::to_owned);
        warnings.push(format!(
            "maxUnavailable ({shown}) is >= cluster size ({size}); PodDisruptionBudget will not prevent full \
             disruption"
        ));
    }
    let batch = number(spec, "/rollingUpdateBatchSize");
    if size > 0 && batch > size {
        warnings.push(format!(
            "rollingUpdateBatchSize ({batch}) is greater than cluster size ({size}); all pods may restart \
             simultaneously"
        ));
    }
}
