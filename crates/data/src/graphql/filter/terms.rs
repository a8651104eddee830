//! Numbers made of bins and constants.

use acm_aerospike::{
    Filter,
    expression::{Fold, NumberType, Order, Pair, Place, Term, Unary},
};
use acm_graph::scalars::{BinName, Int64};
use async_graphql::{Enum, InputObject, OneofObject};

use super::{At, Budget, place::PathStepInput, place::context};
use crate::error::Result;

/// How deep terms may nest.
const MAX_DEPTH: usize = 16;

/// A condition between two numbers. Exactly one of the fields: both sides are of one type.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum CompareFilterInput {
    /// Between integers.
    Int(IntCompareInput),
    /// Between floats.
    Float(FloatCompareInput),
}

/// A condition between two integers.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct IntCompareInput {
    /// The one.
    pub left: IntTermInput,
    /// How it is to the other.
    pub is: ComparisonOperator,
    /// The other.
    pub right: IntTermInput,
}

/// A condition between two floats.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct FloatCompareInput {
    /// The one.
    pub left: FloatTermInput,
    /// How it is to the other.
    pub is: ComparisonOperator,
    /// The other.
    pub right: FloatTermInput,
}

/// How one number is to another.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum ComparisonOperator {
    /// Equal.
    Eq,
    /// Not equal.
    Ne,
    /// Less.
    Lt,
    /// Less or equal.
    Le,
    /// Greater.
    Gt,
    /// Greater or equal.
    Ge,
}

/// An integer: a constant, one of a record, or what is made of others. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum IntTermInput {
    /// A constant.
    Value(Int64),
    /// The integer in a bin.
    Bin(BinName),
    /// An integer in a list or a map.
    At(PlaceInput),
    /// The sum.
    Add(Vec<Self>),
    /// The first without the others; of a single one its negative.
    Sub(Vec<Self>),
    /// The product.
    Mul(Vec<Self>),
    /// The first divided by the others.
    Div(Vec<Self>),
    /// The least.
    Min(Vec<Self>),
    /// The greatest.
    Max(Vec<Self>),
    /// The bits set in all.
    BitAnd(Vec<Self>),
    /// The bits set in any.
    BitOr(Vec<Self>),
    /// The bits set in an odd number of them.
    BitXor(Vec<Self>),
    /// The rest of `left` divided by `right`.
    Mod(Box<IntPairInput>),
    /// `left` with its bits moved left by `right`.
    ShiftLeft(Box<IntPairInput>),
    /// `left` with its bits moved right by `right`; zeros come in.
    ShiftRight(Box<IntPairInput>),
    /// `left` with its bits moved right by `right`; the sign stays.
    ShiftRightSigned(Box<IntPairInput>),
    /// Without its sign.
    Abs(Box<Self>),
    /// All bits turned.
    BitNot(Box<Self>),
    /// How many bits are set.
    CountBits(Box<Self>),
    /// A float as an integer.
    ToInt(Box<FloatTermInput>),
}

/// Two integers.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct IntPairInput {
    /// The first.
    pub left: IntTermInput,
    /// The second.
    pub right: IntTermInput,
}

/// A float: a constant, one of a record, or what is made of others. Exactly one of the fields.
#[derive(Clone, Debug, OneofObject)]
pub(in crate::graphql) enum FloatTermInput {
    /// A constant.
    Value(f64),
    /// The float in a bin.
    Bin(BinName),
    /// A float in a list or a map.
    At(PlaceInput),
    /// The sum.
    Add(Vec<Self>),
    /// The first without the others; of a single one its negative.
    Sub(Vec<Self>),
    /// The product.
    Mul(Vec<Self>),
    /// The first divided by the others.
    Div(Vec<Self>),
    /// The least.
    Min(Vec<Self>),
    /// The greatest.
    Max(Vec<Self>),
    /// `left` to the power of `right`.
    Pow(Box<FloatPairInput>),
    /// The logarithm of `left` to the base of `right`.
    Log(Box<FloatPairInput>),
    /// Without its sign.
    Abs(Box<Self>),
    /// The next whole number below.
    Floor(Box<Self>),
    /// The next whole number above.
    Ceil(Box<Self>),
    /// An integer as a float.
    ToFloat(Box<IntTermInput>),
}

