//! What an expression is made of, once it has been read and its types agree.

use bytes::Bytes;

use super::call::Call;
use super::geo::Shape;
use super::metadata::Metadata;
use super::regex::Pattern;
use super::value::Value;
use crate::proto::reader::Malformed;
use crate::proto::value::particle;

/// The type of a value, in the numbering of expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Type {
    Nil = 0,
    Boolean = 1,
    Integer = 2,
    String = 3,
    List = 4,
    Map = 5,
    Blob = 6,
    Float = 7,
    Geo = 8,
    Hll = 9,
}

impl Type {
    /// Types a bin can have, with the numbers of their particles.
    const OF_BINS: [(Self, u8); 9] = [
        (Self::Boolean, particle::BOOL),
        (Self::Integer, particle::INTEGER),
        (Self::String, particle::STRING),
        (Self::List, particle::LIST),
        (Self::Map, particle::MAP),
        (Self::Blob, particle::BLOB),
        (Self::Float, particle::FLOAT),
        (Self::Geo, particle::GEOJSON),
        (Self::Hll, particle::HLL),
    ];

    /// The type with this number, of those a bin can have.
    pub(super) fn of_bin(number: i64) -> Option<Self> {
        let mut types = Self::OF_BINS.iter();
        let found = types.find(|(kind, _)| *kind as i64 == number);
        found.map(|(kind, _)| *kind)
    }

    /// The type with this number, of those an operation can have as its result.
    pub(super) fn of_result(number: i64) -> Option<Self> {
        if number == Self::Nil as i64 {
            Some(Self::Nil)
        } else {
            Self::of_bin(number)
        }
    }

    /// The type of values that are stored as particles of this type.
    pub(super) fn of_particle(number: u8) -> Option<Self> {
        let mut types = Self::OF_BINS.iter();
        let found = types.find(|(_, particle)| *particle == number);
        found.map(|(kind, _)| *kind)
    }

    /// The type of particles that hold values of this type.
    pub(super) fn particle(self) -> u8 {
        let mut types = Self::OF_BINS.iter();
        let found = types.find(|(kind, _)| *kind == self);
        found.map_or(particle::NULL, |(_, particle)| *particle)
    }
}

/// A part of an expression with the type of its result; `None` fits everywhere, for it never has one.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) node: Node,
    pub(super) kind: Option<Type>,
}

impl Typed {
    pub(super) const fn new(node: Node, kind: Type) -> Self {
        Self {
            node,
            kind: Some(kind),
        }
    }

    /// The part, which must have this type.
    pub(super) fn expect(self, kind: Type) -> Result<Node, Malformed> {
        if self.kind.is_none_or(|own| own == kind) {
            Ok(self.node)
        } else {
            Err(Malformed)
        }
    }
}

/// The one type of parts that must agree.
pub(super) fn unify(left: Option<Type>, right: Option<Type>) -> Result<Option<Type>, Malformed> {
    match (left, right) {
        (Some(left), Some(right)) if left != right => Err(Malformed),
        (kind, None) | (None, kind) | (Some(_), kind) => Ok(kind),
    }
}

/// A part of an expression.
#[derive(Debug)]
pub(super) enum Node {
    /// Never has a result.
    Unknown,
    Literal(Value),
    /// The client's own key, when it is stored and has this type.
    Key(Type),
    /// The value of a bin, when it has this type.
    Bin(Type, Bytes),
    /// The number of the particle type of a bin; 0 without one.
    BinType(Bytes),
    Metadata(Metadata),
    Compare(Comparison, Box<[Node; 2]>),
    /// Whether the first is an element of the second, a list.
    InList(Box<[Node; 2]>),
    MapKeys(Box<Node>),
    MapValues(Box<Node>),
    Matches(Box<Pattern>, Box<Node>),
    /// Whether one of them is a point inside the other.
    Within(Box<[Place; 2]>),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// Whether exactly one is true.
    Exclusive(Vec<Node>),
    Fold(Fold, Vec<Node>),
    Unary(Unary, Box<Node>),
    Binary(Binary, Box<[Node; 2]>),
    /// Conditions with what follows from each, and what else.
    Cond(Vec<(Node, Node)>, Box<Node>),
    /// Values of variables, and what they are used in.
    Let(Vec<Node>, Box<Node>),
    /// An operation on a list or a map.
    Call(Box<Call>),
    /// A variable, by how many were defined around its definition.
    Variable(usize),
}

/// A side of a geographic comparison.
#[derive(Debug)]
pub(super) enum Place {
    Known(Shape),
    Computed(Node),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// What makes one number of any count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fold {
    Add,
    Subtract,
    Multiply,
    Divide,
    BitAnd,
    BitOr,
    BitXor,
    Minimum,
    Maximum,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unary {
    Absolute,
    Floor,
    Ceil,
    ToInteger,
    ToFloat,
    BitNot,
    BitCount,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Binary {
    Power,
    Logarithm,
    Modulo,
    ShiftLeft,
    ShiftRight,
    ArithmeticShiftRight,
    ScanLeft,
    ScanRight,
}
