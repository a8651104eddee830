//! Lists and maps as the server keeps them: `MessagePack`, in which texts and bytes begin with their
//! particle type, and a map that is sorted with an extension that says so.

use super::{MAX_DEPTH, MAX_ELEMENTS, MapOrder, Value};

const STRING: u8 = 3;
const BLOB: u8 = 4;
const HLL: u8 = 18;
const GEO_JSON: u8 = 23;
/// Flags of a map: sorted by key; by value, too.
const KEY_ORDERED: u8 = 1;
const KEY_VALUE_ORDERED: u8 = 3;

/// The bytes of a list or map, or of any value within; `None` for what has no such form.
#[must_use]
pub fn to_msgpack(value: &Value) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    pack(value, &mut out).then_some(out)
}

/// The value of such bytes; `None` when they are not whole, of no known form, or nest too deep.
#[must_use]
pub fn from_msgpack(bytes: &[u8]) -> Option<Value> {
    let mut unpacking = Unpacking {
        rest: bytes,
        left: MAX_ELEMENTS,
    };
    let value = unpacking.value(0)?;
    unpacking.rest.is_empty().then_some(value)
}

fn pack(value: &Value, out: &mut Vec<u8>) -> bool {
    match value {
        Value::Nil => out.push(0xC0),
        Value::Bool(value) => out.push(0xC2 + u8::from(*value)),
        Value::Int(value) => pack_int(*value, out),
        Value::Float(value) => {
            out.push(0xCB);
            out.extend(value.to_be_bytes());
        }
        Value::String(text) => pack_raw(STRING, text.as_bytes(), out),
        Value::Bytes(bytes) => pack_raw(BLOB, bytes, out),
        Value::Hll(bytes) => pack_raw(HLL, bytes, out),
        Value::GeoJson(text) => pack_raw(GEO_JSON, text.as_bytes(), out),
        Value::List(items) => {
            head(items.len(), 0x90, 0xDC, out);
            return items.iter().all(|item| pack(item, out));
        }
        Value::Map { entries, order } => {
            let flags = match order {
                MapOrder::Unordered => None,
                MapOrder::KeyOrdered => Some(KEY_ORDERED),
                MapOrder::KeyValueOrdered => Some(KEY_VALUE_ORDERED),
            };
            head(
                entries.len() + usize::from(flags.is_some()),
                0x80,
                0xDE,
                out,
            );
            if let Some(flags) = flags {
                out.extend([0xC7, 0, flags, 0xC0]);
            }
            let mut pairs = entries.iter();
            return pairs.all(|(key, value)| pack(key, out) && pack(value, out));
        }
        _ => return false,
    }
    true
}

fn pack_int(value: i64, out: &mut Vec<u8>) {
    let be = value.to_be_bytes();
    match value {
        -32..=0x7F => out.push(be[7]),
        0x80..=0xFF => out.extend([0xCC, be[7]]),
        0x100..=0xFFFF => out.extend([0xCD, be[6], be[7]]),
        0x1_0000..=0xFFFF_FFFF => {
            out.push(0xCE);
            out.extend(&be[4..]);
        }
        0x1_0000_0000.. => {
            out.push(0xCF);
            out.extend(be);
        }
        -0x80..=-33 => out.extend([0xD0, be[7]]),
        -0x8000..=-0x81 => out.extend([0xD1, be[6], be[7]]),
        -0x8000_0000..=-0x8001 => {
            out.push(0xD2);
            out.extend(&be[4..]);
        }
        _ => {
            out.push(0xD3);
            out.extend(be);
        }
    }
}

fn pack_raw(particle: u8, bytes: &[u8], out: &mut Vec<u8>) {
    match bytes.len() + 1 {
        size @ 0..=31 => out.push(0xA0 | size as u8),
        size @ 32..=0xFFFF => {
            out.push(0xDA);
            out.extend((size as u16).to_be_bytes());
        }
        size => {
            out.push(0xDB);
            out.extend((size as u32).to_be_bytes());
        }
    }
    out.push(particle);
    out.extend(bytes);
}

fn head(count: usize, short: u8, long: u8, out: &mut Vec<u8>) {
    match count {
        0..=15 => out.push(short | count as u8),
        16..=0xFFFF => {
            out.push(long);
            out.extend((count as u16).to_be_bytes());
        }
        _ => {
            out.push(long + 1);
            out.extend((count as u32).to_be_bytes());
        }
    }
}

/// Bytes that are read, and how many values they may still hold.
struct Unpacking<'a> {
    rest: &'a [u8],
    left: usize,
}

