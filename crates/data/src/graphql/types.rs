//! What records look like in the schema.

use std::borrow::Cow;

use acm_aerospike::{Key, UserKey as StoredKey};
use acm_core::json;
use acm_graph::{
    PageInfo, Ready, Selection, ready_object,
    scalars::{Cursor, DateTime, Digest, Int64, NamespaceName, SetName},
};
use async_graphql::{Enum, ID};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value as Json;

use super::bins::Bins;
use crate::service::records::{ShownPage, ShownRecord, ShownTtl};

/// A record.
#[derive(Clone, Debug)]
pub(super) struct Record(ShownRecord);

ready_object! {
    /// A record.
    Record as "Record", this {
        /// Stable and opaque: the same record of the same connection keeps it through every change.
        id as "id": ID = this.0.id().into();
        /// Which record it is.
        key as "key": RecordKey<'_> = RecordKey(Cow::Borrowed(this.0.key()));
        /// Its bins, or those asked for; as one JSON object.
        bins as "bins": Bins<'_> = Bins::read(this.0.bins());
        /// How often it was written; hand it back as `expectedGeneration`. Starts again at 1 after
        /// 65,535.
        generation as "generation": i32 = i32::try_from(this.0.generation()).unwrap_or(i32::MAX);
        /// How long it still lives.
        ttl as "ttl": RecordTtl = RecordTtl(this.0.ttl());
        /// When it was last written; null when the server cannot tell, or the record changed
        /// meanwhile.
        last_update as "lastUpdate": Option<DateTime> = this.0.last_update().map(DateTime);
    }
}

/// Which record.
#[derive(Clone, Debug)]
pub(super) struct RecordKey<'a>(Cow<'a, Key>);

ready_object! {
    /// Which record.
    RecordKey<'a> as "RecordKey", this {
        /// Its namespace.
        namespace as "namespace": NamespaceName = NamespaceName::reported(this.0.namespace());
        /// Its set; null for a record without one, or when only the digest is known and the set was not
        /// named.
        set as "set": Option<SetName> =
            Some(this.0.set()).filter(|set| !set.is_empty()).map(SetName::reported);
        /// The 20 bytes that identify it in its namespace.
        digest as "digest": Digest = Digest(this.0.digest().0);
        /// The key its user gave it; null when only the digest is known, because the key was not
        /// stored.
        user_key as "userKey": Option<UserKey> = this.0.user_key().map(UserKey::from);
    }
}

/// The key a user gave a record.
#[derive(Clone, Debug)]
pub(super) struct UserKey {
    kind: UserKeyType,
    value: String,
}

ready_object! {
    /// The key a user gave a record.
    UserKey as "UserKey", this {
        /// Its type: the same text as another type is another record.
        kind as "type": UserKeyType = this.kind;
        /// Text as it is, integers in decimal, bytes in base64.
        value as "value": &str = &this.value;
    }
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

impl Ready for UserKeyType {
    fn write(&self, _: &Selection, out: &mut String) {
        let name = match self {
            Self::Int => "INT",
            Self::String => "STRING",
            Self::Bytes => "BYTES",
        };
        json::string(name, out);
    }
}

/// How long a record still lives.
#[derive(Clone, Copy, Debug)]
pub(super) struct RecordTtl(pub ShownTtl);

ready_object! {
    /// How long a record still lives.
    RecordTtl as "RecordTtl", this {
        /// Whether it lives until it is deleted.
        never as "never": bool = this.0 == ShownTtl::Never;
        /// Seconds left; null when it never expires.
        seconds as "seconds": Option<i32> = this.0.until().map(|(seconds, _)| seconds);
        /// When it will be gone, by this server's clock; null when it never expires.
        expires_at as "expiresAt": Option<DateTime> = this.0.until().map(|(_, at)| DateTime(at));
    }
}

/// A page of records.
#[derive(Clone, Debug)]
pub(super) struct RecordPage {
    records: Vec<Record>,
    next: Option<Cursor>,
    partitions_done: u16,
    partitions_total: u16,
    estimated_total: Option<u64>,
}

ready_object! {
    /// A page of records.
    RecordPage as "RecordPage", this {
        /// The records, by partition. A page can hold fewer than asked for before the end: see
        /// `pageInfo.hasNextPage`.
        records as "records": &[Record] = &this.records;
        /// Where the page ends.
        page_info as "pageInfo": PageInfo = PageInfo { next: this.next.clone() };
        /// Partitions that lie behind: progress through the list.
        partitions_done as "partitionsDone": i32 = this.partitions_done.into();
        /// Partitions there are: 4,096.
        partitions_total as "partitionsTotal": i32 = this.partitions_total.into();
        /// About how many records the list has, replicas not counted; null when unknown.
        estimated_total as "estimatedTotal": Option<Int64> = this.estimated_total.map(Int64::from);
    }
}

impl From<ShownRecord> for Record {
    fn from(record: ShownRecord) -> Self {
        Self(record)
    }
}

impl From<Key> for RecordKey<'_> {
    fn from(key: Key) -> Self {
        Self(Cow::Owned(key))
    }
}

impl From<StoredKey> for UserKey {
    fn from(key: StoredKey) -> Self {
        let (kind, value) = match key {
            StoredKey::Int(key) => (UserKeyType::Int, key.to_string()),
            StoredKey::String(key) => (UserKeyType::String, key),
            StoredKey::Bytes(key) => (UserKeyType::Bytes, STANDARD.encode(key)),
        };
        Self { kind, value }
    }
}

impl From<ShownPage> for RecordPage {
    fn from(page: ShownPage) -> Self {
        Self {
            records: page.records.into_iter().map(Record).collect(),
            next: page.next.map(Cursor),
            partitions_done: page.partitions_done,
            partitions_total: page.partitions_total,
            estimated_total: page.estimated_total,
        }
    }
}

/// A record as JSON, in the shape a query for all fields of [`Record`] has; null for none.
pub(crate) fn record_json(record: Option<&ShownRecord>) -> Json {
    let key = Selection::of_fields(["namespace", "set", "digest"])
        .and("userKey", Selection::of_fields(["type", "value"]));
    let all = Selection::of_fields(["id", "bins", "generation", "lastUpdate"])
        .and("key", key)
        .and(
            "ttl",
            Selection::of_fields(["never", "seconds", "expiresAt"]),
        );
    let mut text = String::new();
    record.cloned().map(Record).write(&all, &mut text);
    serde_json::from_str(&text).unwrap_or_default()
}
