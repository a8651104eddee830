//! From one round of answers to one row of numbers.
//!
//! A rate is the difference of a counter between two answers of one node, over the time between
//! them as measured. A node that was restarted, or a counter that fell, has no rate for that
//! interval; a node that was silent has none until it answered twice. Sums cover what is known.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};

use acm_aerospike::info::LatencySample;
use acm_graph::{Metric, MetricScope};
use tokio::time::Instant;

use super::{
    catalog::{Histograms, METRICS, Source, source},
    latency::{combined, percentile},
};
use crate::service::facts::{NodeFacts, NodeReport};

/// A node silent for longer than this begins anew: a mean over a longer gap says little.
const LONGEST_GAP: Duration = Duration::from_secs(120);
/// How much less than the time between two answers a node's uptime may have grown, in seconds: it
/// is told in whole seconds, and the answer may have waited.
const UPTIME_SLACK: u64 = 5;

/// What a series is about. Sorts as frames show their series.
#[derive(Clone, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct SeriesKey {
    pub(crate) scope: MetricScope,
    pub(crate) node: Option<Arc<str>>,
    pub(crate) namespace: Option<Arc<str>>,
    pub(crate) metric: Metric,
}

impl SeriesKey {
    /// The series of the cluster.
    pub(crate) fn of_cluster(metric: Metric) -> Self {
        key(metric, &of_cluster())
    }

    /// The series of a namespace.
    pub(crate) fn of_namespace(name: &str, metric: Metric) -> Self {
        key(metric, &of_namespace(&name.into()))
    }
}

/// The numbers of one sample; `None` where unknown.
pub(crate) type Row = BTreeMap<SeriesKey, Option<f64>>;

/// Turns reports into rows; remembers the counters of the report before.
#[derive(Default)]
pub(crate) struct Rows {
    last: HashMap<String, Last>,
}

struct Last {
    at: Instant,
    uptime: Option<u64>,
    counters: HashMap<(Arc<str>, Metric), u64>,
}

impl Rows {
    /// The row of one round of reports. Silent nodes contribute nothing.
    pub(crate) fn row(&mut self, reports: &[NodeReport]) -> Row {
        let mut row = Row::new();
        let mut latencies = Latencies::default();
        for report in reports {
            if let Ok(facts) = &report.facts {
                let before = self.before(report, facts);
                let counters = add_node(&mut row, report, facts, before.as_ref());
                latencies.add(&report.node.id, facts);
                let last = Last {
                    at: report.at,
                    uptime: facts.stats.uptime,
                    counters,
                };
                self.last.insert(report.node.id.clone(), last);
            }
        }
        self.last.retain(|_, last| last.at.elapsed() <= LONGEST_GAP);
        latencies.finish(&mut row);
        row
    }

    /// What the node said before, unless it was restarted since.
    fn before(&mut self, report: &NodeReport, facts: &NodeFacts) -> Option<Last> {
        let last = self.last.remove(&report.node.id)?;
        let passed = report.at.saturating_duration_since(last.at).as_secs();
        let restarted = match (last.uptime, facts.stats.uptime) {
            (Some(before), Some(now)) => {
                now < before || now.saturating_add(UPTIME_SLACK) < before.saturating_add(passed)
            }
            _ => false,
        };
        (!restarted && report.at > last.at).then_some(last)
    }
}

/// Adds a node's numbers to its own series, its namespaces' and the cluster's.
fn add_node(
    row: &mut Row,
    report: &NodeReport,
    facts: &NodeFacts,
    before: Option<&Last>,
) -> HashMap<(Arc<str>, Metric), u64> {
    let node: Arc<str> = report.node.id.as_str().into();
    let seconds = before.map(|last| report.at.duration_since(last.at).as_secs_f64());
    let mut counters = HashMap::new();
    for metric in METRICS {
        match source(metric) {
            Source::NodeGauge(read) => {
                let value = read(facts).map(|value| value as f64);
                add(row, metric, &[of_cluster(), of_node(&node)], value);
            }
            Source::NodeLeast(read) => {
                let value = read(facts);
                add(row, metric, &[of_node(&node)], value);
                least(row, metric, value);
            }
            Source::Counter(_) | Source::NamespaceGauge(_) | Source::Latency(..) => {}
        }
    }
    for (name, namespace) in &facts.namespaces {
        let Ok(namespace) = namespace else { continue };
        let name: Arc<str> = name.as_str().into();
        let scopes = [of_cluster(), of_node(&node), of_namespace(&name)];
        for metric in METRICS {
            let value = match source(metric) {
                Source::NamespaceGauge(read) => read(namespace).map(|value| value as f64),
                Source::Counter(read) => read(namespace).and_then(|now| {
                    let key = (Arc::clone(&name), metric);
                    let then = before.and_then(|last| last.counters.get(&key).copied());
                    counters.insert(key, now);
                    rate(then?, now, seconds?)
                }),
                Source::NodeGauge(_) | Source::NodeLeast(_) | Source::Latency(..) => continue,
            };
            add(row, metric, &scopes, value);
        }
    }
    counters
}

