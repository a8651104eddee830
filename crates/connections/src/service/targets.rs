//! From a stored profile to what a dial needs.

use super::{Credentials, Reach, Sealed, Secret, SecretBox, SecretError, Target, TlsTarget};

/// The target of a profile, its password opened.
///
/// # Errors
/// When the password does not open.
pub(super) fn of_profile(
    id: &str,
    reach: &Reach,
    secrets: &SecretBox,
) -> Result<Target, SecretError> {
    let credentials = match (&reach.username, &reach.password) {
        (Some(username), Some(sealed)) => Some(Credentials {
            username: username.clone(),
            password: open_password(id, sealed, secrets)?,
        }),
        _ => None,
    };
    Ok(Target {
        hosts: reach.hosts.clone(),
        cluster_name: reach.cluster_name.clone(),
        credentials,
        tls: reach.tls.enabled.then(|| TlsTarget {
            server_name: reach.tls.server_name.clone(),
        }),
    })
}

/// Seals a profile's password.
///
/// # Errors
/// When the system yields no random bytes.
pub(super) fn seal_password(
    id: &str,
    password: &Secret,
    secrets: &SecretBox,
) -> Result<Sealed, SecretError> {
    secrets.seal(&owner(id), password)
}

/// Opens a profile's password.
///
/// # Errors
/// When it was sealed with another key or for another profile.
pub(super) fn open_password(
    id: &str,
    sealed: &Sealed,
    secrets: &SecretBox,
) -> Result<Secret, SecretError> {
    secrets.open(&owner(id), sealed)
}

fn owner(id: &str) -> String {
    format!("connection-password:{id}")
}
