//! From a stored profile to what a dial needs, and its secrets sealed and opened.

use super::{
    ClientIdentity, Credentials, Reach, Sealed, Secret, SecretBox, SecretError, Target, TlsTarget,
};

/// Seals and opens the secrets of one profile; each opens for what it was sealed for only.
#[derive(Clone, Copy)]
pub(crate) struct Vault<'a> {
    id: &'a str,
    secrets: &'a SecretBox,
}

impl<'a> Vault<'a> {
    /// The vault of the profile with this id.
    pub(crate) fn new(id: &'a str, secrets: &'a SecretBox) -> Self {
        Self { id, secrets }
    }

    pub(crate) fn seal_password(&self, password: &Secret) -> Result<Sealed, SecretError> {
        self.secrets.seal(&self.owner("password"), password)
    }

    pub(crate) fn open_password(&self, sealed: &Sealed) -> Result<Secret, SecretError> {
        self.secrets.open(&self.owner("password"), sealed)
    }

    pub(crate) fn seal_key(&self, key: &Secret) -> Result<Sealed, SecretError> {
        self.secrets.seal(&self.owner("client-key"), key)
    }

    pub(crate) fn open_key(&self, sealed: &Sealed) -> Result<Secret, SecretError> {
        self.secrets.open(&self.owner("client-key"), sealed)
    }

    /// Whether every secret of the profile opens.
    pub(crate) fn opens(&self, reach: &Reach) -> bool {
        let password = reach.password.as_ref();
        let key = reach.tls.client_key.as_ref();
        password.is_none_or(|sealed| self.open_password(sealed).is_ok())
            && key.is_none_or(|sealed| self.open_key(sealed).is_ok())
    }

    fn owner(&self, what: &str) -> String {
        format!("connection-{what}:{}", self.id)
    }
}

/// The target of a profile, its secrets opened.
///
/// # Errors
/// When a secret does not open.
pub(super) fn of_profile(
    id: &str,
    reach: &Reach,
    context: Option<&String>,
    secrets: &SecretBox,
) -> Result<Target, SecretError> {
    let vault = Vault::new(id, secrets);
    let credentials = match (&reach.username, &reach.password) {
        (Some(username), Some(sealed)) => Some(Credentials {
            username: username.clone(),
            password: vault.open_password(sealed)?,
        }),
        _ => None,
    };
    let tls = match &reach.tls {
        tls if !tls.enabled => None,
        tls => Some(TlsTarget {
            server_name: tls.server_name.clone(),
            ca: tls.ca.clone(),
            client: match (&tls.client_certificate, &tls.client_key) {
                (Some(certificates), Some(sealed)) => Some(ClientIdentity {
                    certificates: certificates.clone(),
                    key: vault.open_key(sealed)?,
                }),
                _ => None,
            },
        }),
    };
    Ok(Target {
        hosts: reach.hosts.clone(),
        context: context.cloned(),
        cluster_name: reach.cluster_name.clone(),
        credentials,
        tls,
    })
}
