//! Calls of the operations on lists, maps, bits and HyperLogLog inside of expressions.

use std::ops::RangeInclusive;

use super::parse::Parser;
use super::types::{Node, Type, Typed};
use super::value::Value;
use crate::cdt;
use crate::proto::ResultCode;
use crate::proto::msgpack::{self, Token};
use crate::proto::reader::Malformed;

/// Whether the call changes what it is given; its result is then the changed value.
const MODIFIES: i64 = 0x40;

/// In place of the code of an operation: a context, and the operation behind it.
const CONTEXT: i64 = 0xff;
/// Codes of operations on lists and on maps.
const CODES: RangeInclusive<i64> = 0..=127;
/// Joins the texts of a list, which is not done here.
const JOIN: i64 = 28;

/// An operation on a list or a map, whose arguments may be calculated.
#[derive(Debug)]
pub(super) struct Call {
    returns: Type,
    modifies: bool,
    context: Option<cdt::Value>,
    code: i64,
    pub(super) arguments: Vec<Argument>,
    pub(super) on: Node,
    /// Bytes of the operation.
    pub(super) size: usize,
}

/// An argument of an operation.
#[derive(Debug)]
pub(super) enum Argument {
    Literal(cdt::Value),
    Computed(Node),
}

/// The family an operation is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    /// Lists and maps.
    Collection,
    Bits,
    HyperLogLog,
}

impl System {
    /// The family with this number, and whether the call modifies.
    fn read(number: i64) -> Result<(Self, bool), Malformed> {
        let system = match number & !MODIFIES {
            0 => Self::Collection,
            1 => Self::Bits,
            2 => Self::HyperLogLog,
            _ => return Err(Malformed),
        };
        Ok((system, number & MODIFIES != 0))
    }

    /// Whether it has operations on values of this type.
    const fn takes(self, kind: Type) -> bool {
        match self {
            Self::Collection => matches!(kind, Type::List | Type::Map),
            Self::Bits => matches!(kind, Type::Blob),
            Self::HyperLogLog => matches!(kind, Type::Hll),
        }
    }
}

/// Reads the four arguments of a call: the type of its result, its system, the operation with its own
/// arguments, and what it works on.
///
/// # Errors
///
/// For operations on bits and HyperLogLog too: none is known here, and what is not known is refused.
pub(super) fn parse(parser: &mut Parser<'_>) -> Result<Typed, Malformed> {
    let returns = Type::of_result(parser.integer()?).ok_or(Malformed)?;
    let (system, modifies) = System::read(parser.integer()?)?;
    if system != System::Collection {
        return Err(Malformed);
    }
    let before = parser.reader.remaining();
    let mut elements = list(parser)?;
    let mut code = parser.integer()?;
    let mut context = None;
    if code == CONTEXT && elements == 3 {
        context = Some(literal(parser)?);
        elements = list(parser)?;
        code = parser.integer()?;
    }
    let mut arguments = Vec::new();
    for _ in 1..elements {
        arguments.push(argument(parser)?);
    }
    let size = before - parser.reader.remaining();
    let on = parser.next()?;
    let is_known = CODES.contains(&code) && code != JOIN;
    if !is_known || on.kind.is_some_and(|kind| !system.takes(kind)) {
        return Err(Malformed);
    }
    let call = Call {
        returns,
        modifies,
        context,
        code,
        arguments,
        on: on.node,
        size,
    };
    // A context that is not known is refused now, whatever the arguments will be.
    call.with(Vec::new()).map_err(|_| Malformed)?;
    Ok(Typed::new(Node::Call(Box::new(call)), returns))
}

/// The start of a list.
fn list(parser: &mut Parser<'_>) -> Result<u32, Malformed> {
    match msgpack::token(parser.reader)? {
        Token::List(elements) => Ok(elements),
        _ => Err(Malformed),
    }
}

fn literal(parser: &mut Parser<'_>) -> Result<cdt::Value, Malformed> {
    cdt::decode(msgpack::element(parser.reader)?)
}

/// An argument: a list is an expression, all else stands for itself.
fn argument(parser: &mut Parser<'_>) -> Result<Argument, Malformed> {
    match msgpack::token(&mut parser.reader.clone())? {
        Token::List(_) => Ok(Argument::Computed(parser.next()?.node)),
        _ => literal(parser).map(Argument::Literal),
    }
}

impl Call {
    /// What the operation with these arguments makes of a list or map, or reads of it; `None` is
    /// unknown.
    pub(super) fn run(&self, on: Value, arguments: Vec<cdt::Value>) -> Option<Value> {
        let call = self.with(arguments).ok()?;
        let on = to_collection(on)?;
        let result = if self.modifies {
            call.modify(Some(on)).ok()?.value
        } else {
            call.read(&on).ok()?
        };
        let result = match result?.into_particle().ok()? {
            Some(particle) => Value::of(&particle)?,
            None => Value::Nil,
        };
        (result.kind() == self.returns).then_some(result)
    }

    fn with(&self, arguments: Vec<cdt::Value>) -> Result<cdt::Call, ResultCode> {
        let mut items = vec![cdt::Value::Integer(self.code)];
        items.extend(arguments);
        let mut operation = cdt::List::unordered(items);
        if let Some(context) = &self.context {
            operation = cdt::List::unordered(vec![
                cdt::Value::Integer(CONTEXT),
                context.clone(),
                cdt::Value::List(operation),
            ]);
        }
        cdt::Call::from_list(operation)
    }
}

/// A value as it is inside of lists and maps; `None` is unknown.
pub(super) fn to_collection(value: Value) -> Option<cdt::Value> {
    match value.into_particle() {
        Some(particle) => cdt::Value::from_particle(&particle).ok(),
        None => Some(cdt::Value::Nil),
    }
}
