//! Where systems keep the certificates of the authorities they trust.

/// Debian, Red Hat, SUSE, Alpine and BSD, in this order.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
    "/usr/local/share/certs/ca-root-nss.crt",
];

/// The files to look in, the first that is there: the one `SSL_CERT_FILE` names, else the system's.
#[must_use]
pub fn bundles() -> Vec<String> {
    match std::env::var("SSL_CERT_FILE") {
        Ok(named) => vec![named],
        Err(_) => BUNDLES.map(str::to_owned).to_vec(),
    }
}
