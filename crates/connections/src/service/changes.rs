//! What callers ask for, before any rule has been applied.

use super::Secret;

/// One field of a change: left out, emptied, or given a value.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) enum Change<T> {
    /// Stays as it is.
    #[default]
    Keep,
    /// Goes back to what it is when nobody says anything.
    Unset,
    /// Becomes this.
    Set(T),
}

impl<T> From<Option<T>> for Change<T> {
    /// Nothing keeps.
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Keep, Self::Set)
    }
}

/// A change of a profile; a new one is a change of a blank one.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProfileChange {
    /// What people call it.
    pub name: Change<String>,
    /// How it is reached.
    pub reach: ReachChange,
    /// `#rrggbb`, checked already.
    pub color: Change<String>,
    /// All labels.
    pub labels: Change<Vec<(String, String)>>,
    /// Free text.
    pub note: Change<String>,
    /// Whether metrics are sampled while nobody looks.
    pub keeps_history: Change<bool>,
}

/// A change of how a cluster is reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReachChange {
    /// All hosts.
    pub hosts: Change<Vec<String>>,
    /// The name the cluster must have.
    pub cluster_name: Change<String>,
    /// User name.
    pub username: Change<String>,
    /// Password.
    pub password: Change<Secret>,
    /// Transport security.
    pub tls: Change<TlsChange>,
}

/// A change of transport security.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct TlsChange {
    /// Whether connections are encrypted.
    pub enabled: bool,
    /// The name expected in the certificate.
    pub server_name: Change<String>,
    /// Certificates of the authorities to trust, in PEM form.
    pub ca: Change<String>,
    /// The client's certificates, in PEM form.
    pub client_certificate: Change<String>,
    /// Its key, in PEM form.
    pub client_key: Change<Secret>,
}
