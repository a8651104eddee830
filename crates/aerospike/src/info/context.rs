//! Contexts of indexes, in words: a `MessagePack` list of pairs of a kind of step and what it looks for.

use std::fmt::Write;

/// Longest context that is put into words, in bytes.
const MAX_BYTES: usize = 4_096;
/// Longest text or bytes that are written out.
const MAX_SHOWN: usize = 64;

/// The steps, outermost first: `map key "a", list index -1`; `None` for what is no context that is
/// understood here.
pub(super) fn in_words(bytes: &[u8]) -> Option<String> {
    if bytes.len() > MAX_BYTES {
        return None;
    }
    let mut rest = bytes;
    let count = match take(&mut rest, 1)? {
        [tag @ 0x90..=0x9f] => usize::from(tag & 0x0f),
        [0xdc] => usize::try_from(big_endian(take(&mut rest, 2)?)).ok()?,
        _ => return None,
    };
    let mut words = String::new();
    for _ in 0..count / 2 {
        let Part::Integer(kind) = part(&mut rest)? else {
            return None;
        };
        let step = match kind {
            0x10 => "list index",
            0x11 => "list rank",
            0x13 => "list value",
            0x20 => "map index",
            0x21 => "map rank",
            0x22 => "map key",
            0x23 => "map value",
            _ => return None,
        };
        let separator = if words.is_empty() { "" } else { ", " };
        // Writing to a String cannot fail.
        let _ = write!(words, "{separator}{step} ");
        part(&mut rest)?.write(&mut words);
    }
    let is_whole = rest.is_empty() && count % 2 == 0 && count > 0;
    is_whole.then_some(words)
}

/// A part of a context.
enum Part<'a> {
    Nil,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    /// Text or bytes, behind the number of their type.
    Bytes(&'a [u8]),
}

impl Part<'_> {
    fn write(&self, words: &mut String) {
        const TEXT: u8 = 3;
        // Writing to a String cannot fail.
        let _ = match self {
            Self::Nil => write!(words, "nil"),
            Self::Boolean(value) => write!(words, "{value}"),
            Self::Integer(value) => write!(words, "{value}"),
            Self::Float(value) => write!(words, "{value:?}"),
            Self::Bytes([TEXT, text @ ..]) => {
                let text = String::from_utf8_lossy(text);
                let shown: String = text.chars().take(MAX_SHOWN).collect();
                let cut = if shown.len() < text.len() { "…" } else { "" };
                write!(words, "{shown:?}{cut}")
            }
            Self::Bytes(bytes) => {
                let bytes = bytes.get(1..).unwrap_or_default();
                let shown = bytes.iter().take(MAX_SHOWN);
                let _ = write!(words, "0x");
                let written = shown
                    .into_iter()
                    .try_for_each(|byte| write!(words, "{byte:02x}"));
                let cut = if bytes.len() > MAX_SHOWN { "…" } else { "" };
                written.and_then(|()| write!(words, "{cut}"))
            }
        };
    }
}

/// The next part; `None` for what is none, and for lists and maps.
fn part<'a>(rest: &mut &'a [u8]) -> Option<Part<'a>> {
    let tag = *take(rest, 1)?.first()?;
    let mut number = |bytes| take(rest, bytes).map(big_endian);
    Some(match tag {
        0x00..=0x7f => Part::Integer(tag.into()),
        0xe0..=0xff => Part::Integer(tag.cast_signed().into()),
        0xc0 => Part::Nil,
        0xc2 => Part::Boolean(false),
        0xc3 => Part::Boolean(true),
        0xca => Part::Float(f32::from_bits(u32::try_from(number(4)?).ok()?).into()),
        0xcb => Part::Float(f64::from_bits(number(8)?)),
        0xcc => Part::Integer(number(1)?.cast_signed()),
        0xcd => Part::Integer(number(2)?.cast_signed()),
        0xce => Part::Integer(number(4)?.cast_signed()),
        0xcf => Part::Integer(i64::try_from(number(8)?).ok()?),
        0xd0 => Part::Integer(i64::from(u8::try_from(number(1)?).ok()?.cast_signed())),
        0xd1 => Part::Integer(i64::from(u16::try_from(number(2)?).ok()?.cast_signed())),
        0xd2 => Part::Integer(i64::from(u32::try_from(number(4)?).ok()?.cast_signed())),
        0xd3 => Part::Integer(number(8)?.cast_signed()),
        0xa0..=0xbf => Part::Bytes(take(rest, usize::from(tag & 0x1f))?),
        0xc4 | 0xd9 => {
            let length = usize::try_from(number(1)?).ok()?;
            Part::Bytes(take(rest, length)?)
        }
        0xc5 | 0xda => {
            let length = usize::try_from(number(2)?).ok()?;
            Part::Bytes(take(rest, length)?)
        }
        _ => return None,
    })
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn big_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use aerospike::operations::cdt_context::to_bytes;
    use proptest::prelude::*;

    use super::in_words;
    use crate::Value;
    use crate::expression::{PathStep, contexts};

    #[track_caller]
    fn check(path: &[PathStep], words: &str) {
        let bytes = to_bytes(&contexts(path)).unwrap();
        assert_eq!(in_words(&bytes).as_deref(), Some(words));
    }

    #[test]
    fn contexts_as_clients_pack_them_are_put_into_words() {
        let text = |text: &str| Value::String(text.to_owned());
        check(&[PathStep::MapKey(text("a"))], r#"map key "a""#);
        check(
            &[
                PathStep::MapKey(Value::Int(-300)),
                PathStep::ListIndex(-1),
                PathStep::ListRank(200),
                PathStep::MapIndex(0),
                PathStep::MapRank(1),
            ],
            "map key -300, list index -1, list rank 200, map index 0, map rank 1",
        );
        check(
            &[
                PathStep::MapValue(Value::Bytes(vec![1, 255])),
                PathStep::ListValue(Value::Float(1.5)),
            ],
            "map value 0x01ff, list value 1.5",
        );
        let long = "x".repeat(100);
        check(
            &[PathStep::MapKey(text(&long))],
            &format!("map key {:?}…", "x".repeat(64)),
        );
    }

    #[test]
    fn what_is_no_context_has_no_words() {
        for bytes in [
            &[][..],
            &[0x90],
            &[0x91, 0x22],
            &[0x92, 0x22],
            &[0x92, 0x55, 1],
            &[0x80],
        ] {
            assert_eq!(in_words(bytes), None, "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = in_words(&bytes);
        }
    }
}
