//! JSON to values: strict, bounded, and pointing at what is wrong.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map as Object, Number, Value as Json};

use super::{MAX_SAFE_INTEGER, MapOrder, Value, ValueError};

/// How deep lists and maps may nest.
pub const MAX_DEPTH: usize = 64;
/// How many values one input may hold, keys and elements counted.
pub const MAX_ELEMENTS: usize = 1_000_000;
/// How many bytes of text one input may hold: the server's largest record.
pub const MAX_INPUT_BYTES: usize = 8 * 1024 * 1024;

type Parsed<T = Value> = Result<T, ValueError>;

/// The value a JSON text stands for.
///
/// # Errors
///
/// A [`ValueError`] that points at the first element that is not a value: an unknown `$` tag, a
/// number JavaScript would not keep, text that is not Base64, or a limit ([`MAX_DEPTH`],
/// [`MAX_ELEMENTS`], [`MAX_INPUT_BYTES`]) passed.
pub fn from_json(json: &Json) -> Parsed {
    Budget::default().value(json, 0)
}

/// The bins of a JSON object: names to values, `null` meaning "remove the bin". Names are checked
/// for the server's limits when they are written, not here.
///
/// # Errors
///
/// As [`from_json`], with the bin's name leading the path; also when `json` is not an object.
pub fn bins_from_json(json: &Json) -> Parsed<Vec<(String, Value)>> {
    let Json::Object(bins) = json else {
        return Err(ValueError::new("Bins are an object of names and values."));
    };
    let mut budget = Budget::default();
    bins.iter()
        .map(|(name, json)| {
            let value = budget.value(json, 0).map_err(|error| error.inside(name))?;
            Ok((name.clone(), value))
        })
        .collect()
}

/// What one input may still use.
struct Budget {
    elements: usize,
    bytes: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            elements: MAX_ELEMENTS,
            bytes: MAX_INPUT_BYTES,
        }
    }
}

impl Budget {
    fn value(&mut self, json: &Json, depth: usize) -> Parsed {
        self.elements = self
            .elements
            .checked_sub(1)
            .ok_or_else(|| ValueError::new(format!("More than {MAX_ELEMENTS} values.")))?;
        match json {
            Json::Null => Ok(Value::Nil),
            Json::Bool(value) => Ok(Value::Bool(*value)),
            Json::Number(number) => number_value(number),
            Json::String(text) => self.text(text).map(Value::String),
            Json::Array(items) => self.list(items, deeper(depth)?).map(Value::List),
            Json::Object(object) => self.object(object, deeper(depth)?),
        }
    }

    fn text(&mut self, text: &str) -> Parsed<String> {
        self.bytes = self.bytes.checked_sub(text.len()).ok_or_else(|| {
            ValueError::new(format!("More than {MAX_INPUT_BYTES} bytes of text."))
        })?;
        Ok(text.to_owned())
    }

    fn list(&mut self, items: &[Json], depth: usize) -> Parsed<Vec<Value>> {
        items
            .iter()
            .enumerate()
            .map(|(index, item)| self.value(item, depth).map_err(|error| error.inside(index)))
            .collect()
    }

    fn object(&mut self, object: &Object<String, Json>, depth: usize) -> Parsed {
        if object.keys().any(|key| key.starts_with('$')) {
            return self.tagged(object, depth);
        }
        let entries = object
            .iter()
            .map(|(key, json)| {
                let value = self.value(json, depth).map_err(|error| error.inside(key))?;
                Ok((Value::String(self.text(key)?), value))
            })
            .collect::<Parsed<_>>()?;
        Ok(Value::Map {
            entries,
            order: MapOrder::Unordered,
        })
    }

