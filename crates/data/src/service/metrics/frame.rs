//! Frames cut from the history, as one reader wants them.

use std::collections::{BTreeSet, HashSet};

use acm_core::{UnixMillis, limits::METRICS_WINDOW};
use acm_graph::{
    Column, FeedItemKind, Metric, MetricScope, MetricSeries, MetricsFrame, Points,
    scalars::{DateTime, Int64, NamespaceName},
};

use super::{
    catalog::{Source, source, unit},
    history::{History, Kept},
    row::SeriesKey,
};
use crate::error::{Error, Result};

/// Numbers in one frame; a longer history is thinned out to stay below.
const MAX_NUMBERS: usize = 200_000;
/// Points in time in one frame; a longer history is thinned out to stay below.
const MAX_TIMES: usize = 1_200;
/// Names a filter may hold.
const MAX_NAMES: usize = 256;

/// Names that select what they name; everything when absent.
pub(crate) type Names = Option<HashSet<String>>;

/// What a reader wants to see. An absent list selects everything.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    /// Which metrics.
    pub metrics: Option<HashSet<Metric>>,
    /// Which namespaces, of the series of namespaces.
    pub namespaces: Names,
    /// Which nodes, of the series of nodes.
    pub nodes: Names,
    /// Which scopes.
    pub scopes: Option<HashSet<MetricScope>>,
    /// How far back the first frame goes, in seconds: 1 to 3,600.
    pub window_seconds: i32,
}

impl Selection {
    /// Refuses what is out of bounds.
    ///
    /// # Errors
    /// The field and the bound it breaks.
    pub(crate) fn check(&self) -> Result<()> {
        check_window(self.window_seconds)?;
        check_names("namespaces", &self.namespaces)?;
        check_names("nodes", &self.nodes)
    }

    fn selects(&self, key: &SeriesKey) -> bool {
        fn has<T>(set: Option<&HashSet<T>>, found: impl FnOnce(&HashSet<T>) -> bool) -> bool {
            set.is_none_or(found)
        }
        has(self.metrics.as_ref(), |metrics| {
            metrics.contains(&key.metric)
        }) && has(self.scopes.as_ref(), |scopes| scopes.contains(&key.scope))
            && selects(&self.nodes, key.node.as_deref())
            && selects(&self.namespaces, key.namespace.as_deref())
    }
}

/// Refuses a window that is out of bounds.
pub(super) fn check_window(seconds: i32) -> Result<()> {
    let longest = METRICS_WINDOW.as_secs();
    if u64::try_from(seconds).is_ok_and(|seconds| (1..=longest).contains(&seconds)) {
        return Ok(());
    }
    let reason = format!("ask for 1 to {longest} seconds");
    Err(Error::input("windowSeconds", reason))
}

/// Refuses a filter that is too long.
pub(super) fn check_names(field: &str, names: &Names) -> Result<()> {
    if names.as_ref().is_some_and(|names| names.len() > MAX_NAMES) {
        return Err(Error::input(field, format!("name at most {MAX_NAMES}")));
    }
    Ok(())
}

/// Whether a filter selects what has this name; what has none is always selected.
pub(super) fn selects(names: &Names, name: Option<&str>) -> bool {
    match (names, name) {
        (Some(names), Some(name)) => names.contains(name),
        _ => true,
    }
}

/// Which samples a frame holds.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Span {
    /// The reader's window, thinned out where it is long.
    Window,
    /// Those after the sample with this number, all of them.
    After(u64),
}

impl Span {
    /// The place of the first sample of the span.
    pub(super) fn start<K: Clone + Ord, V: Kept>(
        self,
        history: &History<K, V>,
        window_seconds: i32,
    ) -> usize {
        let at = history.newest_time().unwrap_or_default();
        match self {
            Self::Window => history.place_of_time(at - i64::from(window_seconds) * 1_000 + 1),
            Self::After(seen) => history.place_after(seen),
        }
    }

    /// What a frame of the span is to its reader.
    pub(super) fn kind(self) -> FeedItemKind {
        match self {
            Self::Window => FeedItemKind::Snapshot,
            Self::After(_) => FeedItemKind::Change,
        }
    }

