//! Values to JSON text, straight into one string.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{MAX_SAFE_INTEGER, MapOrder, Value};

/// Appends the JSON text of `value` to `out`.
pub fn to_json_text(value: &Value, out: &mut String) {
    match value {
        Value::Nil => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Int(value) => write_int(*value, out),
        Value::Float(value) => write_float(*value, out),
        Value::String(text) => write_string(text, out),
        Value::Bytes(bytes) => bytes_to_json_text(bytes, out),
        Value::Hll(bytes) => {
            out.push_str("{\"$hll\":");
            write_base64(bytes, out);
            out.push('}');
        }
        Value::GeoJson(text) => {
            out.push_str("{\"$geoJson\":");
            write_string(text, out);
            out.push('}');
        }
        Value::List(items) => write_list(items, out),
        Value::Map { entries, order } => write_map(entries, *order, out),
        Value::Infinity => out.push_str("{\"$infinity\":true}"),
        Value::Wildcard => out.push_str("{\"$wildcard\":true}"),
        Value::Unknown { particle, bytes } => {
            push(out, format_args!("{{\"$particle\":{particle},\"$bytes\":"));
            write_base64(bytes, out);
            out.push('}');
        }
    }
}

/// The JSON object of a record's bins, in their order. Bin names are keys as they are.
#[must_use]
pub fn bins_to_json_text(bins: &[(String, Value)]) -> String {
    let size = bins
        .iter()
        .map(|(name, value)| name.len() + value.heap_bytes() + 16)
        .sum();
    let mut out = String::with_capacity(size);
    out.push('{');
    for (index, (name, value)) in bins.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(name, &mut out);
        out.push(':');
        to_json_text(value, &mut out);
    }
    out.push('}');
    out
}

/// Appends the JSON form of a byte array, `{"$bytes":"…"}`, to `out`.
pub fn bytes_to_json_text(bytes: &[u8], out: &mut String) {
    out.push_str("{\"$bytes\":");
    write_base64(bytes, out);
    out.push('}');
}

fn write_int(value: i64, out: &mut String) {
    if (-MAX_SAFE_INTEGER..=MAX_SAFE_INTEGER).contains(&value) {
        push(out, format_args!("{value}"));
    } else {
        push(out, format_args!("{{\"$int\":\"{value}\"}}"));
    }
}

fn write_float(value: f64, out: &mut String) {
    if value.is_finite() {
        if value.fract() == 0.0 {
            push(out, format_args!("{{\"$float\":\"{value:?}\"}}"));
        } else {
            push(out, format_args!("{value:?}"));
        }
    } else if value.is_infinite() {
        let sign = if value < 0.0 { "-" } else { "" };
        push(out, format_args!("{{\"$float\":\"{sign}Infinity\"}}"));
    } else if value.to_bits() == f64::NAN.to_bits() {
        out.push_str("{\"$float\":\"NaN\"}");
    } else {
        push(
            out,
            format_args!("{{\"$floatBits\":\"{:016x}\"}}", value.to_bits()),
        );
    }
}

fn write_list(items: &[Value], out: &mut String) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        to_json_text(item, out);
    }
    out.push(']');
}

fn write_map(entries: &[(Value, Value)], order: MapOrder, out: &mut String) {
    let plain = order == MapOrder::Unordered
        && entries
            .iter()
            .all(|(key, _)| matches!(key, Value::String(key) if !key.starts_with('$')));
    out.push_str(if plain { "{" } else { "{\"$map\":[" });
    for (index, (key, value)) in entries.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if !plain {
            out.push('[');
        }
        to_json_text(key, out);
        out.push(if plain { ':' } else { ',' });
        to_json_text(value, out);
        if !plain {
            out.push(']');
        }
    }
    if !plain {
        push(out, format_args!("],\"$order\":\"{}\"", order.as_str()));
    }
    out.push('}');
}

fn write_base64(bytes: &[u8], out: &mut String) {
    out.push('"');
    STANDARD.encode_string(bytes, out);
    out.push('"');
}

/// Writes a JSON string, copying runs that need no escape in one piece.
pub(crate) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    let mut start = 0;
    for (index, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[start..index]);
        start = index + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => push(out, format_args!("\\u{control:04x}")),
        }
    }
    out.push_str(&text[start..]);
    out.push('"');
}

/// Formats into the string; writing to a `String` cannot fail.
fn push(out: &mut String, text: std::fmt::Arguments<'_>) {
    let _infallible = out.write_fmt(text);
}
