//! Queries that run or ran on the node.

use crate::info::error::InfoError;
use crate::info::pairs::Pairs;
use crate::info::request::Command;
use crate::info::view::{InfoView, QueryKind, QueryStatus, QueryView};

use super::{Answer, OK};

const NOT_ACTIVE: InfoError = InfoError::new(InfoError::NOT_FOUND, "id not active");

/// `query-show[:id=N]`: one line of `key=value` per query, separated by `;`.
pub(super) fn show(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let wanted = id(command)?;
    let queries = view.queries();
    let mut shown = queries
        .iter()
        .filter(|query| wanted.is_none_or(|id| query.id == id))
        .peekable();
    if wanted.is_some() && shown.peek().is_none() {
        return Err(NOT_ACTIVE);
    }
    Ok(shown.map(line).collect::<Vec<_>>().join(";"))
}

/// `query-abort:id=N`.
pub(super) fn abort(view: &dyn InfoView, command: &Command<'_>) -> Answer {
    let id = id(command)?.ok_or_else(|| InfoError::missing("id"))?;
    if view.abort_query(id) {
        Ok(OK.to_owned())
    } else {
        Err(NOT_ACTIVE)
    }
}

pub(super) fn abort_all(view: &dyn InfoView) -> Answer {
    Ok(format!(
        "OK - number of queries killed: {}",
        view.abort_all_queries()
    ))
}

fn id(command: &Command<'_>) -> Result<Option<u64>, InfoError> {
    let text = command.argument("id").or_else(|| command.argument("trid"));
    text.map(|text| text.parse().map_err(|_| InfoError::bad("id")))
        .transpose()
}

fn line(query: &QueryView) -> String {
    let mut pairs = Pairs::separated_by(':');
    pairs.put("trid", query.id).put("ns", &query.namespace);
    if !query.set.is_empty() {
        pairs.put("set", &query.set);
    }
    let is_background = matches!(
        query.kind,
        QueryKind::BackgroundOperations | QueryKind::BackgroundUdf
    );
    if !is_background {
        pairs
            .put("n-pids-requested", query.partitions_requested)
            .put("n-keyds-requested", query.digests_requested);
    }
    pairs
        .put("rps", query.records_per_second)
        .put("active-threads", query.active_threads)
        .put("status", status(query.status))
        .put("job-progress", format_args!("{:.2}", query.progress_pct))
        .put("run-time", query.run_time.as_millis())
        .put("time-since-done", query.since_done.as_millis())
        .put("recs-throttled", query.records_throttled)
        .put("recs-filtered-meta", query.records_filtered_by_metadata)
        .put("recs-filtered-bins", query.records_filtered_by_bins)
        .put("recs-succeeded", query.records_succeeded)
        .put("recs-failed", query.records_failed)
        .put(
            "from",
            format_args!("{}+{}", query.from.ip(), query.from.port()),
        );
    pairs.put("job-type", job_type(query.kind));
    if is_background {
        pairs
            .put("net-io-bytes", query.net_io_bytes)
            .put("socket-timeout", query.socket_timeout.as_millis());
    } else {
        pairs
            .put("net-io-bytes", query.net_io_bytes)
            .put("net-io-time", query.net_io_time.as_millis())
            .put("socket-timeout", query.socket_timeout.as_millis());
    }
    if let Some((module, function)) = &query.udf {
        pairs
            .put("udf-filename", module)
            .put("udf-function", function);
    }
    // Operations are applied, and functions called, one after the other.
    match query.kind {
        QueryKind::BackgroundOperations => drop(pairs.put("ops-active", query.active_threads)),
        QueryKind::BackgroundUdf => drop(pairs.put("udf-active", query.active_threads)),
        QueryKind::Basic | QueryKind::Aggregation => {}
    }
    pairs.into_text()
}

const fn job_type(kind: QueryKind) -> &'static str {
    match kind {
        QueryKind::Basic => "basic",
        QueryKind::Aggregation => "aggregation",
        QueryKind::BackgroundOperations => "background-ops",
        QueryKind::BackgroundUdf => "background-udf",
    }
}

const fn status(status: QueryStatus) -> &'static str {
    match status {
        QueryStatus::Active => "active(ok)",
        QueryStatus::Done => "done(ok)",
        QueryStatus::Aborted => "done(user-aborted)",
        QueryStatus::Failed => "done(abandoned-response-error)",
    }
}
