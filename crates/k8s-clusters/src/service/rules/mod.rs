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
/// Bytes of a name that leave room for what Kubernetes and the operator add to it.
const MAX_NAME_BYTES: usize = 63;

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
    let ends = |byte: Option<&u8>| byte.is_some_and(|byte| *byte != b'-');
    let bytes = name.as_bytes();
    if !ends(bytes.first()) || !ends(bytes.last()) || !bytes.iter().copied().all(plain) {
        faults.refuse(
            "metadata.name",
            "a name is made of small letters, digits and hyphens, and begins and ends with a letter or digit",
        );
    } else if bytes.len() > MAX_NAME_BYTES {
        faults.refuse(
            "metadata.name",
            format!("a name has at most {MAX_NAME_BYTES} characters: services and pods are named after it"),
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
