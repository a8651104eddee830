//! One operation on a list or map, as a client sends it.

use bytes::Bytes;

use super::codec;
use super::context::{self, Step};
use super::value::{List, Value};
use super::{list, map};
use crate::proto::ResultCode;

/// In place of an operation: a context, and the operation behind it.
const CONTEXT: i64 = 0xff;

/// An operation and the context it works in.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(super) steps: Vec<Step>,
    pub(super) operation: Operation,
}

/// An operation: its code and its arguments.
#[derive(Debug, Clone)]
pub(super) struct Operation {
    pub(super) code: i64,
    pub(super) arguments: Vec<Value>,
}

/// What a modification leaves.
#[derive(Debug, Clone)]
pub(crate) struct Modified {
    /// The value as it is then; `None` when there was none and none was made.
    pub(crate) value: Option<Value>,
    /// What the operation tells; `None` is nothing, which is not nil.
    pub(crate) result: Option<Value>,
}

impl Call {
    /// Decodes the operand of an operation: a list of a code and arguments.
    ///
    /// # Errors
    ///
    /// `PARAMETER` for what is no such list, or one with a context that is not known here.
    pub(crate) fn decode(operand: &Bytes) -> Result<Self, ResultCode> {
        match codec::decode(operand.clone()).map_err(|_| ResultCode::PARAMETER)? {
            Value::List(list) => Self::from_list(list),
            _ => Err(ResultCode::PARAMETER),
        }
    }

    /// The call that a list of a code and arguments makes.
    ///
    /// # Errors
    ///
    /// As [`Call::decode`].
    pub(crate) fn from_list(list: List) -> Result<Self, ResultCode> {
        let operation = Operation::from_list(list)?;
        if operation.code != CONTEXT {
            return Ok(Self {
                steps: Vec::new(),
                operation,
            });
        }
        let parts = <[Value; 2]>::try_from(operation.arguments);
        let Ok([Value::List(context), Value::List(inner)]) = parts else {
            return Err(ResultCode::PARAMETER);
        };
        Ok(Self {
            steps: context::steps(context.items)?,
            operation: Operation::from_list(inner)?,
        })
    }

    /// What it reads of a value; `None` is nothing, which is not nil.
    ///
    /// # Errors
    ///
    /// `INCOMPATIBLE_TYPE` when there is not a list where it wants a list, or no map where it wants a
    /// map; `NOT_APPLICABLE` when the context leads nowhere or nothing is at the one place asked for;
    /// `PARAMETER` for a code or arguments that no read has.
    pub(crate) fn read(&self, value: &Value) -> Result<Option<Value>, ResultCode> {
        let found = context::find(value, &self.steps)?;
        match (self.operation.family()?, found) {
            (Family::List, Value::List(list)) => list::read(list, &self.operation),
            (Family::Map, Value::Map(map)) => map::read(map, &self.operation),
            _ => Err(ResultCode::INCOMPATIBLE_TYPE),
        }
    }

    /// What it makes of a value, or of none.
    ///
    /// # Errors
    ///
    /// As for reads, but `PARAMETER` for another type inside of a list or map, and what the write
    /// flags of an operation call for.
    pub(crate) fn modify(&self, value: Option<Value>) -> Result<Modified, ResultCode> {
        let mut value = value;
        let result = context::modify(&mut value, &self.steps, &self.operation)?;
        Ok(Modified { value, result })
    }
}

/// What an operation works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    List,
    Map,
}

impl Operation {
    fn from_list(list: List) -> Result<Self, ResultCode> {
        let mut values = list.items.into_iter();
        let Some(Value::Integer(code)) = values.next() else {
            return Err(ResultCode::PARAMETER);
        };
        Ok(Self {
            code,
            arguments: values.collect(),
        })
    }

    pub(super) const fn family(&self) -> Result<Family, ResultCode> {
        match self.code {
            0..=63 => Ok(Family::List),
            64..=127 => Ok(Family::Map),
            _ => Err(ResultCode::PARAMETER),
        }
    }

    /// Applies it to what is at its place; `None` is nothing.
    pub(super) fn apply(
        &self,
        slot: &mut Option<Value>,
        mismatch: ResultCode,
    ) -> Result<Option<Value>, ResultCode> {
        match self.family()? {
            Family::List => {
                let mut list = match slot.take() {
                    Some(Value::List(list)) => Some(list),
                    None => None,
                    Some(_) => return Err(mismatch),
                };
                let result = list::modify(&mut list, self)?;
                *slot = list.map(Value::List);
                Ok(result)
            }
            Family::Map => {
                let mut map = match slot.take() {
                    Some(Value::Map(map)) => Some(map),
                    None => None,
                    Some(_) => return Err(mismatch),
                };
                let result = map::modify(&mut map, self)?;
                *slot = map.map(Value::Map);
                Ok(result)
            }
        }
    }
}
