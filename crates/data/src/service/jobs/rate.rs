//! How fast a job is.

use std::{collections::VecDeque, time::Duration};

use tokio::time::Instant;

/// Time over which the rate is measured.
const WINDOW: Duration = Duration::from_secs(5);

/// What was done when, over the last few seconds.
#[derive(Debug, Default)]
pub(super) struct Rate(VecDeque<(Instant, u64)>);

impl Rate {
    /// Notes how much is done by now, and tells how much a second that was lately; `None` until some
    /// time has passed.
    pub(super) fn note(&mut self, now: Instant, done: u64) -> Option<f64> {
        while self.0.len() > 1 && self.0.get(1).is_some_and(|(at, _)| now - *at >= WINDOW) {
            self.0.pop_front();
        }
        self.0.push_back((now, done));
        let (since, before) = *self.0.front()?;
        let seconds = (now - since).as_secs_f64();
        (seconds > 0.0).then(|| done.saturating_sub(before) as f64 / seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_last_seconds() {
        let mut rate = Rate::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(rate.note(start, 0), None);
        assert_eq!(rate.note(at(1), 100), Some(100.0));
        assert_eq!(rate.note(at(2), 200), Some(100.0));
        for second in 3..=20 {
            rate.note(at(second), 200 + 10 * (second - 2));
        }
        assert_eq!(rate.note(at(21), 390), Some(10.0));
    }
}
