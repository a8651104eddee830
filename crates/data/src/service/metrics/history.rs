//! An hour of samples, column by column.
//!
//! Memory: eight bytes a series and sample. Three nodes with two namespaces are about 240 series:
//! seven megabytes for an hour at one sample a second, 0.7 at one in ten seconds. What latency
//! histograms take is told where they are.

use std::collections::{BTreeMap, VecDeque};

use acm_core::{UnixMillis, limits::METRICS_WINDOW};

use super::row::SeriesKey;

/// Samples kept, whatever their distance: an hour at one a second, and some.
const MAX_POINTS: usize = 3_660;
/// How often columns without a single number left are looked for, in samples.
const SWEEP_EVERY: u64 = 60;
/// How far the clock may be set back before the history begins anew. Less is bridged by times that
/// stand almost still; more would squeeze everything that follows into one point of a chart.
const BRIDGED: i64 = 5_000;

/// What a history holds at one time of one series.
pub(crate) trait Kept: Clone {
    /// Series kept; those of later nodes and namespaces are left out.
    const MAX_SERIES: usize;
    /// Stands for what is unknown.
    const UNKNOWN: Self;

    /// Whether it is unknown.
    fn is_unknown(&self) -> bool;
}

/// NaN stands for unknown.
impl Kept for f64 {
    const MAX_SERIES: usize = 10_000;
    const UNKNOWN: Self = Self::NAN;

    fn is_unknown(&self) -> bool {
        self.is_nan()
    }
}

/// The samples of one cluster.
pub(crate) struct History<K = SeriesKey, V = f64> {
    times: VecDeque<UnixMillis>,
    /// One value for each time.
    columns: BTreeMap<K, VecDeque<V>>,
    /// The number of the newest sample, counted from 1; 0 without any.
    newest: u64,
    /// Rises when a series comes or goes, and when the history begins anew.
    shape: u64,
}

impl<K, V> Default for History<K, V> {
    fn default() -> Self {
        Self {
            times: VecDeque::new(),
            columns: BTreeMap::new(),
            newest: 0,
            shape: 0,
        }
    }
}

impl<K: Clone + Ord, V: Kept> History<K, V> {
    /// Adds a sample, and drops those that are too old.
    pub(crate) fn push(&mut self, at: UnixMillis, row: &BTreeMap<K, Option<V>>) {
        if self
            .newest_time()
            .is_some_and(|newest| at < newest - BRIDGED)
        {
            self.forget();
        }
        let window = i64::try_from(METRICS_WINDOW.as_millis()).unwrap_or(i64::MAX);
        let old = |time: &UnixMillis| *time <= at.saturating_sub(window);
        while self.times.len() >= MAX_POINTS || self.times.front().is_some_and(old) {
            self.times.pop_front();
            for column in self.columns.values_mut() {
                column.pop_front();
            }
        }
        // A clock that was set back must not make times fall.
        let at = self.times.back().map_or(at, |newest| at.max(newest + 1));
        let points = self.times.len();
        for key in row.keys() {
            if self.columns.len() < V::MAX_SERIES && !self.columns.contains_key(key) {
                let unknown = std::iter::repeat_n(V::UNKNOWN, points).collect();
                self.columns.insert(key.clone(), unknown);
                self.shape += 1;
            }
        }
        self.times.push_back(at);
        for (key, column) in &mut self.columns {
            column.push_back(row.get(key).cloned().flatten().unwrap_or(V::UNKNOWN));
        }
        self.newest += 1;
        if self.newest.is_multiple_of(SWEEP_EVERY) {
            self.sweep(row);
        }
    }

    /// Drops all samples, so that readers get a new snapshot with the next.
    fn forget(&mut self) {
        self.times.clear();
        self.columns.clear();
        self.shape += 1;
    }

    /// Drops series that have no number left and are not sampled any more.
    fn sweep(&mut self, row: &BTreeMap<K, Option<V>>) {
        let before = self.columns.len();
        self.columns.retain(|key, column| {
            row.contains_key(key) || column.iter().any(|value| !value.is_unknown())
        });
        if self.columns.len() != before {
            self.shape += 1;
        }
    }

    /// The number of the newest sample; 0 without any.
    pub(crate) fn newest(&self) -> u64 {
        self.newest
    }

    /// Differs when the set of series differs, or the history began anew.
    pub(crate) fn shape(&self) -> u64 {
        self.shape
    }

    /// When the newest sample was taken.
    pub(crate) fn newest_time(&self) -> Option<UnixMillis> {
        self.times.back().copied()
    }

    /// The newest value of a series; `None` when it is unknown.
    pub(crate) fn newest_value(&self, key: &K) -> Option<&V> {
        let newest = self.columns.get(key)?.back();
        newest.filter(|value| !value.is_unknown())
    }

