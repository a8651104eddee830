//! Names and values as text.

use crate::{
    ast::Json,
    keywords::is_reserved,
    lex::{is_word_char, quoted},
};

/// A name as it is written: in quotes when it could be taken for something else.
pub(crate) fn name_text(name: &str) -> String {
    let first = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let plain = first && name.chars().all(|c| c.is_ascii() && is_word_char(c));
    match plain && !is_reserved(name) {
        true => name.to_owned(),
        false => quoted(name),
    }
}

/// A module's source: as a block, or in quotes when it could close one.
pub(super) fn block(source: &str) -> String {
    match source.contains("$$") || source.ends_with('$') {
        true => quoted(source),
        false => format!("$${source}$$"),
    }
}

fn write_json(json: &Json, out: &mut String) {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Json::Int(number) => out.push_str(&number.to_string()),
        Json::Float(number) => out.push_str(&format!("{number:?}")),
        Json::Text(text) => write_text(text, out),
        Json::List(items) => write_list(items, out),
        Json::Map(entries) => write_map(entries, out),
    }
}

pub(super) fn write_list(items: &[Json], out: &mut String) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_json(item, out);
    }
    out.push(']');
}

pub(super) fn write_map(entries: &[(String, Json)], out: &mut String) {
    out.push('{');
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        write_text(key, out);
        out.push_str(": ");
        write_json(value, out);
    }
    out.push('}');
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}
