//! Running primary-index queries.

use aerospike::query::PartitionFilter;
use aerospike::{Bins, Error, QueryPolicy, Record, Statement};
use futures_util::StreamExt as _;

use super::{Cluster, NAMESPACE};

/// Longest a query may take, in milliseconds.
const QUERY_TIMEOUT: u32 = 30_000;

/// Query options with time enough for a busy machine.
pub(crate) fn query_options() -> QueryPolicy {
    let mut policy = QueryPolicy::default();
    policy.base_policy.total_timeout = QUERY_TIMEOUT;
    policy
}

impl Cluster {
    /// All records of the test's set.
    pub(crate) async fn query_all(&self) -> Vec<Record> {
        let all = PartitionFilter::all();
        self.query(&query_options(), all, Bins::All).await.0
    }

    /// The records of the test's set in these partitions, and where to go on.
    pub(crate) async fn query(
        &self,
        policy: &QueryPolicy,
        filter: PartitionFilter,
        bins: Bins,
    ) -> (Vec<Record>, PartitionFilter) {
        let statement = Statement::new(NAMESPACE, self.set.as_str(), bins);
        self.run_query(policy, filter, statement)
            .await
            .expect("the query ends well")
    }

    /// Runs a query to its end.
    ///
    /// # Errors
    ///
    /// When the query fails at its start or at a row.
    pub(crate) async fn run_query(
        &self,
        policy: &QueryPolicy,
        filter: PartitionFilter,
        statement: Statement,
    ) -> Result<(Vec<Record>, PartitionFilter), Error> {
        let set = self.client.query(policy, filter, statement).await?;
        let mut stream = set.into_stream();
        let mut records = Vec::new();
        while let Some(record) = stream.next().await {
            records.push(record?);
        }
        let rest = stream.partition_filter();
        Ok((records, rest.expect("the query has ended")))
    }
}
