//! Whom an encrypted connection trusts, and who it says it is.

use acm_aerospike::{
    Secret,
    client::{ClientCertificate, TlsOptions},
};
use acm_core::authorities;

use crate::service::{Cause, Failure, TlsTarget};

/// Trusts the profile's own authorities, else the system's, and shows the profile's certificate.
pub(super) async fn options(tls: &TlsTarget) -> Result<TlsOptions, Failure> {
    let ca_pem = match &tls.ca {
        Some(own) => own.clone(),
        None => system().await?,
    };
    let client = tls.client.as_ref().map(|client| ClientCertificate {
        certificates_pem: client.certificates.clone(),
        key_pem: Secret::new(client.key.expose()),
    });
    Ok(TlsOptions { ca_pem, client })
}

/// The bundle named by `SSL_CERT_FILE`, else the system's.
async fn system() -> Result<String, Failure> {
    let mut last = None;
    for path in authorities::bundles() {
        match tokio::fs::read_to_string(path).await {
            Ok(bundle) => return Ok(bundle),
            Err(error) => last = Some(error),
        }
    }
    let failure = Failure::new(Cause::Tls);
    Err(match last {
        Some(error) => failure.with_source(error),
        None => failure,
    })
}
