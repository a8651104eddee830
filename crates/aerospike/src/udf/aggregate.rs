//! The nodes' part of an aggregation.

use std::sync::{Arc, Mutex, PoisonError};

use aerospike::{PartitionFilter, QueryHandle, QueryPolicy};
use futures_util::future::ready;

use super::{UdfCall, UdfFailure};
use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::query::RecordQuery;
use crate::value::{Value, driver_bytes};

/// Most values that all nodes together may send.
pub const MAX_PARTS: usize = 100_000;
/// Roughly how much memory they may take.
pub const MAX_PART_BYTES: usize = 16 * 1024 * 1024;

/// What nodes sent so far.
#[derive(Default)]
struct Sent {
    values: Vec<Value>,
    bytes: usize,
    ended: Option<Ended>,
}

/// Why there will be no more.
enum Ended {
    Failed(UdfFailure),
    TooMuch,
    Driver(aerospike::Error),
    Foreign,
}

/// Ends the driver's query when it is dropped: else it goes on for nobody.
struct Open(QueryHandle);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

impl Sent {
    /// Takes what a node sent; false ends the query.
    fn take(&mut self, call: &UdfCall, sent: aerospike::Result<aerospike::Record>) -> bool {
        if self.ended.is_some() {
            return false;
        }
        let ended = match sent {
            Err(error) => Ended::Driver(error),
            Ok(mut record) => match (
                record.bins.swap_remove("SUCCESS"),
                record.bins.swap_remove("FAILURE"),
            ) {
                (Some(value), _) => {
                    self.bytes += driver_bytes(&value);
                    self.values.push(value.into());
                    if self.values.len() <= MAX_PARTS && self.bytes <= MAX_PART_BYTES {
                        return true;
                    }
                    Ended::TooMuch
                }
                (None, Some(aerospike::Value::String(text))) => Ended::Failed(call.failure(&text)),
                _ => Ended::Foreign,
            },
        };
        self.ended = Some(ended);
        false
    }
}

impl Cluster {
    /// Calls a function on the stream of records a query finds: what each node makes of its own.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for what cannot be sent; [`ErrorKind::LimitExceeded`] when the nodes
    /// send more than [`MAX_PARTS`] or [`MAX_PART_BYTES`]; what the cluster refuses. What the function
    /// raised is no error.
    pub async fn aggregate(
        &self,
        query: &RecordQuery,
        call: &UdfCall,
        deadline: Deadline,
    ) -> Result<std::result::Result<Vec<Value>, UdfFailure>> {
        let (module, arguments) = call.driver()?;
        let compiled = query.compile()?;
        let mut statement = compiled.statement;
        statement.set_aggregate_function(module, call.function.as_str(), &arguments);
        let mut policy = QueryPolicy::default();
        policy.base_policy.total_timeout = deadline.remaining_millis();
        policy.base_policy.filter_expression = compiled.filter;
        // What a node sends is made of all its records: asked again it would count twice.
        policy.base_policy.max_retries = 0;
        let target = Target {
            operation: "aggregate",
            namespace: Some(&query.namespace),
            set: Some(&query.set),
        };
        let sent = Arc::new(Mutex::new(Sent::default()));
        let (taking, own) = (Arc::clone(&sent), call.clone());
        let run = Box::pin(async {
            let all = PartitionFilter::all();
            let query = self
                .client()
                .query_foreach(&policy, all, statement, move |record| {
                    let mut sent = taking.lock().unwrap_or_else(PoisonError::into_inner);
                    ready(sent.take(&own, record))
                })
                .await
                .map_err(|error| self.failure(error))?;
            let mut open = Open(query);
            let ended = open.0.wait().await;
            Ok(ended.err())
        });
        let failure = deadline.call(target, run).await?;
        let sent = std::mem::take(&mut *sent.lock().unwrap_or_else(PoisonError::into_inner));
        match (sent.ended, failure) {
            (Some(Ended::Failed(failure)), _) => Ok(Err(failure)),
            (Some(Ended::TooMuch), _) => Err(Error::new(
                ErrorKind::LimitExceeded,
                "The nodes send too many values; let the function reduce them.",
            )),
            (Some(Ended::Foreign), _) => Err(Error::new(
                ErrorKind::Internal,
                "A node sent what is no value of a function.",
            )),
            (Some(Ended::Driver(error)), _) | (None, Some(error)) => Err(self.failure(error)),
            (None, None) => Ok(Ok(sent.values)),
        }
    }
}
