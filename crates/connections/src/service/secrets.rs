//! Secrets at rest: sealed with XChaCha20-Poly1305, bound to what they belong to.

use acm_core::{DocumentStore, StoreError, Write};
use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{Secret, SecretKey};

/// Bytes of a nonce: long enough to be drawn at random for every sealing.
const NONCE: usize = 24;
/// The first byte of what is sealed: how it was sealed.
const FORMAT: u8 = 1;
/// The collection that holds the key check.
const COLLECTION: &str = "secrets";
/// The document that tells whether a key is the one secrets were sealed with.
const KEY_CHECK: &str = "key-check";

/// Why a secret cannot be sealed or opened. Holds nothing of the secret or the key.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum SecretError {
    /// Sealed with another key or for another purpose, or damaged.
    #[error("a sealed secret does not open with this key")]
    Unopened,
    /// The system yields no random bytes.
    #[error("the system yields no random bytes")]
    NoEntropy,
}

/// Text sealed by a [`SecretBox`]: base64 of format, nonce and ciphertext.
#[derive(Clone, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Sealed(String);

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealed(…)")
    }
}

/// Seals and opens secrets. Cheap to clone.
#[derive(Clone)]
pub struct SecretBox(XChaCha20Poly1305);

impl std::fmt::Debug for SecretBox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretBox(***)")
    }
}

impl SecretBox {
    /// A box with this key.
    #[must_use]
    pub fn new(key: &SecretKey) -> Self {
        Self(XChaCha20Poly1305::new(key.bytes().into()))
    }

    /// Seals a secret for `owner`; it opens for the same owner only.
    ///
    /// # Errors
    /// [`SecretError::NoEntropy`].
    pub fn seal(&self, owner: &str, secret: &Secret) -> Result<Sealed, SecretError> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).map_err(|_| SecretError::NoEntropy)?;
        let payload = Payload {
            msg: secret.expose().as_bytes(),
            aad: owner.as_bytes(),
        };
        let ciphertext = self
            .0
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| SecretError::Unopened)?;
        let sealed = [&[FORMAT], nonce.as_slice(), &ciphertext].concat();
        Ok(Sealed(STANDARD.encode(sealed)))
    }

    /// Opens what was sealed for `owner`.
    ///
    /// # Errors
    /// [`SecretError::Unopened`].
    pub fn open(&self, owner: &str, sealed: &Sealed) -> Result<Secret, SecretError> {
        let sealed = STANDARD
            .decode(&sealed.0)
            .map_err(|_| SecretError::Unopened)?;
        let Some((&[FORMAT], rest)) = sealed.split_first_chunk() else {
            return Err(SecretError::Unopened);
        };
        let Some((nonce, msg)) = rest.split_first_chunk::<NONCE>() else {
            return Err(SecretError::Unopened);
        };
        let payload = Payload {
            msg,
            aad: owner.as_bytes(),
        };
        let opened = self
            .0
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| SecretError::Unopened)?;
        match String::from_utf8(opened) {
            Ok(text) => Ok(Secret::new(text)),
            Err(error) => {
                drop(Zeroizing::new(error.into_bytes()));
                Err(SecretError::Unopened)
            }
        }
    }
}

/// What the store says about the key its secrets were sealed with.
#[derive(Clone, Debug)]
pub(super) enum KeyCheck {
    /// Nothing was ever sealed here.
    Absent,
    /// Opens with the right key only.
    Present(Sealed),
}

impl KeyCheck {
    /// Reads the check from the store.
    ///
    /// # Errors
    /// What the store says; `Unreadable` when the check is damaged.
    pub(super) async fn read(store: &dyn DocumentStore) -> Result<Self, StoreError> {
        let Some(document) = store.get(COLLECTION, KEY_CHECK).await? else {
            return Ok(Self::Absent);
        };
        serde_json::from_value(document.body)
            .map(Self::Present)
            .map_err(|source| StoreError::Unreadable {
                id: KEY_CHECK.to_owned(),
                source: Box::new(source),
            })
    }

    /// Whether the key is the one secrets here were sealed with; true when there is none yet.
    #[must_use]
    pub(super) fn admits(&self, secrets: &SecretBox) -> bool {
        match self {
            Self::Absent => true,
            Self::Present(sealed) => secrets.open(KEY_CHECK, sealed).is_ok(),
        }
    }
}

/// Writes the check for this key. Only for a store that has none.
///
/// # Errors
/// `Exists` when another process was first; what else the store says.
pub(super) async fn write_key_check(
    store: &dyn DocumentStore,
    secrets: &SecretBox,
) -> Result<(), StoreError> {
    let failed = |source: Box<dyn std::error::Error + Send + Sync>| StoreError::Failed(source);
    let sealed = secrets
        .seal(KEY_CHECK, &Secret::new("acm".to_owned()))
        .map_err(|source| failed(Box::new(source)))?;
    let body = serde_json::to_value(sealed).map_err(|source| failed(Box::new(source)))?;
    let write = Write::Create {
        id: KEY_CHECK.to_owned(),
        body,
    };
    store.apply(COLLECTION, vec![write]).await.map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(byte: u8) -> SecretBox {
        SecretBox::new(&SecretKey::from_bytes([byte; 32]))
    }

    #[test]
    fn a_secret_opens_for_its_owner_with_its_key_only() {
        let sealed = secrets(1)
            .seal("a", &Secret::new("hunter2".into()))
            .unwrap();
        assert_eq!(secrets(1).open("a", &sealed).unwrap().expose(), "hunter2");
        assert_eq!(secrets(1).open("b", &sealed), Err(SecretError::Unopened));
        assert_eq!(secrets(2).open("a", &sealed), Err(SecretError::Unopened));
    }

    #[test]
    fn the_same_secret_never_looks_the_same_twice() {
        let secret = Secret::new("hunter2".into());
        let seal = || secrets(1).seal("a", &secret).unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn damaged_text_is_refused() {
        let Sealed(text) = secrets(1).seal("a", &Secret::new("x".into())).unwrap();
        let mut bytes = STANDARD.decode(&text).unwrap();
        for index in 0..bytes.len() {
            bytes[index] ^= 1;
            let sealed = Sealed(STANDARD.encode(&bytes));
            assert_eq!(
                secrets(1).open("a", &sealed),
                Err(SecretError::Unopened),
                "byte {index}"
            );
            bytes[index] ^= 1;
        }
        for text in ["", "!", "AQ==", &text[..text.len() / 2]] {
            assert!(
                secrets(1).open("a", &Sealed(text.to_owned())).is_err(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn nothing_secret_is_shown() {
        let secret = Secret::new("hunter2".into());
        let sealed = secrets(1).seal("a", &secret).unwrap();
        let shown = format!("{secret:?} {sealed:?} {:?}", secrets(1));
        assert_eq!(shown, "Secret(***) Sealed(…) SecretBox(***)");
    }
}