    fn tagged(&mut self, object: &Object<String, Json>, depth: usize) -> Parsed {
        let one = |tag: &str| {
            if object.len() == 1 {
                object.get(tag)
            } else {
                None
            }
        };
        let two = |a: &str, b: &str| {
            if object.len() == 2 {
                object.get(a).zip(object.get(b))
            } else {
                None
            }
        };
        if let Some(json) = one("$int") {
            return text_of(json)
                .and_then(int_value)
                .map_err(|error| error.inside("$int"));
        }
        if let Some(json) = one("$float") {
            return text_of(json)
                .and_then(float_value)
                .map_err(|error| error.inside("$float"));
        }
        if let Some(json) = one("$floatBits") {
            return text_of(json)
                .and_then(bits_value)
                .map_err(|error| error.inside("$floatBits"));
        }
        if let Some(json) = one("$bytes") {
            return self.base64(json, "$bytes").map(Value::Bytes);
        }
        if let Some(json) = one("$hll") {
            return self.base64(json, "$hll").map(Value::Hll);
        }
        if let Some(json) = one("$geoJson") {
            let text = text_of(json).and_then(|text| self.text(text));
            return text
                .map(Value::GeoJson)
                .map_err(|error| error.inside("$geoJson"));
        }
        if one("$infinity") == Some(&Json::Bool(true)) {
            return Ok(Value::Infinity);
        }
        if one("$wildcard") == Some(&Json::Bool(true)) {
            return Ok(Value::Wildcard);
        }
        if let Some((particle, bytes)) = two("$particle", "$bytes") {
            let particle = particle
                .as_u64()
                .and_then(|number| u8::try_from(number).ok());
            let particle = particle.ok_or_else(|| {
                ValueError::new("A particle type is a number from 0 to 255.").inside("$particle")
            })?;
            return Ok(Value::Unknown {
                particle,
                bytes: self.base64(bytes, "$bytes")?,
            });
        }
        if let Some((entries, order)) = two("$map", "$order") {
            let order = order
                .as_str()
                .and_then(MapOrder::from_name)
                .ok_or_else(|| {
                    ValueError::new("The order is UNORDERED, KEY_ORDERED or KEY_VALUE_ORDERED.")
                        .inside("$order")
                })?;
            return self
                .map(entries, order, depth)
                .map_err(|error| error.inside("$map"));
        }
        Err(unknown_tag(object))
    }

    fn map(&mut self, entries: &Json, order: MapOrder, depth: usize) -> Parsed {
        let Json::Array(pairs) = entries else {
            return Err(ValueError::new("A map is a list of [key, value] pairs."));
        };
        let mut entries = Vec::with_capacity(pairs.len());
        for (index, pair) in pairs.iter().enumerate() {
            let entry = match pair.as_array().map(Vec::as_slice) {
                Some([key, value]) => self.entry(key, value, depth),
                _ => Err(ValueError::new("An entry of a map is a [key, value] pair.")),
            };
            entries.push(entry.map_err(|error| error.inside(index))?);
        }
        Ok(Value::Map { entries, order })
    }

    fn entry(&mut self, key: &Json, value: &Json, depth: usize) -> Parsed<(Value, Value)> {
        let key = self.value(key, depth).map_err(|error| error.inside(0))?;
        let value = self.value(value, depth).map_err(|error| error.inside(1))?;
        Ok((key, value))
    }

    fn base64(&mut self, json: &Json, tag: &str) -> Parsed<Vec<u8>> {
        let text = text_of(json).and_then(|text| self.text(text));
        text.and_then(|text| {
            STANDARD
                .decode(text)
                .map_err(|_| ValueError::new("Not Base64 text."))
        })
        .map_err(|error| error.inside(tag))
    }
}

fn deeper(depth: usize) -> Parsed<usize> {
    if depth < MAX_DEPTH {
        Ok(depth + 1)
    } else {
        Err(ValueError::new(format!(
            "Lists and maps nest deeper than {MAX_DEPTH}."
        )))
    }
}

fn text_of(json: &Json) -> Parsed<&str> {
    json.as_str()
        .ok_or_else(|| ValueError::new("A tag's content is a string."))
}

/// A plain number: an integer when it is written as one, a float when it is written as one.
fn number_value(number: &Number) -> Parsed {
    if number.is_f64() {
        let value = number.as_f64().filter(|value| {
            value.is_finite() && (value.fract() != 0.0 || value.abs() < MAX_SAFE_INTEGER as f64)
        });
        return value.map(Value::Float).ok_or_else(|| {
            ValueError::new(
                "Write integers and floats this large as {\"$int\":\"…\"} or {\"$float\":\"…\"}.",
            )
        });
    }
    let safe = number
        .as_i64()
        .filter(|value| value.unsigned_abs() <= MAX_SAFE_INTEGER as u64);
    safe.map(Value::Int).ok_or_else(|| {
        ValueError::new(
            "Write integers beyond ±(2^53 − 1) as {\"$int\":\"…\"}: JSON readers round them.",
        )
    })
}

