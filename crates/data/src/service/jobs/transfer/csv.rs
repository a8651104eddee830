//! Records as rows of comma-separated values (RFC 4180).
//!
//! The first columns are about the record: `@set`, `@digest`, `@keyType`, `@key`, `@generation`,
//! `@expires`; the others are bins. A cell is the value's JSON, as everywhere in the API, or, where it is
//! not JSON, a text as it is; an empty one is no bin. So `42` is a number and `"42"` a text.

use acm_aerospike::{
    Record, UserKey, Value,
    value::{from_json, to_json_text},
};
use acm_core::UnixMillis;
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::Value as Json;

use super::{
    FileRecord, Identity, Item, broken_off, expires,
    input::{Input, Line, MAX_LINE},
    is_crowded,
    ndjson::key_of,
    unreadable,
};
use crate::error::{Error, Result};

/// The columns about the record itself.
const ABOUT: [&str; 6] = [
    "@set",
    "@digest",
    "@keyType",
    "@key",
    "@generation",
    "@expires",
];
/// The most columns of a file that is read.
const MAX_COLUMNS: usize = 10_000;

/// The row of the columns' names.
pub(super) fn begin(bins: &[String], out: &mut String) {
    let names = ABOUT.into_iter().chain(bins.iter().map(String::as_str));
    row(names.map(str::to_owned), out);
}

/// The row of a record.
pub(super) fn record(record: &Record, bins: &[String], now: UnixMillis, out: &mut String) {
    let key = &record.key;
    let (kind, user_key) = match key.user_key() {
        Some(UserKey::Int(number)) => ("int", number.to_string()),
        Some(UserKey::String(text)) => ("string", text),
        Some(UserKey::Bytes(bytes)) => ("bytes", STANDARD.encode(bytes)),
        None => ("", String::new()),
    };
    let about = [
        key.set().to_owned(),
        key.digest().to_string(),
        kind.to_owned(),
        user_key,
        record.meta.generation.to_string(),
        expires(record.meta.ttl, now).map_or_else(String::new, |time| time.to_string()),
    ];
    let cells = bins.iter().map(|name| {
        let bin = record.bins.iter().find(|(known, _)| known == name);
        bin.map_or_else(String::new, |(_, value)| cell(value))
    });
    row(about.into_iter().chain(cells), out);
}

fn cell(value: &Value) -> String {
    if let Value::String(text) = value
        && !text.is_empty()
        && serde_json::from_str::<Json>(text).is_err()
    {
        return text.clone();
    }
    let mut text = String::new();
    to_json_text(value, &mut text);
    text
}

fn row(cells: impl Iterator<Item = String>, out: &mut String) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        let plain = |byte: u8| !matches!(byte, b',' | b'"' | b'\n' | b'\r');
        if cell.bytes().all(plain) {
            out.push_str(&cell);
        } else {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        }
    }
    out.push_str("\r\n");
}

/// Reads such a file.
#[derive(Default)]
pub(super) struct Reader {
    columns: Vec<String>,
}

impl Reader {
    /// The next record, or why it is none.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when the first row does not name the columns, or the file broke off.
    pub(super) async fn next(&mut self, input: &mut Input) -> Result<Option<Item>> {
        loop {
            let line = input.line_number() + 1;
            let Some(cells) = read_row(input, line).await? else {
                return Ok(None);
            };
            if self.columns.is_empty() {
                self.columns = columns(cells?)?;
                continue;
            }
            let record = cells.and_then(|cells| self.read(cells));
            return Ok(Some(Item { line, record }));
        }
    }

    fn read(&self, cells: Vec<String>) -> Result<FileRecord> {
        if cells.len() != self.columns.len() {
            let (found, wanted) = (cells.len(), self.columns.len());
            return Err(unreadable(format!(
                "{found} cells, where the first row has {wanted}"
            )));
        }
        let mut record = FileRecord {
            set: None,
            identity: Identity::User(UserKey::Int(0)),
            expires: None,
            bins: Vec::new(),
        };
        let (mut kind, mut key, mut digest) = (String::new(), String::new(), String::new());
        for (column, cell) in self.columns.iter().zip(cells) {
            match column.as_str() {
                "@key" => key = cell,
                "@keyType" => kind = cell,
                "@digest" => digest = cell,
                _ if cell.is_empty() => {}
                "@generation" => {}
                "@set" => record.set = Some(cell),
                "@expires" => {
                    let time = cell.parse();
                    let time =
                        time.map_err(|_| unreadable("@expires: a time is in seconds since 1970"))?;
                    record.expires = Some(time);
                }
                bin => record.bins.push((bin.to_owned(), value(bin, cell)?)),
            }
        }
        record.identity = match kind.as_str() {
            "" => {
                let digest = digest.parse();
                let missing = |_| unreadable("a record has @keyType and @key, or a @digest");
                Identity::Digest(digest.map_err(missing)?)
            }
            kind => Identity::User(key_of(kind, key)?),
        };
        Ok(record)
    }
}

