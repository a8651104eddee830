//! Frames of latency histograms, as one reader wants them.

use std::{
    collections::BTreeMap,
    sync::{Arc, MutexGuard},
};

use acm_core::UnixMillis;
use acm_graph::{
    Column, LatencyBucket, LatencyFrame, LatencySeries, Points,
    scalars::{DateTime, Int64, NamespaceName},
};

use super::{
    feed::View,
    frame::{Names, Span, check_names, check_window, groups, last_of_groups, mean, names, selects},
    histograms::{BucketRates, HistogramKey, Histograms},
    sampler::{Sampled, State},
};
use crate::error::Result;

/// Seconds between two points.
const STEP_SECONDS: f64 = 10.0;

/// Which histograms a reader wants to see.
#[derive(Clone, Debug, Default)]
pub(crate) struct HeatSelection {
    /// Which operations.
    pub operations: Names,
    /// Which namespaces, of those kept by namespace.
    pub namespaces: Names,
    /// Which nodes.
    pub nodes: Names,
    /// Whether the nodes' are added up.
    pub combine_nodes: bool,
    /// How far back the first frame goes, in seconds: 1 to 3,600.
    pub window_seconds: i32,
}

/// What a shown series is about. Sorts as frames show their series.
#[derive(Eq, Ord, PartialEq, PartialOrd)]
struct Shown {
    operation: Arc<str>,
    namespace: Option<Arc<str>>,
    /// `None` when nodes are added up.
    node: Option<Arc<str>>,
    is_fine: bool,
    buckets: usize,
}

impl HeatSelection {
    fn selects(&self, key: &HistogramKey) -> bool {
        selects(&self.operations, Some(&key.operation))
            && selects(&self.namespaces, key.namespace.as_deref())
            && selects(&self.nodes, Some(&key.node))
    }

    fn shown(&self, key: &HistogramKey) -> Shown {
        Shown {
            operation: Arc::clone(&key.operation),
            namespace: key.namespace.clone(),
            node: (!self.combine_nodes).then(|| Arc::clone(&key.node)),
            is_fine: key.is_fine,
            buckets: key.buckets,
        }
    }
}

impl View for HeatSelection {
    type Key = HistogramKey;
    type Value = BucketRates;
    type Frame = LatencyFrame;

    fn check(&self) -> Result<()> {
        check_window(self.window_seconds)?;
        check_names("operations", &self.operations)?;
        check_names("namespaces", &self.namespaces)?;
        check_names("nodes", &self.nodes)
    }

    fn history(sampled: &Sampled) -> MutexGuard<'_, Histograms> {
        sampled.histograms()
    }

    fn cut(&self, history: &Histograms, span: Span, state: &State) -> LatencyFrame {
        let from = span.start(history, self.window_seconds);
        let times: Vec<UnixMillis> = history.times(from).collect();
        let mut selected: BTreeMap<Shown, Vec<Vec<BucketRates>>> = BTreeMap::new();
        for (key, rates) in history.columns(from).filter(|(key, _)| self.selects(key)) {
            let series = selected.entry(self.shown(key)).or_default();
            series.push(rates.collect());
        }
        let numbers = selected.keys().map(|shown| shown.buckets).sum();
        let group = span.group(times.len(), numbers);
        let series = selected
            .into_iter()
            .map(|(shown, parts)| series(shown, &parts, group));
        let keys = || history.keys();
        LatencyFrame {
            at: DateTime(history.newest_time().unwrap_or_default()),
            kind: span.kind(),
            lagged: false,
            problem: state.problem.clone(),
            version: Int64::from(history.newest()),
            step_seconds: STEP_SECONDS * group as f64,
            series: series.collect(),
            times: Points(last_of_groups(&times, group)),
            operations: names(keys().map(|key| &*key.operation)),
            nodes: names(keys().map(|key| &*key.node)),
            namespaces: names(keys().filter_map(|key| key.namespace.as_deref()))
                .into_iter()
                .map(NamespaceName::reported)
                .collect(),
            problems: state.problems.clone(),
        }
    }

    fn lagged(frame: LatencyFrame) -> LatencyFrame {
        LatencyFrame {
            lagged: true,
            ..frame
        }
    }
}

/// One series of the parts that are added up.
fn series(shown: Shown, parts: &[Vec<BucketRates>], group: usize) -> LatencySeries {
    let times = parts.iter().map(Vec::len).max().unwrap_or_default();
    let unit = if shown.is_fine { 0.001 } else { 1.0 };
    let bound = |power: usize| unit * 2_f64.powi(i32::try_from(power).unwrap_or(i32::MAX));
    let buckets = (0..shown.buckets).map(|bucket| {
        let sum = |time: usize| {
            let known = parts.iter().filter_map(|part| part.get(time)?.get(bucket));
            known.reduce(|sum, rate| sum + rate)
        };
        let sums: Vec<Option<f64>> = (0..times).map(sum).collect();
        let means = groups(&sums, times, group).map(|group| mean(group.iter().copied().flatten()));
        LatencyBucket {
            from_ms: bucket.checked_sub(1).map_or(0.0, bound),
            to_ms: (bucket + 1 < shown.buckets).then(|| bound(bucket)),
            ops_per_second: Column(means.collect()),
        }
    });
    LatencySeries {
        buckets: buckets.collect(),
        operation: shown.operation.to_string(),
        namespace: shown.namespace.as_deref().map(NamespaceName::reported),
        node: shown.node.as_deref().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use acm_aerospike::info::{Latency, LatencySample, LatencyUnit};
    use tokio::time::Instant;

    use super::*;
    use crate::service::{
        access::Node,
        facts::{NodeFacts, NodeReport},
        metrics::histograms::record,
    };

    /// An hour of one histogram, a point every ten seconds, each with its number as the rate.
    fn hour() -> Histograms {
        let mut history = Histograms::default();
        for point in 1..=360_i64 {
            let sample = LatencySample {
                unit: LatencyUnit::Milliseconds,
                ops_per_second: point as f64,
                above: vec![0.0; 17],
            };
            let latency = |namespace: usize| Latency {
                namespace: Some(format!("n{namespace}")),
                operation: "read".to_owned(),
                sample: Some(sample.clone()),
            };
            let report = NodeReport {
                node: Node {
                    id: "A".to_owned(),
                    address: "h:1".to_owned(),
                    build: String::new(),
                },
                at: Instant::now(),
                facts: Ok(NodeFacts {
                    latencies: (0..64).map(latency).collect(),
                    ..NodeFacts::default()
                }),
            };
            record(&mut history, point * 10_000, &[report]);
        }
        history
    }

    #[test]
    fn a_long_history_of_many_histograms_is_thinned_by_the_mean() {
        let selection = HeatSelection {
            window_seconds: 3_600,
            ..HeatSelection::default()
        };
        let frame = selection.cut(&hour(), Span::Window, &State::default());
        assert_eq!((frame.times.0.len(), frame.step_seconds), (120, 30.0));
        let rates = &frame.series[0].buckets[0].ops_per_second.0;
        assert_eq!(rates[..2], [Some(2.0), Some(5.0)]);
        let numbers: usize = frame
            .series
            .iter()
            .map(|one| one.buckets.len() * rates.len())
            .sum();
        assert!(numbers <= 200_000, "{numbers}");
    }
}
