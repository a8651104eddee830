//! The door to live clusters, over `acm-aerospike` and whoever keeps its clients.

use std::sync::Arc;

use acm_aerospike::{
    Cluster, Deadline, Key, Page, Record, RecordMeta, RecordQuery, RecordText, ScanPosition,
    ScanRequest, Value,
    expression::Filter,
    info::InfoReply,
    query::StreamLimits,
    records::{PutOptions, ReadOptions, RecordForm, Ttl, Write},
    udf::{UdfCall, UdfFailure, UdfOutcome},
};
use acm_core::{
    ApiError, BoxFuture, ErrorCode,
    limits::{PAGE_DEADLINE, RECORD_DEADLINE},
};
use futures_util::{StreamExt, TryStreamExt};
use tokio::time::Instant;

use super::{
    access::{InfoAccess, Node, RecordAccess},
    functions::FunctionAccess,
    queries::{Batches, QueryAccess},
};
use crate::error::Result;

/// Yields the live cluster of a connection.
pub trait ClusterSource: Send + Sync {
    /// The one live client of the connection, dialled when there is none.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; why it cannot be reached.
    fn cluster<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Arc<Cluster>, ApiError>>;
}

/// Live clusters, asked within this module's deadlines.
#[derive(Clone, Debug)]
pub struct LiveAccess<S>(S);

impl<S: ClusterSource> LiveAccess<S> {
    /// The clusters of `source`.
    pub fn new(source: S) -> Self {
        Self(source)
    }
}

impl<S: ClusterSource> InfoAccess for LiveAccess<S> {
    fn nodes<'a>(&'a self, connection: &'a str) -> BoxFuture<'a, Result<Vec<Node>>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let node = |node: acm_aerospike::NodeHandle| Node {
                id: node.id,
                address: node.address.to_string(),
                build: node.build,
            };
            let nodes: Vec<Node> = cluster.nodes().into_iter().map(node).collect();
            if nodes.is_empty() {
                let message = "No node of the cluster answers.";
                return Err(ApiError::new(ErrorCode::Unavailable, message).into());
            }
            Ok(nodes)
        })
    }

    fn info<'a>(
        &'a self,
        connection: &'a str,
        node: &'a str,
        commands: &'a [String],
        deadline: Instant,
    ) -> BoxFuture<'a, Result<InfoReply>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let commands: Vec<&str> = commands.iter().map(String::as_str).collect();
            Ok(cluster.info(node, &commands, deadline.into()).await?)
        })
    }
}

impl<S: ClusterSource> RecordAccess for LiveAccess<S> {
    fn get<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Option<Record>>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster.get(key, options, record_deadline()).await?)
        })
    }

    fn get_many<'a>(
        &'a self,
        connection: &'a str,
        keys: &'a [Key],
        options: &'a ReadOptions,
    ) -> BoxFuture<'a, Result<Vec<Result<Option<Record>>>>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let records = cluster.get_many(keys, options, record_deadline()).await?;
            Ok(records
                .into_iter()
                .map(|record| record.map_err(Into::into))
                .collect())
        })
    }

    fn put<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        bins: Vec<(String, Value)>,
        options: PutOptions,
    ) -> BoxFuture<'a, Result<RecordMeta>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster.put(key, bins, &options, record_deadline()).await?)
        })
    }

    fn touch<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        ttl: Ttl,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<RecordMeta>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster
                .touch(key, ttl, expected_generation, record_deadline())
                .await?)
        })
    }

    fn delete<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        expected_generation: Option<u32>,
    ) -> BoxFuture<'a, Result<bool>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster
                .delete(key, expected_generation, record_deadline())
                .await?)
        })
    }

    fn write_many<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>> {
        self.write_many_if(connection, writes, None)
    }

    fn write_many_if<'a>(
        &'a self,
        connection: &'a str,
        writes: Vec<Write>,
        filter: Option<&'a Filter>,
    ) -> BoxFuture<'a, Result<Vec<Result<RecordMeta>>>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let written = cluster.write_many_if(writes, filter, record_deadline());
            Ok(written
                .await?
                .into_iter()
                .map(|record| record.map_err(Into::into))
                .collect())
        })
    }

    fn scan_page<'a>(
        &'a self,
        connection: &'a str,
        request: &'a ScanRequest,
    ) -> BoxFuture<'a, Result<Page>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster
                .scan_page(request, Deadline::after(PAGE_DEADLINE))
                .await?)
        })
    }
}

impl<S: ClusterSource> QueryAccess for LiveAccess<S> {
    fn stream<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Record>>> {
        Box::pin(self.batches(connection, query, position, limits))
    }

    fn stream_texts<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<RecordText>>> {
        Box::pin(self.batches(connection, query, position, limits))
    }
}

impl<S: ClusterSource> LiveAccess<S> {
    async fn batches<R: RecordForm>(
        &self,
        connection: &str,
        query: &RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> Result<Batches<R>> {
        let cluster = self.0.cluster(connection).await?;
        let batches = cluster.query_stream(query, position, limits)?;
        Ok(batches.into_stream().map_err(Into::into).boxed())
    }
}

impl<S: ClusterSource> FunctionAccess for LiveAccess<S> {
    fn execute<'a>(
        &'a self,
        connection: &'a str,
        key: &'a Key,
        call: &'a UdfCall,
    ) -> BoxFuture<'a, Result<UdfOutcome>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            Ok(cluster.execute_udf(key, call, record_deadline()).await?)
        })
    }

    fn start<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        call: &'a UdfCall,
        records_per_second: u32,
    ) -> BoxFuture<'a, Result<u64>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let deadline = record_deadline();
            Ok(cluster
                .start_udf(query, call, records_per_second, deadline)
                .await?)
        })
    }

    fn aggregate<'a>(
        &'a self,
        connection: &'a str,
        query: &'a RecordQuery,
        call: &'a UdfCall,
    ) -> BoxFuture<'a, Result<std::result::Result<Vec<Value>, UdfFailure>>> {
        Box::pin(async move {
            let cluster = self.0.cluster(connection).await?;
            let deadline = Deadline::after(PAGE_DEADLINE);
            Ok(cluster.aggregate(query, call, deadline).await?)
        })
    }
}

fn record_deadline() -> Deadline {
    Deadline::after(RECORD_DEADLINE)
}
