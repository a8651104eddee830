//! Profiles that are made and removed together with the custom resources of their clusters.

use acm_graph::{ManagedCluster, ManagerEvidence};

use super::{
    Change, ProfileChange, ProfileRef, ProfileService, Profiles, ReachChange, managed, managed_by,
};
use crate::Error;

/// The profile of a cluster: one whose labels name it, or else one whose hosts are names of its
/// service. A profile that names no context is taken for one of any.
#[must_use]
pub(crate) fn find<'a>(
    profiles: &'a Profiles,
    context: &str,
    namespace: &str,
    name: &str,
) -> Option<&'a ProfileRef> {
    let mut found = None;
    for profile in profiles.iter() {
        let manager = managed_by(&profile.body).filter(|found| {
            found.namespace == namespace
                && found.name == name
                && found.context.as_deref().is_none_or(|own| own == context)
        });
        match manager.map(|manager| manager.evidence) {
            Some(ManagerEvidence::Labels) => return Some(profile),
            Some(ManagerEvidence::Hosts) => found = found.or(Some(profile)),
            None => {}
        }
    }
    found
}

impl ProfileService {
    /// Makes a profile for a cluster whose nodes are behind this port, unless it has one. Its host is
    /// judged when it is dialled: the cluster may have no node yet.
    ///
    /// # Errors
    /// `Invalid`, `TooMany`, what the store says.
    pub(crate) async fn connect(&self, cluster: &ManagedCluster, port: u16) -> Result<(), Error> {
        let _changing = self.0.changing.lock().await;
        let ManagedCluster {
            context,
            namespace,
            name,
        } = cluster;
        if find(&self.directory().current(), context, namespace, name).is_some() {
            return Ok(());
        }
        let labels =
            managed::labels(cluster).map(|(key, value)| (key.to_owned(), value.to_owned()));
        let change = ProfileChange {
            name: Change::Set(format!("{namespace}/{name}")),
            reach: ReachChange {
                hosts: Change::Set(vec![cluster.host(port)]),
                ..ReachChange::default()
            },
            labels: Change::Set(labels.into()),
            ..ProfileChange::default()
        };
        self.insert(change).await.map(|_| ())
    }

    /// The profiles whose labels name a cluster.
    #[must_use]
    pub(crate) fn connected(&self, cluster: &ManagedCluster) -> Vec<ProfileRef> {
        let profiles = self.directory().current();
        let named = profiles
            .iter()
            .filter(|profile| managed::is_labelled(&profile.body, cluster));
        named.cloned().collect()
    }

    /// Removes the profiles whose labels name a cluster; those that were there.
    ///
    /// # Errors
    /// What the store says; some may be gone by then.
    pub(crate) async fn disconnect(
        &self,
        cluster: &ManagedCluster,
    ) -> Result<Vec<ProfileRef>, Error> {
        let doomed = self.connected(cluster);
        for profile in &doomed {
            match self.delete(&profile.id, None).await {
                // Somebody else was faster.
                Ok(()) | Err(Error::NotFound(_)) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(doomed)
    }
}
