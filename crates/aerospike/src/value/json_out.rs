//! Values to JSON text, straight into one string.

use acm_core::json::{boolean, integer, list, push, string};
use aerospike::{IndexMap, Value as Driver};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{
    MAX_SAFE_INTEGER, MapOrder, Value,
    view::{Entries, View, Viewed},
};

/// Appends the JSON text of `value` to `out`.
pub fn to_json_text(value: &Value, out: &mut String) {
    write(value, out);
}

/// The JSON object of a record's bins, in their order. Bin names are keys as they are.
#[must_use]
pub fn bins_to_json_text(bins: &[(String, Value)]) -> String {
    let size = bins
        .iter()
        .map(|(name, value)| name.len() + value.heap_bytes() + 16)
        .sum();
    write_bins(size, bins.iter().map(|(name, value)| (name, value)))
}

/// The same of bins as the driver read them.
pub(crate) fn driver_bins_to_json_text(bins: &IndexMap<String, Driver>) -> String {
    write_bins(64 * bins.len(), bins.iter())
}

fn write_bins<'a, V: Viewed + 'a>(
    size: usize,
    bins: impl Iterator<Item = (&'a String, &'a V)>,
) -> String {
    let mut out = String::with_capacity(size);
    out.push('{');
    for (index, (name, value)) in bins.enumerate() {
        if index > 0 {
            out.push(',');
        }
        string(name, &mut out);
        out.push(':');
        write(value, &mut out);
    }
    out.push('}');
    out
}

fn write<V: Viewed>(value: &V, out: &mut String) {
    match value.view() {
        View::Nil => out.push_str("null"),
        View::Bool(value) => boolean(value, out),
        View::Int(value) => write_int(value, out),
        View::Float(value) => write_float(value, out),
        View::String(text) => string(text, out),
        View::Bytes(bytes) => bytes_to_json_text(bytes, out),
        View::Hll(bytes) => {
            out.push_str("{\"$hll\":");
            write_base64(bytes, out);
            out.push('}');
        }
        View::GeoJson(text) => {
            out.push_str("{\"$geoJson\":");
            string(text, out);
            out.push('}');
        }
        View::List(items) => list(items, out, write),
        View::Map(entries, order) => write_map(&entries, order, out),
        View::Infinity => out.push_str("{\"$infinity\":true}"),
        View::Wildcard => out.push_str("{\"$wildcard\":true}"),
        View::Unknown(particle, bytes) => {
            push(out, format_args!("{{\"$particle\":{particle},\"$bytes\":"));
            write_base64(bytes, out);
            out.push('}');
        }
    }
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

fn write_map<V: Viewed>(entries: &Entries<'_, V>, order: MapOrder, out: &mut String) {
    let mut plain = order == MapOrder::Unordered;
    if plain {
        entries.each(|key, _| {
            plain &= matches!(key.view(), View::String(key) if !key.starts_with('$'));
        });
    }
    out.push_str(if plain { "{" } else { "{\"$map\":[" });
    let mut is_first = true;
    entries.each(|key, value| {
        if !std::mem::take(&mut is_first) {
            out.push(',');
        }
        if !plain {
            out.push('[');
        }
        write(key, out);
        out.push(if plain { ':' } else { ',' });
        write(value, out);
        if !plain {
            out.push(']');
        }
    });
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
