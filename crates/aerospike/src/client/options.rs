//! How to connect to a cluster.

use std::fmt;
use std::time::Duration;

use aerospike::policy::TEND_INTERVAL_MIN_MS;
use aerospike::{AuthMode, ClientPolicy};

use super::{gate::GateRef, tls};
use crate::error::{Error, Result};

/// The most hosts one set of options may name.
const MAX_HOSTS: usize = 64;
/// Connections per node that are opened at once and kept, so that the first commands need not wait.
const MIN_CONNECTIONS: usize = 2;
/// Connections per node that are never exceeded.
const MAX_CONNECTIONS: usize = 128;
/// Servers before 8.1 close connections that are idle for 60 seconds.
const IDLE: Duration = Duration::from_secs(55);

/// A host to start from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Host {
    /// Host name, IPv4 address, or IPv6 address without brackets.
    pub name: String,
    /// TCP port.
    pub port: u16,
    /// The name in its certificate, when it differs from `name`.
    pub tls_name: Option<String>,
}

impl Host {
    /// A host without TLS name.
    #[must_use]
    pub fn new(name: impl Into<String>, port: u16) -> Self {
        Self {
            name: name.into(),
            port,
            tls_name: None,
        }
    }
}

/// A text that is never shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the text in.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// User and password, for servers with security. The Community Edition has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The user.
    pub user: String,
    /// The password.
    pub password: Secret,
}

/// Whom to trust on TLS connections, and who the client is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsOptions {
    /// Certificates of the authorities to trust, in PEM form.
    pub ca_pem: String,
    /// What the client shows servers that want a certificate.
    pub client: Option<ClientCertificate>,
}

/// A client's certificate and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientCertificate {
    /// The certificate, and those between it and its authority, in PEM form.
    pub certificates_pem: String,
    /// Its private key, in PEM form.
    pub key_pem: Secret,
}

/// How to connect to a cluster.
#[derive(Debug, Clone)]
pub struct ConnectOptions {
    /// Hosts to start from, 1 to 64; the other nodes are found through them.
    pub hosts: Vec<Host>,
    /// When given, only nodes of a cluster of this name are accepted.
    pub cluster_name: Option<String>,
    /// User and password; `None` connects without login.
    pub credentials: Option<Credentials>,
    /// `None` connects without TLS.
    pub tls: Option<TlsOptions>,
    /// How long a single step may take while connecting and following the cluster: opening a
    /// connection, one info request. Between 100 ms and a minute.
    pub step_timeout: Duration,
    /// How often the cluster is asked for changes, at least every 250 ms.
    pub refresh_interval: Duration,
    /// Decides which addresses may be dialled, seeds and what nodes advertise alike; all when `None`.
    pub gate: Option<GateRef>,
    /// Whether to use the addresses nodes advertise as alternates: from outside their network.
    pub use_services_alternate: bool,
}

impl ConnectOptions {
    /// Options that name hosts and leave the rest as usual.
    #[must_use]
    pub fn new(hosts: Vec<Host>) -> Self {
        Self {
            hosts,
            cluster_name: None,
            credentials: None,
            tls: None,
            gate: None,
            step_timeout: Duration::from_secs(1),
            refresh_interval: Duration::from_secs(1),
            use_services_alternate: false,
        }
    }

    pub(super) fn driver_hosts(&self) -> Vec<aerospike::Host> {
        let host = |host: &Host| aerospike::Host {
            name: host.name.clone(),
            tls_name: host
                .tls_name
                .clone()
                .or_else(|| self.tls.as_ref().map(|_| host.name.clone())),
            port: host.port,
        };
        self.hosts.iter().map(host).collect()
    }

    pub(super) fn client_policy(&self) -> Result<ClientPolicy> {
        if self.hosts.is_empty() || self.hosts.len() > MAX_HOSTS {
            return Err(Error::invalid(format!("Name 1 to {MAX_HOSTS} hosts.")));
        }
        if self
            .hosts
            .iter()
            .any(|host| host.name.trim().is_empty() || host.port == 0)
        {
            return Err(Error::invalid("A host has a name and a port other than 0."));
        }
        let step = self
            .step_timeout
            .clamp(Duration::from_millis(100), Duration::from_secs(60));
        let auth_mode = match &self.credentials {
            Some(login) => {
                AuthMode::Internal(login.user.clone(), login.password.expose().to_owned())
            }
            None => AuthMode::None,
        };
        Ok(ClientPolicy {
            auth_mode,
            tls_policy: self.tls.as_ref().map(tls::policy).transpose()?,
            timeout: millis(step),
            idle_timeout: millis(IDLE),
            min_conns_per_node: MIN_CONNECTIONS,
            max_conns_per_node: MAX_CONNECTIONS,
            tend_interval: millis(self.refresh_interval).max(TEND_INTERVAL_MIN_MS),
            cluster_name: self.cluster_name.clone(),
            use_services_alternate: self.use_services_alternate,
            ..ClientPolicy::default()
        })
    }
}

fn millis(duration: Duration) -> u32 {
    u32::try_from(duration.as_millis())
        .unwrap_or(u32::MAX)
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::{ConnectOptions, Credentials, Host, Secret};

    #[test]
    fn passwords_are_never_shown() {
        let mut options = ConnectOptions::new(vec![Host::new("localhost", 3000)]);
        options.credentials = Some(Credentials {
            user: "admin".into(),
            password: Secret::new("hunter2"),
        });
        assert!(!format!("{options:?}").contains("hunter2"));
    }

    #[test]
    fn options_without_a_usable_host_are_refused() {
        for hosts in [vec![], vec![Host::new(" ", 3000)], vec![Host::new("a", 0)]] {
            assert!(ConnectOptions::new(hosts).client_policy().is_err());
        }
    }
}
