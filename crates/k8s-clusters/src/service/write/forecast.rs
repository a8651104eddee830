//! What each node holds after a change of size, worked out of what the nodes hold now.

use acm_graph::{Cluster, Namespace, ThresholdKind, scalars::Int64};

/// What each node holds, now and with another number of nodes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Forecast {
    /// Aerospike nodes there are.
    pub nodes_now: i32,
    /// Nodes there will be.
    pub nodes_after: i32,
    /// Whether data moves meanwhile, so that what nodes hold is not what they will keep.
    pub moving: Option<bool>,
    /// Each namespace.
    pub namespaces: Vec<NamespaceForecast>,
}

/// What each node holds of a namespace, on average.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NamespaceForecast {
    pub name: String,
    /// Copies of each record that are configured.
    pub replication_factor: Option<i32>,
    pub copies_now: Option<i32>,
    pub copies_after: Option<i32>,
    pub bytes_now: Option<i64>,
    pub bytes_after: Option<i64>,
    /// Bytes there is room for on each node.
    pub capacity: Option<i64>,
    /// The share of the room that is filled afterwards.
    pub share_after: Option<f64>,
    /// What follows, the gravest first.
    pub risks: Vec<Risk>,
}

/// What comes of a change of size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Risk {
    /// Pods go at once, as many as a record has copies or more.
    LosesRecords { going: i32, copies: i32 },
    /// There is more data than room.
    DoesNotFit,
    /// Writes stop at this share.
    StopsWrites(f64),
    /// Records are evicted from this share on.
    Evicts(f64),
}

/// Whether records are on the move; a node that does not answer may have some.
fn moving(cluster: &Cluster) -> Option<bool> {
    let all_answered = cluster.nodes_answered == cluster.nodes_total;
    let moving = cluster.migrations_remaining.map(|left| left.0 > 0);
    moving.filter(|moving| *moving || all_answered)
}

impl Forecast {
    /// What each of `nodes_after` nodes will hold.
    pub(crate) fn of(cluster: &Cluster, nodes_after: i32) -> Self {
        let namespaces = cluster
            .namespaces
            .as_ref()
            .and_then(|found| found.as_ref().ok());
        Self {
            nodes_now: cluster.nodes_total,
            nodes_after,
            moving: moving(cluster),
            namespaces: namespaces
                .into_iter()
                .flatten()
                .map(|namespace| NamespaceForecast::of(&Held::from(namespace), nodes_after))
                .collect(),
        }
    }

    /// What comes of it, for people.
    pub(crate) fn warnings(&self) -> Vec<String> {
        let of = |namespace: &NamespaceForecast| {
            let told = namespace.risks.iter().map(|risk| namespace.told(*risk));
            told.collect::<Vec<_>>()
        };
        self.namespaces.iter().flat_map(of).collect()
    }
}

/// What the nodes of a cluster hold of a namespace.
#[derive(Clone, Debug)]
struct Held {
    name: String,
    nodes: i32,
    /// Over all nodes; `None` also when some did not tell, for what the others hold says nothing of them.
    used: Option<i64>,
    room: Option<i64>,
    replication_factor: Option<i32>,
    copies: Option<i32>,
    /// The share from which on writes stop, or records are evicted; `None` when they never are.
    stops_at: Option<f64>,
    evicts_at: Option<f64>,
}

impl From<&Namespace> for Held {
    fn from(namespace: &Namespace) -> Self {
        let all_told = namespace.nodes_answered == namespace.nodes_total;
        let told = |bytes: Option<Int64>| bytes.filter(|_| all_told).map(|bytes| bytes.0);
        let limit = |kind| {
            let mut thresholds = namespace.thresholds.iter();
            let found = thresholds.find(|one| one.kind == kind)?;
            found.limit.filter(|_| !found.disabled)
        };
        Self {
            name: namespace.name.as_str().to_owned(),
            nodes: namespace.nodes_total,
            used: told(namespace.data_used_bytes),
            room: told(namespace.data_total_bytes),
            replication_factor: namespace.replication_factor,
            copies: namespace.effective_replication_factor,
            stops_at: limit(ThresholdKind::StopWritesUsed),
            evicts_at: limit(ThresholdKind::EvictUsed),
        }
    }
}

impl NamespaceForecast {
    fn of(held: &Held, nodes_after: i32) -> Self {
        let each = |all: Option<i64>| Some(all? / positive(held.nodes)?);
        let copies_after = held
            .replication_factor
            .map(|copies| copies.min(nodes_after));
        let bytes_after = || {
            let one_copy = held.used? / positive(held.copies?)?;
            Some(one_copy * i64::from(copies_after?) / positive(nodes_after)?)
        };
        let (bytes_after, capacity) = (bytes_after(), each(held.room));
        let share = || {
            #[expect(clippy::cast_precision_loss, reason = "a share needs few digits")]
            let share = bytes_after? as f64 / capacity.filter(|room| *room > 0)? as f64;
            Some(share)
        };
        let share_after = share();
        Self {
            name: held.name.clone(),
            replication_factor: held.replication_factor,
            copies_now: held.copies,
            copies_after,
            bytes_now: each(held.used),
            bytes_after,
            capacity,
            share_after,
            risks: risks(held, held.nodes - nodes_after, share_after),
        }
    }

