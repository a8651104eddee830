//! Values to and from `MessagePack`.

use bytes::Bytes;

use super::value::{List, Map, MapOrder, Value};
use crate::proto::msgpack::{self, MAX_DEPTH, SPECIAL, Token};
use crate::proto::reader::{Malformed, Reader};

/// Most values in one list or map, those inside of it included: each takes more room in memory than
/// the byte it may be on the wire.
pub(super) const MAX_VALUES: usize = 1_000_000;

/// The extensions of the special type.
const WILDCARD: u8 = 0;
const INFINITY: u8 = 1;

/// Decodes exactly one value.
///
/// # Errors
///
/// For anything else, for too many values, for values nested too deep, and for numbers and extensions
/// that no list or map has.
pub(crate) fn decode(bytes: Bytes) -> Result<Value, Malformed> {
    Decoder::new(bytes).whole()
}

/// The same value with the entries of every map in order; `None` when they are, or when this is no
/// value that is worked on.
pub(super) fn in_order(bytes: Bytes) -> Option<Vec<u8>> {
    let mut decoder = Decoder::new(bytes);
    let value = decoder.whole().ok()?;
    if decoder.is_in_order {
        return None;
    }
    encode(&value).ok()
}

struct Decoder {
    reader: Reader,
    /// How many more values there may be.
    left: usize,
    /// Whether the entries of all maps so far came in the order of their keys.
    is_in_order: bool,
}

impl Decoder {
    fn new(bytes: Bytes) -> Self {
        Self {
            reader: Reader::new(bytes),
            left: MAX_VALUES,
            is_in_order: true,
        }
    }

    fn whole(&mut self) -> Result<Value, Malformed> {
        let value = self.value(0)?;
        if self.reader.is_empty() {
            Ok(value)
        } else {
            Err(Malformed)
        }
    }

    fn value(&mut self, depth: u32) -> Result<Value, Malformed> {
        self.left = self.left.checked_sub(1).ok_or(Malformed)?;
        let tag = self.reader.peek().ok_or(Malformed)?;
        Ok(match msgpack::token(&mut self.reader)? {
            Token::Nil => Value::Nil,
            Token::Boolean(value) => Value::Boolean(value),
            Token::Integer(value) => Value::Integer(value),
            // Exact: it was 32 bits wide before.
            #[expect(clippy::cast_possible_truncation, reason = "widened from an f32")]
            Token::Float(value) if tag == 0xca => Value::Single(value as f32),
            Token::Float(value) => Value::Float(value),
            Token::Bytes(bytes) => Value::Bytes(bytes),
            Token::List(count) => return self.list(count, depth + 1).map(Value::List),
            Token::Map(count) => return self.map(count, depth + 1).map(Value::Map),
            Token::Extension(kind, bytes) => return special(kind, &bytes),
        })
    }

    fn list(&mut self, mut count: u32, depth: u32) -> Result<List, Malformed> {
        self.check_depth(depth)?;
        let mut ordered = false;
        if let Some(flags) = self.flags(count)? {
            ordered = flags & 1 != 0;
            count -= 1;
        }
        let mut items = Vec::with_capacity(self.capacity(count));
        for _ in 0..count {
            items.push(self.value(depth)?);
        }
        Ok(List { ordered, items })
    }

    fn map(&mut self, mut count: u32, depth: u32) -> Result<Map, Malformed> {
        self.check_depth(depth)?;
        let mut order = MapOrder::Unordered;
        if let Some(flags) = self.flags(count)? {
            // The flags are a key; its value is nil.
            msgpack::token(&mut self.reader)?;
            order = MapOrder::from_attributes(i64::from(flags & 3)).ok_or(Malformed)?;
            count -= 1;
        }
        let mut entries = Vec::with_capacity(self.capacity(count));
        for _ in 0..count {
            entries.push((self.value(depth)?, self.value(depth)?));
        }
        self.is_in_order &= entries.is_sorted_by(|(left, _), (right, _)| left < right);
        Ok(Map::sorted(order, entries))
    }

    /// The flags that stand before the elements of a list or map of this size, if they do.
    fn flags(&mut self, count: u32) -> Result<Option<u8>, Malformed> {
        if count == 0 {
            return Ok(None);
        }
        let mut ahead = self.reader.clone();
        match msgpack::token(&mut ahead)? {
            Token::Extension(kind, _) if kind != SPECIAL => {
                self.reader = ahead;
                Ok(Some(kind))
            }
            _ => Ok(None),
        }
    }

    fn check_depth(&self, depth: u32) -> Result<(), Malformed> {
        if depth > MAX_DEPTH {
            return Err(Malformed);
        }
        Ok(())
    }

    /// Room for so many elements, as far as there can be that many. What is only announced gets little.
    fn capacity(&self, count: u32) -> usize {
        const MOST: usize = 1024;
        let announced = usize::try_from(count).unwrap_or(MOST);
        announced.min(self.reader.remaining()).min(MOST)
    }
}

