use acm_aerospike::info::{SindexKind, SindexState};
use acm_core::{ApiError, ContextExt, Right};
use acm_graph::{
    IndexCollection, IndexContext, IndexType,
    scalars::{BinName, IndexName, Int64, NamespaceName, SetName},
};
use async_graphql::{Context, Enum, Object, SimpleObject};
use tokio::time::Instant;

use super::{RecordQueryInput, input::named};
use crate::{
    error::Result,
    graphql::{DataState, filter::At},
    service::{
        indexes::index_context,
        queries::{KnownIndex, Plan, Suggestion, Warning},
    },
};

/// How a query will be run, told before anything is read.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct QueryPlan {
    /// How records are found.
    pub strategy: QueryStrategy,
    /// The index that is asked; null for a scan, and when it does not exist.
    pub index: Option<PlannedIndex>,
    /// Records of the set, replicas not counted; null when unknown.
    pub records_in_set: Option<Int64>,
    /// Records that are looked at, about; null when unknown, as with a range of an index.
    pub records_examined: Option<Int64>,
    /// Which part of the set's records is looked at, 0 to 1; null when unknown.
    pub selectivity: Option<f64>,
    /// Conditions of the query, those of the index and of the filter, as the server gets them.
    pub conditions: i32,
    /// What to know before it is run.
    pub warnings: Vec<QueryWarning>,
    /// An index that would help and does not exist; null when none would.
    pub suggested_index: Option<SuggestedIndex>,
    /// Milliseconds it took to read, check and plan the query, without asking the nodes.
    pub planning_ms: f64,
}

/// How records are found.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum QueryStrategy {
    /// Every record of the set is looked at.
    FullScan,
    /// A secondary index names them.
    SecondaryIndex,
}

/// A secondary index that a query asks.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct PlannedIndex {
    /// Its name.
    pub name: IndexName,
    /// Its set; null for all records of the namespace.
    pub set: Option<SetName>,
    /// The bin that is indexed; null for an expression.
    pub bin: Option<BinName>,
    /// The type of its values; null for one this version does not know.
    #[graphql(name = "type")]
    pub kind: Option<IndexType>,
    /// What of a list or map it holds; null for what this version does not know.
    pub collection: Option<IndexCollection>,
    /// The way to what is indexed; null for the bin itself.
    pub context: Option<IndexContext>,
    /// Whether all nodes can be asked.
    pub ready: bool,
    /// How much of it is built, 0 to 1, on the node that is behind; null when unknown.
    pub build_progress: Option<f64>,
    /// Its entries, replicas not counted; null when unknown.
    pub entries: Option<Int64>,
}

/// What to know of a query before it is run.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct QueryWarning {
    /// What it is, for programs.
    pub code: QueryWarningCode,
    /// What it is, for people.
    pub message: String,
}

/// What to know of a query before it is run.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
pub enum QueryWarningCode {
    /// Every record of the set is looked at.
    FullScan,
    /// No index is what the query asks for: it will fail.
    IndexMissing,
    /// The index is still being built: it will fail until that is done.
    IndexBuilding,
    /// The index is in a state in which it cannot be asked.
    IndexBroken,
    /// A pattern is matched on every record.
    PatternOnEverything,
    /// An index that exists could narrow the query down.
    IndexUsable,
    /// The records are named by their keys: they can be read without looking at others.
    KeysKnown,
}

/// An index that would help: what `createIndex` needs to know.
#[derive(Clone, Debug, SimpleObject)]
pub(in crate::graphql) struct SuggestedIndex {
    /// A name for it.
    pub name: IndexName,
    /// The namespace.
    pub namespace: NamespaceName,
    /// The set; null for all records of the namespace.
    pub set: Option<SetName>,
    /// The bin.
    pub bin: BinName,
    /// The type of its values.
    #[graphql(name = "type")]
    pub kind: IndexType,
    /// What of a list or map it would hold.
    pub collection: IndexCollection,
    /// The way to it; null for the bin itself.
    pub context: Option<IndexContext>,
}

/// Plans of queries.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlanQuery;

#[Object]
impl PlanQuery {
    /// How a query will be run: which index it asks, what it costs, and what to know before. Nothing
    /// is read but what the nodes tell of their indexes and sets.
    #[graphql(guard = "Right::ReadRecords")]
    async fn explain_query(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which records.")] query: RecordQueryInput,
    ) -> Option<Result<QueryPlan, ApiError>> {
        Some(explain(ctx, query).await.map_err(ApiError::from))
    }
}