/// Two floats.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct FloatPairInput {
    /// The first.
    pub left: FloatTermInput,
    /// The second.
    pub right: FloatTermInput,
}

/// A place in the lists and maps of a bin.
#[derive(Clone, Debug, InputObject)]
pub(in crate::graphql) struct PlaceInput {
    /// The bin.
    pub bin: BinName,
    /// The way into it: 1 to 16 steps.
    pub path: Vec<PathStepInput>,
}

impl From<ComparisonOperator> for Order {
    fn from(operator: ComparisonOperator) -> Self {
        match operator {
            ComparisonOperator::Eq => Self::Eq,
            ComparisonOperator::Ne => Self::Ne,
            ComparisonOperator::Lt => Self::Lt,
            ComparisonOperator::Le => Self::Le,
            ComparisonOperator::Gt => Self::Gt,
            ComparisonOperator::Ge => Self::Ge,
        }
    }
}

impl CompareFilterInput {
    /// # Errors
    /// `BAD_USER_INPUT` that names the field.
    pub(super) fn read(self, at: &At<'_>, budget: &mut Budget) -> Result<Filter> {
        let mut reading = Reading {
            budget,
            depth: MAX_DEPTH,
        };
        let (left, is, right) = match self {
            Self::Int(IntCompareInput { left, is, right }) => {
                let at = at.field("int");
                let left = left.read(&at.field("left"), &mut reading)?;
                (left, is, right.read(&at.field("right"), &mut reading)?)
            }
            Self::Float(FloatCompareInput { left, is, right }) => {
                let at = at.field("float");
                let left = left.read(&at.field("left"), &mut reading)?;
                (left, is, right.read(&at.field("right"), &mut reading)?)
            }
        };
        let order = is.into();
        Ok(Filter::Compare { left, order, right })
    }
}

/// What terms may still hold.
struct Reading<'a> {
    budget: &'a mut Budget,
    depth: usize,
}

impl Reading<'_> {
    fn term(&mut self, at: &At<'_>, read: impl FnOnce(&mut Self) -> Result<Term>) -> Result<Term> {
        self.budget.take(at)?;
        let too_deep = || at.refuse(format!("terms have at most {MAX_DEPTH} levels"));
        self.depth = self.depth.checked_sub(1).ok_or_else(too_deep)?;
        let term = read(self);
        self.depth += 1;
        term
    }
}

/// A term of one type.
trait Input: Sized {
    fn read(self, at: &At<'_>, reading: &mut Reading<'_>) -> Result<Term>;

    fn fold(fold: Fold, terms: Vec<Self>, at: At<'_>, reading: &mut Reading<'_>) -> Result<Term> {
        let least = if fold == Fold::Sub { 1 } else { 2 };
        if terms.len() < least {
            return Err(at.refuse(format!("at least {least} of them are needed")));
        }
        let terms = terms.into_iter().enumerate();
        let terms = terms.map(|(index, term)| term.read(&at.index(index), reading));
        Ok(Term::Fold(fold, terms.collect::<Result<_>>()?))
    }

    fn pair(pair: Pair, of: (Self, Self), at: At<'_>, reading: &mut Reading<'_>) -> Result<Term> {
        let left = of.0.read(&at.field("left"), reading)?;
        let right = of.1.read(&at.field("right"), reading)?;
        Ok(Term::Pair(pair, Box::new((left, right))))
    }

    fn unary(self, unary: Unary, at: At<'_>, reading: &mut Reading<'_>) -> Result<Term> {
        Ok(Term::Unary(unary, Box::new(self.read(&at, reading)?)))
    }
}

