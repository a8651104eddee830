//! Distributions in the schema.

use acm_aerospike::info::{HistogramBucket, HistogramKind};
use acm_core::{ApiError, ContextExt};
use acm_graph::{
    Problem,
    scalars::{Int64, NamespaceName, SetName},
};
use async_graphql::{Context, Enum, Object, SimpleObject};

use crate::{
    graphql::DataState,
    service::distribution::{Distribution, Lack, Look},
};

/// By what records are counted.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "HistogramKind")]
pub enum DistributionKind {
    /// Seconds until they expire, in equal steps. The server counts records that never expire in the
    /// first step.
    Ttl,
    /// Bytes they take in storage, by powers of two.
    ObjectSize,
}

/// Why there is no distribution.
#[derive(Clone, Copy, Debug, Enum, Eq, PartialEq)]
#[graphql(remote = "Lack")]
pub enum DistributionReason {
    /// The nodes do not count: `nsup-hist-period` of the namespace is 0. Set it (`setConfig`), and
    /// they begin within a second.
    Off,
    /// The nodes have not counted yet since they started, or had no records when they did; they will
    /// after `periodSeconds`.
    NotYet,
}

/// Records of about the same time to live or size.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub(super) struct DistributionBucket {
    /// The least seconds or bytes counted here.
    pub from: Int64,
    /// What is counted in the next bucket; null when there is no limit.
    pub to: Option<Int64>,
    /// Records, copies included.
    pub count: Int64,
}

impl From<&HistogramBucket> for DistributionBucket {
    fn from(bucket: &HistogramBucket) -> Self {
        Self {
            from: bucket.from.into(),
            to: bucket.to.map(Int64::from),
            count: bucket.count.into(),
        }
    }
}

/// How records are distributed: the last counts of the nodes, added up.
#[Object]
impl Distribution {
    /// By what records are counted.
    async fn kind(&self) -> DistributionKind {
        self.look.kind.into()
    }

    /// The namespace.
    async fn namespace(&self) -> NamespaceName {
        NamespaceName::reported(&self.look.namespace)
    }

    /// The set; null for every record of the namespace.
    async fn set(&self) -> Option<SetName> {
        self.look.set.as_deref().map(SetName::reported)
    }

    /// Records by seconds or bytes, rising; empty when no node has counted. Sizes that no record has
    /// are left out.
    async fn buckets(&self) -> Vec<DistributionBucket> {
        self.buckets.iter().map(Into::into).collect()
    }

    /// All records counted, copies included; null when no node has counted.
    async fn total(&self) -> Option<Int64> {
        let sum = self.buckets.iter().map(|bucket| bucket.count);
        let sum = sum.fold(0_u64, u64::saturating_add);
        (!self.nodes.is_empty()).then(|| sum.into())
    }

    /// Whether every record stands in its own bucket. Nodes may count in steps of different widths;
    /// then all are brought to the widest, and a record may stand in the bucket beside its own.
    async fn exact(&self) -> bool {
        self.is_exact
    }

    /// The nodes it covers, by node id.
    async fn nodes(&self) -> &[String] {
        &self.nodes
    }

    /// The nodes it does not cover, and why.
    async fn missing(&self) -> &[Problem] {
        &self.missing
    }

    /// Seconds between two counts of the nodes (`nsup-hist-period`), 0 when they do not count; null
    /// when the nodes differ, or did not say.
    async fn period_seconds(&self) -> Option<Int64> {
        self.period_seconds.map(Int64::from)
    }

    /// Why there is nothing; null when there is something, or no node could be asked (`missing`).
    async fn reason(&self) -> Option<DistributionReason> {
        self.lack.map(Into::into)
    }
}

pub(super) async fn get(
    ctx: &Context<'_>,
    connection: &str,
    look: &Look,
) -> Result<Distribution, ApiError> {
    let distributions = &ctx.state::<DataState>()?.distributions;
    Ok(distributions.get(connection, look).await?)
}
