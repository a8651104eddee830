//! The operations of a write, applied one after the other to a draft of the record.

use bytes::Bytes;

use super::collections::{self, Work};
use super::expression::{self, Change};
use super::read;
use super::record::RecordCommand;
use crate::cdt;
use crate::expression::Subject;
use crate::proto::ResultCode;
use crate::proto::flags::{info3, op};
use crate::proto::message::{MAX_BIN_NAME, Operation};
use crate::proto::reply::ReplyOperation;
use crate::proto::value::Particle;
use crate::store::record::Bin;

/// Policies that drop the bins the write does not name.
pub(super) const REPLACE: u8 = info3::CREATE_OR_REPLACE | info3::REPLACE_ONLY;

/// Most bins of a record.
const MAX_BINS: usize = 32_767;
/// Most operations in a reply, and most bytes of their values: a command that reads the same bins
/// again and again is refused, not answered at any length.
const MAX_REPLY_OPERATIONS: usize = u16::MAX as usize;
const MAX_REPLY_BYTES: usize = 64 * 1024 * 1024;

/// The bins a record will have, and what the operations read on the way.
#[derive(Debug)]
pub(super) struct Draft<'a> {
    pub(super) bins: Vec<Bin>,
    pub(super) replies: Replies,
    /// Largest value, in bytes.
    max_value: usize,
    work: Work,
    /// What expressions see besides the bins.
    subject: &'a Subject<'a>,
}

/// The operations of a reply, within bounds.
#[derive(Debug, Default)]
pub(super) struct Replies {
    operations: Vec<ReplyOperation>,
    bytes: usize,
}

/// What an operation tells its client.
#[derive(Debug)]
pub(super) enum Told {
    /// Nothing: it is answered only when all operations are.
    Nothing,
    Null,
    Value(Particle),
}

impl From<Option<Particle>> for Told {
    fn from(read: Option<Particle>) -> Self {
        read.map_or(Self::Nothing, Self::Value)
    }
}

impl Replies {
    /// Answers an operation with what it tells; with null when it tells nothing but `is_answered`.
    pub(super) fn answer(
        &mut self,
        operation: &Operation,
        told: Told,
        is_answered: bool,
    ) -> Result<(), ResultCode> {
        let value = match told {
            Told::Nothing if !is_answered => return Ok(()),
            Told::Nothing | Told::Null => None,
            Told::Value(value) => Some(value),
        };
        self.push(ReplyOperation {
            code: operation.code,
            name: operation.name.clone(),
            value,
        })
    }

    /// Adds an operation; refused when the reply has too many or they are too long.
    pub(super) fn push(&mut self, operation: ReplyOperation) -> Result<(), ResultCode> {
        self.bytes += operation
            .value
            .as_ref()
            .map_or(0, |value| value.data().len());
        if self.operations.len() >= MAX_REPLY_OPERATIONS || self.bytes > MAX_REPLY_BYTES {
            return Err(ResultCode::PARAMETER);
        }
        self.operations.push(operation);
        Ok(())
    }

    pub(super) fn into_operations(self) -> Vec<ReplyOperation> {
        self.operations
    }
}

/// Refuses what no record could make right: no operations, a bin name that is too long, or a
/// replacing write that depends on the bins it drops.
pub(super) fn check(command: &RecordCommand<'_>) -> Result<(), ResultCode> {
    if command.operations.is_empty() {
        return Err(ResultCode::PARAMETER);
    }
    let replaces = command.header.info3 & REPLACE != 0;
    for operation in command.operations {
        if operation.name.len() > MAX_BIN_NAME {
            return Err(ResultCode::BIN_NAME);
        }
        if replaces && !matches!(operation.code, op::WRITE | op::READ | op::TOUCH) {
            return Err(ResultCode::PARAMETER);
        }
    }
    Ok(())
}

/// Whether the operations can make a record: touching, deleting and reading need one that is there.
pub(super) fn can_create(operations: &[Operation]) -> bool {
    const NEED_A_RECORD: [u8; 5] = [
        op::READ,
        op::CDT_READ,
        op::EXPRESSION_READ,
        op::TOUCH,
        op::DELETE_ALL,
    ];
    operations
        .iter()
        .any(|operation| !NEED_A_RECORD.contains(&operation.code))
}

