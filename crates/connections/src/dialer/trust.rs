//! Whom an encrypted connection trusts, and who it says it is.

use acm_aerospike::{
    Secret,
    client::{ClientCertificate, TlsOptions},
};

use crate::service::{Cause, Failure, TlsTarget};

/// Where systems keep their bundle: Debian, Red Hat, SUSE, Alpine and BSD, in this order.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
];

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
    let named = std::env::var("SSL_CERT_FILE").ok();
    let bundles = match &named {
        Some(path) => std::slice::from_ref(path)
            .iter()
            .map(String::as_str)
            .collect(),
        None => BUNDLES.to_vec(),
    };
    let mut last = None;
    for path in bundles {
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