async fn explain(ctx: &Context<'_>, query: RecordQueryInput) -> Result<QueryPlan> {
    let began = Instant::now();
    let (connection, query) = query.read(&At::argument("query"))?;
    let reading = began.elapsed();
    let state = ctx.state::<DataState>()?;
    let (plan, planning) = state.queries.explain(&connection, &query).await?;
    let namespace = NamespaceName::reported(query.namespace.as_str());
    let filter = query.filter.as_ref();
    let conditions = filter.map_or(0, acm_aerospike::Filter::conditions);
    let mut shown = QueryPlan::new(plan, &namespace);
    shown.conditions = i32::try_from(conditions).unwrap_or(i32::MAX);
    shown.conditions += i32::from(query.predicate.is_some());
    shown.planning_ms = (reading + planning).as_secs_f64() * 1_000.0;
    Ok(shown)
}

impl QueryPlan {
    fn new(plan: Plan, namespace: &NamespaceName) -> Self {
        let selectivity = match (plan.examined, plan.records) {
            (Some(examined), Some(records)) if records > 0 => {
                Some((examined as f64 / records as f64).min(1.0))
            }
            _ => None,
        };
        let entries = plan.entries;
        Self {
            strategy: if plan.by_index {
                QueryStrategy::SecondaryIndex
            } else {
                QueryStrategy::FullScan
            },
            index: plan.index.map(|index| PlannedIndex::new(index, entries)),
            records_in_set: plan.records.map(Int64::from),
            records_examined: plan.examined.map(Int64::from),
            selectivity,
            conditions: 0,
            warnings: plan.warnings.into_iter().map(QueryWarning::from).collect(),
            suggested_index: plan
                .suggestion
                .and_then(|suggestion| SuggestedIndex::new(suggestion, namespace.clone())),
            planning_ms: 0.0,
        }
    }
}

impl PlannedIndex {
    fn new(index: KnownIndex, entries: Option<u64>) -> Self {
        let build_progress = index.built();
        let info = index.info;
        Self {
            name: IndexName::reported(info.name),
            set: info.set.map(SetName::reported),
            bin: info.bin.map(BinName::reported),
            kind: index_type(&info.kind),
            collection: info.collection.map(named),
            context: info.context.map(index_context),
            ready: info.state == SindexState::Ready,
            build_progress,
            entries: entries.map(Int64::from),
        }
    }
}

impl From<Warning> for QueryWarning {
    fn from(warning: Warning) -> Self {
        use QueryWarningCode as Code;
        let (code, message) = match warning {
            Warning::FullScan(Some(records)) => (
                Code::FullScan,
                format!("All {records} records are looked at."),
            ),
            Warning::FullScan(None) => {
                let message = "Every record is looked at; how many there are is not known.";
                (Code::FullScan, message.to_owned())
            }
            Warning::IndexMissing => {
                let message = "There is no such index: the query will fail.";
                (Code::IndexMissing, message.to_owned())
            }
            Warning::IndexBuilding(name) => {
                let message =
                    format!("The index {name} is still being built: the query fails until then.");
                (Code::IndexBuilding, message)
            }
            Warning::IndexBroken(name, state) => {
                let message = format!("The index {name} cannot be asked; its state is {state}.");
                (Code::IndexBroken, message)
            }
            Warning::PatternOnEverything => {
                let message = "A pattern is matched on every record that is looked at.";
                (Code::PatternOnEverything, message.to_owned())
            }
            Warning::IndexUsable(name) => {
                let message = format!("The index {name} could narrow the query down.");
                (Code::IndexUsable, message)
            }
            Warning::KeysKnown => {
                let message = "The records are named by their keys: `record` and `recordsByKeys` \
                               read them without looking at others.";
                (Code::KeysKnown, message.to_owned())
            }
        };
        Self { code, message }
    }
}

impl SuggestedIndex {
    fn new(suggestion: Suggestion, namespace: NamespaceName) -> Option<Self> {
        let Suggestion {
            set,
            bin,
            kind,
            collection,
            context,
        } = suggestion;
        let name = match &set {
            Some(set) => format!("idx_{set}_{bin}"),
            None => format!("idx_{bin}"),
        };
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
        Some(Self {
            name: IndexName::reported(name.chars().map(plain).collect::<String>()),
            namespace,
            set: set.map(SetName::reported),
            bin: BinName::reported(bin),
            kind: index_type(&kind)?,
            collection: named(collection),
            context: context.map(index_context),
        })
    }
}

/// The type of an index's values; `None` for one this version does not know.
fn index_type(kind: &SindexKind) -> Option<IndexType> {
    match kind {
        SindexKind::Integer => Some(IndexType::Integer),
        SindexKind::String => Some(IndexType::String),
        SindexKind::Blob => Some(IndexType::Blob),
        SindexKind::Geo2dSphere => Some(IndexType::Geo2dsphere),
        SindexKind::Other(_) => None,
    }
}
