//! A record as this API shows it, whatever carries it: an answer, or the details of a conflict.

use std::sync::Arc;

use acm_aerospike::{Key, RecordText, RecordTtl};
use acm_core::UnixMillis;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// A record of a connection's cluster, as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRecord {
    connection: Arc<str>,
    record: RecordText,
    read_at: UnixMillis,
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
    pub fn new(connection: Arc<str>, record: impl Into<RecordText>, now: UnixMillis) -> Self {
        Self {
            connection,
            record: record.into(),
            read_at: now,
        }
    }

    /// Stable and opaque: the same record of the same connection has the same, whatever happens to
    /// it. Namespaces hold no NUL, so the parts cannot run into one another.
    #[must_use]
    pub fn id(&self) -> String {
        let (connection, namespace) = (self.connection.as_bytes(), self.key().namespace());
        let digest = self.key().digest().0;
        let parts = [connection, &[0], namespace.as_bytes(), &[0], &digest];
        URL_SAFE_NO_PAD.encode(parts.concat())
    }

    /// Which record it is.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.record.key
    }

    /// The JSON object of its bins, in the server's order; empty when they were not asked for.
    #[must_use]
    pub fn bins(&self) -> &str {
        &self.record.bins
    }

    /// How often it was written.
    #[must_use]
    pub fn generation(&self) -> u32 {
        self.record.meta.generation
    }

    /// How long it still lives.
    #[must_use]
    pub fn ttl(&self) -> ShownTtl {
        ShownTtl::new(self.record.meta.ttl, self.read_at)
    }

    /// When it was last written; `None` when not asked for or unknown.
    #[must_use]
    pub fn last_update(&self) -> Option<UnixMillis> {
        let nanoseconds = self.record.meta.last_update?;
        i64::try_from(nanoseconds / 1_000_000).ok()
    }
}

impl ShownTtl {
    /// Seconds left and the end; `None` when it never expires.
    pub(crate) fn until(self) -> Option<(i32, UnixMillis)> {
        match self {
            Self::Never => None,
            Self::Until { seconds, at } => Some((seconds, at)),
        }
    }

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
