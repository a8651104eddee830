//! Counts queries the way a server does.

use super::plan::Plan;
use crate::info::counter::NamespaceCounter as C;
use crate::info::view::{LatencyHistogram, QueryStatus};
use crate::proto::flags::field;
use crate::proto::message::Message;

/// The counter of a query that was refused.
pub(super) fn refused(message: &Message) -> C {
    if message.fields.has(field::INDEX_RANGE) {
        C::SiQueryLongBasicError
    } else {
        C::PiQueryLongBasicError
    }
}

/// The counter of a query that ended like this.
pub(super) const fn ended(plan: &Plan, status: QueryStatus) -> C {
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
    match (message.fields.has(field::INDEX_RANGE), status) {
        (false, QueryStatus::Done) => C::PiQueryOpsBgComplete,
        (false, QueryStatus::Aborted) => C::PiQueryOpsBgAbort,
        (false, _) => C::PiQueryOpsBgError,
        (true, QueryStatus::Done) => C::SiQueryOpsBgComplete,
        (true, QueryStatus::Aborted) => C::SiQueryOpsBgAbort,
        (true, _) => C::SiQueryOpsBgError,
    }
}
