//! Counts record commands the way a server does.

use std::time::Duration;

use super::record::Kind;
use crate::cluster::node::NodeState;
use crate::info::counter::NamespaceCounter as C;
use crate::info::view::LatencyHistogram;
use crate::proto::ResultCode;

/// How a command came to the node that serves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) in_batch: bool,
    pub(super) proxied: bool,
}

/// The counters of one kind of command, by outcome.
struct Outcomes {
    success: C,
    error: C,
    timeout: C,
    filtered_out: C,
    /// `None` where a missing record is an error like any other.
    not_found: Option<C>,
}

/// Counts a command that `received` got and `serving` ran.
pub(super) fn count(
    received: &NodeState,
    serving: &NodeState,
    namespace: usize,
    kind: Kind,
    origin: Origin,
    result: ResultCode,
) {
    let outcomes = outcomes(kind, origin);
    let counter = match result {
        ResultCode::OK => outcomes.success,
        ResultCode::TIMEOUT => outcomes.timeout,
        ResultCode::FILTERED_OUT => outcomes.filtered_out,
        ResultCode::NOT_FOUND => outcomes.not_found.unwrap_or(outcomes.error),
        _ => outcomes.error,
    };
    let metrics = serving.metrics.namespace(namespace);
    metrics.count(counter);
    match result {
        ResultCode::GENERATION => metrics.count(C::FailGeneration),
        ResultCode::RECORD_TOO_BIG => metrics.count(C::FailRecordTooBig),
        _ => {}
    }
    if origin.proxied {
        received
            .metrics
            .namespace(namespace)
            .count(if origin.in_batch {
                C::BatchSubProxyComplete
            } else {
                C::ClientProxyComplete
            });
    }
}

/// Counts a command that was refused before it was known what it wants.
pub(super) fn service_error(node: &NodeState, namespace: usize, in_batch: bool) {
    let counter = if in_batch {
        C::BatchSubTsvcError
    } else {
        C::ClientTsvcError
    };
    node.metrics.namespace(namespace).count(counter);
}

/// Puts the time a command took into its histogram.
pub(super) fn record_latency(
    node: &NodeState,
    namespace: usize,
    kind: Kind,
    in_batch: bool,
    latency: Duration,
) {
    let histogram = match (kind, in_batch) {
        (Kind::Read, false) => LatencyHistogram::Read,
        (Kind::Write | Kind::Delete, false) => LatencyHistogram::Write,
        (Kind::Udf, false) => LatencyHistogram::Udf,
        (Kind::Read, true) => LatencyHistogram::BatchSubRead,
        (Kind::Write | Kind::Delete, true) => LatencyHistogram::BatchSubWrite,
        (Kind::Udf, true) => LatencyHistogram::BatchSubUdf,
    };
    node.metrics
        .namespace(namespace)
        .histogram(histogram)
        .record(latency);
}

const fn outcomes(kind: Kind, origin: Origin) -> Outcomes {
    match (origin.in_batch, origin.proxied) {
        (false, false) => client(kind),
        (false, true) => from_proxy(kind),
        (true, false) => batch(kind),
        (true, true) => batch_from_proxy(kind),
    }
}

const fn of(success: C, error: C, timeout: C, filtered_out: C, not_found: Option<C>) -> Outcomes {
    Outcomes {
        success,
        error,
        timeout,
        filtered_out,
        not_found,
    }
}

const fn client(kind: Kind) -> Outcomes {
    match kind {
        Kind::Read => of(
            C::ClientReadSuccess,
            C::ClientReadError,
            C::ClientReadTimeout,
            C::ClientReadFilteredOut,
            Some(C::ClientReadNotFound),
        ),
        Kind::Write => of(
            C::ClientWriteSuccess,
            C::ClientWriteError,
            C::ClientWriteTimeout,
            C::ClientWriteFilteredOut,
            None,
        ),
        Kind::Delete => of(
            C::ClientDeleteSuccess,
            C::ClientDeleteError,
            C::ClientDeleteTimeout,
            C::ClientDeleteFilteredOut,
            Some(C::ClientDeleteNotFound),
        ),
        Kind::Udf => of(
            C::ClientUdfComplete,
            C::ClientUdfError,
            C::ClientUdfTimeout,
            C::ClientUdfFilteredOut,
            None,
        ),
    }
}

const fn from_proxy(kind: Kind) -> Outcomes {
    match kind {
        Kind::Read => of(
            C::FromProxyReadSuccess,
            C::FromProxyReadError,
            C::FromProxyReadTimeout,
            C::FromProxyReadFilteredOut,
            Some(C::FromProxyReadNotFound),
        ),
        Kind::Write => of(
            C::FromProxyWriteSuccess,
            C::FromProxyWriteError,
            C::FromProxyWriteTimeout,
            C::FromProxyWriteFilteredOut,
            None,
        ),
        Kind::Delete => of(
            C::FromProxyDeleteSuccess,
            C::FromProxyDeleteError,
            C::FromProxyDeleteTimeout,
            C::FromProxyDeleteFilteredOut,
            Some(C::FromProxyDeleteNotFound),
        ),
        Kind::Udf => of(
            C::FromProxyUdfComplete,
            C::FromProxyUdfError,
            C::FromProxyUdfTimeout,
            C::FromProxyUdfFilteredOut,
            None,
        ),
    }
}

const fn batch(kind: Kind) -> Outcomes {
    match kind {
        Kind::Read => of(
            C::BatchSubReadSuccess,
            C::BatchSubReadError,
            C::BatchSubReadTimeout,
            C::BatchSubReadFilteredOut,
            Some(C::BatchSubReadNotFound),
        ),
        Kind::Write => of(
            C::BatchSubWriteSuccess,
            C::BatchSubWriteError,
            C::BatchSubWriteTimeout,
            C::BatchSubWriteFilteredOut,
            None,
        ),
        Kind::Delete => of(
            C::BatchSubDeleteSuccess,
            C::BatchSubDeleteError,
            C::BatchSubDeleteTimeout,
            C::BatchSubDeleteFilteredOut,
            Some(C::BatchSubDeleteNotFound),
        ),
        Kind::Udf => of(
            C::BatchSubUdfComplete,
            C::BatchSubUdfError,
            C::BatchSubUdfTimeout,
            C::BatchSubUdfFilteredOut,
            None,
        ),
    }
}

const fn batch_from_proxy(kind: Kind) -> Outcomes {
    match kind {
        Kind::Read => of(
            C::FromProxyBatchSubReadSuccess,
            C::FromProxyBatchSubReadError,
            C::FromProxyBatchSubReadTimeout,
            C::FromProxyBatchSubReadFilteredOut,
            Some(C::FromProxyBatchSubReadNotFound),
        ),
        Kind::Write => of(
            C::FromProxyBatchSubWriteSuccess,
            C::FromProxyBatchSubWriteError,
            C::FromProxyBatchSubWriteTimeout,
            C::FromProxyBatchSubWriteFilteredOut,
            None,
        ),
        Kind::Delete => of(
            C::FromProxyBatchSubDeleteSuccess,
            C::FromProxyBatchSubDeleteError,
            C::FromProxyBatchSubDeleteTimeout,
            C::FromProxyBatchSubDeleteFilteredOut,
            Some(C::FromProxyBatchSubDeleteNotFound),
        ),
        Kind::Udf => of(
            C::FromProxyBatchSubUdfComplete,
            C::FromProxyBatchSubUdfError,
            C::FromProxyBatchSubUdfTimeout,
            C::FromProxyBatchSubUdfFilteredOut,
            None,
        ),
    }
}
