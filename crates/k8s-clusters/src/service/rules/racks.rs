//! Racks.

use acm_k8s_api::{
    IntOrString,
    types::{AerospikeClusterSpec, K8sRackConfig},
};

use super::{Faults, config, storage};

const RACKS: &str = "spec.rackConfig";

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let Some(config) = spec.rack_config.value() else {
        return;
    };
    amounts(config, faults);
    let racks = config.racks.value().map_or(&[][..], Vec::as_slice);
    if racks.is_empty() {
        faults.refuse(
            format!("{RACKS}.racks"),
            "a rack configuration has at least one rack; leave it out, or set it to null, for none",
        );
    }
    for (index, rack) in racks.iter().enumerate() {
        let field = format!("{RACKS}.racks[{index}]");
        if rack.id < 1 {
            faults.refuse(format!("{field}.id"), "a rack's id is 1 or more");
        }
        if let Some(part) = rack.aerospike_config.value() {
            config::of_rack(&format!("{field}.aerospikeConfig"), &part.json(), faults);
        }
        if let Some(storage) = rack.storage.value() {
            storage::of(&format!("{field}.storage"), storage, faults);
        }
    }
    let ids = racks.iter().enumerate();
    let ids = ids.map(|(index, rack)| (format!("{RACKS}.racks[{index}].id"), rack.id));
    faults.refuse_repeated(ids, |id| format!("there are two racks {id}"));
    let labels = racks.iter().enumerate().filter_map(|(index, rack)| {
        let label = rack.rack_label.value().filter(|label| !label.is_empty())?;
        Some((format!("{RACKS}.racks[{index}].rackLabel"), label))
    });
    faults.refuse_repeated(labels, |label| {
        format!("there are two racks labelled \"{label}\"")
    });
}

fn amounts(config: &K8sRackConfig, faults: &mut Faults) {
    let amounts = [
        ("maxIgnorablePods", 0, &config.max_ignorable_pods),
        (
            "rollingUpdateBatchSize",
            1,
            &config.rolling_update_batch_size,
        ),
        ("scaleDownBatchSize", 1, &config.scale_down_batch_size),
    ];
    for (name, least, amount) in amounts {
        let wanted = match amount.value() {
            Some(IntOrString::Int(number)) if *number < least => "is too small a number",
            Some(IntOrString::String(text)) => {
                match text.strip_suffix('%').map(str::parse::<u32>) {
                    None => "a number is written without quotes; a text is a percentage",
                    Some(Ok(1..=100)) => continue,
                    Some(_) => "a percentage is 1% to 100%",
                }
            }
            _ => continue,
        };
        faults.refuse(format!("{RACKS}.{name}"), wanted);
    }
}
