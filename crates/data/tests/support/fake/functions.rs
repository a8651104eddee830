//! Functions of modules.

use acm_aerospike::{
    Error as ClusterError, Key, RecordQuery, Value,
    udf::{UdfCall, UdfFailure, UdfOutcome},
};
use acm_core::BoxFuture;
use acm_data::{FunctionAccess, Result};
use futures_util::future::ready;

use super::Fake;

/// The clusters of these tests have no modules.
impl FunctionAccess for Fake {
    fn execute<'a>(
        &'a self,
        _: &'a str,
        _: &'a Key,
        _: &'a UdfCall,
    ) -> BoxFuture<'a, Result<UdfOutcome>> {
        Box::pin(ready(Err(ClusterError::from_server_code(100).into())))
    }

    fn start<'a>(
        &'a self,
        _: &'a str,
        _: &'a RecordQuery,
        _: &'a UdfCall,
        _: u32,
    ) -> BoxFuture<'a, Result<u64>> {
        Box::pin(ready(Err(ClusterError::from_server_code(100).into())))
    }

    fn aggregate<'a>(
        &'a self,
        _: &'a str,
        _: &'a RecordQuery,
        _: &'a UdfCall,
    ) -> BoxFuture<'a, Result<std::result::Result<Vec<Value>, UdfFailure>>> {
        Box::pin(ready(Err(ClusterError::from_server_code(100).into())))
    }
}
