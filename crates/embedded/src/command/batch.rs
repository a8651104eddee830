//! Batches: rows run one after the other, replies stream as they come.

use std::io;
use std::sync::Arc;
use std::time::Instant;

use super::filter;
use super::record::{self, RecordCommand};
use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::connection::ReplySink;
use crate::proto::ResultCode;
use crate::proto::batch::{self, RowCommand};
use crate::proto::flags::field;
use crate::proto::message::{Fields, Message};
use crate::proto::reply::ReplyBuffer;
use crate::security::Pass;

/// Replies are sent when this many bytes are collected.
const CHUNK_BYTES: usize = 128 * 1024;

/// Most rows of a batch, whatever is configured.
const MAX_ROWS: usize = 1_000_000;

/// Runs a batch and sends its replies, the closing one included.
///
/// # Errors
///
/// When the client is gone or does not read.
pub(crate) async fn execute(
    cluster: &Cluster,
    node: &NodeState,
    pass: &Pass,
    message: &Message,
    sink: &mut ReplySink<'_>,
) -> io::Result<()> {
    let started = Instant::now();
    node.metrics.batch_initiated.increment();
    let mut buffer = ReplyBuffer::default();
    let (Some(batch), Ok(shared)) = (decode(node, &message.fields), filter::read(&message.fields))
    else {
        node.metrics.batch_errors.increment();
        buffer.last(ResultCode::PARAMETER);
        return sink.send(&mut buffer).await;
    };
    let mut outcome = ResultCode::OK;
    let mut own: (Option<&Arc<RowCommand>>, _) = (None, Ok(None));
    for row in &batch.rows {
        let is_repeated = own.0.is_some_and(|of| Arc::ptr_eq(of, &row.command));
        if !is_repeated {
            own = (Some(&row.command), filter::read(&row.command.fields));
        }
        let filter = own.1.as_ref().map(|own| own.as_ref().or(shared.as_ref()));
        let command = RecordCommand {
            header: &row.command.header,
            fields: &row.command.fields,
            digest: row.digest,
            operations: &row.command.operations,
            filter: filter.map_err(|result| *result),
        };
        let reply = record::execute(cluster, node, pass, &command, true);
        buffer.record(&reply, row.index);
        if buffer.len() >= CHUNK_BYTES {
            sink.send(&mut buffer).await?;
        }
        if !batch.respond_all_keys && ends_batch(reply.result) {
            outcome = reply.result;
            break;
        }
        // Rows fill the buffer for long before it is sent; others are to run meanwhile.
        tokio::task::consume_budget().await;
    }
    if !buffer.is_empty() {
        sink.send(&mut buffer).await?;
    }
    node.metrics.batch_completed.increment();
    node.metrics.batch_latency.record(started.elapsed());
    buffer.last(outcome);
    sink.send(&mut buffer).await
}

/// The batch in the fields, unless it is malformed or has more rows than the node takes.
pub(crate) fn decode(node: &NodeState, fields: &Fields) -> Option<batch::Batch> {
    let value = fields
        .get(field::BATCH)
        .or_else(|| fields.get(field::BATCH_WITH_SET))?;
    let configured = usize::try_from(node.config.service().batch_max_requests).ok()?;
    let max_rows = if configured == 0 {
        MAX_ROWS
    } else {
        configured.min(MAX_ROWS)
    };
    batch::decode(value.clone(), max_rows).ok()
}

/// Whether a row's result ends a batch that does not want all rows answered: a record that is missing
/// or filtered out is an answer.
fn ends_batch(result: ResultCode) -> bool {
    !matches!(
        result,
        ResultCode::OK | ResultCode::NOT_FOUND | ResultCode::FILTERED_OUT
    )
}
