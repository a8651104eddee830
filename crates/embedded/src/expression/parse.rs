//! Reads expressions, and finds out whether their types agree.
//!
//! Nesting, parts and bytes are bounded, and each byte is read at most twice: a hostile expression
//! costs neither the stack nor more time than it is long.

use std::num::NonZeroI32;

use bytes::Bytes;

use super::code;
use super::geo::Shape;
use super::metadata::Metadata;
use super::regex::Pattern;
use super::types::{Fold, Node, Place, Type, Typed, Unary, unify};
use super::value::Value;
use crate::proto::message::MAX_BIN_NAME;
use crate::proto::msgpack::{self, Token};
use crate::proto::reader::{Malformed, Reader};
use crate::proto::value::particle;

/// Most bytes of an expression.
const MAX_BYTES: usize = 1024 * 1024;
/// Expressions nested deeper than this are refused.
const MAX_DEPTH: u32 = 128;
/// Most parts of an expression.
const MAX_PARTS: u32 = 16_384;
/// Most regular expressions in an expression.
const MAX_PATTERNS: u32 = 32;

/// Reads the expression that comes next.
pub(super) fn expression(reader: &mut Reader) -> Result<Typed, Malformed> {
    if reader.remaining() > MAX_BYTES {
        return Err(Malformed);
    }
    let mut parser = Parser {
        reader,
        depth: 0,
        parts: 0,
        patterns: 0,
        variables: Vec::new(),
    };
    parser.next()
}

pub(super) struct Parser<'a> {
    pub(super) reader: &'a mut Reader,
    depth: u32,
    parts: u32,
    patterns: u32,
    /// The names and types of the variables that are defined around what is read.
    variables: Vec<(Bytes, Option<Type>)>,
}

