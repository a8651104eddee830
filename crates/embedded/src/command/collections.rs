//! Operations on the list or map in a bin.

use super::operations::Told;
use crate::cdt::{Call, Value};
use crate::proto::ResultCode;
use crate::proto::message::Operation;
use crate::proto::value::{Particle, particle};

/// Bytes the operations of one command may go through: each unpacks its whole list or map.
const MAX_WORK: usize = 16 * 1024 * 1024;

/// What the operations of one command may still go through.
#[derive(Debug)]
pub(super) struct Work {
    left: usize,
}

impl Default for Work {
    fn default() -> Self {
        Self { left: MAX_WORK }
    }
}

impl Work {
    fn spend(&mut self, operation: &Operation, bin: Option<&Particle>) -> Result<(), ResultCode> {
        let bytes = operation.value.len() + bin.map_or(0, |bin| bin.data().len());
        self.left = self.left.checked_sub(bytes).ok_or(ResultCode::PARAMETER)?;
        Ok(())
    }
}

/// Reads from a bin; nothing is told of one that is not there.
pub(super) fn read(
    operation: &Operation,
    bin: Option<&Particle>,
    work: &mut Work,
) -> Result<Told, ResultCode> {
    work.spend(operation, bin)?;
    let call = decode(operation)?;
    match bin {
        Some(bin) => told(call.read(&Value::from_particle(bin)?)?),
        None => Ok(Told::Nothing),
    }
}

/// The bin as an operation leaves it, when there is one then, and what it tells.
pub(super) fn modify(
    operation: &Operation,
    bin: Option<&Particle>,
    work: &mut Work,
) -> Result<(Option<Particle>, Told), ResultCode> {
    work.spend(operation, bin)?;
    let call = decode(operation)?;
    let value = bin.map(Value::from_particle).transpose()?;
    let modified = call.modify(value)?;
    let bin = match modified.value {
        Some(value) => value.into_particle()?,
        None => None,
    };
    Ok((bin, told(modified.result)?))
}

fn decode(operation: &Operation) -> Result<Call, ResultCode> {
    if operation.kind != particle::BLOB {
        return Err(ResultCode::PARAMETER);
    }
    Call::decode(&operation.value)
}

fn told(result: Option<Value>) -> Result<Told, ResultCode> {
    let Some(result) = result else {
        return Ok(Told::Nothing);
    };
    Ok(result.into_particle()?.map_or(Told::Null, Told::Value))
}
