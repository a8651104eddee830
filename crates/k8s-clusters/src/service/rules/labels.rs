//! Labels and annotations of what the operator makes, which no API server takes when they are none: the operator would
//! fail until it gives up.

use acm_k8s_api::{
    Embedded,
    shapes::StringMap,
    types::{AerospikeClusterSpec, K8sObjectMetadata},
};

use super::Faults;

const MAX_NAME_BYTES: usize = 63;
const MAX_PREFIX_BYTES: usize = 253;

type Strings<'a> = Option<&'a Embedded<StringMap>>;

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let services = [
        ("spec.headlessService", spec.headless_service.value()),
        ("spec.podService", spec.pod_service.value()),
    ];
    for (field, service) in services {
        let metadata = service.and_then(|service| service.metadata.value());
        of_metadata(&format!("{field}.metadata"), metadata, faults);
    }
    let pods = spec.pod_spec.value();
    let metadata = pods.and_then(|pods| pods.metadata.value());
    of_metadata("spec.podSpec.metadata", metadata, faults);
    let selector = pods.and_then(|pods| pods.node_selector.value());
    labels("spec.podSpec.nodeSelector", selector, faults);
    if let Some(monitoring) = spec.monitoring.value() {
        let monitor = monitoring.service_monitor.value();
        let monitor = monitor.and_then(|monitor| monitor.labels.value());
        labels("spec.monitoring.serviceMonitor.labels", monitor, faults);
        let rule = monitoring.prometheus_rule.value();
        let rule = rule.and_then(|rule| rule.labels.value());
        labels("spec.monitoring.prometheusRule.labels", rule, faults);
    }
    let balancer = spec.seeds_finder_services.value();
    if let Some(balancer) = balancer.and_then(|services| services.load_balancer.value()) {
        let field = "spec.seedsFinderServices.loadBalancer";
        labels(&format!("{field}.labels"), balancer.labels.value(), faults);
        let given = balancer.annotations.value();
        annotations(&format!("{field}.annotations"), given, faults);
    }
}

fn of_metadata(field: &str, metadata: Option<&K8sObjectMetadata>, faults: &mut Faults) {
    let Some(metadata) = metadata else {
        return;
    };
    labels(&format!("{field}.labels"), metadata.labels.value(), faults);
    let given = metadata.annotations.value();
    annotations(&format!("{field}.annotations"), given, faults);
}

fn labels(field: &str, given: Strings<'_>, faults: &mut Faults) {
    each(field, given, faults, |value| {
        let is_label = value.is_empty() || is_name(value);
        let wanted = "the string of a label is empty, or at most 63 letters, digits, \"-\", \"_\" and \".\", with a letter or \
                      digit at both ends";
        (!is_label).then_some(wanted)
    });
}

fn annotations(field: &str, given: Strings<'_>, faults: &mut Faults) {
    each(field, given, faults, |_| None);
}

fn each(
    field: &str,
    given: Strings<'_>,
    faults: &mut Faults,
    wrong: impl Fn(&str) -> Option<&'static str>,
) {
    let given = given
        .and_then(|given| given.read().ok())
        .unwrap_or_default();
    for (key, value) in &given {
        let message = if is_key(key) {
            value.as_deref().and_then(&wrong)
        } else {
            Some(
                "a key is at most 63 letters, digits, \"-\", \"_\" and \".\", with a letter or digit at both ends, after a \
                 domain and \"/\" if need be",
            )
        };
        if let Some(message) = message {
            faults.refuse(format!("{field}.{key}"), message);
        }
    }
}

fn is_key(key: &str) -> bool {
    match key.split_once('/') {
        Some((prefix, name)) => is_domain(prefix) && is_name(name),
        None => is_name(key),
    }
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let bytes = label.as_bytes();
        let fits = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let ends = [bytes.first(), bytes.last()];
        ends.iter().all(|end| end.is_some_and(fits))
            && bytes.iter().all(|byte| fits(byte) || *byte == b'-')
    };
    text.len() <= MAX_PREFIX_BYTES && text.split('.').all(is_label)
}

fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    bytes.len() <= MAX_NAME_BYTES
        && ends
            .iter()
            .all(|end| end.is_some_and(u8::is_ascii_alphanumeric))
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}
