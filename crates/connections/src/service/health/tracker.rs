//! What a series of looks says about a connection. No waiting, no clock: a value that is told what
//! happened.
//!
//! One look is not enough to call a working connection broken: a node counts as silent, and a
//! cluster as down, from the second look in a row. The second look follows soon.

use std::{collections::HashMap, time::Duration};

use acm_core::{ApiError, ErrorCode, UnixMillis};
use acm_graph::{
    ConnectionHealth, HealthStatus, Problem,
    scalars::{DateTime, NamespaceName},
};

use super::super::{Reach, Refusal, Report};

/// Time to the look that confirms a first failure.
const CONFIRM: Duration = Duration::from_millis(500);
/// Pause after the first look at a cluster that is down; doubles with each further one.
const FIRST_RETRY: Duration = Duration::from_secs(1);
/// The longest such pause.
const LAST_RETRY: Duration = Duration::from_secs(30);
/// Looks in a row that must miss a node, or a cluster, before it counts.
const MISSES: u32 = 2;

/// Hosts a problem names.
const NAMED: usize = 3;

/// Characters of a host that are shown: what a cluster says is not ours.
const MAX_SHOWN: usize = 64;

/// Follows one connection.
pub(super) struct Tracker {
    health: ConnectionHealth,
    reach: Option<Reach>,
    /// Looks in a row each node has missed.
    missed: HashMap<String, u32>,
    /// Looks in a row that found no node.
    failures: u32,
}

impl Tracker {
    pub(super) fn new(id: &str, now: UnixMillis) -> Self {
        Self {
            health: ConnectionHealth {
                connection_id: id.into(),
                status: HealthStatus::Unknown,
                since: DateTime(now),
                checked_at: None,
                node_count: None,
                nodes_up: None,
                namespaces: None,
                builds: Vec::new(),
                edition: None,
                cluster_name: None,
                round_trip_ms: None,
                problem: None,
            },
            reach: None,
            missed: HashMap::new(),
            failures: 0,
        }
    }

    pub(super) fn health(&self) -> &ConnectionHealth {
        &self.health
    }

    /// A look at `reach` begins. What was known of another reach is forgotten; true then.
    pub(super) fn connecting(&mut self, reach: &Reach, now: UnixMillis) -> bool {
        if self.reach.as_ref() == Some(reach) {
            return false;
        }
        *self = Self::new(&self.health.connection_id, now);
        self.health.status = HealthStatus::Connecting;
        self.reach = Some(reach.clone());
        true
    }

    /// A look found at least one node.
    pub(super) fn answered(&mut self, report: &Report, now: UnixMillis) {
        self.failures = 0;
        let before = std::mem::take(&mut self.missed);
        self.missed = report
            .silent
            .iter()
            .map(|node| (node.clone(), before.get(node).copied().unwrap_or(0) + 1))
            .collect();
        let mut silent: Vec<&String> = self
            .missed
            .iter()
            .filter(|(_, misses)| **misses >= MISSES)
            .map(|(node, _)| node)
            .collect();
        silent.sort_unstable();
        let known = report.nodes.len();
        let (status, problem) = match (silent.as_slice(), self.missed.is_empty()) {
            ([], true) if !report.refused.is_empty() => {
                (HealthStatus::Degraded, Some(refused_hosts(&report.refused)))
            }
            ([], true) => (HealthStatus::Up, None),
            ([], false) => (self.health.status, self.health.problem.clone()),
            (silent, _) => (HealthStatus::Degraded, Some(silent_nodes(silent, known))),
        };
        self.enter(status, problem, now);
        let health = &mut self.health;
        health.node_count = Some(count(known));
        health.nodes_up = Some(count(report.answered()));
        health.namespaces = report
            .namespaces
            .as_ref()
            .map(|names| names.iter().map(NamespaceName::reported).collect());
        health.builds.clone_from(&report.builds);
        health.edition.clone_from(&report.edition);
        health.cluster_name.clone_from(&report.cluster_name);
        health.round_trip_ms = report
            .round_trip
            .map(|took| (took.as_secs_f64() * 1e6).round() / 1e3);
    }

