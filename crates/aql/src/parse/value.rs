//! Values, casts and keys.

use crate::{
    Diagnostic, Span, Spanned,
    ast::{Json, Key, Literal, Value},
    diagnostic::Parsed,
    keywords::{self as kw, Keyword},
    lex::{TokenKind, quoted, source_offset, unquoted},
    parse::{Expected, Parser, json},
};

/// What a cast makes of a value.
#[derive(Clone, Copy)]
enum Type {
    Int,
    Float,
    Text,
    Bool,
    Json,
    List,
    Map,
    GeoJson,
    Bytes,
}

const TYPES: [(Keyword, Type); 16] = [
    (kw::INT, Type::Int),
    (kw::NUMERIC, Type::Int),
    (kw::DECIMAL, Type::Int),
    (kw::FLOAT, Type::Float),
    (kw::REAL, Type::Float),
    (kw::STRING, Type::Text),
    (kw::TEXT, Type::Text),
    (kw::CHAR, Type::Text),
    (kw::VARCHAR, Type::Text),
    (kw::BOOL, Type::Bool),
    (kw::JSON, Type::Json),
    (kw::LIST, Type::List),
    (kw::MAP, Type::Map),
    (kw::GEOJSON, Type::GeoJson),
    (kw::BYTES, Type::Bytes),
    (kw::BLOB, Type::Bytes),
];

/// What stands where a value is: its text, and whether it is quoted.
struct Operand<'a> {
    raw: &'a str,
    quoted: bool,
    span: Span,
}

impl Operand<'_> {
    fn text(&self) -> String {
        match self.quoted {
            true => unquoted(self.raw).into_owned(),
            false => self.raw.to_owned(),
        }
    }

    fn error(&self, message: impl Into<String>) -> Box<Diagnostic> {
        Diagnostic::new(self.span, message)
    }
}

/// A value: a literal, `CAST(… AS type)` or `type(…)`.
pub(super) fn value(parser: &mut Parser<'_>) -> Parsed<Value> {
    let start = parser.here();
    let literal = if parser.keyword(kw::CAST) {
        parser.expect_mark("(")?;
        let operand = operand(parser)?;
        parser.expect(kw::AS)?;
        let to = parser.choose(&TYPES).ok_or_else(|| parser.unexpected())?;
        let literal = cast(&operand, to)?;
        parser.expect_mark(")")?;
        literal
    } else if let Some(to) = parser.choose(&TYPES) {
        parser.expect_mark("(")?;
        let literal = cast(&operand(parser)?, to)?;
        parser.expect_mark(")")?;
        literal
    } else {
        let operand = operand(parser)?;
        plain(&operand)?
    };
    Ok(Spanned::new(literal, start.to(parser.last())))
}

/// An integer.
pub(super) fn integer(parser: &mut Parser<'_>) -> Parsed<Spanned<i64>> {
    parser.note(Expected::What("an integer"));
    let value = value(parser)?;
    match value.node {
        Literal::Int(number) => Ok(Spanned::new(number, value.span)),
        _ => Err(Diagnostic::new(value.span, "an integer should stand here")),
    }
}

/// An integer that is not negative.
pub(super) fn natural(parser: &mut Parser<'_>, what: &'static str) -> Parsed<Spanned<u64>> {
    parser.note(Expected::What(what));
    let token = parser
        .peek()
        .filter(|token| token.kind == TokenKind::Number);
    let Some(token) = token else {
        return Err(parser.unexpected());
    };
    match parser.text(token.span).parse() {
        Ok(number) => {
            parser.advance();
            Ok(Spanned::new(number, token.span))
        }
        Err(_) => Err(parser.error_here(format!("{what} is a number from 0 to {}", u64::MAX))),
    }
}

/// An integer of at least one.
pub(super) fn positive(parser: &mut Parser<'_>, what: &'static str) -> Parsed<Spanned<u64>> {
    let number = natural(parser, what)?;
    match number.node {
        0 => Err(Diagnostic::new(
            number.span,
            format!("{what} is at least 1"),
        )),
        _ => Ok(number),
    }
}

/// A record's key: an integer, a text or bytes.
pub(super) fn key(parser: &mut Parser<'_>) -> Parsed<Spanned<Key>> {
    let value = value(parser)?;
    let key = match value.node {
        Literal::Int(number) => Key::Int(number),
        Literal::Text(text) => Key::Text(text),
        Literal::Bytes(bytes) => Key::Bytes(bytes),
        _ => {
            let message = "a key is an integer, a text or BYTES('…')";
            return Err(Diagnostic::new(value.span, message));
        }
    };
    Ok(Spanned::new(key, value.span))
}

/// A digest in hexadecimal.
pub(super) fn digest(parser: &mut Parser<'_>) -> Parsed<Spanned<Key>> {
    digest_of(parser, "a digest of 40 hexadecimal digits", hex)
}

/// A digest in base64.
pub(super) fn encoded_digest(parser: &mut Parser<'_>) -> Parsed<Spanned<Key>> {
    digest_of(parser, "a digest of 28 base64 characters", base64)
}

fn digest_of(
    parser: &mut Parser<'_>,
    what: &'static str,
    decode: fn(&str) -> Option<Vec<u8>>,
) -> Parsed<Spanned<Key>> {
    let text = parser.quoted(what)?;
    let bytes = decode(&text.node).and_then(|bytes| bytes.try_into().ok());
    match bytes {
        Some(digest) => Ok(Spanned::new(Key::Digest(digest), text.span)),
        None => Err(Diagnostic::new(
            text.span,
            format!("{what} should stand here"),
        )),
    }
}