impl Parser<'_> {
    /// The next part: a value as it is, or a list of the code of an operation and its arguments.
    pub(super) fn next(&mut self) -> Result<Typed, Malformed> {
        self.parts += 1;
        if self.depth >= MAX_DEPTH || self.parts > MAX_PARTS {
            return Err(Malformed);
        }
        let before = self.reader.clone();
        let value = match msgpack::token(self.reader)? {
            Token::List(elements) => {
                let arguments = elements.checked_sub(1).ok_or(Malformed)?;
                let code = self.integer()?;
                self.depth += 1;
                let part = self.operation(code, arguments);
                self.depth -= 1;
                return part;
            }
            Token::Map(_) => {
                *self.reader = before;
                self.quoted(Type::Map)?
            }
            Token::Nil => Value::Nil,
            Token::Boolean(value) => Value::Boolean(value),
            Token::Integer(value) => Value::Integer(value),
            Token::Float(value) => Value::Float(value),
            Token::Bytes(value) => text_or_bytes(&value)?,
            Token::Extension(..) => return Err(Malformed),
        };
        let kind = value.kind();
        Ok(Typed::new(Node::Literal(value), kind))
    }

    fn operation(&mut self, code: i64, arguments: u32) -> Result<Typed, Malformed> {
        if let Some(metadata) = self.metadata(code, arguments)? {
            return Ok(Typed::new(Node::Metadata(metadata), metadata.kind()));
        }
        if let Some(comparison) = code::comparison(code) {
            let (nodes, _) = self.alike(arguments)?;
            let pair = <Box<[Node; 2]>>::try_from(nodes).map_err(|_| Malformed)?;
            return Ok(Typed::new(Node::Compare(comparison, pair), Type::Boolean));
        }
        if let Some(fold) = code::fold(code) {
            return self.fold(fold, arguments);
        }
        if let Some(operation) = code::unary(code) {
            return self.unary(operation, arguments);
        }
        if let Some((operation, takes, kind)) = code::binary(code) {
            let pair = self.pair(arguments, takes)?;
            return Ok(Typed::new(Node::Binary(operation, pair), kind));
        }
        match (code, arguments) {
            (code::UNKNOWN, 0) => Ok(Typed {
                node: Node::Unknown,
                kind: None,
            }),
            (code::REGEX, 3) => self.regex(),
            (code::GEO, 2) => {
                let places = Box::new([self.place()?, self.place()?]);
                Ok(Typed::new(Node::Within(places), Type::Boolean))
            }
            (code::IN_LIST, 2) => {
                let pair = [self.next()?.node, self.expect(Type::List)?];
                Ok(Typed::new(Node::InList(Box::new(pair)), Type::Boolean))
            }
            (code::AND, 1..) => Ok(boolean(Node::And(self.booleans(arguments)?))),
            (code::OR, 1..) => Ok(boolean(Node::Or(self.booleans(arguments)?))),
            (code::EXCLUSIVE, 1..) => Ok(boolean(Node::Exclusive(self.booleans(arguments)?))),
            (code::NOT, 1) => Ok(boolean(Node::Not(Box::new(self.expect(Type::Boolean)?)))),
            (code::MAP_KEYS, 1) => {
                let map = Box::new(self.expect(Type::Map)?);
                Ok(Typed::new(Node::MapKeys(map), Type::List))
            }
            (code::MAP_VALUES, 1) => {
                let map = Box::new(self.expect(Type::Map)?);
                Ok(Typed::new(Node::MapValues(map), Type::List))
            }
            (code::KEY, 1) => match Type::of_bin(self.integer()?) {
                Some(kind @ (Type::Integer | Type::String | Type::Blob)) => {
                    Ok(Typed::new(Node::Key(kind), kind))
                }
                _ => Err(Malformed),
            },
            (code::BIN, 2) => {
                let kind = Type::of_bin(self.integer()?).ok_or(Malformed)?;
                Ok(Typed::new(Node::Bin(kind, self.bin_name()?), kind))
            }
            (code::BIN_TYPE, 1) => {
                let name = self.bin_name()?;
                Ok(Typed::new(Node::BinType(name), Type::Integer))
            }
            (code::COND, 1..) => self.cond(arguments),
            (code::LET, 1..) => self.bind(arguments),
            (code::VAR, 1) => self.variable(),
            (code::QUOTED, 1) => {
                let list = self.quoted(Type::List)?;
                Ok(Typed::new(Node::Literal(list), Type::List))
            }
            (code::CALL, 4) => super::call::parse(self),
            _ => Err(Malformed),
        }
    }

    fn metadata(&mut self, code: i64, arguments: u32) -> Result<Option<Metadata>, Malformed> {
        Ok(Some(match (code, arguments) {
            (code::DIGEST_MODULO, 1) => {
                let modulus = i32::try_from(self.integer()?).map_err(|_| Malformed)?;
                Metadata::DigestModulo(NonZeroI32::new(modulus).ok_or(Malformed)?)
            }
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
            _ => return Ok(None),
        }))
    }

    fn fold(&mut self, fold: Fold, arguments: u32) -> Result<Typed, Malformed> {
        let (nodes, kind) = self.alike(arguments)?;
        let is_bitwise = matches!(fold, Fold::BitAnd | Fold::BitOr | Fold::BitXor);
        let fits = match kind {
            Some(Type::Integer) | None => true,
            Some(Type::Float) => !is_bitwise,
            Some(_) => false,
        };
        if nodes.is_empty() || !fits {
            return Err(Malformed);
        }
        let node = Node::Fold(fold, nodes);
        let kind = if is_bitwise {
            Some(Type::Integer)
        } else {
            kind
        };
        Ok(Typed { node, kind })
    }

    fn unary(&mut self, operation: Unary, arguments: u32) -> Result<Typed, Malformed> {
        if arguments != 1 {
            return Err(Malformed);
        }
        let argument = self.next()?;
        let (takes, gives) = match operation {
            Unary::Absolute => match argument.kind {
                Some(kind @ (Type::Integer | Type::Float)) => (kind, Some(kind)),
                Some(_) => return Err(Malformed),
                None => (Type::Integer, None),
            },
            Unary::Floor | Unary::Ceil => (Type::Float, Some(Type::Float)),
            Unary::ToInteger => (Type::Float, Some(Type::Integer)),
            Unary::ToFloat => (Type::Integer, Some(Type::Float)),
            Unary::BitNot | Unary::BitCount => (Type::Integer, Some(Type::Integer)),
        };
        Ok(Typed {
            node: Node::Unary(operation, Box::new(argument.expect(takes)?)),
            kind: gives,
        })
    }

    fn regex(&mut self) -> Result<Typed, Malformed> {
        self.patterns += 1;
        if self.patterns > MAX_PATTERNS {
            return Err(Malformed);
        }
        let flags = self.integer()?;
        let pattern = Pattern::compile(&self.bytes()?, flags)?;
        let text = self.expect(Type::String)?;
        Ok(boolean(Node::Matches(Box::new(pattern), Box::new(text))))
    }

    fn place(&mut self) -> Result<Place, Malformed> {
        Ok(match self.expect(Type::Geo)? {
            Node::Literal(Value::Bytes(_, text)) => Place::Known(Shape::parse(&text)?),
            node => Place::Computed(node),
        })
    }

    /// Pairs of a condition and what follows, and what else; of what follows all have one type.
    fn cond(&mut self, arguments: u32) -> Result<Typed, Malformed> {
        if arguments.is_multiple_of(2) {
            return Err(Malformed);
        }
        let mut pairs = Vec::new();
        let mut kind = None;
        for _ in 0..arguments / 2 {
            let condition = self.expect(Type::Boolean)?;
            let action = self.next()?;
            kind = unify(kind, action.kind)?;
            pairs.push((condition, action.node));
        }
        let otherwise = self.next()?;
        Ok(Typed {
            kind: unify(kind, otherwise.kind)?,
            node: Node::Cond(pairs, Box::new(otherwise.node)),
        })
    }

    /// Names of variables with their values, and the expression they are used in.
    fn bind(&mut self, arguments: u32) -> Result<Typed, Malformed> {
        if arguments.is_multiple_of(2) {
            return Err(Malformed);
        }
        let around = self.variables.len();
        let mut values = Vec::new();
        for _ in 0..arguments / 2 {
            let name = self.bytes()?;
            let value = self.next()?;
            self.variables.push((name, value.kind));
            values.push(value.node);
        }
        let scope = self.next()?;
        self.variables.truncate(around);
        Ok(Typed {
            kind: scope.kind,
            node: Node::Let(values, Box::new(scope.node)),
        })
    }

    fn variable(&mut self) -> Result<Typed, Malformed> {
        let asked = self.bytes()?;
        let found = self.variables.iter().rposition(|(name, _)| *name == asked);
        let place = found.ok_or(Malformed)?;
        Ok(Typed {
            node: Node::Variable(place),
            kind: self.variables.get(place).and_then(|(_, kind)| *kind),
        })
    }

    /// So many parts, all of one type.
    fn alike(&mut self, count: u32) -> Result<(Vec<Node>, Option<Type>), Malformed> {
        let mut nodes = Vec::new();
        let mut kind = None;
        for _ in 0..count {
            let part = self.next()?;
            kind = unify(kind, part.kind)?;
            nodes.push(part.node);
        }
        Ok((nodes, kind))
    }

    fn booleans(&mut self, count: u32) -> Result<Vec<Node>, Malformed> {
        let mut nodes = Vec::new();
        for _ in 0..count {
            nodes.push(self.expect(Type::Boolean)?);
        }
        Ok(nodes)
    }

    fn pair(
        &mut self,
        arguments: u32,
        [left, right]: [Type; 2],
    ) -> Result<Box<[Node; 2]>, Malformed> {
        if arguments != 2 {
            return Err(Malformed);
        }
        Ok(Box::new([self.expect(left)?, self.expect(right)?]))
    }

    fn expect(&mut self, kind: Type) -> Result<Node, Malformed> {
        self.next()?.expect(kind)
    }

    /// A list or a map as it is.
    fn quoted(&mut self, kind: Type) -> Result<Value, Malformed> {
        let bytes = msgpack::element(self.reader)?;
        let outer = match msgpack::token(&mut Reader::new(bytes.clone()))? {
            Token::List(_) => Type::List,
            Token::Map(_) => Type::Map,
            _ => return Err(Malformed),
        };
        if outer == kind {
            Ok(Value::Bytes(kind, bytes))
        } else {
            Err(Malformed)
        }
    }

    pub(super) fn integer(&mut self) -> Result<i64, Malformed> {
        match msgpack::token(self.reader)? {
            Token::Integer(value) => Ok(value),
            _ => Err(Malformed),
        }
    }

    /// Text without a type before it.
    fn bytes(&mut self) -> Result<Bytes, Malformed> {
        match msgpack::token(self.reader)? {
            Token::Bytes(value) => Ok(value),
            _ => Err(Malformed),
        }
    }

    fn bin_name(&mut self) -> Result<Bytes, Malformed> {
        let name = self.bytes()?;
        if name.len() <= MAX_BIN_NAME {
            Ok(name)
        } else {
            Err(Malformed)
        }
    }
}

const fn boolean(node: Node) -> Typed {
    Typed::new(node, Type::Boolean)
}

/// Text, bytes or GeoJSON after the number of their particle type.
fn text_or_bytes(value: &Bytes) -> Result<Value, Malformed> {
    let kind = match value.first() {
        Some(&particle::STRING) => Type::String,
        Some(&particle::BLOB) => Type::Blob,
        Some(&particle::GEOJSON) => Type::Geo,
        _ => return Err(Malformed),
    };
    let value = value.slice(1..);
    if kind == Type::Geo {
        Shape::parse(&value)?;
    }
    Ok(Value::Bytes(kind, value))
}
