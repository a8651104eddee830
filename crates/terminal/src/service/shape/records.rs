//! Records as rows. Values pass as the text they came in: nothing is read that could lose something.

use std::collections::{BTreeMap, BTreeSet};

use acm_core::ApiError;
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

use crate::service::{
    table::{Column, ColumnKind, Table},
    value::int,
};

/// A record of an answer.
#[derive(Deserialize)]
pub(super) struct Record {
    #[serde(default)]
    key: Option<RecordKey>,
    #[serde(default)]
    generation: Option<i64>,
    #[serde(default)]
    ttl: Option<Ttl>,
    bins: BTreeMap<String, Box<RawValue>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RecordKey {
    digest: String,
    set: Option<String>,
    user_key: Option<UserKey>,
}

#[derive(Deserialize)]
struct UserKey {
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

#[derive(Deserialize)]
struct Ttl {
    never: bool,
    seconds: Option<i64>,
}

/// Which columns records have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RecordColumns {
    /// These bins; those that the records have without.
    pub(crate) bins: Option<Vec<String>>,
    /// Digest, set, generation and time to live too.
    pub(crate) metadata: bool,
}

const METADATA: [&str; 4] = ["digest", "set", "generation", "ttl"];

impl RecordColumns {
    /// Records as rows; the key is a column when one of them tells it.
    pub(super) fn table(&self, records: impl IntoIterator<Item = Record>) -> Table {
        let records: Vec<Record> = records.into_iter().collect();
        let bins: Vec<String> = match &self.bins {
            Some(bins) => bins.clone(),
            None => {
                let names: BTreeSet<&String> = records
                    .iter()
                    .flat_map(|record| record.bins.keys())
                    .collect();
                names.into_iter().cloned().collect()
            }
        };
        let keys = records.iter().any(|record| record.user_key().is_some());
        let key = keys.then(|| Column::new("PK", ColumnKind::Key));
        let metadata = METADATA.iter().filter(|_| self.metadata);
        let metadata = metadata.map(|name| Column::new(*name, ColumnKind::Metadata));
        let shown = bins.iter().map(|name| Column::new(name, ColumnKind::Bin));
        Table {
            columns: key.into_iter().chain(metadata).chain(shown).collect(),
            rows: records
                .iter()
                .map(|record| self.row(record, keys, &bins))
                .collect(),
            message: None,
        }
    }

    fn row(&self, record: &Record, keys: bool, bins: &[String]) -> String {
        let key = keys.then(|| record.user_key().unwrap_or_default().to_string());
        let metadata = self.metadata.then(|| record.metadata());
        let metadata = metadata
            .into_iter()
            .flatten()
            .map(|value| value.to_string());
        let values = bins.iter().map(|name| match record.bins.get(name) {
            Some(value) => value.get().to_owned(),
            None => "null".to_owned(),
        });
        let cells: Vec<String> = key.into_iter().chain(metadata).chain(values).collect();
        format!("[{}]", cells.join(","))
    }
}

impl Record {
    /// The key as a value, where it was stored with the record.
    fn user_key(&self) -> Option<Value> {
        let key = self.key.as_ref()?.user_key.as_ref()?;
        Some(match key.kind.as_str() {
            "INT" => int(key.value.parse().ok()?),
            "BYTES" => json!({ "$bytes": key.value }),
            _ => json!(key.value),
        })
    }

    fn metadata(&self) -> [Value; 4] {
        let key = self.key.as_ref();
        let ttl = self.ttl.as_ref().map(|ttl| match ttl.never {
            true => json!("never"),
            false => json!(ttl.seconds),
        });
        [
            json!(key.map(|key| &key.digest)),
            json!(key.and_then(|key| key.set.as_ref())),
            json!(self.generation),
            ttl.unwrap_or_default(),
        ]
    }
}

/// The answer of `recordsByKeys`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ByKeys {
    records_by_keys: Option<Vec<ByKey>>,
}

#[derive(Deserialize)]
struct ByKey {
    problem: Option<KeyProblem>,
    record: Option<Record>,
}

#[derive(Deserialize)]
struct KeyProblem {
    code: acm_core::ErrorCode,
    message: String,
}

/// Records of several keys; fails when one of them could not be read.
pub(super) fn by_keys(columns: &RecordColumns, answer: ByKeys) -> Result<Table, ApiError> {
    let results = answer.records_by_keys.unwrap_or_default();
    let asked = results.len();
    let mut records = Vec::new();
    for result in results {
        if let Some(problem) = result.problem {
            return Err(ApiError::new(problem.code, problem.message));
        }
        records.extend(result.record);
    }
    let missing = asked - records.len();
    let mut table = columns.table(records);
    table.message = (missing > 0).then(|| format!("{missing} of {asked} keys have no record."));
    Ok(table)
}

/// The bins that records have, of which types, and how many records have each.
pub(super) fn bins(records: Vec<Record>) -> Table {
    let looked_at = records.len();
    let mut found: BTreeMap<(String, &'static str), u64> = BTreeMap::new();
    for record in records {
        for (name, value) in record.bins {
            *found.entry((name, type_of(value.get()))).or_default() += 1;
        }
    }
    let rows = found
        .into_iter()
        .map(|((name, kind), records)| vec![name.into(), kind.into(), records.into()]);
    let mut table = Table::facts(&["bin", "type", "records"], rows);
    table.message = Some(format!("{looked_at} records were looked at."));
    table
}

/// The type of a value, from the text it is sent as.
fn type_of(text: &str) -> &'static str {
    let tagged = |tag: &str| text.starts_with(&format!("{{\"${tag}"));
    match text.as_bytes().first() {
        Some(b'"') => "STRING",
        Some(b'[') => "LIST",
        Some(b't' | b'f') => "BOOL",
        Some(b'{') if tagged("int\"") => "INTEGER",
        Some(b'{') if tagged("float") => "FLOAT",
        Some(b'{') if tagged("bytes\"") => "BYTES",
        Some(b'{') if tagged("geoJson\"") => "GEOJSON",
        Some(b'{') if tagged("hll\"") => "HLL",
        Some(b'{') if tagged("particle\"") => "OTHER",
        Some(b'{') => "MAP",
        _ if text.contains(['.', 'e', 'E']) => "FLOAT",
        _ => "INTEGER",
    }
}
