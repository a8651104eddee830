//! How namespaces and sets change from one round of answers to the next.

use std::collections::HashMap;

use acm_graph::{Namespace, Set, TopNamespace, TopSet};
use tokio::time::Instant;

use crate::service::{
    facts::NodeReport,
    metrics::{Rates, Row, SeriesKey},
};

/// A set: its namespace and its name.
type Place = (String, String);

/// What a node said of a set.
#[derive(Clone, Copy, Default)]
struct Size {
    objects: Option<u64>,
    bytes: Option<u64>,
}

/// Turns reports into growth; remembers the sizes of the report before.
#[derive(Default)]
pub(super) struct Growth {
    last: HashMap<String, (Instant, HashMap<Place, Size>)>,
}

/// Change a second over all nodes, copies included; `None` where a node did not say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pace {
    objects: Option<f64>,
    bytes: Option<f64>,
}

impl Growth {
    /// The growth of every set since the round before; `None` unless every node has answered twice.
    pub(super) fn of(&mut self, reports: &[NodeReport]) -> Option<HashMap<Place, Pace>> {
        let mut paces: Option<HashMap<Place, Pace>> = Some(HashMap::new());
        let mut last = HashMap::new();
        for report in reports {
            let Some(sizes) = sizes(report) else {
                paces = None;
                continue;
            };
            match (self.last.get(&report.node.id), &mut paces) {
                (Some((at, before)), Some(paces)) => {
                    let seconds = report.at.duration_since(*at).as_secs_f64();
                    add(paces, before, &sizes, seconds);
                }
                _ => paces = None,
            }
            last.insert(report.node.id.clone(), (report.at, sizes));
        }
        self.last = last;
        paces
    }
}

/// The sets of a node; `None` when it did not list them.
fn sizes(report: &NodeReport) -> Option<HashMap<Place, Size>> {
    let sets = report.facts.as_ref().ok()?.sets.as_ref()?.as_ref().ok()?;
    let sizes = sets.iter().filter_map(|set| {
        let place = (set.namespace.clone()?, set.name.clone()?);
        let size = Size {
            objects: set.objects,
            bytes: set.data_used_bytes,
        };
        Some((place, size))
    });
    Some(sizes.collect())
}

fn add(
    paces: &mut HashMap<Place, Pace>,
    before: &HashMap<Place, Size>,
    now: &HashMap<Place, Size>,
    seconds: f64,
) {
    const NONE: Size = Size {
        objects: Some(0),
        bytes: Some(0),
    };
    const STILL: Pace = Pace {
        objects: Some(0.0),
        bytes: Some(0.0),
    };
    let pace = |then: Option<u64>, now: Option<u64>| {
        let change = i128::from(now?) - i128::from(then?);
        (seconds > 0.0).then(|| change as f64 / seconds)
    };
    for (place, size) in now {
        // A set that was not listed had no records here.
        let then = before.get(place).unwrap_or(&NONE);
        let sum = paces.entry(place.clone()).or_insert(STILL);
        let plus = |sum: Option<f64>, part: Option<f64>| Some(sum? + part?);
        sum.objects = plus(sum.objects, pace(then.objects, size.objects));
        sum.bytes = plus(sum.bytes, pace(then.bytes, size.bytes));
    }
}

/// A namespace with the rates of a row.
pub(super) fn namespace(namespace: &Namespace, row: &Row) -> TopNamespace {
    let name = namespace.name.as_str();
    let rates = Rates::read(|metric| *row.get(&SeriesKey::of_namespace(name, metric))?);
    TopNamespace {
        name: namespace.name.clone(),
        reads_per_second: rates.reads,
        writes_per_second: rates.writes,
        queries_per_second: rates.queries,
        objects: namespace.objects,
        data_used_bytes: namespace.data_used_bytes,
    }
}

/// The sets of a namespace with their growth.
pub(super) fn sets(namespace: &Namespace, growth: &Option<HashMap<Place, Pace>>) -> Vec<TopSet> {
    let settled = namespace
        .migrations_remaining
        .is_some_and(|left| left.0 == 0);
    let growth = growth.as_ref().filter(|_| settled);
    let copies = namespace.effective_replication_factor;
    let copies = copies.filter(|copies| *copies > 0).map(f64::from);
    let show = |set: &Set| {
        let place = (
            namespace.name.as_str().to_owned(),
            set.name.as_str().to_owned(),
        );
        let pace = growth.and_then(|growth| growth.get(&place));
        TopSet {
            namespace: set.namespace.clone(),
            name: set.name.clone(),
            objects: set.objects,
            objects_per_second: pace.and_then(|pace| Some(pace.objects? / copies?)),
            data_used_bytes: set.data_used_bytes,
            bytes_per_second: pace.and_then(|pace| pace.bytes),
        }
    };
    let listed = namespace.sets.as_ref().and_then(|sets| sets.as_ref().ok());
    listed.into_iter().flatten().map(show).collect()
}