    /// How many samples become one point: those of a window so many that the frame keeps its
    /// bounds, with `numbers` at each time.
    pub(super) fn group(self, times: usize, numbers: usize) -> usize {
        let room = MAX_TIMES.min(MAX_NUMBERS / numbers.max(1)).max(1);
        match self {
            Self::Window => times.div_ceil(room).max(1),
            Self::After(_) => 1,
        }
    }
}

/// Cuts a frame; `step_seconds` is the sampler's present pace. The caller adds problems.
pub(crate) fn cut(
    history: &History,
    selection: &Selection,
    span: Span,
    step_seconds: f64,
) -> MetricsFrame {
    let from = span.start(history, selection.window_seconds);
    let times: Vec<UnixMillis> = history.times(from).collect();
    let selected = history.keys().filter(|key| selection.selects(key)).count();
    let group = span.group(times.len(), selected);
    let series = history
        .columns(from)
        .filter(|(key, _)| selection.selects(key))
        .map(|(key, values)| series(key, thinned(values, times.len(), group, key.metric)))
        .collect();
    MetricsFrame {
        at: DateTime(history.newest_time().unwrap_or_default()),
        kind: span.kind(),
        lagged: false,
        problem: None,
        version: Int64(i64::try_from(history.newest()).unwrap_or(i64::MAX)),
        step_seconds: step_seconds * group as f64,
        times: Points(last_of_groups(&times, group)),
        series,
        nodes: names(history.keys().filter_map(|key| key.node.as_deref())),
        namespaces: names(history.keys().filter_map(|key| key.namespace.as_deref()))
            .into_iter()
            .map(NamespaceName::reported)
            .collect(),
        problems: Vec::new(),
    }
}

/// Names, each once, in order.
pub(super) fn names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let distinct: BTreeSet<&str> = names.collect();
    distinct.into_iter().map(str::to_owned).collect()
}

fn series(key: &SeriesKey, values: Vec<Option<f64>>) -> MetricSeries {
    MetricSeries {
        metric: key.metric,
        scope: key.scope,
        node: key.node.as_deref().map(str::to_owned),
        namespace: key.namespace.as_deref().map(NamespaceName::reported),
        unit: unit(key.metric),
        values: Column(values),
    }
}

/// A point stands at the last time of its group. The oldest group may be smaller.
pub(super) fn last_of_groups(times: &[UnixMillis], group: usize) -> Vec<f64> {
    let first = first_group(times.len(), group);
    let ends = std::iter::successors(Some(first), |end| Some(end + group));
    ends.take_while(|end| (1..=times.len()).contains(end))
        .map(|end| times[end - 1] as f64)
        .collect()
}

/// Samples in the oldest group: what is left when the others are full, so that the newest is.
fn first_group(times: usize, group: usize) -> usize {
    match times % group {
        0 => group.min(times),
        rest => rest,
    }
}

/// One value for each group: of rates their mean, of latencies the greatest, of everything else
/// the last; of what is known only.
fn thinned(
    values: impl Iterator<Item = f64>,
    times: usize,
    group: usize,
    metric: Metric,
) -> Vec<Option<f64>> {
    let known = |value: f64| (!value.is_nan()).then_some(value);
    if group == 1 {
        return values.map(known).collect();
    }
    let values: Vec<f64> = values.collect();
    groups(&values, times, group)
        .map(|group| {
            let mut known = group.iter().copied().filter(|value| !value.is_nan());
            match source(metric) {
                Source::Counter(_) => mean(known),
                Source::Latency(..) => known.reduce(f64::max),
                _ => known.next_back(),
            }
        })
        .collect()
}

/// The values of a series, group by group.
pub(super) fn groups<T>(values: &[T], times: usize, group: usize) -> impl Iterator<Item = &[T]> {
    let (oldest, rest) = values.split_at(first_group(times, group).min(values.len()));
    std::iter::once(oldest)
        .chain(rest.chunks(group))
        .filter(|group| !group.is_empty())
}

