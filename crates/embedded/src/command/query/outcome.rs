//! Counts queries the way a server does.

use super::plan::Plan;
use crate::info::counter::NamespaceCounter as C;
use crate::info::view::{LatencyHistogram, QueryStatus};
use crate::proto::flags::field;
use crate::proto::message::Message;

/// The counter of a query that was refused.
pub(super) fn refused(message: &Message) -> C {
    let is_by_index = message.fields.has(field::INDEX_RANGE);
    match (is_by_index, message.fields.has(field::UDF_MODULE)) {
        (false, false) => C::PiQueryLongBasicError,
        (true, false) => C::SiQueryLongBasicError,
        (false, true) => C::PiQueryAggrError,
        (true, true) => C::SiQueryAggrError,
    }
}

/// The counter of a query that ended like this.
pub(super) const fn ended(plan: &Plan, status: QueryStatus) -> C {
    if plan.call.is_some() {
        return aggregation(plan.selection.is_by_index(), status);
    }
    match (plan.selection.is_by_index(), status, plan.short) {
        (false, QueryStatus::Done, false) => C::PiQueryLongBasicComplete,
        (false, QueryStatus::Done, true) => C::PiQueryShortBasicComplete,
        (false, QueryStatus::Aborted, _) => C::PiQueryLongBasicAbort,
        (false, _, false) => C::PiQueryLongBasicError,
        (false, _, true) => C::PiQueryShortBasicError,
        (true, QueryStatus::Done, false) => C::SiQueryLongBasicComplete,
        (true, QueryStatus::Done, true) => C::SiQueryShortBasicComplete,
        (true, QueryStatus::Aborted, _) => C::SiQueryLongBasicAbort,
        (true, _, false) => C::SiQueryLongBasicError,
        (true, _, true) => C::SiQueryShortBasicError,
    }
}

const fn aggregation(is_by_index: bool, status: QueryStatus) -> C {
    match (is_by_index, status) {
        (false, QueryStatus::Done) => C::PiQueryAggrComplete,
        (false, QueryStatus::Aborted) => C::PiQueryAggrAbort,
        (false, _) => C::PiQueryAggrError,
        (true, QueryStatus::Done) => C::SiQueryAggrComplete,
        (true, QueryStatus::Aborted) => C::SiQueryAggrAbort,
        (true, _) => C::SiQueryAggrError,
    }
}

/// The histogram of its latency.
pub(super) const fn histogram(plan: &Plan) -> LatencyHistogram {
    if plan.selection.is_by_index() {
        LatencyHistogram::SiQuery
    } else {
        LatencyHistogram::PiQuery
    }
}

/// The counter of a background query that ended like this, or was refused.
pub(super) fn background(message: &Message, status: QueryStatus) -> C {
    let is_by_index = message.fields.has(field::INDEX_RANGE);
    if message.fields.has(field::UDF_MODULE) {
        return match (is_by_index, status) {
            (false, QueryStatus::Done) => C::PiQueryUdfBgComplete,
            (false, QueryStatus::Aborted) => C::PiQueryUdfBgAbort,
            (false, _) => C::PiQueryUdfBgError,
            (true, QueryStatus::Done) => C::SiQueryUdfBgComplete,
            (true, QueryStatus::Aborted) => C::SiQueryUdfBgAbort,
            (true, _) => C::SiQueryUdfBgError,
        };
    }
    match (is_by_index, status) {
        (false, QueryStatus::Done) => C::PiQueryOpsBgComplete,
        (false, QueryStatus::Aborted) => C::PiQueryOpsBgAbort,
        (false, _) => C::PiQueryOpsBgError,
        (true, QueryStatus::Done) => C::SiQueryOpsBgComplete,
        (true, QueryStatus::Aborted) => C::SiQueryOpsBgAbort,
        (true, _) => C::SiQueryOpsBgError,
    }
}
