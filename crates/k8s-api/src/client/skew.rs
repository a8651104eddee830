//! By how much the clock of an API server differs from ours, as the dates of its answers tell.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use acm_core::{Clock, UnixMillis};
use http::HeaderMap;
use k8s_openapi::jiff::fmt::rfc2822::DateTimeParser;

/// What answers that come late, and dates of whole seconds, make of clocks that agree, in milliseconds.
const TOLERANCE: i64 = 15_000;
/// Nothing was answered yet.
const UNKNOWN: i64 = i64::MIN;

/// The clock of a context. Cheap to clone: all clients of the context share it.
#[derive(Clone)]
pub(crate) struct Skew {
    ours: Clock,
    ahead: Arc<AtomicI64>,
}

impl Skew {
    pub(crate) fn new(ours: Clock) -> Self {
        let ahead = Arc::new(AtomicI64::new(UNKNOWN));
        Self { ours, ahead }
    }

    /// Takes note of when an answer was given.
    pub(super) fn note(&self, headers: &HeaderMap) {
        let date = headers.get(http::header::DATE);
        let date =
            date.and_then(|date| DateTimeParser::new().parse_timestamp(date.as_bytes()).ok());
        if let Some(date) = date {
            let ahead = date.as_millisecond() - self.ours.now();
            let ahead = if ahead.abs() < TOLERANCE { 0 } else { ahead };
            self.ahead.store(ahead, Ordering::Relaxed);
        }
    }

    /// Milliseconds by which the API server is ahead, 0 where that cannot be told from none; `None` before its first
    /// answer.
    pub(crate) fn ahead(&self) -> Option<UnixMillis> {
        Some(self.ahead.load(Ordering::Relaxed)).filter(|ahead| *ahead != UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_ahead_or_behind_by_what_answers_say_and_agrees_within_their_delay() {
        let skew = Skew::new(Clock::fixed(784_111_777_000));
        assert_eq!(skew.ahead(), None);
        let mut headers = HeaderMap::new();
        for (date, ahead) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:30 GMT", 0),
            ("Sun, 06 Nov 1994 11:49:37 GMT", 10_800_000),
            ("no date", 10_800_000),
            ("Sun, 06 Nov 1994 05:49:37 GMT", -10_800_000),
        ] {
            headers.insert(http::header::DATE, date.parse().unwrap());
            skew.note(&headers);
            assert_eq!(skew.ahead(), Some(ahead), "{date}");
        }
    }
}