fn special(kind: u8, bytes: &Bytes) -> Result<Value, Malformed> {
    match (kind, bytes.as_ref()) {
        (SPECIAL, [WILDCARD]) => Ok(Value::Wildcard),
        (SPECIAL, [INFINITY]) => Ok(Value::Infinity),
        _ => Err(Malformed),
    }
}

/// Encodes a value.
///
/// # Errors
///
/// When it is nested deeper than a value that is put may be.
pub(super) fn encode(value: &Value) -> Result<Vec<u8>, Malformed> {
    let mut bytes = Vec::new();
    write(value, 0, &mut bytes)?;
    Ok(bytes)
}

fn write(value: &Value, depth: u32, out: &mut Vec<u8>) -> Result<(), Malformed> {
    match value {
        Value::Nil => out.push(0xc0),
        Value::Boolean(value) => out.push(if *value { 0xc3 } else { 0xc2 }),
        Value::Integer(value) => write_integer(*value, out),
        Value::Single(value) => {
            out.push(0xca);
            out.extend(value.to_be_bytes());
        }
        Value::Float(value) => {
            out.push(0xcb);
            out.extend(value.to_be_bytes());
        }
        Value::Bytes(bytes) => {
            write_size(bytes.len(), (0xa0, 32), &[0xd9, 0xda, 0xdb], out);
            out.extend(bytes.as_ref());
        }
        Value::List(list) => {
            let depth = deeper(depth)?;
            let size = list.items.len() + usize::from(list.ordered);
            write_size(size, (0x90, 16), &[0xdc, 0xdd], out);
            if list.ordered {
                out.extend([0xc7, 0, 1]);
            }
            for item in &list.items {
                write(item, depth, out)?;
            }
        }
        Value::Map(map) => {
            let depth = deeper(depth)?;
            let flag = map.order.flag();
            let size = map.entries().len() + usize::from(flag.is_some());
            write_size(size, (0x80, 16), &[0xde, 0xdf], out);
            if let Some(flag) = flag {
                out.extend([0xc7, 0, flag, 0xc0]);
            }
            for (key, value) in map.entries() {
                write(key, depth, out)?;
                write(value, depth, out)?;
            }
        }
        Value::Infinity => out.extend([0xd4, SPECIAL, INFINITY]),
        Value::Wildcard => out.extend([0xd4, SPECIAL, WILDCARD]),
    }
    Ok(())
}

fn deeper(depth: u32) -> Result<u32, Malformed> {
    if depth >= MAX_DEPTH {
        return Err(Malformed);
    }
    Ok(depth + 1)
}

/// The shortest form of an integer.
fn write_integer(value: i64, out: &mut Vec<u8>) {
    if let Ok(small) = i8::try_from(value)
        && small >= -32
    {
        out.push(small.cast_unsigned());
    } else if let Ok(value) = u64::try_from(value) {
        write_tagged(value, &[0xcc, 0xcd, 0xce, 0xcf], out);
    } else if let Ok(value) = i8::try_from(value) {
        out.extend([0xd0, value.cast_unsigned()]);
    } else if let Ok(value) = i16::try_from(value) {
        out.push(0xd1);
        out.extend(value.to_be_bytes());
    } else if let Ok(value) = i32::try_from(value) {
        out.push(0xd2);
        out.extend(value.to_be_bytes());
    } else {
        out.push(0xd3);
        out.extend(value.to_be_bytes());
    }
}

/// A size: inside the tag when it is below the limit, else behind the tag that is wide enough.
fn write_size(size: usize, (tag, limit): (u8, u8), tags: &[u8], out: &mut Vec<u8>) {
    match u8::try_from(size) {
        Ok(small) if small < limit => out.push(tag | small),
        // Strings have a tag for one byte; lists and maps start with two.
        _ if tags.len() == 3 => write_tagged(size as u64, tags, out),
        _ => write_tagged_from_two(size as u64, tags, out),
    }
}

fn write_tagged(value: u64, tags: &[u8], out: &mut Vec<u8>) {
    match (u8::try_from(value), tags.split_first()) {
        (Ok(value), Some((&tag, _))) => out.extend([tag, value]),
        (_, Some((_, wider))) => write_tagged_from_two(value, wider, out),
        (_, None) => {}
    }
}

fn write_tagged_from_two(value: u64, tags: &[u8], out: &mut Vec<u8>) {
    let bytes = value.to_be_bytes();
    let (skip, tag) = match (value, tags) {
        (0..=0xffff, [tag, ..]) => (6, *tag),
        (0x1_0000..=0xffff_ffff, [_, tag, ..]) => (4, *tag),
        (_, [.., tag]) => (0, *tag),
        (_, []) => return,
    };
    out.push(tag);
    out.extend(&bytes[skip..]);
}
