//! The profiles of clusters that something manages.

use acm_graph::{Connection, ManagedPort, ManagerEvidence};

use super::types::connection;
use crate::service::{Directory, managed_by};

/// Finds the profile of a cluster by what manages it.
pub(crate) struct Managed(pub(crate) Directory);

impl ManagedPort for Managed {
    fn connection(&self, namespace: &str, name: &str) -> Option<Connection> {
        let profiles = self.0.current();
        let mut found = None;
        for profile in profiles.iter() {
            let manager = managed_by(&profile.body);
            let manager =
                manager.filter(|found| found.namespace == namespace && found.name == name);
            match manager.map(|manager| manager.evidence) {
                Some(ManagerEvidence::Labels) => return Some(connection(profile)),
                Some(ManagerEvidence::Hosts) => found = found.or(Some(profile)),
                None => {}
            }
        }
        found.map(connection)
    }
}