    fn told(&self, risk: Risk) -> String {
        let name = &self.name;
        let percent = |share: f64| (share * 100.0).round();
        let filled = percent(self.share_after.unwrap_or_default());
        match risk {
            Risk::LosesRecords { going, copies } => format!(
                "{going} nodes go at once, and records of \"{name}\" have {copies} copies: those that are only on these \
                 nodes are lost; remove fewer at a time, and wait until data has moved"
            ),
            Risk::DoesNotFit => format!(
                "the data of \"{name}\" does not fit: it would take {filled} % of the room on each node"
            ),
            Risk::StopsWrites(limit) => format!(
                "\"{name}\" would fill {filled} % of the room on each node, and takes no writes from {} % on",
                percent(limit)
            ),
            Risk::Evicts(limit) => format!(
                "\"{name}\" would fill {filled} % of the room on each node, and records are evicted from {} % on",
                percent(limit)
            ),
        }
    }
}

fn positive(count: i32) -> Option<i64> {
    (count > 0).then_some(i64::from(count))
}

fn risks(held: &Held, going: i32, share: Option<f64>) -> Vec<Risk> {
    let copies = held.copies.filter(|copies| going >= *copies);
    let passed =
        |limit: Option<f64>| limit.filter(|limit| share.is_some_and(|share| share >= *limit));
    let found = [
        copies.map(|copies| Risk::LosesRecords { going, copies }),
        share.filter(|share| *share > 1.0).map(|_| Risk::DoesNotFit),
        passed(held.stops_at).map(Risk::StopsWrites),
        passed(held.evicts_at).map(Risk::Evicts),
    ];
    found.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three nodes with 1,000 bytes each, of which 400 are used, by two copies of everything.
    fn held() -> Held {
        Held {
            name: "test".to_owned(),
            nodes: 3,
            used: Some(1_200),
            room: Some(3_000),
            replication_factor: Some(2),
            copies: Some(2),
            stops_at: Some(0.7),
            evicts_at: Some(0.5),
        }
    }

    #[test]
    fn what_is_there_is_spread_over_the_nodes_there_will_be() {
        let grown = NamespaceForecast::of(&held(), 6);
        assert_eq!((grown.bytes_now, grown.bytes_after), (Some(400), Some(200)));
        assert_eq!(
            (grown.capacity, grown.share_after),
            (Some(1_000), Some(0.2))
        );
        assert_eq!(grown.risks, []);

        let shrunk = NamespaceForecast::of(&held(), 2);
        assert_eq!(shrunk.bytes_after, Some(600));
        assert_eq!(shrunk.risks, [Risk::Evicts(0.5)]);
    }

    #[test]
    fn there_are_no_more_copies_than_nodes_and_no_more_than_configured() {
        let alone = NamespaceForecast::of(&held(), 1);
        assert_eq!(
            (alone.copies_after, alone.bytes_after),
            (Some(1), Some(600))
        );
        let more = Held {
            nodes: 1,
            used: Some(600),
            room: Some(1_000),
            copies: Some(1),
            ..held()
        };
        let more = NamespaceForecast::of(&more, 2);
        assert_eq!((more.copies_after, more.bytes_after), (Some(2), Some(600)));
    }

    #[test]
    fn what_would_not_go_well_is_told_the_gravest_first() {
        let full = Held {
            used: Some(2_400),
            ..held()
        };
        let shrunk = NamespaceForecast::of(&full, 1);
        let lost = Risk::LosesRecords {
            going: 2,
            copies: 2,
        };
        let stopped = [Risk::StopsWrites(0.7), Risk::Evicts(0.5)];
        assert_eq!(shrunk.share_after, Some(1.2));
        assert_eq!(
            shrunk.risks,
            [&[lost, Risk::DoesNotFit], &stopped[..]].concat()
        );
        let never = Held {
            stops_at: None,
            evicts_at: None,
            ..full
        };
        assert_eq!(NamespaceForecast::of(&never, 2).risks, [Risk::DoesNotFit]);
    }

    #[test]
    fn what_nobody_tells_stays_unknown() {
        let silent = Held {
            used: None,
            ..held()
        };
        let silent = NamespaceForecast::of(&silent, 2);
        assert_eq!((silent.bytes_now, silent.bytes_after), (None, None));
        assert_eq!((silent.share_after, silent.risks), (None, vec![]));
        let uncounted = Held {
            copies: None,
            ..held()
        };
        let uncounted = NamespaceForecast::of(&uncounted, 2);
        assert_eq!(
            (uncounted.bytes_now, uncounted.bytes_after),
            (Some(400), None)
        );
    }
}