impl<'a> Unpacking<'a> {
    fn value(&mut self, depth: usize) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let tag = self.number(1)? as u8;
        Some(match tag {
            0x00..=0x7F => Value::Int(tag.into()),
            0x80..=0x8F => self.map(usize::from(tag & 0x0F), depth)?,
            0x90..=0x9F => self.list(usize::from(tag & 0x0F), depth)?,
            0xA0..=0xBF => self.raw(usize::from(tag & 0x1F))?,
            0xC0 => Value::Nil,
            0xC2 | 0xC3 => Value::Bool(tag == 0xC3),
            0xC4 | 0xD9 => self.sized_raw(1)?,
            0xC5 | 0xDA => self.sized_raw(2)?,
            0xC6 | 0xDB => self.sized_raw(4)?,
            0xCA => Value::Float(f32::from_bits(self.number(4)? as u32).into()),
            0xCB => Value::Float(f64::from_bits(self.number(8)?)),
            0xCC => Value::Int(self.number(1)?.cast_signed()),
            0xCD => Value::Int(self.number(2)?.cast_signed()),
            0xCE => Value::Int(self.number(4)?.cast_signed()),
            0xCF => Value::Int(i64::try_from(self.number(8)?).ok()?),
            0xD0 => Value::Int((self.number(1)? as u8).cast_signed().into()),
            0xD1 => Value::Int((self.number(2)? as u16).cast_signed().into()),
            0xD2 => Value::Int((self.number(4)? as u32).cast_signed().into()),
            0xD3 => Value::Int(self.number(8)?.cast_signed()),
            0xDC => self.sized_list(2, depth)?,
            0xDD => self.sized_list(4, depth)?,
            0xDE => self.sized_map(2, depth)?,
            0xDF => self.sized_map(4, depth)?,
            0xE0..=0xFF => Value::Int(tag.cast_signed().into()),
            _ => return None,
        })
    }

    fn sized_list(&mut self, bytes: usize, depth: usize) -> Option<Value> {
        let count = self.number(bytes)? as usize;
        self.list(count, depth)
    }

    fn sized_map(&mut self, bytes: usize, depth: usize) -> Option<Value> {
        let count = self.number(bytes)? as usize;
        self.map(count, depth)
    }

    fn sized_raw(&mut self, bytes: usize) -> Option<Value> {
        let size = self.number(bytes)? as usize;
        self.raw(size)
    }

    fn list(&mut self, mut count: usize, depth: usize) -> Option<Value> {
        if count > 0 && self.flags().is_some() {
            count -= 1;
        }
        let mut items = Vec::new();
        for _ in 0..count {
            items.push(self.value(depth + 1)?);
        }
        Some(Value::List(items))
    }

    fn map(&mut self, mut count: usize, depth: usize) -> Option<Value> {
        let mut order = MapOrder::Unordered;
        if count > 0
            && let Some(flags) = self.flags()
        {
            self.value(depth + 1)?;
            count -= 1;
            order = match flags & KEY_VALUE_ORDERED {
                KEY_ORDERED => MapOrder::KeyOrdered,
                KEY_VALUE_ORDERED => MapOrder::KeyValueOrdered,
                _ => MapOrder::Unordered,
            };
        }
        let mut entries = Vec::new();
        for _ in 0..count {
            entries.push((self.value(depth + 1)?, self.value(depth + 1)?));
        }
        Some(Value::Map { entries, order })
    }

    /// The flags of a list or map, if they come next.
    fn flags(&mut self) -> Option<u8> {
        let [0xC7, 0, flags, ..] = *self.rest else {
            return None;
        };
        self.take(3)?;
        Some(flags)
    }

    fn raw(&mut self, size: usize) -> Option<Value> {
        let (particle, bytes) = self.take(size)?.split_first()?;
        let text = || String::from_utf8(bytes.to_vec()).ok();
        Some(match *particle {
            STRING => Value::String(text()?),
            GEO_JSON => Value::GeoJson(text()?),
            HLL => Value::Hll(bytes.to_vec()),
            BLOB => Value::Bytes(bytes.to_vec()),
            _ => return None,
        })
    }

    fn number(&mut self, bytes: usize) -> Option<u64> {
        let bytes = self.take(bytes)?.iter();
        Some(bytes.fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Nil),
            any::<bool>().prop_map(Value::Bool),
            any::<i64>().prop_map(Value::Int),
            (-40_i64..400).prop_map(Value::Int),
            any::<f64>().prop_map(Value::Float),
            ".{0,40}".prop_map(Value::String),
            any::<Vec<u8>>().prop_map(Value::Bytes),
            any::<String>().prop_map(Value::GeoJson),
        ];
        leaf.prop_recursive(3, 40, 20, |inner| {
            let pairs = proptest::collection::vec((inner.clone(), inner.clone()), 0..20);
            let order = prop_oneof![Just(MapOrder::Unordered), Just(MapOrder::KeyOrdered)];
            prop_oneof![
                proptest::collection::vec(inner, 0..20).prop_map(Value::List),
                (pairs, order).prop_map(|(entries, order)| Value::Map { entries, order }),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked_the_same(value in any_value()) {
            prop_assert_eq!(from_msgpack(&to_msgpack(&value).unwrap()), Some(value));
        }

        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = from_msgpack(&bytes);
        }
    }

    #[test]
    fn bytes_are_those_the_server_keeps() {
        let list = Value::List(vec![
            Value::Int(1),
            Value::String("a".into()),
            Value::Int(-1),
        ]);
        let bytes = [0x93, 0x01, 0xA2, 0x03, b'a', 0xFF];
        assert_eq!(to_msgpack(&list).unwrap(), bytes);
        assert_eq!(from_msgpack(&bytes[..5]), None, "cut off");
        assert_eq!(from_msgpack(&[0xDD, 0xFF, 0xFF, 0xFF, 0xFF]), None, "a lie");
    }
}
