//! Password hashes, made by clients with a salt that is the same for all.

use std::fmt;

use crate::proto::ResultCode;

/// What the hash of every client begins with: the version, the cost and the salt.
const PREFIX: &[u8] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoO";
/// Length of a hash.
const LENGTH: usize = 60;
/// The hash of `admin`.
const ADMIN: &[u8; LENGTH] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoO1mVO/4MLpGzsqojz6E9Gef6iXDjXdDa";
/// The hash of the word that clients send in the place of a password for users who show a
/// certificate.
const NO_PASSWORD: &[u8; LENGTH] = b"$2a$10$7EqJtq98hPqEX7fNZaFWoOePA2sZy..tlOF99W2N0g5KZ3dLaw8WO";

/// The hash of a password. It is never printed.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct PasswordHash([u8; LENGTH]);

impl PasswordHash {
    /// The password of the first user.
    pub(super) const fn admin() -> Self {
        Self(*ADMIN)
    }

    /// Takes a hash that a client made.
    pub(super) fn new(bytes: &[u8]) -> Result<Self, ResultCode> {
        let in_alphabet = |byte: &u8| byte.is_ascii_alphanumeric() || b"./$".contains(byte);
        match <[u8; LENGTH]>::try_from(bytes) {
            Ok(hash) if hash.starts_with(PREFIX) && hash.iter().all(in_alphabet) => Ok(Self(hash)),
            _ => Err(ResultCode::INVALID_PASSWORD),
        }
    }

    /// Whether the user has no password, but a certificate.
    pub(super) fn is_of_certificate(&self) -> bool {
        self.matches(NO_PASSWORD)
    }

    /// Whether a client sent the same hash.
    pub(super) fn matches(&self, sent: &[u8]) -> bool {
        equal(&self.0, sent)
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PasswordHash")
    }
}

/// Compares in a time that does not tell where two secrets differ.
pub(super) fn equal(known: &[u8], sent: &[u8]) -> bool {
    let differing = known.iter().zip(sent).fold(0, |all, (a, b)| all | (a ^ b));
    known.len() == sent.len() && std::hint::black_box(differing) == 0
}

#[cfg(test)]
mod tests {
    use super::{ADMIN, PasswordHash, equal};

    #[test]
    fn only_what_clients_make_of_a_password_is_a_hash() {
        let hash = PasswordHash::new(ADMIN).expect("a hash");
        assert!(hash.matches(ADMIN));
        let mut other = *ADMIN;
        other[59] = b'b';
        assert!(!hash.matches(&other));
        for wrong in [
            &b""[..],
            b"admin",
            &ADMIN[..59],
            &[ADMIN, &b"x"[..]].concat(),
        ] {
            assert!(PasswordHash::new(wrong).is_err());
        }
        other[40] = b' ';
        assert!(PasswordHash::new(&other).is_err());
    }

    #[test]
    fn hashes_are_not_printed() {
        assert_eq!(format!("{:?}", PasswordHash::admin()), "PasswordHash");
    }

    #[test]
    fn secrets_of_different_length_are_not_equal() {
        assert!(equal(b"ab", b"ab"));
        assert!(!equal(b"ab", b"a"));
        assert!(!equal(b"", b"a"));
    }
}