fn int_value(text: &str) -> Parsed {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let parsed = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    };
    parsed
        .map(Value::Int)
        .ok_or_else(|| ValueError::new("Not a 64-bit integer."))
}

fn float_value(text: &str) -> Parsed {
    let parsed = match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ if text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) =>
        {
            text.parse().ok().filter(|value: &f64| value.is_finite())
        }
        _ => None,
    };
    parsed
        .map(Value::Float)
        .ok_or_else(|| ValueError::new("Not a float: write digits, NaN, Infinity or -Infinity."))
}

fn bits_value(text: &str) -> Parsed {
    let valid = text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let bits = if valid {
        u64::from_str_radix(text, 16).ok()
    } else {
        None
    };
    bits.map(|bits| Value::Float(f64::from_bits(bits)))
        .ok_or_else(|| ValueError::new("The bits of a float are 16 hexadecimal digits."))
}

fn unknown_tag(object: &Object<String, Json>) -> ValueError {
    const KNOWN: [&str; 11] = [
        "$int",
        "$float",
        "$floatBits",
        "$bytes",
        "$hll",
        "$geoJson",
        "$infinity",
        "$wildcard",
        "$particle",
        "$map",
        "$order",
    ];
    let unknown = object
        .keys()
        .find(|key| key.starts_with('$') && !KNOWN.contains(&key.as_str()));
    match unknown {
        Some(tag) => ValueError::new(
            "No such tag. Write a map that has this key as {\"$map\":[[key,value],…],\"$order\":\"UNORDERED\"}.",
        )
        .inside(tag),
        None => ValueError::new("These keys do not go together in a tagged value."),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{MAX_DEPTH, bins_from_json, from_json};
    use crate::value::Value;

    #[track_caller]
    fn check_refused(json: &Json, path: &str) {
        assert_eq!(from_json(json).unwrap_err().path, path, "{json}");
    }

    #[test]
    fn numbers_are_what_they_are_written_as() {
        assert_eq!(from_json(&json!(7)), Ok(Value::Int(7)));
        assert_eq!(from_json(&json!(1.5)), Ok(Value::Float(1.5)));
        assert_eq!(from_json(&json!(1.0)), Ok(Value::Float(1.0)));
        assert_eq!(
            from_json(&json!(9_007_199_254_740_991_i64)),
            Ok(Value::Int(9_007_199_254_740_991))
        );
    }

    #[test]
    fn numbers_javascript_would_round_are_refused() {
        check_refused(&json!(9_007_199_254_740_992_i64), "");
        check_refused(&json!([1, -9_007_199_254_740_992_i64]), "/1");
        check_refused(&json!(u64::MAX), "");
        check_refused(&json!(1e21), "");
    }

    #[test]
    fn unknown_and_malformed_tags_are_refused_where_they_stand() {
        check_refused(&json!({"a": [{"$date": "x"}]}), "/a/0/$date");
        check_refused(&json!({"$bytes": "***"}), "/$bytes");
        check_refused(&json!({"$int": "1.5"}), "/$int");
        check_refused(&json!({"$int": 5}), "/$int");
        check_refused(&json!({"$float": "inf"}), "/$float");
        check_refused(&json!({"$floatBits": "12"}), "/$floatBits");
        check_refused(&json!({"$particle": 256, "$bytes": ""}), "/$particle");
        check_refused(&json!({"$map": [[1]], "$order": "UNORDERED"}), "/$map/0");
        check_refused(&json!({"$map": [], "$order": "SORTED"}), "/$order");
        check_refused(&json!({"$int": "1", "other": 2}), "");
        check_refused(&json!({"a/b": {"$x": 1}}), "/a~1b/$x");
    }

    #[test]
    fn nesting_up_to_the_limit_passes_and_one_more_fails() {
        let nest = |levels: usize| (0..levels).fold(json!(1), |inner, _| json!([inner]));
        assert!(from_json(&nest(MAX_DEPTH)).is_ok());
        assert!(from_json(&nest(MAX_DEPTH + 1)).is_err());
    }

    #[test]
    fn bin_names_are_taken_as_they_are() {
        let bins = bins_from_json(&json!({"$tag": 1, "gone": null})).unwrap();
        assert!(bins.contains(&("$tag".into(), Value::Int(1))));
        assert!(bins.contains(&("gone".into(), Value::Nil)));
    }
}
