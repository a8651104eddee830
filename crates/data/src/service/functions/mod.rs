//! Functions of Lua modules: called on a record, on each record a query finds, and on the stream of them.

mod convert;
mod reduce;

use std::sync::Arc;

use acm_aerospike::{
    Key, RecordQuery, Value,
    info::{fetch_module, module_source},
    udf::{UdfCall, UdfFailure, UdfOutcome},
};
use acm_core::{BoxFuture, limits::INFO_DEADLINE};
use tokio::time::Instant;

use super::access::InfoAccess;
use crate::error::{Error, Result};

/// Calls functions on live clusters.
pub trait FunctionAccess: Send + Sync {
    /// Calls a function on a record.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn execute<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        call: &'a UdfCall,
    ) -> BoxFuture<'a, Result<UdfOutcome>>;

    /// Starts to call a function on each record a query finds; the id the nodes show it by.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn start<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        call: &'a UdfCall,
        records_per_second: u32,
    ) -> BoxFuture<'a, Result<u64>>;

    /// What each node makes of the records a query finds.
    ///
    /// # Errors
    /// The connection's own, or the cluster's.
    fn aggregate<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        call: &'a UdfCall,
    ) -> BoxFuture<'a, Result<std::result::Result<Vec<Value>, UdfFailure>>>;
}

/// What came of an aggregation.
pub(crate) struct Aggregated {
    /// What the function made of all records.
    pub values: Vec<Value>,
    /// How many values the nodes sent.
    pub parts: usize,
}

/// The functions of all clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Functions {
    access: Arc<dyn FunctionAccess>,
    info: Arc<dyn InfoAccess>,
}

impl Functions {
    pub(crate) fn new(access: Arc<dyn FunctionAccess>, info: Arc<dyn InfoAccess>) -> Self {
        Self { access, info }
    }

    /// Calls a function on a record.
    ///
    /// # Errors
    /// What the cluster refuses; what the function raised.
    pub(crate) async fn execute(
        &self,
        connection: &str,
        key: &Key,
        call: &UdfCall,
    ) -> Result<Value> {
        let outcome = self.access.execute(connection, key, call).await?;
        outcome.map_err(|failure| failed(call, failure))
    }

    /// Calls a function on the stream of records a query finds: the nodes reduce their own, and this
    /// server what they send, with the module as a node has it.
    ///
    /// # Errors
    /// What the cluster refuses; what the function raised, there or here.
    pub(crate) async fn aggregate(
        &self,
        connection: &str,
        query: &RecordQuery,
        call: UdfCall,
    ) -> Result<Aggregated> {
        let source = self.source(connection, &call.module).await?;
        let sent = self.access.aggregate(connection, query, &call).await?;
        let sent = sent.map_err(|failure| failed(&call, failure))?;
        let parts = sent.len();
        let values = reduce::reduce(source, call, sent).await?;
        Ok(Aggregated { values, parts })
    }

    /// The text of a module, as the first node has it that answers.
    async fn source(&self, connection: &str, module: &str) -> Result<Vec<u8>> {
        acm_aerospike::udf::check_module_name(module)?;
        let commands = [fetch_module(module)];
        let deadline = Instant::now() + INFO_DEADLINE;
        let mut silent = None;
        for node in self.info.nodes(connection).await? {
            let asked = self.info.info(connection, &node.id, &commands, deadline);
            match asked.await {
                Ok(reply) => {
                    let source = reply.raw(&commands[0]).and_then(module_source);
                    return source.ok_or_else(|| Error::Missing {
                        kind: "module",
                        name: module.to_owned(),
                    });
                }
                Err(error) => silent = Some(error),
            }
        }
        let nobody = || Error::Missing {
            kind: "module",
            name: module.to_owned(),
        };
        Err(silent.map_or_else(nobody, |error| Error::Silent(Box::new(error))))
    }
}

/// What a function raised, as an error.
fn failed(call: &UdfCall, failure: UdfFailure) -> Error {
    Error::Function {
        module: call.module.clone(),
        function: call.function.clone(),
        failure,
    }
}
