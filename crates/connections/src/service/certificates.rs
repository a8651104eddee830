//! Certificates of a profile: checked before they are stored, told apart when they are shown.

use acm_aerospike::client::{CertificateFacts, certificates, check_pair};
use acm_graph::{Certificate, scalars::DateTime};

use super::{Change, Secret, Tls, TlsChange, Vault, rules};
use crate::Error;

/// Characters of certificates in PEM form.
const MAX_PEM: usize = 64 * 1024;
/// Characters of a private key in PEM form.
const MAX_KEY: usize = 16 * 1024;

/// What the certificates of a stored text say. They were read when they were stored.
pub(crate) fn facts(pem: Option<&str>) -> Vec<Certificate> {
    let found = pem.map(certificates).and_then(Result::ok);
    found.into_iter().flatten().map(shown).collect()
}

fn shown(facts: CertificateFacts) -> Certificate {
    let millis = |time: std::time::Duration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    Certificate {
        not_before: DateTime(millis(facts.not_before)),
        not_after: DateTime(millis(facts.not_after)),
        subject: facts.subject,
        issuer: facts.issuer,
    }
}

/// Certificates in PEM form.
pub(super) fn check_certificates(field: &str, pem: String) -> Result<String, Error> {
    rules::check_length(field, &pem, MAX_PEM)?;
    certificates(&pem).map_err(|reason| Error::invalid(field, reason))?;
    Ok(pem)
}

/// Applies a change of the client's key, after that of its certificate. A key goes with its
/// certificate; a certificate may wait for its key.
pub(super) fn apply_key(
    tls: &mut Tls,
    change: Change<Secret>,
    vault: &Vault<'_>,
) -> Result<(), Error> {
    const FIELD: &str = "input.tls.clientKeyPem";
    let (key, given) = match change {
        Change::Set(key) if !key.expose().is_empty() => (Some(key), true),
        Change::Keep if tls.client_certificate.is_some() => {
            let sealed = tls.client_key.as_ref();
            (
                sealed.map(|sealed| vault.open_key(sealed)).transpose()?,
                false,
            )
        }
        Change::Set(_) | Change::Unset | Change::Keep => (None, false),
    };
    let Some(key) = key else {
        tls.client_key = None;
        return Ok(());
    };
    rules::check_length(FIELD, key.expose(), MAX_KEY)?;
    let Some(certificate) = &tls.client_certificate else {
        return Err(Error::invalid(FIELD, "a client key needs its certificate"));
    };
    check_pair(certificate, key.expose()).map_err(|reason| Error::invalid(FIELD, reason))?;
    if given {
        tls.client_key = Some(vault.seal_key(&key)?);
    }
    Ok(())
}

impl TlsChange {
    /// What makes the same of a blank profile, secrets included.
    ///
    /// # Errors
    /// When the key does not open.
    pub(super) fn of(tls: Tls, vault: &Vault<'_>) -> Result<Self, Error> {
        let key = tls.client_key.as_ref();
        Ok(Self {
            enabled: tls.enabled,
            client_key: key.map(|sealed| vault.open_key(sealed)).transpose()?.into(),
            server_name: tls.server_name.into(),
            ca: tls.ca.into(),
            client_certificate: tls.client_certificate.into(),
        })
    }
}