fn operand<'a>(parser: &mut Parser<'a>) -> Parsed<Operand<'a>> {
    for keyword in [kw::TRUE, kw::FALSE, kw::NULL] {
        parser.note(Expected::Keyword(keyword));
    }
    parser.note(Expected::What("a value"));
    let Some(token) = parser.peek() else {
        return Err(parser.unexpected());
    };
    let raw = parser.text(token.span);
    let constant = |word: &str| {
        [kw::TRUE, kw::FALSE, kw::NULL]
            .iter()
            .any(|keyword| keyword.is(word))
    };
    let quoted_text = matches!(token.kind, TokenKind::Text | TokenKind::Block);
    match token.kind {
        TokenKind::Number => {}
        _ if quoted_text => {}
        TokenKind::Word if constant(raw) => {}
        TokenKind::Word => {
            let message = format!("{raw} is no value; a text is quoted");
            return Err(parser.error_here(message).with_fix(quoted(raw)));
        }
        _ => return Err(parser.unexpected()),
    }
    parser.advance();
    Ok(Operand {
        raw,
        quoted: quoted_text,
        span: token.span,
    })
}

fn plain(operand: &Operand<'_>) -> Parsed<Literal> {
    let raw = operand.raw;
    Ok(match operand.quoted {
        true => Literal::Text(operand.text()),
        false if kw::NULL.is(raw) => Literal::Null,
        false if kw::TRUE.is(raw) => Literal::Bool(true),
        false if kw::FALSE.is(raw) => Literal::Bool(false),
        false if is_integer(raw) => Literal::Int(int(operand)?),
        false => Literal::Float(float(operand)?),
    })
}

fn cast(operand: &Operand<'_>, to: Type) -> Parsed<Literal> {
    if !operand.quoted && kw::NULL.is(operand.raw) {
        return Ok(Literal::Null);
    }
    let wrong = |what: &str| Err(operand.error(format!("this is no {what}")));
    Ok(match to {
        Type::Int => Literal::Int(int(operand)?),
        Type::Float => Literal::Float(float(operand)?),
        Type::Text => Literal::Text(operand.text()),
        Type::Bool => match operand.text().to_ascii_lowercase().as_str() {
            "true" | "1" => Literal::Bool(true),
            "false" | "0" => Literal::Bool(false),
            _ => return wrong("boolean: write TRUE, FALSE, 1 or 0"),
        },
        Type::Json => json_of(operand)?.into(),
        Type::List => match json_of(operand)? {
            Json::List(items) => Literal::List(items),
            _ => return wrong("list: write LIST('[1, 2]')"),
        },
        Type::Map => match json_of(operand)? {
            Json::Map(entries) => Literal::Map(entries),
            _ => return wrong("map: write MAP('{\"a\": 1}')"),
        },
        Type::GeoJson => match json_of(operand)? {
            Json::Map(_) => Literal::GeoJson(operand.text()),
            _ => {
                return wrong(
                    "shape: write GEOJSON('{\"type\": \"Point\", \"coordinates\": [0, 0]}')",
                );
            }
        },
        Type::Bytes => match hex(&operand.text()) {
            Some(bytes) => Literal::Bytes(bytes),
            None => {
                return wrong("bytes: write two hexadecimal digits for each, as in BYTES('0aff')");
            }
        },
    })
}

fn json_of(operand: &Operand<'_>) -> Parsed<Json> {
    json::parse(&operand.text()).map_err(|error| {
        let start = match operand.quoted {
            true => source_offset(operand.raw, error.at),
            false => error.at,
        };
        let start = operand.span.start + start;
        Diagnostic::new(
            Span::new(start, start),
            format!("in the JSON, {}", error.message),
        )
    })
}

fn is_integer(raw: &str) -> bool {
    let digits = raw.trim_start_matches(['+', '-']);
    digits.starts_with("0x")
        || digits.starts_with("0X")
        || digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn int(operand: &Operand<'_>) -> Parsed<i64> {
    let text = operand.text();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let number = match digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        Some(hex) if !hex.starts_with(['+', '-']) => {
            i64::from_str_radix(&format!("{sign}{hex}"), 16)
        }
        Some(_) => return Err(operand.error("this is no integer")),
        None if digits.starts_with(['+', '-']) => return Err(operand.error("this is no integer")),
        None => format!("{sign}{digits}").parse(),
    };
    number.map_err(|error| match error.kind() {
        std::num::IntErrorKind::PosOverflow | std::num::IntErrorKind::NegOverflow => {
            operand.error(format!("integers go from {} to {}", i64::MIN, i64::MAX))
        }
        _ => operand.error("this is no integer"),
    })
}

fn float(operand: &Operand<'_>) -> Parsed<f64> {
    let text = operand.text();
    let number: f64 = text
        .parse()
        .map_err(|_| operand.error("this is no number"))?;
    let meant = text.to_ascii_lowercase().contains("inf");
    match number.is_infinite() && !meant {
        true => Err(operand.error("this number is too large for a float")),
        false => Ok(number),
    }
}

/// The bytes of hexadecimal digits.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? << 4 | digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// The bytes of base64 text, padded.
fn base64(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let digits = text.trim_end_matches('=');
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for byte in digits.bytes() {
        bits = bits << 6 | u32::from(digit(byte)?);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held).ok()?);
            bits &= (1 << held) - 1;
        }
    }
    (bits == 0 && text.len() - digits.len() <= 2).then_some(bytes)
}
