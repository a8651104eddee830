//! The image of the server.

use acm_k8s_api::types::AerospikeClusterSpec;

use super::Faults;

const FIELD: &str = "spec.image";
/// The oldest major version the operator runs.
const OLDEST: u32 = 8;
/// What the names of Enterprise Edition images have in them.
const ENTERPRISE: [&str; 3] = ["enterprise", "ee-", "ent-"];

pub(super) fn check(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    let Some(image) = spec.image.value().filter(|image| !image.is_empty()) else {
        if spec.template_ref.value().is_none() {
            faults.refuse(FIELD, "a cluster without a template needs an image");
        }
        return;
    };
    if ENTERPRISE.iter().any(|mark| image.contains(mark)) {
        faults.refuse(
            FIELD,
            "the operator runs the Community Edition; this is the name of an Enterprise Edition image",
        );
        return;
    }
    let Image { tag, registry_port } = Image::read(image);
    match tag {
        None if image.contains('@') => {}
        None => faults.warn(
            FIELD,
            "without a tag the version changes by itself; name one",
        ),
        Some("latest") => faults.warn(FIELD, "\"latest\" changes by itself; name a version"),
        Some(tag) => {
            if let Some(major) = major(tag).filter(|major| *major < OLDEST) {
                faults.refuse(
                    FIELD,
                    format!(
                        "the operator runs version {OLDEST} and later; this is version {major}"
                    ),
                );
            }
        }
    }
    if registry_port {
        faults.warn(
            FIELD,
            "the operator takes what follows the first colon for the tag, here the registry's port, and may refuse it",
        );
    }
}

struct Image<'a> {
    tag: Option<&'a str>,
    registry_port: bool,
}

impl<'a> Image<'a> {
    fn read(image: &'a str) -> Self {
        let named = image.split_once('@').map_or(image, |(named, _)| named);
        let (path, last) = named.rsplit_once('/').unwrap_or(("", named));
        Self {
            tag: last.split_once(':').map(|(_, tag)| tag),
            registry_port: path.contains(':'),
        }
    }
}

/// The major version that a tag such as `ce-8.1.1.1` names.
fn major(tag: &str) -> Option<u32> {
    let version = tag.strip_prefix("ce-").unwrap_or(tag);
    let end = version.find(|c: char| !c.is_ascii_digit());
    version[..end.unwrap_or(version.len())].parse().ok()
}
