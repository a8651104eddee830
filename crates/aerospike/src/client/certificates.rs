//! Certificates and keys as people paste them: read, checked, told apart.

use std::sync::Arc;
use std::time::Duration;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use x509_cert::der::Decode as _;

/// The most certificates one text may hold.
const MAX_CERTIFICATES: usize = 64;

/// What a certificate says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// Whose it is, such as `CN=db.example,O=Example`.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// The moment it becomes valid, since 1970.
    pub not_before: Duration,
    /// The moment it expires, since 1970.
    pub not_after: Duration,
}

/// Why a text is not what it should be; written for the person who pasted it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PemError {
    /// There is no certificate in it.
    #[error("this holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)")]
    NoCertificate,
    /// One of them cannot be read.
    #[error("certificate {0} cannot be read")]
    Certificate(usize),
    /// There are more than anybody needs.
    #[error("this holds more than {MAX_CERTIFICATES} certificates")]
    TooMany,
    /// A private key stands where only certificates belong.
    #[error("this holds a private key; only certificates belong here")]
    Secret,
    /// There is no private key in it.
    #[error("this holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)")]
    NoKey,
    /// The key is locked with a passphrase.
    #[error("this key is encrypted with a passphrase; decrypt it first")]
    EncryptedKey,
    /// The key is of a kind that is not supported, or damaged.
    #[error("this private key cannot be used: it is damaged, or neither RSA, ECDSA nor Ed25519")]
    Key,
    /// The key is another certificate's.
    #[error("this private key does not belong to the client certificate")]
    Mismatch,
}

/// Reads certificates in PEM form, in their order.
///
/// # Errors
///
/// What is wrong with the text.
pub fn certificates(pem: &str) -> Result<Vec<CertificateFacts>, PemError> {
    let ders = ders(pem)?;
    ders.iter()
        .enumerate()
        .map(|(index, der)| facts(der).ok_or(PemError::Certificate(index + 1)))
        .collect()
}

/// Checks that a private key is one that can be used, and the first certificate's.
///
/// # Errors
///
/// What is wrong with the texts.
pub fn check_pair(certificates_pem: &str, key_pem: &str) -> Result<(), PemError> {
    let (chain, key) = (ders(certificates_pem)?, key(key_pem)?);
    match CertifiedKey::from_der(chain, key, &provider()) {
        Ok(_) => Ok(()),
        Err(rustls::Error::InconsistentKeys(rustls::InconsistentKeys::KeyMismatch)) => {
            Err(PemError::Mismatch)
        }
        Err(rustls::Error::InvalidCertificate(_)) => Err(PemError::Certificate(1)),
        Err(_) => Err(PemError::Key),
    }
}

pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

pub(super) fn ders(pem: &str) -> Result<Vec<CertificateDer<'static>>, PemError> {
    if pem.contains("PRIVATE KEY-----") {
        return Err(PemError::Secret);
    }
    let mut found = Vec::new();
    for (index, der) in CertificateDer::pem_slice_iter(pem.as_bytes()).enumerate() {
        if index == MAX_CERTIFICATES {
            return Err(PemError::TooMany);
        }
        found.push(der.map_err(|_| PemError::Certificate(index + 1))?);
    }
    if found.is_empty() {
        return Err(PemError::NoCertificate);
    }
    Ok(found)
}

/// The authorities of a text, as many as there are: the bundle of a system has more than a person would
/// paste, and one that cannot be read makes the others no worse.
pub(super) fn authorities(pem: &str) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(pem.as_bytes())
        .flatten()
        .collect()
}

pub(super) fn key(pem: &str) -> Result<PrivateKeyDer<'static>, PemError> {
    let locked = ["ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED"];
    if locked.iter().any(|mark| pem.contains(mark)) {
        return Err(PemError::EncryptedKey);
    }
    PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| PemError::NoKey)
}

fn facts(der: &CertificateDer<'_>) -> Option<CertificateFacts> {
    let certificate = x509_cert::Certificate::from_der(der).ok()?;
    let signed = certificate.tbs_certificate();
    let validity = signed.validity();
    Some(CertificateFacts {
        subject: signed.subject().to_string(),
        issuer: signed.issuer().to_string(),
        not_before: validity.not_before.to_unix_duration(),
        not_after: validity.not_after.to_unix_duration(),
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rcgen::{CertificateParams, DnType, KeyPair, date_time_ymd};

    use super::{PemError, certificates, check_pair};

    fn certificate(name: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new([]).unwrap();
        params.distinguished_name.push(DnType::CommonName, name);
        params
            .distinguished_name
            .push(DnType::OrganizationName, "Example");
        params.not_before = date_time_ymd(2026, 1, 1);
        params.not_after = date_time_ymd(2027, 1, 1);
        let certificate = params.self_signed(&key).unwrap();
        (certificate.pem(), key.serialize_pem())
    }

    #[test]
    fn a_certificate_says_whose_it_is_and_how_long() {
        let (one, _) = certificate("one");
        let (two, _) = certificate("two");
        let found = certificates(&format!("some words\n{one}\n{two}")).unwrap();
        assert_eq!(found.len(), 2);
        assert!(found[0].subject.contains("CN=one"), "{}", found[0].subject);
        assert!(found[1].subject.contains("O=Example"));
        assert_eq!(found[0].issuer, found[0].subject);
        assert_eq!(found[0].not_before, Duration::from_secs(1_767_225_600));
        assert_eq!(found[0].not_after, Duration::from_secs(1_798_761_600));
    }

    #[test]
    fn a_key_belongs_to_its_certificate_only() {
        let (one, key) = certificate("one");
        let (two, other) = certificate("two");
        assert_eq!(check_pair(&one, &key), Ok(()));
        assert_eq!(check_pair(&one, &other), Err(PemError::Mismatch));
        assert_eq!(
            check_pair(&format!("{two}{one}"), &key),
            Err(PemError::Mismatch)
        );
    }

    #[test]
    fn texts_that_are_something_else_are_told_apart() {
        let (one, key) = certificate("one");
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for (text, error) in [
            ("", PemError::NoCertificate),
            ("hello", PemError::NoCertificate),
            (broken, PemError::Certificate(1)),
            (&key, PemError::Secret),
            (&broken.repeat(65), PemError::TooMany),
        ] {
            assert_eq!(certificates(text), Err(error), "{text}");
        }
        let locked =
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
        let damaged = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
        for (text, error) in [
            ("", PemError::NoKey),
            (one.as_str(), PemError::NoKey),
            (locked, PemError::EncryptedKey),
            (damaged, PemError::Key),
        ] {
            assert_eq!(check_pair(&one, text), Err(error), "{text}");
        }
    }
}
