//! Where each metric comes from.

use acm_graph::{Metric, MetricUnit};

use crate::service::{
    cluster::migrations,
    facts::{NamespaceFacts, NodeFacts},
    sum::total,
};

/// A metric's source.
#[derive(Clone, Copy)]
pub(crate) enum Source {
    /// A lifetime counter of a namespace: shown as its rate.
    Counter(fn(&NamespaceFacts) -> Option<u64>),
    /// A number of a namespace, summed.
    NamespaceGauge(fn(&NamespaceFacts) -> Option<u64>),
    /// A number of a node, summed.
    NodeGauge(fn(&NodeFacts) -> Option<u64>),
    /// A number of a node of which the least stands for the cluster.
    NodeLeast(fn(&NodeFacts) -> Option<f64>),
    /// A percentile over latency histograms.
    Latency(Histograms, Percentile),
}

/// Histograms that are taken together.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Histograms {
    /// Reads of single records.
    Read,
    /// Writes of single records.
    Write,
    /// Primary- and secondary-index queries.
    Query,
    /// Whole batches; kept by node, not by namespace.
    Batch,
}

impl Histograms {
    /// Every group.
    pub(crate) const ALL: [Self; 4] = [Self::Read, Self::Write, Self::Query, Self::Batch];

    /// The server's names of the histograms.
    pub(crate) fn names(self) -> &'static [&'static str] {
        match self {
            Self::Read => &["read"],
            Self::Write => &["write"],
            Self::Query => &["pi-query", "si-query"],
            Self::Batch => &["batch-index"],
        }
    }
}

/// Which percentile.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Percentile {
    /// 50.
    P50,
    /// 95.
    P95,
    /// 99.
    P99,
}

/// Every metric, in the order of the schema.
pub(crate) const METRICS: [Metric; 45] = [
    Metric::ReadSuccessRate,
    Metric::ReadNotFoundRate,
    Metric::ReadTimeoutRate,
    Metric::ReadErrorRate,
    Metric::WriteSuccessRate,
    Metric::WriteTimeoutRate,
    Metric::WriteErrorRate,
    Metric::DeleteSuccessRate,
    Metric::DeleteNotFoundRate,
    Metric::DeleteTimeoutRate,
    Metric::DeleteErrorRate,
    Metric::BatchReadSuccessRate,
    Metric::BatchReadNotFoundRate,
    Metric::BatchReadTimeoutRate,
    Metric::BatchReadErrorRate,
    Metric::BatchWriteSuccessRate,
    Metric::BatchWriteTimeoutRate,
    Metric::BatchWriteErrorRate,
    Metric::QuerySuccessRate,
    Metric::QueryAbortRate,
    Metric::QueryErrorRate,
    Metric::UdfSuccessRate,
    Metric::UdfTimeoutRate,
    Metric::UdfErrorRate,
    Metric::ClientConnections,
    Metric::Objects,
    Metric::Tombstones,
    Metric::MigrationsRemaining,
    Metric::DataUsedBytes,
    Metric::DataTotalBytes,
    Metric::IndexUsedBytes,
    Metric::HeapAllocatedBytes,
    Metric::SystemFreeMemoryRatio,
    Metric::ReadLatencyP50,
    Metric::ReadLatencyP95,
    Metric::ReadLatencyP99,
    Metric::WriteLatencyP50,
    Metric::WriteLatencyP95,
    Metric::WriteLatencyP99,
    Metric::QueryLatencyP50,
    Metric::QueryLatencyP95,
    Metric::QueryLatencyP99,
    Metric::BatchLatencyP50,
    Metric::BatchLatencyP95,
    Metric::BatchLatencyP99,
];

