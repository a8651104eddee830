//! TLS: settings for the driver, and finding out why a handshake fails.

use std::io;

use aerospike::TlsPolicy;
use rustls::pki_types::ServerName;
use rustls::{AlertDescription, CertificateError, ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use super::certificates::{authorities, ders, key, provider};
use super::{PemError, TlsOptions};
use crate::error::{Error, Result};

/// Why an encrypted connection could not be made or kept, as far as it can be told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TlsFailure {
    /// No authority that is trusted signed the server's certificate.
    Untrusted,
    /// The server's certificate has expired, or is not valid yet.
    Expired,
    /// The server's certificate is for other names.
    WrongName,
    /// The server wants a client certificate, or another one.
    ClientCertificate,
    /// Anything else: no TLS at that port, no version or cipher in common.
    Other,
}

/// A policy for the driver.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the texts do not hold what they
/// should.
pub(super) fn policy(options: &TlsOptions) -> Result<TlsPolicy> {
    let config = config(options).map_err(|error| Error::invalid(error.to_string()))?;
    Ok(TlsPolicy::new(config))
}

/// Makes an encrypted connection over a plain one, as a client with these options would.
///
/// # Errors
///
/// What the handshake says; [`tls_failure`] tells the cause.
pub async fn handshake(
    options: &TlsOptions,
    server_name: &str,
    stream: TcpStream,
) -> io::Result<impl AsyncRead + AsyncWrite + Unpin + Send> {
    let invalid = |error| io::Error::new(io::ErrorKind::InvalidInput, error);
    let config = config(options).map_err(|error| invalid(error.to_string()))?;
    let name =
        ServerName::try_from(server_name.to_owned()).map_err(|error| invalid(error.to_string()))?;
    TlsConnector::from(std::sync::Arc::new(config))
        .connect(name, stream)
        .await
}

/// The cause behind what an encrypted connection says, from types and never from texts.
#[must_use]
pub fn tls_failure(error: &io::Error) -> TlsFailure {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    match inner {
        Some(rustls::Error::InvalidCertificate(error)) => match error {
            CertificateError::Expired
            | CertificateError::ExpiredContext { .. }
            | CertificateError::NotValidYet
            | CertificateError::NotValidYetContext { .. } => TlsFailure::Expired,
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                TlsFailure::WrongName
            }
            _ => TlsFailure::Untrusted,
        },
        Some(rustls::Error::AlertReceived(
            AlertDescription::CertificateRequired
            | AlertDescription::NoCertificate
            | AlertDescription::BadCertificate
            | AlertDescription::UnsupportedCertificate
            | AlertDescription::CertificateRevoked
            | AlertDescription::CertificateExpired
            | AlertDescription::CertificateUnknown
            | AlertDescription::UnknownCA
            | AlertDescription::AccessDenied
            | AlertDescription::DecryptError,
        )) => TlsFailure::ClientCertificate,
        _ => TlsFailure::Other,
    }
}

fn config(options: &TlsOptions) -> std::result::Result<ClientConfig, PemError> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(authorities(&options.ca_pem));
    if roots.is_empty() {
        return Err(PemError::NoCertificate);
    }
    let builder = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(|_| PemError::Key)?
        .with_root_certificates(roots);
    match &options.client {
        None => Ok(builder.with_no_client_auth()),
        Some(client) => builder
            .with_client_auth_cert(
                ders(&client.certificates_pem)?,
                key(client.key_pem.expose())?,
            )
            .map_err(|_| PemError::Mismatch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundle_of_a_system_is_trusted_however_long_it_is() {
        let key = rcgen::KeyPair::generate().unwrap();
        let one = rcgen::CertificateParams::new(["db.example".to_owned()])
            .unwrap()
            .self_signed(&key)
            .unwrap()
            .pem();
        let odd = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let bundle = |ca_pem: String| {
            config(&TlsOptions {
                ca_pem,
                client: None,
            })
        };
        assert!(bundle(one.repeat(200) + odd + &one).is_ok());
        assert!(matches!(
            bundle(odd.to_owned()),
            Err(PemError::NoCertificate)
        ));
    }
}
