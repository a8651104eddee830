//! Secondary indexes: made, built, searched and dropped.

mod building;
mod kinds;
mod queries;

use aerospike::expressions::Expression;
use aerospike::operations::cdt_context::CdtContext;
use aerospike::query::{Filter, PartitionFilter};
use aerospike::{
    AdminPolicy, Bins, CollectionIndexType, Error, IndexTask, IndexType, Record, Statement,
    Task as _, Value,
};

use crate::harness::{Cluster, NAMESPACE, query_options, succeeds};

/// What an index is over.
struct Over<'a> {
    bin: &'a str,
    kind: IndexType,
    collection: CollectionIndexType,
    context: &'a [CdtContext],
}

impl<'a> Over<'a> {
    /// The values of a bin.
    fn bin(bin: &'a str, kind: IndexType) -> Self {
        Self {
            bin,
            kind,
            collection: CollectionIndexType::Default,
            context: &[],
        }
    }

    /// Elements, keys or values inside of a bin.
    fn inside(bin: &'a str, kind: IndexType, collection: CollectionIndexType) -> Self {
        Self {
            collection,
            ..Self::bin(bin, kind)
        }
    }

    fn at(self, context: &'a [CdtContext]) -> Self {
        Self { context, ..self }
    }
}

impl Cluster {
    /// The name of an index of the test, which no other test uses.
    fn index(&self, name: &str) -> String {
        format!("{}-{name}", self.set)
    }

    /// Asks for an index of the test's set.
    async fn create_index(&self, name: &str, over: Over<'_>) -> Result<IndexTask, Error> {
        self.client
            .create_index_on_bin(
                &AdminPolicy::default(),
                NAMESPACE,
                &self.set,
                over.bin,
                &self.index(name),
                over.kind,
                over.collection,
                Some(over.context),
            )
            .await
    }

    /// Makes an index of the test's set, and waits until it is built.
    async fn with_index(&self, name: &str, over: Over<'_>) {
        let task = succeeds(self.create_index(name, over).await);
        succeeds(task.wait_till_complete(None).await);
    }

    /// Makes an index over an expression, and waits until it is built.
    async fn with_expression_index(&self, name: &str, kind: IndexType, expression: &Expression) {
        let task = self
            .client
            .create_index_using_expression(
                &AdminPolicy::default(),
                NAMESPACE,
                &self.set,
                &self.index(name),
                kind,
                CollectionIndexType::Default,
                expression,
            )
            .await;
        succeeds(succeeds(task).wait_till_complete(None).await);
    }

    async fn drop_index(&self, name: &str) {
        let dropped = self
            .client
            .drop_index(
                &AdminPolicy::default(),
                NAMESPACE,
                &self.set,
                &self.index(name),
            )
            .await;
        succeeds(dropped);
    }

    /// A statement that looks for something in the test's set.
    fn looking_for(&self, filter: Filter) -> Statement {
        let mut statement = Statement::new(NAMESPACE, self.set.as_str(), Bins::All);
        statement.set_filter(filter);
        statement
    }

    /// All records a filter finds.
    async fn search(&self, filter: Filter) -> Result<Vec<Record>, Error> {
        self.run_query(
            &query_options(),
            PartitionFilter::all(),
            self.looking_for(filter),
        )
        .await
        .map(|(records, _)| records)
    }

    /// The bin `n` of all records a filter finds, in order.
    async fn numbers_of(&self, filter: Filter) -> Vec<i64> {
        numbers(&succeeds(self.search(filter).await))
    }
}

/// The bin `n` of records, in order.
fn numbers(records: &[Record]) -> Vec<i64> {
    let mut numbers: Vec<i64> = records
        .iter()
        .map(|record| match record.bins["n"] {
            Value::Int(number) => number,
            ref other => panic!("not a number: {other:?}"),
        })
        .collect();
    numbers.sort_unstable();
    numbers
}
