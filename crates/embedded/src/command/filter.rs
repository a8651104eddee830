//! Filters of commands on one record.

use super::record::RecordCommand;
use crate::expression::{Filter, Subject, Verdict};
use crate::proto::ResultCode;
use crate::proto::flags::field;
use crate::proto::message::Fields;
use crate::store::record::Record;

/// The filter in the fields of a message.
///
/// # Errors
///
/// `PARAMETER` for one that is malformed or whose types do not agree.
pub(crate) fn read(fields: &Fields) -> Result<Option<Filter>, ResultCode> {
    let filter = fields.get(field::FILTER).map(Filter::read);
    filter.transpose().map_err(|_| ResultCode::PARAMETER)
}

/// Checks the filter of a command against the record that is there, at `now` in milliseconds since
/// the Aerospike epoch. No filter keeps a record from being made.
///
/// # Errors
///
/// `FILTERED_OUT` for a record that is not let through; what a wrong filter is refused with.
pub(super) fn check(
    command: &RecordCommand<'_>,
    record: Option<&Record>,
    now: u64,
) -> Result<(), ResultCode> {
    let (Some(filter), Some(record)) = (command.filter?, record) else {
        return Ok(());
    };
    let subject = Subject::stored(command.digest, record, now);
    match filter.judge(&subject, &record.bins) {
        Verdict::Admitted => Ok(()),
        Verdict::OutByMetadata | Verdict::OutByBins => Err(ResultCode::FILTERED_OUT),
    }
}