    /// The number of the first sample kept.
    pub(crate) fn oldest(&self) -> u64 {
        self.newest + 1 - self.times.len() as u64
    }

    /// The times from the `from`th kept sample on.
    pub(crate) fn times(&self, from: usize) -> impl Iterator<Item = UnixMillis> + '_ {
        self.times.range(from.min(self.times.len())..).copied()
    }

    /// The place of the first sample not older than `since`.
    pub(crate) fn place_of_time(&self, since: UnixMillis) -> usize {
        self.times.partition_point(|time| *time < since)
    }

    /// The place of the sample after the one with the number `seen`.
    pub(crate) fn place_after(&self, seen: u64) -> usize {
        usize::try_from((seen + 1).saturating_sub(self.oldest())).unwrap_or(usize::MAX)
    }

    /// Every series, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &K> {
        self.columns.keys()
    }

    /// Every series with its values from the `from`th kept sample on.
    pub(crate) fn columns(
        &self,
        from: usize,
    ) -> impl Iterator<Item = (&K, impl Iterator<Item = V> + '_)> {
        self.columns
            .iter()
            .map(move |(key, column)| (key, column.range(from.min(column.len())..).cloned()))
    }
}

#[cfg(test)]
mod tests {
    use acm_graph::{Metric, MetricScope};

    use super::*;
    use crate::service::metrics::row::Row;

    fn row(node: &str, value: Option<f64>) -> Row {
        let key = SeriesKey {
            scope: MetricScope::Node,
            node: Some(node.into()),
            namespace: None,
            metric: Metric::ClientConnections,
        };
        [(key, value)].into()
    }

    fn dump(history: &History) -> Vec<(String, Vec<Option<f64>>)> {
        history
            .columns(0)
            .map(|(key, values)| {
                let known = |value: f64| (!value.is_nan()).then_some(value);
                (
                    key.node.as_deref().unwrap().to_owned(),
                    values.map(known).collect(),
                )
            })
            .collect()
    }

    #[test]
    fn a_node_that_comes_later_or_is_silent_has_gaps() {
        let mut history = History::default();
        history.push(1_000, &row("A", Some(1.0)));
        history.push(2_000, &row("B", Some(2.0)));
        history.push(3_000, &row("A", Some(3.0)));
        assert_eq!(
            dump(&history),
            [
                ("A".to_owned(), vec![Some(1.0), None, Some(3.0)]),
                ("B".to_owned(), vec![None, Some(2.0), None]),
            ]
        );
        assert_eq!(
            (history.oldest(), history.newest(), history.shape()),
            (1, 3, 2)
        );
        assert_eq!(history.place_after(1), 1);
        assert_eq!(history.place_of_time(2_000), 1);
    }

    #[test]
    fn an_hour_is_kept_and_no_more() {
        let mut history = History::default();
        for second in 0..4_000 {
            history.push(second * 1_000, &row("A", Some(1.0)));
        }
        assert_eq!(history.times(0).count(), 3_600);
        for step in 0..10_000 {
            history.push(4_000_000 + step, &row("A", Some(1.0)));
        }
        assert!(history.times(0).count() <= MAX_POINTS);
        assert_eq!(history.newest(), 14_000);
        let times: Vec<_> = history.times(0).collect();
        assert!(times.is_sorted());
    }

    #[test]
    fn a_node_that_left_is_forgotten_with_its_last_number() {
        let mut history = History::default();
        history.push(0, &row("A", Some(1.0)));
        for second in 1..7_200 {
            history.push(second * 1_000, &row("B", Some(1.0)));
        }
        assert_eq!(dump(&history).len(), 1);
    }

    #[test]
    fn a_clock_set_back_far_begins_the_history_anew() {
        let mut history = History::default();
        history.push(3_600_000, &row("A", Some(1.0)));
        let shape = history.shape();
        history.push(1_000, &row("A", Some(2.0)));
        history.push(2_000, &row("A", Some(3.0)));
        assert_eq!(history.times(0).collect::<Vec<_>>(), [1_000, 2_000]);
        assert_eq!(
            dump(&history),
            [("A".to_owned(), vec![Some(2.0), Some(3.0)])]
        );
        assert_ne!(history.shape(), shape, "readers are told");
        assert_eq!((history.oldest(), history.newest()), (2, 3));
    }

    #[test]
    fn a_clock_set_back_a_little_does_not_make_times_fall() {
        let mut history = History::default();
        history.push(5_000, &row("A", None));
        history.push(1_000, &row("A", None));
        assert_eq!(history.times(0).collect::<Vec<_>>(), [5_000, 5_001]);
    }
}
