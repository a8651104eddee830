//! `MessagePack`: checks that values are well-formed without building them, and reads them token by
//! token.

use bytes::Bytes;

use super::reader::{Malformed, Reader};

/// Lists and maps nested deeper than this are refused.
pub(crate) const MAX_DEPTH: u32 = 64;

/// What the outermost element must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outer {
    List,
    Map,
}

/// Whether `bytes` are exactly one well-formed element of this kind.
///
/// Walks the elements with a counter of open ones in place of recursion, so depth costs no stack,
/// and reads each byte at most once.
pub(crate) fn is_well_formed(bytes: &[u8], outer: Outer) -> bool {
    walk(bytes, outer).is_ok()
}

fn walk(bytes: &[u8], outer: Outer) -> Result<(), Malformed> {
    let mut reader = Reader::new(Bytes::copy_from_slice(bytes));
    match (step(&mut reader)?, outer) {
        (Step::List(children), Outer::List) | (Step::Map(children), Outer::Map) => {
            skip(&mut reader, children)?;
        }
        _ => return Err(Malformed),
    }
    if reader.is_empty() {
        Ok(())
    } else {
        Err(Malformed)
    }
}

/// The bytes of the next element, with all that is inside it.
pub(crate) fn element(reader: &mut Reader) -> Result<Bytes, Malformed> {
    let mut end = reader.clone();
    match step(&mut end)? {
        Step::Scalar => {}
        Step::List(children) | Step::Map(children) => skip(&mut end, children)?,
    }
    reader.take(reader.remaining() - end.remaining())
}

/// Skips the elements inside one that was just opened.
fn skip(reader: &mut Reader, children: u64) -> Result<(), Malformed> {
    let mut open = vec![children];
    while let Some(left) = open.last_mut() {
        if *left == 0 {
            open.pop();
            continue;
        }
        *left -= 1;
        if let Step::List(children) | Step::Map(children) = step(reader)? {
            if open.len() >= MAX_DEPTH as usize {
                return Err(Malformed);
            }
            open.push(children);
        }
    }
    Ok(())
}

/// One element, with the number of elements inside it.
enum Step {
    Scalar,
    List(u64),
    Map(u64),
}

fn step(reader: &mut Reader) -> Result<Step, Malformed> {
    let tag = reader.u8()?;
    let skip = match tag {
        0x00..=0x7f | 0xe0..=0xff | 0xc0 | 0xc2 | 0xc3 => 0,
        0x80..=0x8f => return Ok(Step::Map(2 * u64::from(tag & 0x0f))),
        0x90..=0x9f => return Ok(Step::List(u64::from(tag & 0x0f))),
        0xa0..=0xbf => usize::from(tag & 0x1f),
        0xc4 | 0xd9 => usize::from(reader.u8()?),
        0xc5 | 0xda => usize::from(reader.u16()?),
        0xc6 | 0xdb => reader.length()?,
        0xc7 => usize::from(reader.u8()?) + 1,
        0xc8 => usize::from(reader.u16()?) + 1,
        0xc9 => reader.length()?.checked_add(1).ok_or(Malformed)?,
        0xcc | 0xd0 => 1,
        0xcd | 0xd1 => 2,
        0xca | 0xce | 0xd2 => 4,
        0xcb | 0xcf | 0xd3 => 8,
        0xd4 => 2,
        0xd5 => 3,
        0xd6 => 5,
        0xd7 => 9,
        0xd8 => 17,
        0xdc => return Ok(Step::List(u64::from(reader.u16()?))),
        0xdd => return Ok(Step::List(u64::from(reader.u32()?))),
        0xde => return Ok(Step::Map(2 * u64::from(reader.u16()?))),
        0xdf => return Ok(Step::Map(2 * u64::from(reader.u32()?))),
        0xc1 => return Err(Malformed),
    };
    reader.take(skip)?;
    Ok(Step::Scalar)
}

/// The type of the extensions that stand for a value of no type of its own: whatever there is, or
/// beyond all there is.
pub(crate) const SPECIAL: u8 = 0xff;

/// What values are made of.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    Nil,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    /// Text or bytes, with the particle type before them where they are a value.
    Bytes(Bytes),
    /// The start of a list of so many elements.
    List(u32),
    /// The start of a map of so many entries.
    Map(u32),
    /// Bytes of a type with this number.
    Extension(u8, Bytes),
}

