//! Records as the text that asbackup writes and asrestore reads, version 3.1.
//!
//! A record is lines of `+`: its key, namespace, digest, set, generation, the time it is gone (seconds
//! since 2010, 0 for never) and how many bins follow; then a line of `-` for each bin: its type, name and
//! value. Texts are as they are, after their length in bytes; bytes, lists and maps base64.

use std::{fmt::Write, str::FromStr};

use acm_aerospike::{
    Digest, Record, RecordQuery, UserKey, Value,
    value::{from_msgpack, to_msgpack},
};
use acm_core::{ApiError, ErrorCode, UnixMillis};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{
    FileRecord, Identity, Item, broken_off, expires,
    input::{Input, MAX_LINE},
    unreadable,
};
use crate::error::{Error, Result};

/// When the times of the server begin, in seconds since 1970.
const SERVER_EPOCH: u64 = 1_262_304_000;
/// The longest word: a name, a number or a length.
const MAX_WORD: usize = 4_096;
/// The most bins of a record.
const MAX_BINS: usize = 32_767;

/// The first lines.
pub(super) fn begin(query: &RecordQuery, out: &mut String) {
    out.push_str("Version 3.1\n# namespace ");
    escape(&query.namespace, out);
    out.push_str("\n# first-file\n");
}

/// The lines of a record.
///
/// # Errors
/// `UNSUPPORTED` for a value the format has no form for.
pub(super) fn record(record: &Record, now: UnixMillis, out: &mut String) -> Result<()> {
    let key = &record.key;
    match key.user_key() {
        Some(UserKey::Int(number)) => line(out, format_args!("+ k I {number}")),
        Some(UserKey::String(text)) => data(out, "+ k S", &text),
        Some(UserKey::Bytes(bytes)) => data(out, "+ k B", &STANDARD.encode(bytes)),
        None => {}
    }
    out.push_str("+ n ");
    escape(key.namespace(), out);
    line(
        out,
        format_args!("\n+ d {}", STANDARD.encode(key.digest().0)),
    );
    if !key.set().is_empty() {
        out.push_str("+ s ");
        escape(key.set(), out);
        out.push('\n');
    }
    let gone = expires(record.meta.ttl, now).map_or(0, |at| at.saturating_sub(SERVER_EPOCH));
    let (generation, bins) = (record.meta.generation, record.bins.len());
    line(
        out,
        format_args!("+ g {generation}\n+ t {gone}\n+ b {bins}"),
    );
    for (name, value) in &record.bins {
        bin(name, value, out)?;
    }
    Ok(())
}

fn bin(name: &str, value: &Value, out: &mut String) -> Result<()> {
    let head = |kind: char| {
        let mut head = format!("- {kind} ");
        escape(name, &mut head);
        head
    };
    let packed = |value: &Value| to_msgpack(value).map(|bytes| STANDARD.encode(bytes));
    match value {
        Value::Nil => line(out, format_args!("{}", head('N'))),
        Value::Bool(value) => {
            let letter = if *value { 'T' } else { 'F' };
            line(out, format_args!("{} {letter}", head('Z')));
        }
        Value::Int(value) => line(out, format_args!("{} {value}", head('I'))),
        Value::Float(value) => line(out, format_args!("{} {}", head('D'), float(*value))),
        Value::String(text) => data(out, &head('S'), text),
        Value::GeoJson(text) => data(out, &head('G'), text),
        Value::Bytes(bytes) => data(out, &head('B'), &STANDARD.encode(bytes)),
        Value::Hll(bytes) => data(out, &head('Y'), &STANDARD.encode(bytes)),
        Value::List(_) | Value::Map { .. } => {
            let kind = if matches!(value, Value::List(_)) {
                'L'
            } else {
                'M'
            };
            let Some(packed) = packed(value) else {
                return Err(formless(name));
            };
            data(out, &head(kind), &packed);
        }
        _ => return Err(formless(name)),
    }
    Ok(())
}

fn formless(bin: &str) -> Error {
    let message =
        format!("The backup format has no form for the value of bin {bin:?}; export as NDJSON.");
    ApiError::new(ErrorCode::Unsupported, message).into()
}

