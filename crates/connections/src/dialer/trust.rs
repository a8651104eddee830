//! The certificate authorities this machine trusts.

use acm_aerospike::client::TlsOptions;

use crate::service::{Cause, Failure};

/// Where systems keep their bundle: Debian, Red Hat, SUSE, Alpine and BSD, in this order.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
];

/// Trusts the bundle named by `SSL_CERT_FILE`, else the system's.
pub(super) async fn system() -> Result<TlsOptions, Failure> {
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
            Ok(ca_pem) => return Ok(TlsOptions { ca_pem }),
            Err(error) => last = Some(error),
        }
    }
    let failure = Failure::new(Cause::Tls);
    Err(match last {
        Some(error) => failure.with_source(error),
        None => failure,
    })
}
