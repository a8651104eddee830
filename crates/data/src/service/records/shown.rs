//! A record as this API shows it, whatever carries it: an answer, or the details of a conflict.

use acm_aerospike::{Key, Record, RecordTtl, UserKey, Value};
use acm_core::UnixMillis;
use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRecord {
    /// Stable and opaque: the same record has the same, whatever happens to it.
    pub id: String,
    /// Which record it is.
    pub key: ShownKey,
    /// Its bins, in the server's order; empty when they were not asked for.
    pub bins: Vec<(String, Value)>,
    /// How often it was written.
    pub generation: u32,
    /// How long it still lives.
    pub ttl: ShownTtl,
    /// When it was last written; `None` when not asked for or unknown.
    pub last_update: Option<UnixMillis>,
}

/// Which record.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownKey {
    /// Namespace.
    pub namespace: String,
    /// Set; `None` without one.
    pub set: Option<String>,
    /// Digest.
    pub digest: [u8; 20],
    /// The key its user gave it, when asked by it or when it is stored with the record.
    pub user_key: Option<ShownUserKey>,
}

/// A user key as text.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownUserKey {
    /// An integer.
    Int(i64),
    /// Text.
    String(String),
    /// Bytes, in base64.
    Bytes(String),
}

/// How long a record still lives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ShownTtl {
    /// Until it is deleted.
    Never,
    /// For so many seconds.
    Until {
        /// Seconds left.
        seconds: i32,
        /// When it will be gone, by this machine's clock.
        at: UnixMillis,
    },
}

impl ShownRecord {
    /// A record of a connection's cluster, read at `now`.
    #[must_use]
    pub fn new(connection: &str, record: Record, now: UnixMillis) -> Self {
        let key = ShownKey::new(&record.key);
        Self {
            id: id(connection, &key),
            key,
            bins: record.bins,
            generation: record.meta.generation,
            ttl: ShownTtl::new(record.meta.ttl, now),
            last_update: record
                .meta
                .last_update
                .and_then(|nanoseconds| i64::try_from(nanoseconds / 1_000_000).ok()),
        }
    }
}

impl ShownTtl {
    /// A lifetime as of `now`.
    #[must_use]
    pub fn new(ttl: RecordTtl, now: UnixMillis) -> Self {
        match ttl {
            RecordTtl::Never => Self::Never,
            RecordTtl::Seconds(seconds) => {
                let seconds = i32::try_from(seconds).unwrap_or(i32::MAX);
                Self::Until {
                    seconds,
                    at: now + i64::from(seconds) * 1_000,
                }
            }
        }
    }
}

impl ShownKey {
    /// A key of the client's.
    #[must_use]
    pub fn new(key: &Key) -> Self {
        Self {
            namespace: key.namespace().to_owned(),
            set: (!key.set().is_empty()).then(|| key.set().to_owned()),
            digest: key.digest().0,
            user_key: key.user_key().map(|key| match key {
                UserKey::Int(key) => ShownUserKey::Int(key),
                UserKey::String(key) => ShownUserKey::String(key),
                UserKey::Bytes(key) => ShownUserKey::Bytes(STANDARD.encode(key)),
            }),
        }
    }
}

/// Namespaces hold no NUL, so the parts cannot run into one another.
fn id(connection: &str, key: &ShownKey) -> String {
    let mut parts = Vec::with_capacity(connection.len() + key.namespace.len() + 22);
    parts.extend_from_slice(connection.as_bytes());
    parts.push(0);
    parts.extend_from_slice(key.namespace.as_bytes());
    parts.push(0);
    parts.extend_from_slice(&key.digest);
    URL_SAFE_NO_PAD.encode(parts)
}