/// Applies all operations in order to `bins`. No value may have more than `max_value` bytes;
/// expressions see `subject` and the bins as they are when their turn comes.
///
/// # Errors
///
/// The first operation that fails fails them all; nothing is kept.
pub(super) fn apply<'a>(
    command: &RecordCommand<'_>,
    bins: Vec<Bin>,
    max_value: usize,
    subject: &'a Subject<'a>,
) -> Result<Draft<'a>, ResultCode> {
    let respond_all = read::responds_to_all(command);
    let mut draft = Draft {
        bins,
        replies: Replies::default(),
        max_value,
        work: Work::default(),
        subject,
    };
    for operation in command.operations {
        if read::reads_all(command, operation) {
            for bin in &draft.bins {
                draft
                    .replies
                    .push(read::read_operation(&bin.name, &bin.value))?;
            }
            continue;
        }
        let told = draft.apply_one(operation)?;
        // A touch is never answered, not even when every operation is to be.
        let is_answered = respond_all && operation.code != op::TOUCH;
        draft.replies.answer(operation, told, is_answered)?;
    }
    Ok(draft)
}

impl Draft<'_> {
    /// Applies one operation.
    fn apply_one(&mut self, operation: &Operation) -> Result<Told, ResultCode> {
        match operation.code {
            op::READ => return Ok(self.get(&operation.name).cloned().into()),
            op::CDT_READ => {
                let bin = self.get(&operation.name).cloned();
                return collections::read(operation, bin.as_ref(), &mut self.work);
            }
            op::CDT_MODIFY => {
                let bin = self.get(&operation.name).cloned();
                let (bin, told) = collections::modify(operation, bin.as_ref(), &mut self.work)?;
                if let Some(bin) = bin {
                    self.put(&operation.name, bin)?;
                }
                return Ok(told);
            }
            op::EXPRESSION_READ => {
                return expression::read(operation, self.subject, &self.bins).map(Told::from);
            }
            op::EXPRESSION_WRITE => match expression::write(operation, self.subject, &self.bins)? {
                Change::Put(value) => self.put(&operation.name, cdt::in_order(value))?,
                Change::Remove => self.remove(&operation.name),
                Change::Keep => {}
            },
            op::WRITE => match Particle::from_wire(operation.kind, &operation.value)? {
                Some(value) => self.put(&operation.name, cdt::in_order(value))?,
                None => self.remove(&operation.name),
            },
            op::INCREMENT => {
                let by = operand(operation)?;
                let sum = match self.get(&operation.name) {
                    Some(value) => value.add(&by)?,
                    None if by.is_number() => by,
                    None => return Err(ResultCode::INCOMPATIBLE_TYPE),
                };
                self.put(&operation.name, sum)?;
            }
            op::APPEND | op::PREPEND => {
                let piece = operand(operation)?;
                let joined = match self.get(&operation.name) {
                    Some(value) if operation.code == op::APPEND => value.concat(&piece)?,
                    Some(value) => piece.concat(value)?,
                    None if piece.is_text_or_bytes() => piece,
                    None => return Err(ResultCode::INCOMPATIBLE_TYPE),
                };
                self.put(&operation.name, joined)?;
            }
            op::TOUCH => {}
            op::DELETE_ALL => self.bins.clear(),
            _ => return Err(ResultCode::PARAMETER),
        }
        Ok(Told::Nothing)
    }

    fn get(&self, name: &[u8]) -> Option<&Particle> {
        self.bins
            .iter()
            .find(|bin| bin.name == name)
            .map(|bin| &bin.value)
    }

    /// Removes a bin. The last one takes its place, as in a server.
    fn remove(&mut self, name: &[u8]) {
        if let Some(place) = self.bins.iter().position(|bin| bin.name == name) {
            self.bins.swap_remove(place);
        }
    }

    fn put(&mut self, name: &Bytes, value: Particle) -> Result<(), ResultCode> {
        if value.data().len() > self.max_value {
            return Err(ResultCode::RECORD_TOO_BIG);
        }
        if let Some(bin) = self.bins.iter_mut().find(|bin| bin.name == name) {
            bin.value = value;
        } else if self.bins.len() < MAX_BINS {
            self.bins.push(Bin {
                name: Bytes::copy_from_slice(name),
                value,
            });
        } else {
            return Err(ResultCode::PARAMETER);
        }
        Ok(())
    }
}

/// The value an operation brings; null is none.
fn operand(operation: &Operation) -> Result<Particle, ResultCode> {
    Particle::from_wire(operation.kind, &operation.value)?.ok_or(ResultCode::PARAMETER)
}
