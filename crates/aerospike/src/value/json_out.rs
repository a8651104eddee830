//! Values to JSON text, straight into one string.

use acm_core::json::{boolean, integer, list, push, string};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{MAX_SAFE_INTEGER, MapOrder, Value};

/// Appends the JSON text of `value` to `out`.
pub fn to_json_text(value: &Value, out: &mut String) {
    match value {
        Value::Nil => out.push_str("null"),
        Value::Bool(value) => boolean(*value, out),
        Value::Int(value) => write_int(*value, out),
        Value::Float(value) => write_float(*value, out),
        Value::String(text) => string(text, out),
        Value::Bytes(bytes) => bytes_to_json_text(bytes, out),
        Value::Hll(bytes) => {
            out.push_str("{\"$hll\":");
            write_base64(bytes, out);
            out.push('}');
        }
        Value::GeoJson(text) => {
            out.push_str("{\"$geoJson\":");
            string(text, out);
            out.push('}');
        }
        Value::List(items) => list(items, out, to_json_text),
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
        string(name, &mut out);
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
        integer(value, out);
    } else {
        push(out, format_args!("{{\"$int\":\"{value}\"}}"));
    }
}

fn write_float(value: f64, out: &mut String) {
    if value.is_finite() {
        if value.fract() == 0.0 {
            push(out, format_args!("{{\"$float\":\"{value:?}\"}}"));
        } else {
            out.push_str(zmij::Buffer::new().format_finite(value));
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