/// The rate between two readings; `None` when the counter fell: it began anew.
fn rate(then: u64, now: u64, seconds: f64) -> Option<f64> {
    let difference = now.checked_sub(then)?;
    (seconds > 0.0).then(|| difference as f64 / seconds)
}

type Scope = (MetricScope, Option<Arc<str>>, Option<Arc<str>>);

fn of_cluster() -> Scope {
    (MetricScope::Cluster, None, None)
}

fn of_node(node: &Arc<str>) -> Scope {
    (MetricScope::Node, Some(Arc::clone(node)), None)
}

fn of_namespace(namespace: &Arc<str>) -> Scope {
    (MetricScope::Namespace, None, Some(Arc::clone(namespace)))
}

fn key(metric: Metric, scope: &Scope) -> SeriesKey {
    let (scope, node, namespace) = scope.clone();
    SeriesKey {
        scope,
        node,
        namespace,
        metric,
    }
}

/// Adds to sums; an unknown value leaves a sum as it is, yet makes the series exist.
fn add(row: &mut Row, metric: Metric, scopes: &[Scope], value: Option<f64>) {
    for scope in scopes {
        let sum = row.entry(key(metric, scope)).or_default();
        if let Some(value) = value {
            *sum = Some(sum.unwrap_or(0.0) + value);
        }
    }
}

fn least(row: &mut Row, metric: Metric, value: Option<f64>) {
    let least = row.entry(key(metric, &of_cluster())).or_default();
    if let Some(value) = value {
        *least = Some(least.map_or(value, |least| least.min(value)));
    }
}

/// The histograms of a round, by what they are about.
#[derive(Default)]
struct Latencies<'a>(HashMap<(Scope, Histograms), Vec<&'a LatencySample>>);

impl<'a> Latencies<'a> {
    fn add(&mut self, node: &str, facts: &'a NodeFacts) {
        let node: Arc<str> = node.into();
        for latency in &facts.latencies {
            let named = |group: &Histograms| group.names().contains(&latency.operation.as_str());
            let Some(group) = Histograms::ALL.into_iter().find(named) else {
                continue;
            };
            let namespace = latency.namespace.as_deref().map(Arc::from);
            let scopes = [of_cluster(), of_node(&node)];
            for scope in scopes
                .into_iter()
                .chain(namespace.as_ref().map(of_namespace))
            {
                self.0
                    .entry((scope, group))
                    .or_default()
                    .extend(&latency.sample);
            }
        }
    }

