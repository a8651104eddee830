//! Which record: always by a typed key or a digest, never guessed from text.

use acm_aerospike::{Digest, Key, UserKey};
use acm_core::limits::MAX_USER_KEY_BYTES;

use crate::error::{Error, Result};

/// Which record, as the caller names it.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) struct Address {
    /// Namespace.
    pub namespace: String,
    /// Set; `None` for records without one.
    pub set: Option<String>,
    /// What identifies the record there.
    pub identity: KeyIdentity,
}

/// What identifies a record in its set.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(crate) enum KeyIdentity {
    /// The key its user gave it.
    User(UserKey),
    /// Its digest.
    Digest([u8; 20]),
}

impl Address {
    /// The client's key. `field` is the input field the address came from.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for an empty or too long user key.
    pub(crate) fn key(&self, field: &str) -> Result<Key> {
        let (namespace, set) = (
            self.namespace.as_str(),
            self.set.as_deref().unwrap_or_default(),
        );
        let user_key = match &self.identity {
            KeyIdentity::Digest(digest) => {
                return Ok(Key::by_digest(namespace, set, Digest(*digest))?);
            }
            KeyIdentity::User(user_key) => user_key,
        };
        let (kind, bytes) = match user_key {
            UserKey::Int(_) => ("int", 8),
            UserKey::String(text) => ("string", text.len()),
            UserKey::Bytes(bytes) => ("bytes", bytes.len()),
        };
        if !(1..=MAX_USER_KEY_BYTES).contains(&bytes) {
            let reason = format!("a key has 1 to {MAX_USER_KEY_BYTES} bytes");
            return Err(Error::input(format!("{field}.userKey.{kind}"), reason));
        }
        Ok(Key::new(namespace, set, user_key.clone())?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(identity: KeyIdentity) -> Address {
        Address {
            namespace: "test".to_owned(),
            set: Some("users".to_owned()),
            identity,
        }
    }

    #[test]
    fn keys_of_the_same_text_and_another_type_are_other_records() {
        let digest = |key| address(KeyIdentity::User(key)).key("key").unwrap().digest();
        let text = digest(UserKey::String("42".to_owned()));
        assert_ne!(text, digest(UserKey::Int(42)));
        assert_ne!(text, digest(UserKey::Bytes(b"42".to_vec())));
        let by_digest = address(KeyIdentity::Digest(text.0)).key("key").unwrap();
        assert_eq!((by_digest.digest(), by_digest.user_key()), (text, None));
    }

    #[test]
    fn keys_out_of_bounds_are_refused_at_their_field() {
        for key in ["", &"k".repeat(MAX_USER_KEY_BYTES + 1)] {
            let refused =
                address(KeyIdentity::User(UserKey::String(key.to_owned()))).key("input.key");
            assert!(matches!(
                refused,
                Err(Error::Input { field, .. }) if field == "input.key.userKey.string"
            ));
        }
    }
}
