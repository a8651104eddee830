//! Records as lines of JSON.
//!
//! The first line says what the file holds, the last how many records there are: a file without it broke
//! off. A record is `{"set", "key": {"int" | "string" | "bytes"}, "digest", "generation", "expires",
//! "bins"}`, its bins as everywhere in the API.

use acm_aerospike::{Digest, RecordQuery, RecordText, UserKey, value::bins_from_json};
use acm_core::{UnixMillis, json};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    FileRecord, Identity, Item, broken_off, expires,
    input::{Input, Line},
    is_crowded, unreadable,
};
use crate::error::{Error, Result};

/// The name of the format, in the first line.
const NAME: &str = "acm-ndjson";
/// Its version.
const VERSION: u64 = 1;

/// The first line.
pub(super) fn begin(query: &RecordQuery, now: UnixMillis, out: &mut String) {
    let set = Some(&query.set).filter(|set| !set.is_empty());
    let header = json!({
        "format": NAME,
        "version": VERSION,
        "namespace": query.namespace,
        "set": set,
        "at": acm_graph::scalars::DateTime(now).to_string(),
    });
    out.push_str(&header.to_string());
    out.push('\n');
}

/// The line of a record.
pub(super) fn record(record: &RecordText, now: UnixMillis, out: &mut String) {
    let key = &record.key;
    out.push('{');
    if !key.set().is_empty() {
        out.push_str("\"set\":");
        json::string(key.set(), out);
        out.push(',');
    }
    match key.user_key() {
        Some(UserKey::Int(number)) => {
            out.push_str("\"key\":{\"int\":\"");
            json::integer(number, out);
            out.push_str("\"},");
        }
        Some(UserKey::String(text)) => {
            out.push_str("\"key\":{\"string\":");
            json::string(&text, out);
            out.push_str("},");
        }
        Some(UserKey::Bytes(bytes)) => {
            out.push_str("\"key\":{\"bytes\":\"");
            STANDARD.encode_string(bytes, out);
            out.push_str("\"},");
        }
        None => {}
    }
    out.push_str("\"digest\":\"");
    json::hex(&key.digest().0, out);
    out.push_str("\",\"generation\":");
    json::integer(record.meta.generation.into(), out);
    if let Some(expires) = expires(record.meta.ttl, now) {
        json::push(out, format_args!(",\"expires\":{expires}"));
    }
    out.push_str(",\"bins\":");
    out.push_str(&record.bins);
    out.push_str("}\n");
}

/// The last line.
pub(super) fn end(records: u64, out: &mut String) {
    out.push_str(&json!({ "end": true, "records": records }).to_string());
    out.push('\n');
}

/// Reads such a file.
#[derive(Default)]
pub(super) struct Reader {
    /// Whether the first line says that there is a last one.
    announced: bool,
    ended: bool,
}

impl Reader {
    /// The next record, or why it is none.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when the file broke off, or is of another format.
    pub(super) async fn next(&mut self, input: &mut Input) -> Result<Option<Item>> {
        loop {
            let text = match input.line().await? {
                Line::Text(text) => text,
                Line::TooLong => {
                    let record = Err(unreadable("the line is too long"));
                    let line = input.line_number();
                    return Ok(Some(Item { line, record }));
                }
                Line::End if self.announced && !self.ended => {
                    let reason = "the file broke off: its last line is missing";
                    return Err(broken_off(input.line_number(), reason).into());
                }
                Line::End => return Ok(None),
            };
            let line = input.line_number();
            if text.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            if is_crowded(&text) {
                let record = Err(unreadable("the line has too many values"));
                return Ok(Some(Item { line, record }));
            }
            let json: Value = match serde_json::from_slice(&text) {
                Ok(json) => json,
                Err(_) => {
                    let record = Err(unreadable("the line is not JSON"));
                    return Ok(Some(Item { line, record }));
                }
            };
            if line == 1 && json.get("format").is_some() {
                if json["format"] != NAME || json["version"] != VERSION {
                    return Err(broken_off(
                        line,
                        "this is another format, or a newer version of it",
                    )
                    .into());
                }
                self.announced = true;
            } else if json.get("end").is_some() {
                self.ended = true;
            } else {
                let record = read(&json);
                return Ok(Some(Item { line, record }));
            }
        }
    }
}

fn read(json: &Value) -> Result<FileRecord> {
    let set = match &json["set"] {
        Value::Null => None,
        Value::String(set) => Some(set.clone()),
        _ => return Err(unreadable("set: a set is a text")),
    };
    let identity = match &json["key"] {
        Value::Null => Identity::Digest(digest(&json["digest"])?),
        key => Identity::User(user_key(key)?),
    };
    let expires = match &json["expires"] {
        Value::Null => None,
        expires => Some(
            expires
                .as_u64()
                .ok_or_else(|| unreadable("expires: a time is in seconds since 1970"))?,
        ),
    };
    let bins = bins_from_json(&json["bins"]).map_err(|error| Error::value("bins", &error))?;
    Ok(FileRecord {
        set,
        identity,
        expires,
        bins,
    })
}

fn digest(json: &Value) -> Result<Digest> {
    let digest = json.as_str().and_then(|text| text.parse().ok());
    digest.ok_or_else(|| unreadable("a record has a key, or a digest of 40 hexadecimal digits"))
}

fn user_key(json: &Value) -> Result<UserKey> {
    let wrong = || unreadable("key: a key is one of int, string and bytes");
    let (kind, value) = json
        .as_object()
        .filter(|key| key.len() == 1)
        .and_then(|key| key.iter().next())
        .ok_or_else(wrong)?;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if kind == "int" => number.to_string(),
        _ => return Err(wrong()),
    };
    key_of(kind, text)
}

/// The key of a type named `int`, `string` or `bytes`, from its text.
pub(super) fn key_of(kind: &str, text: String) -> Result<UserKey> {
    let wrong = |reason: &str| unreadable(format!("key: {reason}"));
    match kind {
        "int" => {
            let number = text.parse();
            number
                .map(UserKey::Int)
                .map_err(|_| wrong("an int has 64 bits"))
        }
        "string" => Ok(UserKey::String(text)),
        "bytes" => {
            let bytes = STANDARD.decode(text);
            bytes
                .map(UserKey::Bytes)
                .map_err(|_| wrong("bytes are base64"))
        }
        _ => Err(wrong("a key is one of int, string and bytes")),
    }
}