fn value(bin: &str, cell: String) -> Result<Value> {
    match serde_json::from_str::<Json>(&cell) {
        Ok(json) => from_json(&json).map_err(|error| Error::value(bin, &error)),
        Err(_) => Ok(Value::String(cell)),
    }
}

fn columns(names: Vec<String>) -> Result<Vec<String>> {
    let named = |name: &str| names.iter().any(|column| column == name);
    let identified = named("@digest") || (named("@key") && named("@keyType"));
    if !identified || names.len() > MAX_COLUMNS {
        let reason = "the first row names the columns: @keyType and @key, or @digest, and the bins";
        return Err(broken_off(1, reason).into());
    }
    Ok(names)
}

/// The cells of the next row, which may go over several lines; `None` at the end.
async fn read_row(input: &mut Input, first: u64) -> Result<Option<Result<Vec<String>>>> {
    let mut text: Vec<u8> = Vec::new();
    loop {
        match input.line().await? {
            Line::Text(line) => text.extend_from_slice(&line),
            Line::TooLong => return Ok(Some(Err(unreadable("the line is too long")))),
            Line::End if text.is_empty() => return Ok(None),
            Line::End => return Err(broken_off(first, "the file broke off within a cell").into()),
        }
        let quotes = text.iter().filter(|byte| **byte == b'"').count();
        if quotes % 2 == 0 {
            break;
        }
        if text.len() > MAX_LINE {
            return Err(broken_off(first, "a cell is not closed").into());
        }
        text.push(b'\n');
    }
    if text.last() == Some(&b'\r') {
        text.pop();
    }
    if is_crowded(&text) {
        return Ok(Some(Err(unreadable("the row has too many values"))));
    }
    let text = String::from_utf8(text).map_err(|_| unreadable("the row is not UTF-8"));
    Ok(Some(text.and_then(|text| split(&text))))
}

/// The cells of a row.
fn split(row: &str) -> Result<Vec<String>> {
    let mut cells = Vec::new();
    let mut rest = row;
    loop {
        let (cell, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_cell(quoted)?,
            None => {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].to_owned(), &rest[end..])
            }
        };
        cells.push(cell);
        match after.strip_prefix(',') {
            Some(more) => rest = more,
            None if after.is_empty() => return Ok(cells),
            None => return Err(unreadable("a quoted cell ends with a quote and a comma")),
        }
    }
}

fn quoted_cell(text: &str) -> Result<(String, &str)> {
    let mut cell = String::new();
    let mut rest = text;
    loop {
        let Some(end) = rest.find('"') else {
            return Err(unreadable("a quoted cell is not closed"));
        };
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None => return Ok((cell, rest)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: Value, expected: &str) {
        let text = cell(&value);
        assert_eq!(text, expected);
        assert_eq!(super::value("bin", text).unwrap(), value);
    }

    #[test]
    fn every_cell_is_read_back_as_what_it_was() {
        let text = |text: &str| Value::String(text.to_owned());
        check(text("plain, with \"quotes\""), "plain, with \"quotes\"");
        check(text("42"), "\"42\"");
        check(text(""), "\"\"");
        check(text("true"), "\"true\"");
        check(text(" 1"), "\" 1\"");
        check(text("{broken"), "{broken");
        check(Value::Int(42), "42");
        check(Value::Int(i64::MAX), r#"{"$int":"9223372036854775807"}"#);
        check(Value::List(vec![Value::Bool(true)]), "[true]");
    }

    #[test]
    fn rows_are_split_as_they_were_joined() {
        for cells in [
            vec!["a", "b"],
            vec!["", ""],
            vec!["a,b", "c\"d", "e\nf", "g\r\n"],
            vec!["\""],
        ] {
            let mut text = String::new();
            row(cells.iter().map(ToString::to_string), &mut text);
            let text = text.strip_suffix("\r\n").unwrap();
            assert_eq!(split(text).unwrap(), cells);
        }
        for broken in ["\"a", "\"a\"b", "\""] {
            assert!(split(broken).is_err(), "{broken}");
        }
    }
}
