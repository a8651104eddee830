//! Values as messages show them.

use crate::value::Value;

/// Appends a value, and no more once `out` has that many bytes.
pub(super) fn write(value: &Value, most: usize, out: &mut Vec<u8>) {
    if out.len() >= most {
        return;
    }
    match value {
        Value::Nil => out.extend(b"nil"),
        Value::Boolean(value) => out.extend(value.to_string().bytes()),
        Value::Integer(value) => out.extend(value.to_string().bytes()),
        Value::Float(value) => out.extend(format!("{value:?}").bytes()),
        Value::String(text) => {
            out.push(b'"');
            out.extend(&text[..text.len().min(most)]);
            out.push(b'"');
        }
        Value::GeoJson(text) => out.extend(&text[..text.len().min(most)]),
        Value::Bytes(data) | Value::Hll(data) => {
            let shown = data.iter().take(most / 3);
            let hex: Vec<_> = shown.map(|byte| format!("{byte:02x}")).collect();
            out.extend(hex.join(" ").bytes());
        }
        Value::List(values) => {
            out.push(b'[');
            for (index, value) in values.iter().enumerate() {
                if out.len() >= most {
                    break;
                }
                separate(index, out);
                write(value, most, out);
            }
            out.push(b']');
        }
        Value::Map(entries) => {
            out.push(b'{');
            for (index, (key, value)) in entries.iter().enumerate() {
                if out.len() >= most {
                    break;
                }
                separate(index, out);
                write(key, most, out);
                out.extend(b": ");
                write(value, most, out);
            }
            out.push(b'}');
        }
    }
}

fn separate(index: usize, out: &mut Vec<u8>) {
    if index > 0 {
        out.extend(b", ");
    }
}