    /// A look found no node. What the cluster was last known to be stays, for people to recognise.
    pub(super) fn failed(&mut self, error: &ApiError, now: UnixMillis) {
        self.failures = self.failures.saturating_add(1);
        let worked = matches!(
            self.health.status,
            HealthStatus::Up | HealthStatus::Degraded
        );
        if worked && self.failures < MISSES {
            self.health.checked_at = Some(DateTime(now));
            return;
        }
        self.enter(HealthStatus::Down, Some(Problem::from(error)), now);
        self.health.nodes_up = self.health.node_count.map(|_| 0);
        self.health.round_trip_ms = None;
    }

    /// Time until the next look, when a healthy connection is looked at every `pace`.
    pub(super) fn pause(&self, pace: Duration) -> Duration {
        match self.health.status {
            HealthStatus::Down => {
                let doubled = FIRST_RETRY * 2_u32.pow(self.failures.saturating_sub(1).min(5));
                spread(doubled.min(LAST_RETRY), &self.health.connection_id)
            }
            _ if self.failures > 0 || self.missed.values().any(|misses| *misses < MISSES) => {
                CONFIRM.min(pace)
            }
            _ => pace,
        }
    }

    fn enter(&mut self, status: HealthStatus, problem: Option<Problem>, now: UnixMillis) {
        if self.health.status != status {
            self.health.status = status;
            self.health.since = DateTime(now);
        }
        self.health.problem = problem;
        self.health.checked_at = Some(DateTime(now));
    }
}

fn silent_nodes(silent: &[&String], known: usize) -> Problem {
    let message = match silent.len() {
        1 => format!("One of {known} nodes does not answer."),
        several => format!("{several} of {known} nodes do not answer."),
    };
    Problem {
        code: ErrorCode::Unavailable,
        message,
        node: match silent {
            [node] => Some((*node).clone()),
            _ => None,
        },
        details: None,
    }
}

fn refused_hosts(refused: &[(String, Refusal)]) -> Problem {
    let named: Vec<String> = refused
        .iter()
        .take(NAMED)
        .map(|(host, refusal)| {
            let host: String = host.chars().take(MAX_SHOWN).collect();
            format!("{host} ({refusal})")
        })
        .collect();
    let more = match refused.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Problem {
        code: ErrorCode::Forbidden,
        message: format!(
            "The cluster advertises hosts this server does not dial: {}{more}. Correct access-address on its nodes, or the target policy.",
            named.join(", ")
        ),
        node: None,
        details: None,
    }
}

/// Shortens a pause by up to a fifth, differently for each connection, so that connections that
/// failed together are not all tried again at once.
fn spread(pause: Duration, id: &str) -> Duration {
    let sum = id.bytes().fold(0_u32, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(u32::from(byte))
    });
    pause - pause * (sum % 200) / 1_000
}

