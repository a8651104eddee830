//! Expressions: what clients let a server calculate of a record, to filter records or to read and
//! write a result.
//!
//! `parse` reads an expression once for each command into a tree of `types` that agree, `evaluate`
//! runs it for a record. What an expression needs besides is a module each: `arithmetic`, `metadata`
//! of records, `regex`, `geo`, the `order` of values; `call` has the operations on
//! lists and maps, and is where those on bits and HyperLogLog belong.

mod arithmetic;
mod call;
mod code;
mod evaluate;
mod geo;
mod metadata;
mod order;
mod parse;
#[cfg(test)]
mod properties;
mod regex;
mod types;
mod value;

use bytes::Bytes;

use evaluate::Evaluation;
use types::{Node, Typed};

pub(crate) use geo::Shape;
pub(crate) use metadata::Subject;
pub(crate) use types::Type;
pub(crate) use value::Value;

use crate::proto::msgpack::{self, Token};
use crate::proto::reader::{Malformed, Reader};
use crate::store::record::Bin;

/// A condition on records.
#[derive(Debug)]
pub(crate) struct Filter(Node);

impl Filter {
    /// Reads a filter.
    ///
    /// # Errors
    ///
    /// For bytes that are not one expression that yields true or false.
    pub(crate) fn read(bytes: &Bytes) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.clone());
        let node = parse::expression(&mut reader)?.expect(Type::Boolean)?;
        if reader.is_empty() {
            Ok(Self(node))
        } else {
            Err(Malformed)
        }
    }

    /// Whether a record with these bins is let through; one for which that is unknown is not.
    pub(crate) fn judge(&self, subject: &Subject<'_>, bins: &[Bin]) -> Verdict {
        match Evaluation::new(subject, None).truth(&self.0) {
            Some(true) => Verdict::Admitted,
            Some(false) => Verdict::OutByMetadata,
            None => match Evaluation::new(subject, Some(bins)).truth(&self.0) {
                Some(true) => Verdict::Admitted,
                Some(false) | None => Verdict::OutByBins,
            },
        }
    }
}

/// An expression with a result of one type, as an index is over.
#[derive(Debug)]
pub(crate) struct Formula(Typed);

impl Formula {
    /// Reads an expression.
    ///
    /// # Errors
    ///
    /// For bytes that are not one expression.
    pub(crate) fn read(bytes: &Bytes) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.clone());
        let typed = parse::expression(&mut reader)?;
        if reader.is_empty() {
            Ok(Self(typed))
        } else {
            Err(Malformed)
        }
    }

    /// The type of its results; `None` when it never has one.
    pub(crate) const fn kind(&self) -> Option<Type> {
        self.0.kind
    }

    /// What it yields for a record with these bins; `None` is unknown.
    pub(crate) fn evaluate(&self, subject: &Subject<'_>, bins: &[Bin]) -> Option<Value> {
        Evaluation::new(subject, Some(bins)).value(&self.0.node)
    }
}

/// What a filter does with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Admitted,
    /// Left out for what is known of it without reading it.
    OutByMetadata,
    OutByBins,
}

/// The operand of an operation: an expression and the flags of its evaluation.
#[derive(Debug)]
pub(crate) struct Operand {
    node: Node,
    pub(crate) flags: i64,
}

impl Operand {
    /// Reads a list of an expression and its flags.
    ///
    /// # Errors
    ///
    /// For bytes that are not one such list, or flags that are not among `known`.
    pub(crate) fn read(bytes: &Bytes, known: i64) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.clone());
        let Token::List(2) = msgpack::token(&mut reader)? else {
            return Err(Malformed);
        };
        let node = parse::expression(&mut reader)?.node;
        let Token::Integer(flags) = msgpack::token(&mut reader)? else {
            return Err(Malformed);
        };
        if reader.is_empty() && flags & !known == 0 {
            Ok(Self { node, flags })
        } else {
            Err(Malformed)
        }
    }

    /// What the expression yields for a record with these bins; `None` is unknown.
    pub(crate) fn evaluate(&self, subject: &Subject<'_>, bins: &[Bin]) -> Option<Value> {
        Evaluation::new(subject, Some(bins)).value(&self.node)
    }
}
