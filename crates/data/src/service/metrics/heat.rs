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

/// Buckets the server's histograms have.
const BUCKETS: usize = 18;
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

/// What a shown series is about: operation, namespace, node, and whether its bounds are fine.
type Shown = (Arc<str>, Option<Arc<str>>, Option<Arc<str>>, bool);

impl HeatSelection {
    fn selects(&self, key: &HistogramKey) -> bool {
        selects(&self.operations, Some(&key.operation))
            && selects(&self.namespaces, key.namespace.as_deref())
            && selects(&self.nodes, Some(&key.node))
    }

    fn shown(&self, key: &HistogramKey) -> Shown {
        let node = (!self.combine_nodes).then(|| Arc::clone(&key.node));
        let namespace = key.namespace.clone();
        (Arc::clone(&key.operation), namespace, node, key.is_fine)
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
        let group = span.group(times.len(), selected.len() * BUCKETS);
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
fn series(
    (operation, namespace, node, is_fine): Shown,
    parts: &[Vec<BucketRates>],
    group: usize,
) -> LatencySeries {
    let times = parts.iter().map(Vec::len).max().unwrap_or_default();
    let buckets = parts
        .iter()
        .flatten()
        .map(BucketRates::len)
        .max()
        .unwrap_or_default();
    let unit = if is_fine { 0.001 } else { 1.0 };
    let bound = |power: usize| unit * 2_f64.powi(i32::try_from(power).unwrap_or(i32::MAX));
    let buckets = (0..buckets).map(|bucket| {
        let sum = |time: usize| {
            let known = parts.iter().filter_map(|part| part.get(time)?.get(bucket));
            known.reduce(|sum, rate| sum + rate)
        };
        let sums: Vec<Option<f64>> = (0..times).map(sum).collect();
        let means = groups(&sums, times, group).map(|group| mean(group.iter().copied().flatten()));
        LatencyBucket {
            from_ms: bucket.checked_sub(1).map_or(0.0, bound),
            to_ms: (bucket + 1 < buckets).then(|| bound(bucket)),
            ops_per_second: Column(means.collect()),
        }
    });
    LatencySeries {
        operation: operation.to_string(),
        namespace: namespace.as_deref().map(NamespaceName::reported),
        node: node.as_deref().map(str::to_owned),
        buckets: buckets.collect(),
    }
}