/// A float in seventeen digits, which hold it exactly; `nan` and `inf` as C writes them.
fn float(value: f64) -> String {
    if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        if value > 0.0 { "inf" } else { "-inf" }.to_owned()
    } else {
        format!("{value:.16e}")
    }
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a text cannot fail.
    let _ = writeln!(out, "{text}");
}

fn data(out: &mut String, head: &str, text: &str) {
    line(out, format_args!("{head} {} {text}", text.len()));
}

fn escape(name: &str, out: &mut String) {
    for letter in name.chars() {
        if matches!(letter, ' ' | '\\' | '\n') {
            out.push('\\');
        }
        out.push(letter);
    }
}

/// Reads such a file. What is about indexes and UDFs is passed over.
#[derive(Default)]
pub(super) struct Reader {
    begun: bool,
}

impl Reader {
    /// The next record, or why it is none.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when the file is not such a text, or broke off: where a record ends cannot be
    /// told any more.
    pub(super) async fn next(&mut self, input: &mut Input) -> Result<Option<Item>> {
        let mut lines = Lines {
            line: input.line_number() + 1,
            input,
            at_end: false,
        };
        if !self.begun {
            let first = lines.word().await?.unwrap_or_default();
            let version = lines.word().await?.unwrap_or_default();
            if first != "Version" || !version.starts_with("3.") {
                return Err(lines.broken("this is not a backup of version 3"));
            }
            lines.pass_line().await?;
            self.begun = true;
        }
        lines.record().await
    }
}

/// The lines of one record.
struct Lines<'a> {
    input: &'a mut Input,
    /// Where the record begins.
    line: u64,
    /// Whether the word read last ended its line.
    at_end: bool,
}