/// Where the metric comes from.
pub(crate) fn source(metric: Metric) -> Source {
    use Source::{Counter, Latency, NamespaceGauge, NodeGauge, NodeLeast};
    match metric {
        Metric::ReadSuccessRate => Counter(|n| n.stats.counters.reads.success),
        Metric::ReadNotFoundRate => Counter(|n| n.stats.counters.reads.not_found),
        Metric::ReadTimeoutRate => Counter(|n| n.stats.counters.reads.timeout),
        Metric::ReadErrorRate => Counter(|n| n.stats.counters.reads.error),
        Metric::WriteSuccessRate => Counter(|n| n.stats.counters.writes.success),
        Metric::WriteTimeoutRate => Counter(|n| n.stats.counters.writes.timeout),
        Metric::WriteErrorRate => Counter(|n| n.stats.counters.writes.error),
        Metric::DeleteSuccessRate => Counter(|n| n.stats.counters.deletes.success),
        Metric::DeleteNotFoundRate => Counter(|n| n.stats.counters.deletes.not_found),
        Metric::DeleteTimeoutRate => Counter(|n| n.stats.counters.deletes.timeout),
        Metric::DeleteErrorRate => Counter(|n| n.stats.counters.deletes.error),
        Metric::BatchReadSuccessRate => Counter(|n| n.stats.counters.batch_reads.success),
        Metric::BatchReadNotFoundRate => Counter(|n| n.stats.counters.batch_reads.not_found),
        Metric::BatchReadTimeoutRate => Counter(|n| n.stats.counters.batch_reads.timeout),
        Metric::BatchReadErrorRate => Counter(|n| n.stats.counters.batch_reads.error),
        Metric::BatchWriteSuccessRate => Counter(|n| {
            let counters = &n.stats.counters;
            sum([
                counters.batch_writes.success,
                counters.batch_deletes.success,
            ])
        }),
        Metric::BatchWriteTimeoutRate => Counter(|n| {
            let counters = &n.stats.counters;
            sum([
                counters.batch_writes.timeout,
                counters.batch_deletes.timeout,
            ])
        }),
        Metric::BatchWriteErrorRate => Counter(|n| {
            let counters = &n.stats.counters;
            sum([counters.batch_writes.error, counters.batch_deletes.error])
        }),
        Metric::QuerySuccessRate => Counter(|n| {
            let counters = &n.stats.counters;
            sum([
                counters.primary_index_queries.success,
                counters.secondary_index_queries.success,
            ])
        }),
        Metric::QueryAbortRate => Counter(|n| n.queries_aborted),
        Metric::QueryErrorRate => Counter(|n| {
            let (primary, secondary) = (
                &n.stats.counters.primary_index_queries,
                &n.stats.counters.secondary_index_queries,
            );
            sum([
                primary.error,
                primary.timeout,
                secondary.error,
                secondary.timeout,
            ])
        }),
        Metric::UdfSuccessRate => Counter(|n| n.stats.counters.udfs.success),
        Metric::UdfTimeoutRate => Counter(|n| n.stats.counters.udfs.timeout),
        Metric::UdfErrorRate => Counter(|n| n.stats.counters.udfs.error),
        Metric::ClientConnections => NodeGauge(|node| node.stats.client_connections),
        Metric::Objects => NamespaceGauge(|n| n.stats.master_objects),
        Metric::Tombstones => NamespaceGauge(|n| n.stats.tombstones),
        Metric::MigrationsRemaining => NamespaceGauge(migrations),
        Metric::DataUsedBytes => NamespaceGauge(|n| n.stats.storage.used_bytes),
        Metric::DataTotalBytes => NamespaceGauge(|n| n.stats.storage.total_bytes),
        Metric::IndexUsedBytes => NamespaceGauge(|n| {
            let memory = &n.stats.memory;
            sum([
                memory.index_used_bytes,
                memory.set_index_used_bytes,
                memory.sindex_used_bytes,
            ])
        }),
        Metric::HeapAllocatedBytes => NodeGauge(|node| {
            node.stats
                .heap_allocated_kbytes
                .map(|kibibytes| kibibytes.saturating_mul(1024))
        }),
        Metric::SystemFreeMemoryRatio => NodeLeast(|node| {
            node.stats
                .system_free_mem_pct
                .map(|percent| percent / 100.0)
        }),
        Metric::ReadLatencyP50 => Latency(Histograms::Read, Percentile::P50),
        Metric::ReadLatencyP95 => Latency(Histograms::Read, Percentile::P95),
        Metric::ReadLatencyP99 => Latency(Histograms::Read, Percentile::P99),
        Metric::WriteLatencyP50 => Latency(Histograms::Write, Percentile::P50),
        Metric::WriteLatencyP95 => Latency(Histograms::Write, Percentile::P95),
        Metric::WriteLatencyP99 => Latency(Histograms::Write, Percentile::P99),
        Metric::QueryLatencyP50 => Latency(Histograms::Query, Percentile::P50),
        Metric::QueryLatencyP95 => Latency(Histograms::Query, Percentile::P95),
        Metric::QueryLatencyP99 => Latency(Histograms::Query, Percentile::P99),
        Metric::BatchLatencyP50 => Latency(Histograms::Batch, Percentile::P50),
        Metric::BatchLatencyP95 => Latency(Histograms::Batch, Percentile::P95),
        Metric::BatchLatencyP99 => Latency(Histograms::Batch, Percentile::P99),
    }
}

/// What the metric's numbers mean.
pub(crate) fn unit(metric: Metric) -> MetricUnit {
    match (source(metric), metric) {
        (Source::Counter(_), _) => MetricUnit::OperationsPerSecond,
        (Source::Latency(..), _) => MetricUnit::Milliseconds,
        (Source::NodeLeast(_), _) => MetricUnit::Ratio,
        (
            _,
            Metric::DataUsedBytes
            | Metric::DataTotalBytes
            | Metric::IndexUsedBytes
            | Metric::HeapAllocatedBytes,
        ) => MetricUnit::Bytes,
        _ => MetricUnit::Count,
    }
}

fn sum<const N: usize>(parts: [Option<u64>; N]) -> Option<u64> {
    total(parts.into_iter())
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    #[test]
    fn the_catalog_names_every_metric_of_the_schema_once() {
        let all: Vec<Metric> = Metric::items().iter().map(|item| item.value).collect();
        assert_eq!(all, METRICS);
    }
}