fn count(nodes: usize) -> i32 {
    i32::try_from(nodes).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::Tls;

    /// What one look found: how many of three nodes are silent, or nothing at all.
    enum Look {
        Silent(&'static [&'static str]),
        Failed,
    }

    fn reach(user: &str) -> Reach {
        Reach {
            hosts: vec!["localhost".parse().unwrap()],
            cluster_name: None,
            username: Some(user.to_owned()),
            password: None,
            tls: Tls::default(),
        }
    }

    fn report(silent: &[&str]) -> Report {
        Report {
            nodes: ["A", "B", "C"].map(str::to_owned).to_vec(),
            silent: silent.iter().map(|node| (*node).to_owned()).collect(),
            ..Report::default()
        }
    }

    fn tell(tracker: &mut Tracker, look: &Look, now: UnixMillis) {
        match look {
            Look::Silent(nodes) => tracker.answered(&report(nodes), now),
            Look::Failed => {
                tracker.failed(&ApiError::new(ErrorCode::Timeout, "no answer"), now);
            }
        }
    }

    #[test]
    fn status_follows_the_looks() {
        use HealthStatus::{Connecting, Degraded, Down, Up};
        use Look::{Failed, Silent};
        for (name, looks) in [
            ("up at once", vec![(Silent(&[]), Up)]),
            (
                "down at once when it never worked",
                vec![(Failed, Down), (Failed, Down)],
            ),
            (
                "one missed look is nothing",
                vec![(Silent(&[]), Up), (Failed, Up), (Silent(&[]), Up)],
            ),
            (
                "two are",
                vec![(Silent(&[]), Up), (Failed, Up), (Failed, Down)],
            ),
            (
                "misses must be in a row",
                vec![
                    (Silent(&[]), Up),
                    (Failed, Up),
                    (Silent(&[]), Up),
                    (Failed, Up),
                ],
            ),
            (
                "a node that stays silent degrades",
                vec![
                    (Silent(&[]), Up),
                    (Silent(&["B"]), Up),
                    (Silent(&["B"]), Degraded),
                    (Silent(&[]), Up),
                ],
            ),
            (
                "different nodes missing one look each do not",
                vec![
                    (Silent(&[]), Up),
                    (Silent(&["A"]), Up),
                    (Silent(&["B"]), Up),
                    (Silent(&["C"]), Up),
                ],
            ),
            (
                "silent from the start",
                vec![(Silent(&["A"]), Connecting), (Silent(&["A"]), Degraded)],
            ),
            (
                "back after being down",
                vec![(Failed, Down), (Silent(&[]), Up)],
            ),
        ] {
            let mut tracker = Tracker::new("c", 0);
            tracker.connecting(&reach("a"), 0);
            for (step, (look, status)) in looks.iter().enumerate() {
                tell(&mut tracker, look, 1);
                assert_eq!(tracker.health().status, *status, "{name}, look {step}");
            }
        }
    }

    #[test]
    fn since_is_when_the_status_began() {
        let mut tracker = Tracker::new("c", 10);
        tracker.connecting(&reach("a"), 10);
        tell(&mut tracker, &Look::Silent(&[]), 20);
        tell(&mut tracker, &Look::Silent(&[]), 30);
        let health = tracker.health();
        assert_eq!(
            (health.since, health.checked_at),
            (DateTime(20), Some(DateTime(30)))
        );
    }

    #[test]
    fn a_cluster_that_is_down_is_still_recognised() {
        let mut tracker = Tracker::new("c", 0);
        tracker.connecting(&reach("a"), 0);
        tell(&mut tracker, &Look::Silent(&[]), 1);
        tell(&mut tracker, &Look::Failed, 2);
        tell(&mut tracker, &Look::Failed, 3);
        let health = tracker.health();
        assert_eq!((health.node_count, health.nodes_up), (Some(3), Some(0)));
        assert_eq!(health.problem.as_ref().unwrap().code, ErrorCode::Timeout);
    }

    #[test]
    fn another_reach_starts_from_nothing() {
        let mut tracker = Tracker::new("c", 0);
        assert!(tracker.connecting(&reach("a"), 0));
        tell(&mut tracker, &Look::Silent(&[]), 1);
        assert!(!tracker.connecting(&reach("a"), 2));
        assert!(tracker.connecting(&reach("b"), 3));
        let health = tracker.health();
        assert_eq!(
            (health.status, health.node_count),
            (HealthStatus::Connecting, None)
        );
    }

    #[test]
    fn pauses_back_off_while_down_and_are_short_before_a_verdict() {
        let pace = Duration::from_secs(3);
        let mut tracker = Tracker::new("c", 0);
        tracker.connecting(&reach("a"), 0);
        tell(&mut tracker, &Look::Silent(&[]), 1);
        assert_eq!(tracker.pause(pace), pace);
        tell(&mut tracker, &Look::Silent(&["A"]), 1);
        assert_eq!(tracker.pause(pace), CONFIRM);
        tell(&mut tracker, &Look::Silent(&["A"]), 1);
        assert_eq!(tracker.pause(pace), pace);
        tell(&mut tracker, &Look::Failed, 1);
        assert_eq!(tracker.pause(pace), CONFIRM);
        let pauses: Vec<Duration> = (0..10)
            .map(|_| {
                tell(&mut tracker, &Look::Failed, 1);
                tracker.pause(pace)
            })
            .collect();
        assert!(pauses.is_sorted());
        assert!(
            pauses[0] >= Duration::from_millis(1_600),
            "the second failure in a row"
        );
        assert!(pauses.iter().all(|pause| *pause <= LAST_RETRY));
        assert!(pauses[9] >= LAST_RETRY * 4 / 5);
    }

    #[test]
    fn connections_that_failed_together_are_spread() {
        let pauses = ["conn-1", "conn-2", "conn-3"].map(|id| spread(LAST_RETRY, id));
        assert_ne!(pauses[0], pauses[1]);
        assert_ne!(pauses[1], pauses[2]);
    }
}
