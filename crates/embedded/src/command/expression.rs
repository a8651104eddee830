//! Operations with expressions: reading a result under a name that is no bin, and writing it into a
//! bin.

use crate::expression::{Operand, Subject, Value};
use crate::proto::ResultCode;
use crate::proto::message::Operation;
use crate::proto::value::{Particle, particle};
use crate::store::record::Bin;

/// Flags of the evaluation.
mod flag {
    /// The bin must not be there yet.
    pub(super) const CREATE_ONLY: i64 = 0x01;
    /// The bin must be there.
    pub(super) const UPDATE_ONLY: i64 = 0x02;
    /// Nil as the result deletes the bin.
    pub(super) const ALLOW_DELETE: i64 = 0x04;
    /// A bin that the other flags forbid to write is left as it is, without an error.
    pub(super) const POLICY_NO_FAIL: i64 = 0x08;
    /// No result is a null, or leaves the bin as it is, without an error.
    pub(super) const EVALUATION_NO_FAIL: i64 = 0x10;
    pub(super) const OF_WRITES: i64 = 0x1f;
}

/// What a write does to its bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Change {
    Put(Particle),
    Remove,
    Keep,
}

/// Reads the result of an expression for a record with these bins; `None` is null.
///
/// # Errors
///
/// `PARAMETER` for what is not an expression, or not one that is evaluated here; `NOT_APPLICABLE`
/// for one without a result for this record, unless its flags allow that.
pub(super) fn read(
    operation: &Operation,
    subject: &Subject<'_>,
    bins: &[Bin],
) -> Result<Option<Particle>, ResultCode> {
    let operand = operand(operation, flag::EVALUATION_NO_FAIL)?;
    match operand.evaluate(subject, bins) {
        Some(value) => Ok(value.into_particle()),
        None if operand.flags & flag::EVALUATION_NO_FAIL != 0 => Ok(None),
        None => Err(ResultCode::NOT_APPLICABLE),
    }
}

/// What the result of an expression for a record with these bins does to the bin of its operation.
///
/// # Errors
///
/// Those of [`read`]; `BIN_EXISTS` and `BIN_NOT_FOUND` for a bin that must not or must be there;
/// `NOT_APPLICABLE` for nil where it does not delete.
pub(super) fn write(
    operation: &Operation,
    subject: &Subject<'_>,
    bins: &[Bin],
) -> Result<Change, ResultCode> {
    const EITHER: i64 = flag::CREATE_ONLY | flag::UPDATE_ONLY;
    let operand = operand(operation, flag::OF_WRITES)?;
    let has = |flag: i64| operand.flags & flag != 0;
    let kept_or = |is_allowed: bool, refused: ResultCode| {
        if is_allowed {
            Ok(Change::Keep)
        } else {
            Err(refused)
        }
    };
    if operation.name.is_empty() || operand.flags & EITHER == EITHER {
        return Err(ResultCode::PARAMETER);
    }
    let exists = bins.iter().any(|bin| bin.name == operation.name);
    if exists && has(flag::CREATE_ONLY) {
        return kept_or(has(flag::POLICY_NO_FAIL), ResultCode::BIN_EXISTS);
    }
    if !exists && has(flag::UPDATE_ONLY) {
        return kept_or(has(flag::POLICY_NO_FAIL), ResultCode::BIN_NOT_FOUND);
    }
    match operand.evaluate(subject, bins).map(Value::into_particle) {
        Some(Some(value)) => Ok(Change::Put(value)),
        Some(None) if has(flag::ALLOW_DELETE) => Ok(Change::Remove),
        Some(None) => kept_or(has(flag::POLICY_NO_FAIL), ResultCode::NOT_APPLICABLE),
        None => kept_or(has(flag::EVALUATION_NO_FAIL), ResultCode::NOT_APPLICABLE),
    }
}

fn operand(operation: &Operation, flags: i64) -> Result<Operand, ResultCode> {
    if operation.kind != particle::BLOB {
        return Err(ResultCode::PARAMETER);
    }
    Operand::read(&operation.value, flags).map_err(|_| ResultCode::PARAMETER)
}
