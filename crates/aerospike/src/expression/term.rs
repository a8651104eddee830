//! Arithmetic: numbers made of bins and constants.

use aerospike::expressions::{self as driver, Expression};

use super::filter::{NumberType, Place};

/// A number: a constant, one of a record, or what is made of others. All parts of a term are of one
/// type, but for those below a conversion.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A constant.
    Int(i64),
    /// A constant.
    Float(f64),
    /// The number at a place.
    Bin(Place, NumberType),
    /// Made of several.
    Fold(Fold, Vec<Term>),
    /// Made of two.
    Pair(Pair, Box<(Term, Term)>),
    /// Made of one.
    Unary(Unary, Box<Term>),
}

/// What makes one number of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Their sum.
    Add,
    /// The first without the others; of a single one its negative.
    Sub,
    /// Their product.
    Mul,
    /// The first divided by the others.
    Div,
    /// The least.
    Min,
    /// The greatest.
    Max,
    /// Bits set in all.
    BitAnd,
    /// Bits set in any.
    BitOr,
    /// Bits set in an odd number of them.
    BitXor,
}

/// What makes one number of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// The rest of the first divided by the second.
    Mod,
    /// The first to the power of the second.
    Pow,
    /// The logarithm of the first to the base of the second.
    Log,
    /// The bits of the first, moved left.
    ShiftLeft,
    /// The bits of the first, moved right; zeros come in.
    ShiftRight,
    /// The bits of the first, moved right; the sign stays.
    ShiftRightSigned,
}

/// What makes one number of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unary {
    /// Without its sign.
    Abs,
    /// The next whole number below.
    Floor,
    /// The next whole number above.
    Ceil,
    /// A float as an integer.
    ToInt,
    /// An integer as a float.
    ToFloat,
    /// All bits turned.
    BitNot,
    /// How many bits are set.
    CountBits,
}

impl Term {
    pub(super) fn compile(&self) -> Expression {
        match self {
            Self::Int(value) => driver::int_val(*value),
            Self::Float(value) => driver::float_val(*value),
            Self::Bin(place, kind) => place.read(kind.into()),
            Self::Fold(fold, terms) => fold.compile(terms.iter().map(Self::compile).collect()),
            Self::Pair(pair, of) => pair.compile(of.0.compile(), of.1.compile()),
            Self::Unary(unary, of) => unary.compile(of.compile()),
        }
    }
}

impl Fold {
    fn compile(self, terms: Vec<Expression>) -> Expression {
        match self {
            Self::Add => driver::num_add(terms),
            Self::Sub => driver::num_sub(terms),
            Self::Mul => driver::num_mul(terms),
            Self::Div => driver::num_div(terms),
            Self::Min => driver::min(terms),
            Self::Max => driver::max(terms),
            Self::BitAnd => driver::int_and(terms),
            Self::BitOr => driver::int_or(terms),
            Self::BitXor => driver::int_xor(terms),
        }
    }
}

impl Pair {
    fn compile(self, left: Expression, right: Expression) -> Expression {
        match self {
            Self::Mod => driver::num_mod(left, right),
            Self::Pow => driver::num_pow(left, right),
            Self::Log => driver::num_log(left, right),
            Self::ShiftLeft => driver::int_lshift(left, right),
            Self::ShiftRight => driver::int_rshift(left, right),
            Self::ShiftRightSigned => driver::int_arshift(left, right),
        }
    }
}

impl Unary {
    fn compile(self, of: Expression) -> Expression {
        match self {
            Self::Abs => driver::num_abs(of),
            Self::Floor => driver::num_floor(of),
            Self::Ceil => driver::num_ceil(of),
            Self::ToInt => driver::to_int(of),
            Self::ToFloat => driver::to_float(of),
            Self::BitNot => driver::int_not(of),
            Self::CountBits => driver::int_count(of),
        }
    }
}
