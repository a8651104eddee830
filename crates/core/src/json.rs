//! JSON as text, written once and never parsed again on its way out.
//!
//! **Invariant:** in an answer, [`Value::Binary`] is JSON text that is ready. No scalar of this schema
//! yields bytes for anything else, and [`append`] writes it as it stands: so what is large (records)
//! becomes text in one step, where it is known, and passes the engine whole.

use std::{
    fmt::Write,
    sync::atomic::{AtomicUsize, Ordering},
};

use async_graphql::Value;

use crate::limits::MAX_ANSWER_BYTES;

/// What an operation may still answer, in bytes of ready text. Part of each operation's data.
#[derive(Debug)]
pub struct AnswerBudget(AtomicUsize);

impl Default for AnswerBudget {
    fn default() -> Self {
        Self(AtomicUsize::new(MAX_ANSWER_BYTES))
    }
}

impl AnswerBudget {
    /// Takes so many bytes; false, and nothing is taken, when so many are not left.
    pub fn take(&self, bytes: usize) -> bool {
        let rest = |left: usize| left.checked_sub(bytes);
        let order = Ordering::Relaxed;
        self.0.fetch_update(order, order, rest).is_ok()
    }
}

/// Whether a text is so long that it will not be sent: who writes it need not go on.
#[must_use]
pub fn is_too_long(text: &str) -> bool {
    text.len() > MAX_ANSWER_BYTES
}

/// JSON text as a value of an answer.
#[must_use]
pub fn ready(text: String) -> Value {
    Value::Binary(text.into())
}

/// Bytes of ready text in a value: what its text has at least.
#[must_use]
pub fn ready_bytes(value: &Value) -> usize {
    match value {
        Value::Binary(text) => text.len(),
        Value::Object(fields) => fields.values().map(ready_bytes).sum(),
        _ => 0,
    }
}

/// Appends the text of an answer's value.
pub fn append(value: &Value, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Boolean(value) => boolean(*value, out),
        Value::Number(number) => match number.as_i64() {
            Some(number) => integer(number, out),
            None => push(out, format_args!("{number}")),
        },
        Value::String(text) => string(text, out),
        Value::Enum(name) => string(name, out),
        Value::Binary(text) => out.push_str(str::from_utf8(text).unwrap_or("null")),
        Value::List(items) => list(items, out, append),
        Value::Object(fields) => {
            out.push('{');
            for (index, (name, value)) in fields.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                string(name, out);
                out.push(':');
                append(value, out);
            }
            out.push('}');
        }
    }
}

/// Appends `true` or `false`.
pub fn boolean(value: bool, out: &mut String) {
    out.push_str(if value { "true" } else { "false" });
}

/// Appends a whole number.
pub fn integer(value: i64, out: &mut String) {
    out.push_str(itoa::Buffer::new().format(value));
}

/// Appends a list; `item` appends each of it.
pub fn list<T>(
    items: impl IntoIterator<Item = T>,
    out: &mut String,
    mut item: impl FnMut(T, &mut String),
) {
    out.push('[');
    for (index, one) in items.into_iter().enumerate() {
        if is_too_long(out) {
            break;
        }
        if index > 0 {
            out.push(',');
        }
        item(one, out);
    }
    out.push(']');
}

/// Appends a text in quotes, copying runs that need no escape in one piece.
pub fn string(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut rest = text;
    while let Some(index) = first_to_escape(rest.as_bytes()) {
        let (plain, from) = rest.split_at(index);
        out.push_str(plain);
        match from.as_bytes()[0] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => push(out, format_args!("\\u{control:04x}")),
        }
        rest = &from[1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// Where the first byte stands that a JSON string cannot hold as it is. Eight bytes are looked at at
/// once.
fn first_to_escape(text: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    const HIGH: u64 = ONES << 7;
    let must = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    let (words, tail) = text.as_chunks::<8>();
    for (place, word) in words.iter().enumerate() {
        let bytes = u64::from_le_bytes(*word);
        // A byte less than `n` borrows from its highest bit, which it must not have itself.
        let less = |bytes: u64, n: u64| bytes.wrapping_sub(ONES * n) & !bytes;
        let quotes = less(bytes ^ (ONES * u64::from(b'"')), 1);
        let slashes = less(bytes ^ (ONES * u64::from(b'\\')), 1);
        if (less(bytes, 0x20) | quotes | slashes) & HIGH != 0
            && let Some(index) = word.iter().position(|byte| must(*byte))
        {
            return Some(8 * place + index);
        }
    }
    let index = tail.iter().position(|byte| must(*byte))?;
    Some(8 * words.len() + index)
}

/// Appends two hexadecimal digits for each byte, without quotes.
pub fn hex(bytes: &[u8], out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.reserve(2 * bytes.len());
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
}

/// Appends formatted text; writing to a `String` cannot fail.
pub fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _infallible = out.write_fmt(text);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_is_written_as_serde_would_and_ready_text_as_it_stands() {
        let control = "\u{0}\u{1f}\"\\/\n\r\tü\u{2028}";
        for document in [
            json!(null),
            json!([true, false, 0, -1, i64::MIN, u64::MAX, 1.5, -0.0, 1e300]),
            json!({"a": {}, "b": [], "": control}),
        ] {
            let value = Value::from_json(document.clone()).unwrap();
            let mut text = String::new();
            append(&value, &mut text);
            assert_eq!(text, serde_json::to_string(&document).unwrap());
        }
        for text in [
            "",
            "\"",
            "seven b",
            "\u{1}",
            "12345678\n",
            "1234567\\12345678ü\"",
            "\u{7f}ÿ\u{80}",
        ] {
            for shift in 0..9 {
                let text = format!("{}{text}{}", "x".repeat(shift), "é".repeat(shift));
                let mut written = String::new();
                string(&text, &mut written);
                assert_eq!(written, serde_json::to_string(&text).unwrap());
            }
        }
        let mut text = String::new();
        append(&ready(r#"{"z":1,"a":[]}"#.to_owned()), &mut text);
        assert_eq!(text, r#"{"z":1,"a":[]}"#);
    }
}
