//! How fast data moves, by what is left of it each time the nodes are asked.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use acm_core::UnixMillis;

/// Time over which a pace is measured, in milliseconds.
const WINDOW: UnixMillis = 120_000;
/// Time below which two counts make no pace, in milliseconds.
const SHORTEST: UnixMillis = 1_000;
/// Counts that are kept of a cluster.
const MAX_COUNTS: usize = 128;

/// What was left when.
#[derive(Clone, Copy, Debug)]
struct Count {
    at: UnixMillis,
    left: i64,
}

/// How fast data moved lately.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Pace {
    /// Partitions a second.
    pub per_second: f64,
    /// Seconds it was measured over.
    pub seconds: f64,
}

/// What is left to move of each cluster, as it was counted lately.
#[derive(Debug, Default)]
pub(crate) struct Paces(Mutex<HashMap<String, VecDeque<Count>>>);

impl Paces {
    /// Notes what is left behind a connection, and tells how fast that became less; `None` until it was
    /// counted twice since data began to move.
    pub(crate) fn note(&self, connection: &str, at: UnixMillis, left: i64) -> Option<Pace> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, counts| counts.back().is_some_and(|last| at - last.at <= WINDOW));
        let counts = all.entry(connection.to_owned()).or_default();
        if counts.back().is_some_and(|last| last.left < left) {
            // More is left than before: data moves anew.
            counts.clear();
        }
        while counts.front().is_some_and(|first| at - first.at > WINDOW)
            || counts.len() >= MAX_COUNTS
        {
            counts.pop_front();
        }
        if counts.back().is_none_or(|last| last.at < at) {
            counts.push_back(Count { at, left });
        }
        let (first, last) = (counts.front()?, counts.back()?);
        let span = last.at - first.at;
        #[expect(
            clippy::cast_precision_loss,
            reason = "partitions and milliseconds are few"
        )]
        let (moved, seconds) = ((first.left - last.left) as f64, span as f64 / 1_000.0);
        (span >= SHORTEST).then(|| Pace {
            per_second: moved / seconds,
            seconds,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(per_second: f64, seconds: f64) -> Option<Pace> {
        Some(Pace {
            per_second,
            seconds,
        })
    }

    #[test]
    fn a_pace_is_that_between_counts_and_of_one_cluster() {
        let paces = Paces::default();
        assert_eq!(paces.note("a", 0, 1_000), None);
        assert_eq!(paces.note("a", 0, 1_000), None, "the same count again");
        assert_eq!(paces.note("a", 900, 950), None, "too short a time");
        assert_eq!(paces.note("b", 1_000, 7), None);
        assert_eq!(paces.note("a", 2_000, 900), pace(50.0, 2.0));
        assert_eq!(paces.note("a", 4_000, 900), pace(25.0, 4.0));
    }

    #[test]
    fn what_moves_anew_is_measured_anew() {
        let paces = Paces::default();
        paces.note("a", 0, 100);
        assert_eq!(paces.note("a", 10_000, 0), pace(10.0, 10.0));
        assert_eq!(paces.note("a", 20_000, 4_000), None);
        assert_eq!(paces.note("a", 30_000, 3_000), pace(100.0, 10.0));
    }

    #[test]
    fn what_is_long_ago_is_forgotten_and_no_more_is_kept_than_that() {
        let paces = Paces::default();
        paces.note("a", 0, 10_000);
        assert_eq!(paces.note("a", WINDOW + 1, 9_000), None);
        for step in 0..1_000 {
            paces.note("a", WINDOW + 1 + step, 9_000);
        }
        paces.note("b", 3 * WINDOW, 1);
        let all = paces.0.lock().unwrap();
        assert_eq!(all.len(), 1);
        assert!(all.values().all(|counts| counts.len() <= MAX_COUNTS));
    }
}
