//! What the operator's webhooks refuse or warn of, checked here with the field each thing is about:
//! before anything is sent, and at once rather than one after the other.
//!
//! The API server stays the judge. What passes here may be refused there, by a newer operator or by
//! a policy of the cluster; nothing is let through there that it would refuse.

mod acl;
mod config;
mod image;
mod labels;
mod monitoring;
mod network;
mod pods;
mod racks;
mod size;
mod storage;
mod update;

#[cfg(test)]
mod tests;

use std::{collections::HashSet, hash::Hash};

use acm_k8s_api::{AerospikeCluster, types::AerospikeClusterSpec};

pub(crate) use pods::MAX_OPERATION_ID_BYTES;

/// Nodes of a Community Edition cluster.
pub(crate) const MAX_SIZE: i32 = 8;
/// Bytes of a label.
const MAX_LABEL_BYTES: usize = 63;
/// Bytes that Kubernetes adds to the name of a set of pods where it labels them with it.
const REVISION_BYTES: usize = "-0123456789".len();

/// What a rule says of a field.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Fault {
    /// The field as Kubernetes spells its path, `spec.storage.volumes[0].source`.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
    /// What follows from it.
    pub severity: Severity,
}

/// What follows from a fault.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Severity {
    /// The cluster is not accepted.
    Refused,
    /// It is accepted, and somebody will regret it.
    Warning,
}

/// Checks a cluster that is to be, against what is there when there is something.
#[must_use]
pub(crate) fn check(current: Option<&AerospikeCluster>, proposed: &AerospikeCluster) -> Vec<Fault> {
    let mut faults = Faults::default();
    name(proposed, &mut faults);
    if current.is_none() {
        length_of_name(proposed, &mut faults);
    }
    match proposed.spec() {
        Ok(spec) => {
            of_spec(spec, &mut faults);
            if let Some(current) = current {
                update::check(current, spec, &mut faults);
            }
        }
        Err(unreadable) => faults.refuse(&*unreadable.path, &*unreadable.reason),
    }
    faults.0
}

fn of_spec(spec: &AerospikeClusterSpec, faults: &mut Faults) {
    size::check(spec, faults);
    image::check(spec, faults);
    config::check(spec, faults);
    acl::check(spec, faults);
    racks::check(spec, faults);
    storage::check(spec, faults);
    monitoring::check(spec, faults);
    network::check(spec, faults);
    labels::check(spec, faults);
    pods::check(spec, faults);
}

fn name(cluster: &AerospikeCluster, faults: &mut Faults) {
    use acm_k8s_api::ResourceExt;
    let name = cluster.name_any();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let bytes = name.as_bytes();
    let begins = bytes.first().is_some_and(u8::is_ascii_lowercase);
    let ends = bytes.last().is_some_and(|byte| *byte != b'-');
    if !begins || !ends || !bytes.iter().copied().all(plain) {
        faults.refuse(
            "metadata.name",
            "a name is made of small letters, digits and hyphens, begins with a letter and ends with a letter or digit: \
             the service is called so",
        );
    }
}

/// Pods are labelled with the name, the id of their rack and a revision.
fn length_of_name(cluster: &AerospikeCluster, faults: &mut Faults) {
    use acm_k8s_api::ResourceExt;
    let racks = cluster
        .spec()
        .ok()
        .and_then(|spec| spec.rack_config.value());
    let racks = racks.and_then(|config| config.racks.value());
    let ids = racks
        .into_iter()
        .flatten()
        .map(|rack| rack.id.to_string().len());
    let most = MAX_LABEL_BYTES - REVISION_BYTES - "-".len() - ids.max().unwrap_or(1);
    if cluster.name_any().len() > most {
        faults.refuse(
            "metadata.name",
            format!("a name has at most {most} characters here: pods are labelled with it, their rack and a revision"),
        );
    }
}

/// Faults as they are found.
#[derive(Default)]
struct Faults(Vec<Fault>);

impl Faults {
    fn refuse(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.add(field.into(), message.into(), Severity::Refused);
    }

    fn warn(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.add(field.into(), message.into(), Severity::Warning);
    }

    fn add(&mut self, field: String, message: String, severity: Severity) {
        self.0.push(Fault {
            field,
            message,
            severity,
        });
    }

    /// Refuses each thing that was there before, with the field of the later one.
    fn refuse_repeated<T: Eq + Hash>(
        &mut self,
        things: impl IntoIterator<Item = (String, T)>,
        message: impl Fn(&T) -> String,
    ) {
        let mut seen = HashSet::new();
        for (field, thing) in things {
            let text = message(&thing);
            if !seen.insert(thing) {
                self.refuse(field, text);
            }
        }
    }
}
