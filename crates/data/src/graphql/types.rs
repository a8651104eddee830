//! What records look like in the schema.

use acm_graph::{
    PageInfo,
    scalars::{Cursor, DateTime, Digest, Int64, NamespaceName, SetName},
};
use async_graphql::{Enum, ID, SimpleObject};
use serde_json::json;

use super::bins::{Bins, bins_value};
use crate::service::records::{ShownKey, ShownPage, ShownRecord, ShownTtl, ShownUserKey};

/// A record.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct Record {
    /// Stable and opaque: the same record of the same connection keeps it through every change.
    pub id: ID,
    /// Which record it is.
    pub key: RecordKey,
    /// Its bins, or those asked for; as one JSON object.
    pub bins: Bins,
    /// How often it was written; hand it back as `expectedGeneration`. Starts again at 1 after
    /// 65,535.
    pub generation: i32,
    /// How long it still lives.
    pub ttl: RecordTtl,
    /// When it was last written; null when the server cannot tell, or the record changed meanwhile.
    pub last_update: Option<DateTime>,
}

/// Which record.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct RecordKey {
    /// Its namespace.
    pub namespace: NamespaceName,
    /// Its set; null for a record without one.
    pub set: Option<SetName>,
    /// The 20 bytes that identify it in its namespace.
    pub digest: Digest,
    /// The key its user gave it; null when only the digest is known, because the key was not stored.
    pub user_key: Option<UserKey>,
}

/// The key a user gave a record.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct UserKey {
    /// Its type: the same text as another type is another record.
    #[graphql(name = "type")]
    pub kind: UserKeyType,
    /// Text as it is, integers in decimal, bytes in base64.
    pub value: String,
}

/// The type of a user key.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum UserKeyType {
    /// A 64-bit integer.
    Int,
    /// Text.
    String,
    /// Bytes.
    Bytes,
}

/// How long a record still lives.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(super) struct RecordTtl {
    /// Whether it lives until it is deleted.
    pub never: bool,
    /// Seconds left; null when it never expires.
    pub seconds: Option<i32>,
    /// When it will be gone, by this server's clock; null when it never expires.
    pub expires_at: Option<DateTime>,
}

/// A page of records.
#[derive(Clone, Debug, SimpleObject)]
pub(super) struct RecordPage {
    /// The records, by partition. A page can hold fewer than asked for before the end: see
    /// `pageInfo.hasNextPage`.
    pub records: Vec<Record>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// Partitions that lie behind: progress through the list.
    pub partitions_done: i32,
    /// Partitions there are: 4,096.
    pub partitions_total: i32,
    /// About how many records the list has, replicas not counted; null when unknown.
    pub estimated_total: Option<Int64>,
}

impl From<ShownRecord> for Record {
    fn from(record: ShownRecord) -> Self {
        Self {
            id: record.id.into(),
            key: record.key.into(),
            bins: Bins::Read(record.bins),
            generation: i32::try_from(record.generation).unwrap_or(i32::MAX),
            ttl: record.ttl.into(),
            last_update: record.last_update.map(DateTime),
        }
    }
}

impl From<ShownKey> for RecordKey {
    fn from(key: ShownKey) -> Self {
        Self {
            namespace: NamespaceName::reported(key.namespace),
            set: key.set.map(SetName::reported),
            digest: Digest(key.digest),
            user_key: key.user_key.map(UserKey::from),
        }
    }
}

impl From<ShownUserKey> for UserKey {
    fn from(key: ShownUserKey) -> Self {
        let (kind, value) = match key {
            ShownUserKey::Int(key) => (UserKeyType::Int, key.to_string()),
            ShownUserKey::String(key) => (UserKeyType::String, key),
            ShownUserKey::Bytes(key) => (UserKeyType::Bytes, key),
        };
        Self { kind, value }
    }
}

impl From<ShownTtl> for RecordTtl {
    fn from(ttl: ShownTtl) -> Self {
        match ttl {
            ShownTtl::Never => Self {
                never: true,
                seconds: None,
                expires_at: None,
            },
            ShownTtl::Until { seconds, at } => Self {
                never: false,
                seconds: Some(seconds),
                expires_at: Some(DateTime(at)),
            },
        }
    }
}

impl From<ShownPage> for RecordPage {
    fn from(page: ShownPage) -> Self {
        Self {
            records: page.records.into_iter().map(Record::from).collect(),
            page_info: PageInfo {
                has_next_page: page.next.is_some(),
                end_cursor: page.next.map(Cursor),
            },
            partitions_done: page.partitions_done.into(),
            partitions_total: page.partitions_total.into(),
            estimated_total: page.estimated_total.map(Int64::from),
        }
    }
}

/// A record as JSON, in the shape a query for all fields of [`Record`] has; null for none.
pub(crate) fn record_json(record: Option<&ShownRecord>) -> serde_json::Value {
    let Some(record) = record else {
        return serde_json::Value::Null;
    };
    let shown = Record::from(ShownRecord {
        bins: Vec::new(),
        ..record.clone()
    });
    let user_key = shown.key.user_key.map(|key| {
        let kind = match key.kind {
            UserKeyType::Int => "INT",
            UserKeyType::String => "STRING",
            UserKeyType::Bytes => "BYTES",
        };
        json!({"type": kind, "value": key.value})
    });
    let time = |time: Option<DateTime>| time.map(|time| time.to_string());
    json!({
        "id": shown.id.as_str(),
        "key": {
            "namespace": shown.key.namespace.as_str(),
            "set": shown.key.set.as_ref().map(SetName::as_str),
            "digest": shown.key.digest.to_hex(),
            "userKey": user_key,
        },
        "bins": bins_value(&record.bins).into_json().unwrap_or_default(),
        "generation": shown.generation,
        "ttl": {
            "never": shown.ttl.never,
            "seconds": shown.ttl.seconds,
            "expiresAt": time(shown.ttl.expires_at),
        },
        "lastUpdate": time(shown.last_update),
    })
}
