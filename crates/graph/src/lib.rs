#![doc = include_str!("../README.md")]

mod cluster;
mod column;
mod connection;
mod features;
mod feed;
mod findings;
mod indexes;
mod job;
mod job_monitor;
mod latency;
mod managed;
mod metrics;
mod modules;
mod operations;
mod overview;
mod page;
pub mod polled;
mod ports;
mod problem;
mod ready;
pub mod scalars;
mod top;

pub use cluster::{
    AerospikeNode, Cluster, Namespace, NamespaceTtl, NodeStatus, Set, StorageEngine, Threshold,
    ThresholdKind,
};
pub use column::{Column, Points};
pub use connection::{
    Certificate, Connection, ConnectionHealth, ConnectionTls, HealthStatus, Label, ManagedBy,
    ManagerEvidence, ManagerKind,
};
pub use features::{ClusterFeatures, Feature, FeatureKind, ServerEdition};
pub use feed::{
    AnyFeedItem, ClusterChanged, ConnectionHealthChanged, ConnectionsChanged, FeedItem,
    FeedItemKind, JobChanged, JobsChanged, implement_feed_item,
};
pub use findings::{
    CheckGap, CheckOutcome, Finding, FindingCheck, FindingCode, FindingCounts, FindingEvidence,
    FindingFix, FindingSeverity, FindingSubject, FindingSubjectKind, FindingsChanged,
    FindingsReport, FixContext,
};
pub use indexes::{
    IndexCollection, IndexContext, IndexState, IndexType, IndexesChanged, SecondaryIndex,
    SecondaryIndexNode,
};
pub use job::{Job, JobCounts, JobFailure, JobFile, JobKind, JobPhase, JobResult};
pub use job_monitor::{JobEnd, JobMonitor, JobOrder, JobProgress, MAX_SHOWN_FAILURES};
pub use latency::{LatencyBucket, LatencyFrame, LatencySeries};
pub use managed::{ManagedCluster, ServiceName};
pub use metrics::{Metric, MetricScope, MetricSeries, MetricUnit, MetricsFrame};
pub use modules::{UdfModule, UdfModuleNode, UdfModulePresence, UdfModulesChanged};
pub use operations::{Answer, Asker, Operation, OperationPort};
pub use overview::{
    Overview, OverviewChanged, OverviewEntry, OverviewGap, OverviewPart, OverviewRates,
};
pub use page::PageInfo;
pub use ports::{
    AutoConnectPort, ClusterPort, FeaturesPort, HealthPort, JobPort, JobWork, ManagedPort, NewJob,
    ParameterPort, ProfilePort,
};
pub use problem::Problem;
pub use ready::{Ready, Selection, Written};
pub use top::{TopChanged, TopNamespace, TopNamespaceOrder, TopSet, TopSetOrder};