/// The mean; `None` of nothing.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0_u32), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::metrics::row::Row;

    fn key(scope: MetricScope, name: &str, metric: Metric) -> SeriesKey {
        SeriesKey {
            scope,
            node: (scope == MetricScope::Node).then(|| name.into()),
            namespace: (scope == MetricScope::Namespace).then(|| name.into()),
            metric,
        }
    }

    /// `seconds` samples, one a second from 1 s on, each holding its number.
    fn history(seconds: i64) -> History {
        let mut history = History::default();
        for second in 1..=seconds {
            let row: Row = [
                key(MetricScope::Cluster, "", Metric::ReadSuccessRate),
                key(MetricScope::Cluster, "", Metric::ReadLatencyP99),
                key(MetricScope::Node, "A", Metric::ClientConnections),
                key(MetricScope::Namespace, "test", Metric::ReadSuccessRate),
            ]
            .map(|key| (key, Some(second as f64)))
            .into();
            history.push(second * 1_000, &row);
        }
        history
    }

    fn window(seconds: i32) -> Selection {
        Selection {
            window_seconds: seconds,
            ..Selection::default()
        }
    }

    #[test]
    fn a_window_holds_its_seconds_and_a_change_what_came_after() {
        let history = history(10);
        let frame = cut(&history, &window(3), Span::Window, 1.0);
        assert_eq!(frame.times.0, [8_000.0, 9_000.0, 10_000.0]);
        assert_eq!(frame.series[0].values.0, [Some(8.0), Some(9.0), Some(10.0)]);
        let change = cut(&history, &window(3), Span::After(9), 1.0);
        assert_eq!(
            (change.kind, change.times.0),
            (FeedItemKind::Change, vec![10_000.0])
        );
        assert!(
            cut(&history, &window(3), Span::After(10), 1.0)
                .times
                .0
                .is_empty()
        );
    }

    #[test]
    fn filters_leave_the_other_series_out() {
        let history = history(1);
        let shown = |selection: Selection| {
            cut(&history, &selection, Span::Window, 1.0)
                .series
                .iter()
                .map(|series| format!("{:?} {:?}", series.scope, series.metric))
                .collect::<Vec<_>>()
        };
        let metrics = Some([Metric::ReadSuccessRate].into());
        let scopes = Some([MetricScope::Namespace].into());
        assert_eq!(
            shown(Selection {
                metrics,
                ..window(60)
            }),
            ["Cluster ReadSuccessRate", "Namespace ReadSuccessRate"]
        );
        assert_eq!(
            shown(Selection {
                scopes,
                ..window(60)
            }),
            ["Namespace ReadSuccessRate"]
        );
        let nodes = Some(["B".to_owned()].into());
        assert_eq!(
            shown(Selection {
                nodes,
                ..window(60)
            }),
            [
                "Cluster ReadSuccessRate",
                "Cluster ReadLatencyP99",
                "Namespace ReadSuccessRate"
            ]
        );
    }

    #[test]
    fn a_long_history_is_thinned_by_the_rule_of_its_metric() {
        let frame = cut(&history(3_600), &window(3_600), Span::Window, 1.0);
        assert_eq!((frame.times.0.len(), frame.step_seconds), (1_200, 3.0));
        assert_eq!(frame.times.0[..2], [3_000.0, 6_000.0]);
        let newest: Vec<_> = frame
            .series
            .iter()
            .map(|series| *series.values.0.last().unwrap())
            .collect();
        // Mean of a rate, greatest of a latency, last of a count.
        assert_eq!(
            newest,
            [Some(3_599.0), Some(3_600.0), Some(3_600.0), Some(3_599.0)]
        );
        assert!(
            frame
                .series
                .iter()
                .all(|series| series.values.0.len() == 1_200)
        );
    }

    #[test]
    fn an_uneven_history_is_thinned_from_its_newest_end() {
        let frame = cut(&history(1_201), &window(3_600), Span::Window, 1.0);
        assert_eq!(frame.times.0[..2], [1_000.0, 3_000.0]);
        assert_eq!(frame.series[0].values.0[..2], [Some(1.0), Some(2.5)]);
        assert_eq!(frame.times.0.len(), frame.series[0].values.0.len());
    }

    #[test]
    fn windows_out_of_bounds_are_refused() {
        for seconds in [i32::MIN, -1, 0, 3_601, i32::MAX] {
            assert!(window(seconds).check().is_err(), "{seconds}");
        }
        for seconds in [1, 3_600] {
            assert!(window(seconds).check().is_ok(), "{seconds}");
        }
    }
}
