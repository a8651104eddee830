//! Keys: typed, never guessed from text.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use aerospike::Value as Driver;

use crate::error::{Error, Result};
use crate::names::{check_namespace, check_set};

/// Partitions of every namespace.
pub const PARTITIONS: u16 = 4096;
/// The longest user key this crate sends, in bytes.
pub const MAX_KEY_BYTES: usize = 1024;

/// A record's address within its namespace: 20 bytes, derived from set and user key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest(pub [u8; 20]);

impl Hash for Digest {
    /// A digest is a hash already: eight of its bytes tell two apart as well as all of them.
    fn hash<H: Hasher>(&self, state: &mut H) {
        if let Some(part) = self.0.last_chunk() {
            state.write_u64(u64::from_le_bytes(*part));
        }
    }
}

impl Digest {
    /// The partition the record lives in, below [`PARTITIONS`].
    #[must_use]
    pub const fn partition(self) -> u16 {
        u16::from_le_bytes([self.0[0], self.0[1]]) % PARTITIONS
    }
}

impl fmt::Display for Digest {
    /// 40 lower-case hexadecimal digits.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl FromStr for Digest {
    type Err = Error;

    /// Reads 40 hexadecimal digits of either case.
    fn from_str(text: &str) -> Result<Self> {
        let refused = || Error::invalid("A digest is 40 hexadecimal digits.");
        if text.len() != 40 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(refused());
        }
        let mut digest = [0; 20];
        for (index, byte) in digest.iter_mut().enumerate() {
            let pair = text.get(2 * index..2 * index + 2).ok_or_else(refused)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| refused())?;
        }
        Ok(Self(digest))
    }
}

/// The key a user gave a record. The same text as string, number or bytes is three records.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UserKey {
    /// A 64-bit integer.
    Int(i64),
    /// UTF-8 text.
    String(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Which record: namespace, set, and user key or digest. Always within the server's limits.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key(aerospike::Key);

impl Key {
    /// The key of a record by what its user called it. An empty set means no set.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when a name is outside the
    /// server's limits, or the user key is longer than [`MAX_KEY_BYTES`].
    pub fn new(
        namespace: impl Into<String>,
        set: impl Into<String>,
        user_key: UserKey,
    ) -> Result<Self> {
        let (namespace, set) = (namespace.into(), set.into());
        check_namespace(&namespace)?;
        check_set(&set)?;
        let size = match &user_key {
            UserKey::Int(_) => 8,
            UserKey::String(text) => text.len(),
            UserKey::Bytes(bytes) => bytes.len(),
        };
        if size > MAX_KEY_BYTES {
            return Err(Error::invalid(format!(
                "The key is longer than {MAX_KEY_BYTES} bytes."
            )));
        }
        let user_key = match user_key {
            UserKey::Int(key) => Driver::Int(key),
            UserKey::String(key) => Driver::String(key),
            UserKey::Bytes(key) => Driver::Blob(key),
        };
        Ok(Self(aerospike::Key::new(namespace, set, user_key)?))
    }

    /// The key of a record by its digest. The set only matters when the record is created.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when a name is outside the
    /// server's limits.
    pub fn by_digest(
        namespace: impl Into<String>,
        set: impl Into<String>,
        digest: Digest,
    ) -> Result<Self> {
        let (namespace, set) = (namespace.into(), set.into());
        check_namespace(&namespace)?;
        check_set(&set)?;
        Ok(Self(aerospike::Key::with_digest(
            namespace, set, None, digest.0,
        )))
    }

    /// The namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        self.0.namespace()
    }

    /// The set; empty for none.
    #[must_use]
    pub fn set(&self) -> &str {
        self.0.set_name()
    }

    /// The user key, when it is known.
    #[must_use]
    pub fn user_key(&self) -> Option<UserKey> {
        match self.0.user_key()? {
            Driver::Int(key) => Some(UserKey::Int(*key)),
            Driver::String(key) => Some(UserKey::String(key.clone())),
            Driver::Blob(key) => Some(UserKey::Bytes(key.clone())),
            _ => None,
        }
    }

    /// The digest: given, or computed from set and user key.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        Digest(self.0.digest())
    }

    pub(crate) const fn driver(&self) -> &aerospike::Key {
        &self.0
    }

    pub(crate) const fn from_driver(key: aerospike::Key) -> Self {
        Self(key)
    }
}

#[cfg(test)]
mod tests {
    use super::{Digest, Key, UserKey};

    /// Digests as the official Rust and Python clients sent them to a real server.
    #[test]
    fn digests_are_those_the_official_clients_send() {
        for (number, digest) in [
            (0, "edcdd2c9ea7a1d737e05ea742c7ba990fa1d382f"),
            (1, "1e9bed246d528b08e219b5b140002716b6c05667"),
            (5, "c54391899d8118d9db55dc96605dfce9fb51e6b1"),
        ] {
            let key = Key::new("test", "rscan", UserKey::String(format!("s{number}"))).unwrap();
            assert_eq!(key.digest().to_string(), digest);
            assert_eq!(
                usize::from(key.digest().partition()),
                key.driver().partition_id()
            );
        }
    }

    #[test]
    fn the_type_of_a_key_is_part_of_it() {
        let digest = |key| Key::new("test", "s", key).unwrap().digest();
        let text = digest(UserKey::String("1".into()));
        assert_ne!(text, digest(UserKey::Int(1)));
        assert_ne!(text, digest(UserKey::Bytes(b"1".to_vec())));
    }

    #[test]
    fn digests_are_read_back_from_their_text() {
        let digest: Digest = "EDCDD2C9EA7A1D737E05EA742C7BA990FA1D382F".parse().unwrap();
        assert_eq!(
            digest.to_string(),
            "edcdd2c9ea7a1d737e05ea742c7ba990fa1d382f"
        );
        for text in [
            "",
            "ed",
            "zdcdd2c9ea7a1d737e05ea742c7ba990fa1d382f",
            "+dcdd2c9ea7a1d737e05ea742c7ba990fa1d382f",
        ] {
            assert!(text.parse::<Digest>().is_err(), "{text}");
        }
    }

    #[test]
    fn keys_past_the_limits_are_refused() {
        assert!(Key::new("n".repeat(32), "s", UserKey::Int(1)).is_err());
        assert!(Key::new("n", "s".repeat(64), UserKey::Int(1)).is_err());
        assert!(Key::new("n", "s", UserKey::String("k".repeat(1024))).is_ok());
        assert!(Key::new("n", "s", UserKey::String("k".repeat(1025))).is_err());
    }
}
