//! TLS settings for the driver.

use std::sync::Arc;

use aerospike::TlsPolicy;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use super::TlsOptions;
use crate::error::{Error, Result};

/// A policy that trusts the given authorities and sends no certificate of its own.
///
/// # Errors
///
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text holds no certificate,
/// or something that is not one.
pub(super) fn policy(options: &TlsOptions) -> Result<TlsPolicy> {
    let refused = |_| Error::invalid("The CA text is not a list of PEM certificates.");
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(options.ca_pem.as_bytes()) {
        let certificate = certificate
            .map_err(|_| Error::invalid("The CA text is not a list of PEM certificates."))?;
        roots.add(certificate).map_err(refused)?;
    }
    if roots.is_empty() {
        return Err(Error::invalid("The CA text holds no certificate."));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(refused)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsPolicy::new(config))
}

#[cfg(test)]
mod tests {
    use super::{TlsOptions, policy};

    #[test]
    fn texts_without_certificates_are_refused() {
        for ca_pem in [
            "",
            "hello",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            assert!(
                policy(&TlsOptions {
                    ca_pem: ca_pem.into()
                })
                .is_err(),
                "{ca_pem:?}"
            );
        }
    }
}