impl Input for IntTermInput {
    fn read(self, at: &At<'_>, reading: &mut Reading<'_>) -> Result<Term> {
        let fold = |fold, terms, field, reading: &mut Reading<'_>| {
            Self::fold(fold, terms, at.field(field), reading)
        };
        let pair = |pair, of: Box<IntPairInput>, field, reading: &mut Reading<'_>| {
            Self::pair(pair, (of.left, of.right), at.field(field), reading)
        };
        reading.term(at, |reading| match self {
            Self::Value(value) => Ok(Term::Int(value.0)),
            Self::Bin(bin) => Ok(number(&bin, NumberType::Int)),
            Self::At(place) => place.read(&at.field("at"), NumberType::Int),
            Self::Add(terms) => fold(Fold::Add, terms, "add", reading),
            Self::Sub(terms) => fold(Fold::Sub, terms, "sub", reading),
            Self::Mul(terms) => fold(Fold::Mul, terms, "mul", reading),
            Self::Div(terms) => fold(Fold::Div, terms, "div", reading),
            Self::Min(terms) => fold(Fold::Min, terms, "min", reading),
            Self::Max(terms) => fold(Fold::Max, terms, "max", reading),
            Self::BitAnd(terms) => fold(Fold::BitAnd, terms, "bitAnd", reading),
            Self::BitOr(terms) => fold(Fold::BitOr, terms, "bitOr", reading),
            Self::BitXor(terms) => fold(Fold::BitXor, terms, "bitXor", reading),
            Self::Mod(of) => pair(Pair::Mod, of, "mod", reading),
            Self::ShiftLeft(of) => pair(Pair::ShiftLeft, of, "shiftLeft", reading),
            Self::ShiftRight(of) => pair(Pair::ShiftRight, of, "shiftRight", reading),
            Self::ShiftRightSigned(of) => {
                pair(Pair::ShiftRightSigned, of, "shiftRightSigned", reading)
            }
            Self::Abs(of) => of.unary(Unary::Abs, at.field("abs"), reading),
            Self::BitNot(of) => of.unary(Unary::BitNot, at.field("bitNot"), reading),
            Self::CountBits(of) => of.unary(Unary::CountBits, at.field("countBits"), reading),
            Self::ToInt(of) => of.unary(Unary::ToInt, at.field("toInt"), reading),
        })
    }
}

impl Input for FloatTermInput {
    fn read(self, at: &At<'_>, reading: &mut Reading<'_>) -> Result<Term> {
        let fold = |fold, terms, field, reading: &mut Reading<'_>| {
            Self::fold(fold, terms, at.field(field), reading)
        };
        let pair = |pair, of: Box<FloatPairInput>, field, reading: &mut Reading<'_>| {
            Self::pair(pair, (of.left, of.right), at.field(field), reading)
        };
        reading.term(at, |reading| match self {
            Self::Value(value) => Ok(Term::Float(value)),
            Self::Bin(bin) => Ok(number(&bin, NumberType::Float)),
            Self::At(place) => place.read(&at.field("at"), NumberType::Float),
            Self::Add(terms) => fold(Fold::Add, terms, "add", reading),
            Self::Sub(terms) => fold(Fold::Sub, terms, "sub", reading),
            Self::Mul(terms) => fold(Fold::Mul, terms, "mul", reading),
            Self::Div(terms) => fold(Fold::Div, terms, "div", reading),
            Self::Min(terms) => fold(Fold::Min, terms, "min", reading),
            Self::Max(terms) => fold(Fold::Max, terms, "max", reading),
            Self::Pow(of) => pair(Pair::Pow, of, "pow", reading),
            Self::Log(of) => pair(Pair::Log, of, "log", reading),
            Self::Abs(of) => of.unary(Unary::Abs, at.field("abs"), reading),
            Self::Floor(of) => of.unary(Unary::Floor, at.field("floor"), reading),
            Self::Ceil(of) => of.unary(Unary::Ceil, at.field("ceil"), reading),
            Self::ToFloat(of) => of.unary(Unary::ToFloat, at.field("toFloat"), reading),
        })
    }
}

fn number(bin: &BinName, kind: NumberType) -> Term {
    let place = Place {
        bin: bin.as_str().to_owned(),
        path: Vec::new(),
    };
    Term::Bin(place, kind)
}

impl PlaceInput {
    fn read(self, at: &At<'_>, kind: NumberType) -> Result<Term> {
        let path = at.field("path");
        if self.path.is_empty() {
            return Err(path.refuse("a way has at least one step; for a bin itself there is `bin`"));
        }
        let place = Place {
            bin: self.bin.as_str().to_owned(),
            path: context(Some(self.path), &path)?,
        };
        if place.is_found_by_value() {
            return Err(path.refuse("what is found by its value is that value"));
        }
        Ok(Term::Bin(place, kind))
    }
}