impl Lines<'_> {
    async fn record(&mut self) -> Result<Option<Item>> {
        let mut key = None;
        let mut digest = None;
        let mut set = None;
        let mut gone = 0;
        let mut begun = false;
        loop {
            let Some(mark) = self.word().await? else {
                if begun {
                    return Err(self.broken("the file broke off within a record"));
                }
                return Ok(None);
            };
            match mark.as_str() {
                "#" | "*" if !begun => {
                    self.global(&mark).await?;
                    self.line = self.input.line_number() + 1;
                    continue;
                }
                "+" => begun = true,
                _ => return Err(self.broken("a line begins with +, -, * or #")),
            }
            let kind = self.required().await?;
            match kind.as_str() {
                "k" => key = Some(self.key().await?),
                "n" => {
                    self.required().await?;
                }
                "d" => digest = STANDARD.decode(self.required().await?).ok(),
                "s" => set = Some(self.required().await?),
                "g" => {
                    self.number::<u32>().await?;
                }
                "t" => gone = self.number::<u64>().await?,
                "b" => break,
                _ => return Err(self.broken("a record has lines k, n, d, s, g, t and b")),
            }
        }
        let count: usize = self.number().await?;
        if count > MAX_BINS {
            return Err(self.broken("a record has too many bins"));
        }
        let mut bins = Ok(Vec::new());
        for _ in 0..count {
            let read = self.bin().await?;
            bins = bins.and_then(|mut bins: Vec<_>| {
                bins.push(read?);
                Ok(bins)
            });
        }
        let digest = digest.and_then(|bytes| bytes.try_into().ok()).map(Digest);
        let identity = match (key, digest) {
            (Some(key), _) => Identity::User(key),
            (None, Some(digest)) => Identity::Digest(digest),
            (None, None) => return Err(self.broken("a record has a digest of 20 bytes")),
        };
        let record = bins.map(|bins| FileRecord {
            set,
            identity,
            expires: (gone > 0).then(|| SERVER_EPOCH + gone),
            bins,
        });
        let line = self.line;
        Ok(Some(Item { line, record }))
    }

    /// Passes over what is about the file, an index or a UDF.
    async fn global(&mut self, mark: &str) -> Result<()> {
        let kind = self.required().await?;
        if mark == "*" && kind == "u" {
            self.required().await?;
            self.required().await?;
            self.content().await?;
            return Ok(());
        }
        self.pass_line().await
    }

    /// Passes over what is left of the line.
    async fn pass_line(&mut self) -> Result<()> {
        while !self.at_end {
            self.required().await?;
        }
        Ok(())
    }

    async fn key(&mut self) -> Result<UserKey> {
        Ok(match self.required().await?.as_str() {
            "I" => UserKey::Int(self.number().await?),
            "S" => UserKey::String(self.text().await?),
            "B" => UserKey::Bytes(self.base64().await?),
            "B!" => UserKey::Bytes(self.content().await?),
            _ => return Err(self.broken("a key is of type I, S or B")),
        })
    }

    /// A bin, or why its value is none; only what is written down wrong ends the file.
    async fn bin(&mut self) -> Result<Result<(String, Value)>> {
        if self.required().await? != "-" {
            return Err(self.broken("a record has as many bins as its line b says"));
        }
        let kind = self.required().await?;
        let name = self.required().await?;
        let raw = kind.ends_with('!');
        let value = match kind.trim_end_matches('!') {
            "N" => Value::Nil,
            "Z" => match self.required().await?.as_str() {
                "T" => Value::Bool(true),
                "F" => Value::Bool(false),
                _ => return Err(self.broken("a boolean is T or F")),
            },
            "I" => Value::Int(self.number().await?),
            "D" => Value::Float(self.number().await?),
            "S" => Value::String(self.text().await?),
            "G" => Value::GeoJson(self.text().await?),
            kind => {
                let bytes = if raw {
                    self.content().await?
                } else {
                    self.base64().await?
                };
                let value = match kind {
                    "B" => Some(Value::Bytes(bytes)),
                    "Y" => Some(Value::Hll(bytes)),
                    "L" | "M" => from_msgpack(&bytes),
                    _ => None,
                };
                match value {
                    Some(value) => value,
                    None => {
                        return Ok(Err(unreadable(format!(
                            "{name}: the value is of a type that cannot be read"
                        ))));
                    }
                }
            }
        };
        Ok(Ok((name, value)))
    }

    /// The next word: up to a space or the end of the line, which a backslash takes their meaning.
    async fn word(&mut self) -> Result<Option<String>> {
        let mut word = Vec::new();
        loop {
            let Some((part, end)) = self.input.until(*b" \n", MAX_WORD).await? else {
                return Ok(None);
            };
            let mut escaped = false;
            for byte in part {
                if byte == b'\\' && !escaped {
                    escaped = true;
                } else {
                    word.push(byte);
                    escaped = false;
                }
            }
            if !escaped {
                self.at_end = end == b'\n';
                let word = String::from_utf8(word);
                return word
                    .map(Some)
                    .map_err(|_| self.broken("a word is not UTF-8"));
            }
            word.push(end);
            if word.len() > MAX_WORD {
                return Ok(None);
            }
        }
    }

    async fn required(&mut self) -> Result<String> {
        let word = self.word().await?;
        word.ok_or_else(|| self.broken("the file broke off within a line"))
    }

    async fn number<T: FromStr>(&mut self) -> Result<T> {
        let word = self.required().await?;
        word.parse().map_err(|_| self.broken("a number is not one"))
    }

    async fn text(&mut self) -> Result<String> {
        let bytes = self.content().await?;
        String::from_utf8(bytes).map_err(|_| self.broken("a text is not UTF-8"))
    }

    async fn base64(&mut self) -> Result<Vec<u8>> {
        let text = self.content().await?;
        STANDARD
            .decode(text)
            .map_err(|_| self.broken("bytes are not base64"))
    }

    /// What follows its length, up to the end of the line.
    async fn content(&mut self) -> Result<Vec<u8>> {
        let length: usize = self.number().await?;
        if length > MAX_LINE {
            return Err(self.broken("a value is too long"));
        }
        let content = self.input.exactly(length).await?;
        let end = self.input.exactly(1).await?;
        match (content, end.as_deref()) {
            (Some(content), Some(b"\n")) => Ok(content),
            (Some(_), Some(_)) => Err(self.broken("a value is longer than it says")),
            _ => Err(self.broken("the file broke off within a value")),
        }
    }

    fn broken(&self, reason: &str) -> Error {
        broken_off(self.input.line_number() + 1, reason).into()
    }
}
