//! The history of latency histograms: how many operations took how long, over time.
//!
//! Memory: 176 bytes a histogram and point, a point every ten seconds. Three nodes with two
//! namespaces are about 50 histograms: three megabytes for an hour.

use std::{collections::BTreeMap, sync::Arc};

use acm_aerospike::info::{LatencySample, LatencyUnit};
use acm_core::UnixMillis;

use super::history::{History, Kept};
use crate::service::facts::NodeReport;

/// The server's histograms are about its last ten seconds; a point more often would say the same
/// again. A little less, because samples are not exactly a second apart.
const PACE_MILLIS: i64 = 9_500;

/// What a histogram is about. Sorts as frames show their series.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct HistogramKey {
    pub(crate) operation: Arc<str>,
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) node: Arc<str>,
    /// Whether its bounds are powers of two of a microsecond, not of a millisecond.
    pub(crate) is_fine: bool,
    /// How many buckets it has.
    pub(crate) buckets: usize,
}

/// Operations a second in each bucket, quickest first; empty stands for unknown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BucketRates(Option<Arc<[f64]>>);

impl Kept for BucketRates {
    const MAX_SERIES: usize = 500;
    const UNKNOWN: Self = Self(None);

    fn is_unknown(&self) -> bool {
        self.0.is_none()
    }
}

impl BucketRates {
    /// The rates of a sample: the difference between neighbouring thresholds.
    fn of(sample: &LatencySample) -> Self {
        let shares = std::iter::once(100.0).chain(sample.above.iter().copied());
        let next = sample.above.iter().copied().chain([0.0]);
        let rates = shares.zip(next).map(|(above, next)| {
            let share = (above - next).clamp(0.0, 100.0);
            sample.ops_per_second * share / 100.0
        });
        Self(Some(rates.collect()))
    }

    /// The rate in one bucket; `None` when it is unknown.
    pub(crate) fn get(&self, bucket: usize) -> Option<f64> {
        Some(self.0.as_ref()?.get(bucket).copied().unwrap_or(0.0))
    }
}

/// The histograms of one cluster.
pub(crate) type Histograms = History<HistogramKey, BucketRates>;

/// Adds a point when it is due.
pub(crate) fn record(history: &mut Histograms, at: UnixMillis, reports: &[NodeReport]) {
    let is_due = |newest: UnixMillis| (at - newest).abs() >= PACE_MILLIS;
    if history.newest_time().is_none_or(is_due) {
        history.push(at, &row(reports));
    }
}

/// What the nodes told, histogram by histogram. One that nothing was recorded in yet is no series.
fn row(reports: &[NodeReport]) -> BTreeMap<HistogramKey, Option<BucketRates>> {
    let mut row = BTreeMap::new();
    for report in reports {
        let Ok(facts) = &report.facts else { continue };
        let node: Arc<str> = report.node.id.as_str().into();
        for latency in &facts.latencies {
            let Some(sample) = &latency.sample else {
                continue;
            };
            let key = HistogramKey {
                operation: latency.operation.as_str().into(),
                namespace: latency.namespace.as_deref().map(Arc::from),
                node: Arc::clone(&node),
                is_fine: sample.unit == LatencyUnit::Microseconds,
                buckets: sample.above.len() + 1,
            };
            row.insert(key, Some(BucketRates::of(sample)));
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sample(ops_per_second: f64, above: &[f64]) -> LatencySample {
        LatencySample {
            unit: LatencyUnit::Milliseconds,
            ops_per_second,
            above: above.to_vec(),
        }
    }

    fn rates(sample: &LatencySample) -> Vec<f64> {
        let rates = BucketRates::of(sample);
        (0..=sample.above.len())
            .filter_map(|bucket| rates.get(bucket))
            .collect()
    }

    #[test]
    fn operations_are_told_by_bucket() {
        assert_eq!(
            rates(&sample(200.0, &[50.0, 10.0, 0.0])),
            [100.0, 80.0, 20.0, 0.0]
        );
        assert_eq!(rates(&sample(0.0, &[0.0])), [0.0, 0.0]);
    }

    #[test]
    fn unknown_is_not_nothing() {
        assert_eq!(BucketRates::UNKNOWN.get(0), None);
        assert_eq!(BucketRates::of(&sample(1.0, &[0.0])).get(9), Some(0.0));
    }

    #[test]
    fn a_point_is_added_every_ten_seconds() {
        let mut history = Histograms::default();
        for second in 0..61 {
            record(&mut history, second * 1_000, &[]);
        }
        assert_eq!(history.times(0).count(), 7);
    }

    proptest! {
        #[test]
        fn buckets_add_up_to_all_operations(
            ops in 0.0..1e6_f64,
            mut above in prop::collection::vec(0.0..=100.0_f64, 0..17),
        ) {
            above.sort_by(|a, b| b.total_cmp(a));
            let sum: f64 = rates(&sample(ops, &above)).iter().sum();
            prop_assert!((sum - ops).abs() <= ops * 1e-9);
        }
    }
}
