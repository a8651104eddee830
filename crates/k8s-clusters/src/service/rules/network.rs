//! Addresses that clients may come from.

use std::net::IpAddr;

use acm_k8s_api::types::AerospikeClusterSpec;

use super::Faults;

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let acl = spec.aerospike_access_control.value();
    let roles = acl.and_then(|acl| acl.roles.value());
    for (index, role) in roles.into_iter().flatten().enumerate() {
        let field = format!("spec.aerospikeAccessControl.roles[{index}].whitelist");
        let accepts = |text: &str| is_range(text) || text.parse::<IpAddr>().is_ok();
        let wanted = "an address or a range of them";
        refuse_others(&field, role.whitelist.value(), accepts, wanted, faults);
    }
    let balancer = spec.seeds_finder_services.value();
    let balancer = balancer.and_then(|services| services.load_balancer.value());
    let ranges = balancer.and_then(|balancer| balancer.load_balancer_source_ranges.value());
    let field = "spec.seedsFinderServices.loadBalancer.loadBalancerSourceRanges";
    refuse_others(field, ranges, is_range, "a range of addresses", faults);
}

fn refuse_others(
    field: &str,
    given: Option<&Vec<String>>,
    accepts: impl Fn(&str) -> bool,
    wanted: &str,
    faults: &mut Faults,
) {
    for (index, text) in given.into_iter().flatten().enumerate() {
        if !accepts(text) {
            let message = format!("{wanted} is wanted, such as \"10.0.0.0/8\"");
            faults.refuse(format!("{field}[{index}]"), message);
        }
    }
}

/// Whether a text is an address, a slash, and how many of its bits count.
fn is_range(text: &str) -> bool {
    let Some((address, bits)) = text.split_once('/') else {
        return false;
    };
    let most = match address.parse() {
        Ok(IpAddr::V4(_)) => 32,
        Ok(IpAddr::V6(_)) => 128,
        Err(_) => return false,
    };
    let digits = bits.bytes().all(|byte| byte.is_ascii_digit());
    digits && bits.parse::<u8>().is_ok_and(|bits| bits <= most)
}
