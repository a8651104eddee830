//! What a dial needs to know, and how clusters are dialled.

use std::{sync::Arc, time::Duration};

use acm_core::BoxFuture;
use zeroize::Zeroizing;

use super::{Failure, Host, Refusal};

/// A secret text: wiped when dropped, never shown.
#[derive(Clone, Eq, PartialEq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, for the one place that must have it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// User and password; servers get them only together.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Credentials {
    /// User name.
    pub username: String,
    /// Password.
    pub password: Secret,
}

/// Everything needed to reach a cluster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Target {
    /// Seed hosts, at least one.
    pub hosts: Vec<Host>,
    /// The context of Kubernetes in which the hosts' names count, where the profile says.
    pub context: Option<String>,
    /// Refuse nodes of a cluster with another name.
    pub cluster_name: Option<String>,
    /// Sent when both parts are there.
    pub credentials: Option<Credentials>,
    /// Encrypt connections.
    pub tls: Option<TlsTarget>,
}

/// How connections are encrypted.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct TlsTarget {
    /// The name expected in the certificate; the host's own when `None`.
    pub server_name: Option<String>,
    /// The authorities to trust, in PEM form; the system's when `None`.
    pub ca: Option<String>,
    /// What is shown to servers that want a certificate.
    pub client: Option<ClientIdentity>,
}

/// A client's certificate and key.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ClientIdentity {
    /// The certificate and those between it and its authority, in PEM form.
    pub certificates: String,
    /// Its key, in PEM form.
    pub key: Secret,
}

/// What a look at a cluster found. Unknown is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Nodes the cluster is known to have, by id, sorted.
    pub nodes: Vec<String>,
    /// Those of them that did not answer, sorted.
    pub silent: Vec<String>,
    /// Builds of the nodes that answered, sorted, without repetition.
    pub builds: Vec<String>,
    /// Edition as the nodes name it.
    pub edition: Option<String>,
    /// The cluster's own name.
    pub cluster_name: Option<String>,
    /// Names of the namespaces, sorted; `None` when no node said.
    pub namespaces: Option<Vec<String>>,
    /// Hosts the cluster advertises that the target policy refuses; nothing was sent there.
    pub refused: Vec<(String, Refusal)>,
    /// How long the fastest node took to answer.
    pub round_trip: Option<Duration>,
}

impl Report {
    /// Nodes that answered.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.nodes.len() - self.silent.len()
    }
}

/// Makes, looks at and closes the client of a cluster. Tests put a fake here.
pub trait Dialer: Send + Sync + 'static {
    /// The client.
    type Client: Send + Sync + 'static;

    /// Connects, within `deadline`. The future may be dropped at any time.
    fn dial<'a>(
        &'a self,
        target: &'a Target,
        deadline: Duration,
    ) -> BoxFuture<'a, Result<Self::Client, Failure>>;

    /// Asks every node what it is, within `deadline`. Nodes that stay silent are in the report; it
    /// is an error when all do, and `hosts` then tell why, by what their names mean in `context`.
    fn look<'a>(
        &'a self,
        client: &'a Self::Client,
        hosts: &'a [Host],
        context: Option<&'a str>,
        deadline: Duration,
    ) -> BoxFuture<'a, Result<Report, Failure>>;

    /// Gives back sockets and tasks. Closing twice does no harm.
    fn close<'a>(&'a self, client: &'a Arc<Self::Client>) -> BoxFuture<'a, ()>;
}