/// The next token. Integers beyond 63 bits are none: nothing that is evaluated has them.
pub(crate) fn token(reader: &mut Reader) -> Result<Token, Malformed> {
    let tag = reader.u8()?;
    Ok(match tag {
        0x00..=0x7f => Token::Integer(i64::from(tag)),
        0xe0..=0xff => Token::Integer(i64::from(tag.cast_signed())),
        0x90..=0x9f => Token::List(u32::from(tag & 0x0f)),
        0xdc => Token::List(u32::from(reader.u16()?)),
        0xdd => Token::List(reader.u32()?),
        0x80..=0x8f => Token::Map(u32::from(tag & 0x0f)),
        0xde => Token::Map(u32::from(reader.u16()?)),
        0xdf => Token::Map(reader.u32()?),
        0xd4..=0xd8 => extension(reader, 1 << (tag - 0xd4))?,
        0xc7 => {
            let length = usize::from(reader.u8()?);
            extension(reader, length)?
        }
        0xc8 => {
            let length = usize::from(reader.u16()?);
            extension(reader, length)?
        }
        0xc9 => {
            let length = reader.length()?;
            extension(reader, length)?
        }
        0xc0 => Token::Nil,
        0xc2 => Token::Boolean(false),
        0xc3 => Token::Boolean(true),
        0xca => Token::Float(f64::from(f32::from_bits(reader.u32()?))),
        0xcb => Token::Float(f64::from_bits(reader.u64()?)),
        0xcc => Token::Integer(i64::from(reader.u8()?)),
        0xcd => Token::Integer(i64::from(reader.u16()?)),
        0xce => Token::Integer(i64::from(reader.u32()?)),
        0xcf => Token::Integer(i64::try_from(reader.u64()?).map_err(|_| Malformed)?),
        0xd0 => Token::Integer(i64::from(reader.u8()?.cast_signed())),
        0xd1 => Token::Integer(i64::from(reader.u16()?.cast_signed())),
        0xd2 => Token::Integer(i64::from(reader.u32()?.cast_signed())),
        0xd3 => Token::Integer(reader.u64()?.cast_signed()),
        0xa0..=0xbf => Token::Bytes(reader.take(usize::from(tag & 0x1f))?),
        0xc4 | 0xd9 => {
            let length = usize::from(reader.u8()?);
            Token::Bytes(reader.take(length)?)
        }
        0xc5 | 0xda => {
            let length = usize::from(reader.u16()?);
            Token::Bytes(reader.take(length)?)
        }
        0xc6 | 0xdb => {
            let length = reader.length()?;
            Token::Bytes(reader.take(length)?)
        }
        0xc1 => return Err(Malformed),
    })
}

/// An extension: the number of its type, then so many bytes.
fn extension(reader: &mut Reader, length: usize) -> Result<Token, Malformed> {
    let kind = reader.u8()?;
    Ok(Token::Extension(kind, reader.take(length)?))
}

#[cfg(test)]
mod tests {
    use super::{Outer, is_well_formed};

    #[track_caller]
    fn check(bytes: &[u8], outer: Outer, expected: bool) {
        assert_eq!(is_well_formed(bytes, outer), expected, "{bytes:02x?}");
    }

    #[test]
    fn one_whole_list_or_map_is_well_formed() {
        check(&[0x90], Outer::List, true);
        check(
            &[0x93, 1, 0xa2, 3, b'a', 0xcb, 0, 0, 0, 0, 0, 0, 0, 0],
            Outer::List,
            true,
        );
        check(&[0x81, 0xa2, 3, b'k', 0x91, 1], Outer::Map, true);
        // An ordered map starts with an extension element and nil.
        check(
            &[0x82, 0xc7, 0, 1, 0xc0, 0xa2, 3, b'k', 1],
            Outer::Map,
            true,
        );
    }

    #[test]
    fn cut_trailing_foreign_and_huge_input_is_refused() {
        check(&[], Outer::List, false);
        check(&[0x93], Outer::List, false);
        check(&[0x90, 0x90], Outer::List, false);
        check(&[0x80], Outer::List, false);
        check(&[0xc1], Outer::Map, false);
        check(&[0xdd, 0xff, 0xff, 0xff, 0xff], Outer::List, false);
        check(&[0x91, 0xc6, 0xff, 0xff, 0xff, 0xff], Outer::List, false);
    }

    #[test]
    fn nesting_is_limited() {
        let nested = |depth: usize| [vec![0x91; depth - 1], vec![0x90]].concat();
        check(&nested(64), Outer::List, true);
        check(&nested(65), Outer::List, false);
        check(&vec![0x91; 1_000_000], Outer::List, false);
    }
}
