//! Calls of the operations on lists, maps, bits and HyperLogLog inside of expressions.

use bytes::Bytes;

use super::parse::Parser;
use super::types::{Node, Type, Typed};
use crate::proto::msgpack::{self, Token};
use crate::proto::reader::{Malformed, Reader};

/// Whether the call changes what it is given; its result is then the changed value.
const MODIFIES: i64 = 0x40;

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
pub(super) fn parse(parser: &mut Parser<'_>) -> Result<Typed, Malformed> {
    let returns = Type::of_result(parser.integer()?).ok_or(Malformed)?;
    let (system, modifies) = System::read(parser.integer()?)?;
    let operation = msgpack::element(parser.reader)?;
    let Token::List(_) = msgpack::token(&mut Reader::new(operation.clone()))? else {
        return Err(Malformed);
    };
    let on = parser.next()?;
    if on.kind.is_some_and(|kind| !system.takes(kind)) {
        return Err(Malformed);
    }
    let node = compile(system, modifies, &operation, on.node)?;
    Ok(Typed::new(node, returns))
}

/// The part of the expression that runs an operation, given as a list of its code and its arguments.
///
/// # Errors
///
/// Always: no operation of these systems is known here, and what is not known is refused.
fn compile(
    _system: System,
    _modifies: bool,
    _operation: &Bytes,
    _on: Node,
) -> Result<Node, Malformed> {
    Err(Malformed)
}
