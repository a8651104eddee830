//! Expressions, as far as this server evaluates them: a value, a bin, or one thing the server knows
//! about a record besides its bins. Everything else is refused when it is decoded.

use std::num::NonZeroI32;

use bytes::Bytes;

use super::message::MAX_BIN_NAME;
use super::msgpack::{self, Token};
use super::reader::{Malformed, Reader};
use super::value::{Particle, particle};

/// Evaluation flag: no result is a null, not an error.
const NO_FAIL: i64 = 0x10;

/// Operation codes.
mod code {
    pub(super) const UNKNOWN: i64 = 0;
    pub(super) const DIGEST_MODULO: i64 = 64;
    pub(super) const DEVICE_SIZE: i64 = 65;
    pub(super) const LAST_UPDATE: i64 = 66;
    pub(super) const SINCE_UPDATE: i64 = 67;
    pub(super) const VOID_TIME: i64 = 68;
    pub(super) const TIME_TO_LIVE: i64 = 69;
    pub(super) const SET_NAME: i64 = 70;
    pub(super) const KEY_EXISTS: i64 = 71;
    pub(super) const IS_TOMBSTONE: i64 = 72;
    pub(super) const MEMORY_SIZE: i64 = 73;
    pub(super) const RECORD_SIZE: i64 = 74;
    pub(super) const BIN: i64 = 81;
}

/// The operand of an expression read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExpressionRead {
    pub(crate) expression: Expression,
    /// Whether an expression without a result for a record reads as null.
    pub(crate) no_fail: bool,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expression {
    /// Never has a result.
    Unknown,
    /// Itself; `None` is nil.
    Value(Option<Particle>),
    /// The value of a bin, when it has this particle type.
    Bin {
        kind: u8,
        name: Bytes,
    },
    Metadata(Metadata),
}

/// What the server knows about a record besides its bins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Metadata {
    DigestModulo(NonZeroI32),
    DeviceSize,
    LastUpdate,
    SinceUpdate,
    VoidTime,
    TimeToLive,
    SetName,
    KeyExists,
    IsTombstone,
    MemorySize,
    RecordSize,
}

/// Decodes the operand of an expression read: a list of the expression and its evaluation flags.
///
/// Reads each byte at most once and builds nothing nested.
///
/// # Errors
///
/// For bytes that are not one such list, flags that do not exist, and expressions that are not
/// evaluated here.
pub(crate) fn decode(value: &Bytes) -> Result<ExpressionRead, Malformed> {
    let mut reader = Reader::new(value.clone());
    let Token::List(2) = msgpack::token(&mut reader)? else {
        return Err(Malformed);
    };
    let expression = expression(&mut reader)?;
    let flags = integer(&mut reader)?;
    if !reader.is_empty() || flags & !NO_FAIL != 0 {
        return Err(Malformed);
    }
    Ok(ExpressionRead {
        expression,
        no_fail: flags & NO_FAIL != 0,
    })
}

fn expression(reader: &mut Reader) -> Result<Expression, Malformed> {
    let value = match msgpack::token(reader)? {
        Token::List(elements) => return operation(reader, elements),
        Token::Nil => None,
        Token::Boolean(value) => Some(Particle::boolean(value)),
        Token::Integer(value) => Some(Particle::integer(value)),
        Token::Float(value) => Some(Particle::float(value)),
        Token::Bytes(value) => Some(text_or_bytes(&value)?),
    };
    Ok(Expression::Value(value))
}

/// Text or bytes after the number of their particle type.
fn text_or_bytes(value: &Bytes) -> Result<Particle, Malformed> {
    let kind = *value.first().ok_or(Malformed)?;
    if !matches!(kind, particle::STRING | particle::BLOB) {
        return Err(Malformed);
    }
    Particle::from_wire(kind, &value.slice(1..))
        .ok()
        .flatten()
        .ok_or(Malformed)
}

/// An operation: a list of its code and its arguments.
fn operation(reader: &mut Reader, elements: u32) -> Result<Expression, Malformed> {
    if elements == 0 {
        return Err(Malformed);
    }
    let metadata = match (integer(reader)?, elements - 1) {
        (code::UNKNOWN, 0) => return Ok(Expression::Unknown),
        (code::BIN, 2) => return bin(reader),
        (code::DIGEST_MODULO, 1) => Metadata::DigestModulo(modulus(reader)?),
        (code::DEVICE_SIZE, 0) => Metadata::DeviceSize,
        (code::LAST_UPDATE, 0) => Metadata::LastUpdate,
        (code::SINCE_UPDATE, 0) => Metadata::SinceUpdate,
        (code::VOID_TIME, 0) => Metadata::VoidTime,
        (code::TIME_TO_LIVE, 0) => Metadata::TimeToLive,
        (code::SET_NAME, 0) => Metadata::SetName,
        (code::KEY_EXISTS, 0) => Metadata::KeyExists,
        (code::IS_TOMBSTONE, 0) => Metadata::IsTombstone,
        (code::MEMORY_SIZE, 0) => Metadata::MemorySize,
        (code::RECORD_SIZE, 0) => Metadata::RecordSize,
        _ => return Err(Malformed),
    };
    Ok(Expression::Metadata(metadata))
}

fn modulus(reader: &mut Reader) -> Result<NonZeroI32, Malformed> {
    let modulus = i32::try_from(integer(reader)?).map_err(|_| Malformed)?;
    NonZeroI32::new(modulus).ok_or(Malformed)
}

/// A bin: the type it is to have, in the numbering of expressions, and its name.
fn bin(reader: &mut Reader) -> Result<Expression, Malformed> {
    let kind = match integer(reader)? {
        1 => particle::BOOL,
        2 => particle::INTEGER,
        3 => particle::STRING,
        4 => particle::LIST,
        5 => particle::MAP,
        6 => particle::BLOB,
        7 => particle::FLOAT,
        8 => particle::GEOJSON,
        9 => particle::HLL,
        _ => return Err(Malformed),
    };
    match msgpack::token(reader)? {
        Token::Bytes(name) if name.len() <= MAX_BIN_NAME => Ok(Expression::Bin { kind, name }),
        _ => Err(Malformed),
    }
}

fn integer(reader: &mut Reader) -> Result<i64, Malformed> {
    match msgpack::token(reader)? {
        Token::Integer(value) => Ok(value),
        _ => Err(Malformed),
    }
}