    fn finish(self, row: &mut Row) {
        for ((scope, group), samples) in self.0 {
            let whole = combined(samples.into_iter());
            for metric in METRICS {
                if let Source::Latency(of, which) = source(metric)
                    && of == group
                {
                    let value = whole.as_ref().and_then(|whole| percentile(whole, which));
                    row.insert(key(metric, &scope), value);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use acm_aerospike::{Error as ClusterError, info::NodeStats};

    use super::*;
    use crate::{
        error::Error,
        service::{access::Node, facts::NamespaceFacts},
    };

    struct Said {
        node: &'static str,
        at_ms: u64,
        uptime: u64,
        reads: u64,
    }

    fn said(node: &'static str, at_ms: u64, uptime: u64, reads: u64) -> Said {
        Said {
            node,
            at_ms,
            uptime,
            reads,
        }
    }

    fn report(start: Instant, said: &Said) -> NodeReport {
        let reply = format!("client_read_success={};master_objects=5", said.reads);
        let namespaces = [("test".to_owned(), Ok(NamespaceFacts::parse(&reply)))];
        NodeReport {
            node: Node {
                id: said.node.to_owned(),
                address: "h:1".to_owned(),
                build: String::new(),
            },
            at: start + Duration::from_millis(said.at_ms),
            facts: Ok(NodeFacts {
                stats: NodeStats {
                    uptime: Some(said.uptime),
                    ..NodeStats::default()
                },
                namespaces: namespaces.into(),
                ..NodeFacts::default()
            }),
        }
    }

    fn reads(row: &Row, scope: MetricScope, node: Option<&str>) -> Option<f64> {
        let namespace = (scope == MetricScope::Namespace).then(|| "test".into());
        let metric = Metric::ReadSuccessRate;
        row[&SeriesKey {
            scope,
            node: node.map(Into::into),
            namespace,
            metric,
        }]
    }

    /// Feeds rounds one after another; the cluster's and node `A`'s read rates of each.
    #[track_caller]
    fn check(rounds: &[&[Said]], expected: &[(Option<f64>, Option<f64>)]) {
        let start = Instant::now();
        let mut rows = Rows::default();
        let found: Vec<_> = rounds
            .iter()
            .map(|round| {
                let reports: Vec<_> = round.iter().map(|said| report(start, said)).collect();
                let row = rows.row(&reports);
                let node = row.contains_key(&key(Metric::ReadSuccessRate, &of_node(&"A".into())));
                let cluster = reads(&row, MetricScope::Cluster, None);
                assert_eq!(cluster, reads(&row, MetricScope::Namespace, None));
                (
                    cluster,
                    node.then(|| reads(&row, MetricScope::Node, Some("A")))
                        .flatten(),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_rate_is_over_the_time_that_really_passed() {
        check(
            &[&[said("A", 0, 10, 100)], &[said("A", 1250, 11, 600)]],
            &[(None, None), (Some(400.0), Some(400.0))],
        );
    }

    #[test]
    fn a_restarted_node_has_no_rate_for_that_interval() {
        check(
            &[
                &[said("A", 0, 500, 100)],
                &[said("A", 1000, 1, 130)],
                &[said("A", 2000, 2, 140)],
            ],
            &[(None, None), (None, None), (Some(10.0), Some(10.0))],
        );
    }

    #[test]
    fn a_node_restarted_while_it_was_silent_has_no_rate_for_that_interval() {
        // It has been up for longer than before, and counted more, yet not for as long as it should.
        check(
            &[
                &[said("A", 0, 10, 100)],
                &[said("A", 60_000, 30, 130)],
                &[said("A", 61_000, 31, 140)],
            ],
            &[(None, None), (None, None), (Some(10.0), Some(10.0))],
        );
    }

    #[test]
    fn a_counter_that_fell_yields_no_negative_rate() {
        check(
            &[
                &[said("A", 0, 5, 100)],
                &[said("A", 1000, 6, 40)],
                &[said("A", 2000, 7, 50)],
            ],
            &[(None, None), (None, None), (Some(10.0), Some(10.0))],
        );
    }

    #[test]
    fn sums_cover_the_nodes_that_answered() {
        check(
            &[
                &[said("A", 0, 5, 0), said("B", 0, 5, 0)],
                &[said("A", 1000, 6, 10), said("B", 1000, 6, 5)],
                &[said("B", 2000, 7, 10)],
                &[said("A", 3000, 8, 30), said("B", 3000, 8, 15)],
            ],
            &[
                (None, None),
                (Some(15.0), Some(10.0)),
                (Some(5.0), None),
                (Some(15.0), Some(10.0)),
            ],
        );
    }

    #[test]
    fn a_silent_cluster_yields_an_empty_row() {
        let silent = NodeReport {
            node: Node {
                id: "A".to_owned(),
                address: "h:1".to_owned(),
                build: String::new(),
            },
            at: Instant::now(),
            facts: Err(Error::from(ClusterError::from_server_code(9))),
        };
        assert!(Rows::default().row(&[silent]).is_empty());
    }

    #[test]
    fn objects_are_summed_by_node_namespace_and_cluster() {
        let start = Instant::now();
        let reports = [said("A", 0, 1, 0), said("B", 0, 1, 0)].map(|said| report(start, &said));
        let row = Rows::default().row(&reports);
        let objects = |scope: Scope| row[&key(Metric::Objects, &scope)];
        assert_eq!(objects(of_cluster()), Some(10.0));
        assert_eq!(objects(of_node(&"A".into())), Some(5.0));
        assert_eq!(objects(of_namespace(&"test".into())), Some(10.0));
    }
}
