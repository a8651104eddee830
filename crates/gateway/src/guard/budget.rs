//! What one caller may ask for in a second.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use crate::network::network;

/// Callers remembered. One who is forgotten starts with a full budget.
const MAX_CALLERS: usize = 10_000;

/// A bucket that fills at `per_second` up to `burst`.
#[derive(Clone, Copy, Debug)]
struct Rule {
    per_second: f64,
    burst: f64,
}

/// What is left to one caller, as of a moment.
#[derive(Clone, Copy, Debug)]
struct Left {
    requests: f64,
    points: f64,
    at: Instant,
}

/// The budgets of all callers.
pub(crate) struct Budgets {
    requests: Rule,
    points: Rule,
    callers: Mutex<HashMap<IpAddr, Left>>,
}

impl Budgets {
    /// Every caller may send `requests` a second and spend `points` a second, and save up ten
    /// seconds' worth.
    pub(crate) fn new(requests: u32, points: u32) -> Self {
        let rule = |per_second| Rule {
            per_second: f64::from(per_second),
            burst: f64::from(per_second) * 10.0,
        };
        Self {
            requests: rule(requests),
            points: rule(points),
            callers: Mutex::default(),
        }
    }

    /// Takes `requests` and `points` from the budget of the caller at `address`. An operation dearer
    /// than all that can be saved is taken from a full budget.
    ///
    /// # Errors
    /// How long to wait until it would be granted. Nothing is taken then.
    pub(crate) fn spend(
        &self,
        address: IpAddr,
        requests: u32,
        points: u64,
        now: Instant,
    ) -> Result<(), Duration> {
        let requests = f64::from(requests);
        #[expect(clippy::cast_precision_loss, reason = "points are counted roughly")]
        let points = (points as f64).min(self.points.burst);
        let address = network(address);
        let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
        if callers.len() >= MAX_CALLERS && !callers.contains_key(&address) {
            self.forget(&mut callers, now);
        }
        let left = callers.entry(address).or_insert(Left {
            requests: self.requests.burst,
            points: self.points.burst,
            at: now,
        });
        *left = self.filled(left, now);
        let missing = self
            .requests
            .wait(requests - left.requests)
            .max(self.points.wait(points - left.points));
        if missing > Duration::ZERO {
            return Err(missing);
        }
        left.requests -= requests;
        left.points -= points;
        Ok(())
    }

    fn filled(&self, left: &Left, now: Instant) -> Left {
        let passed = now.saturating_duration_since(left.at).as_secs_f64();
        let fill = |rule: Rule, had: f64| (had + passed * rule.per_second).min(rule.burst);
        Left {
            requests: fill(self.requests, left.requests),
            points: fill(self.points, left.points),
            at: now.max(left.at),
        }
    }

    /// Makes room for a quarter of all: forgets whoever has the most left, since to forget who has a
    /// full budget loses nothing. In one sweep for many, so that a newcomer costs little.
    fn forget(&self, callers: &mut HashMap<IpAddr, Left>, now: Instant) {
        let share = |left: &Left| {
            let left = self.filled(left, now);
            (left.requests / self.requests.burst).min(left.points / self.points.burst)
        };
        let mut fullest: Vec<_> = callers
            .iter()
            .map(|(one, left)| (share(left), *one))
            .collect();
        fullest.sort_unstable_by(|(a, _), (b, _)| b.total_cmp(a));
        for (_, address) in fullest.iter().take(MAX_CALLERS / 4) {
            callers.remove(address);
        }
    }
}

impl Rule {
    fn wait(self, missing: f64) -> Duration {
        if missing <= 0.0 {
            return Duration::ZERO;
        }
        Duration::from_secs_f64(missing / self.per_second).max(Duration::from_millis(1))
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const ONE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));

    #[test]
    fn a_burst_passes_and_then_the_rate_holds() {
        let (budgets, start) = (Budgets::new(2, 1_000), Instant::now());
        for _ in 0..20 {
            budgets.spend(ONE, 1, 1, start).unwrap();
        }
        let wait = budgets.spend(ONE, 1, 1, start).unwrap_err();
        assert_eq!(wait, Duration::from_millis(500));
        budgets.spend(ONE, 1, 1, start + wait).unwrap();
        assert!(budgets.spend(ONE, 1, 1, start + wait).is_err());
    }

    #[test]
    fn points_run_out_on_their_own_and_a_refusal_takes_nothing() {
        let (budgets, start) = (Budgets::new(1_000, 100), Instant::now());
        budgets.spend(ONE, 1, 900, start).unwrap();
        let wait = budgets.spend(ONE, 1, 200, start).unwrap_err();
        assert_eq!(wait, Duration::from_secs(1));
        budgets.spend(ONE, 1, 100, start).unwrap();
    }

    #[test]
    fn an_operation_dearer_than_any_budget_passes_when_all_was_saved() {
        let (budgets, start) = (Budgets::new(1_000, 100), Instant::now());
        budgets.spend(ONE, 1, u64::MAX, start).unwrap();
        assert!(budgets.spend(ONE, 1, 1, start).is_err());
    }

    #[test]
    fn callers_do_not_spend_for_each_other_but_a_network_is_one() {
        let (budgets, start) = (Budgets::new(1, 1_000), Instant::now());
        let spend = |text: &str| budgets.spend(text.parse().unwrap(), 1, 1, start).is_ok();
        let granted = |text: &str| (0..20).filter(|_| spend(text)).count();
        assert_eq!(granted("10.0.0.1"), 10);
        assert_eq!(granted("10.0.0.2"), 10);
        assert_eq!(granted("::ffff:10.0.0.2"), 0);
        assert_eq!(granted("2001:db8::1"), 10);
        assert_eq!(granted("2001:db8::2"), 0);
    }

    #[test]
    fn a_spray_of_addresses_is_bounded_and_frees_nobody_who_is_over() {
        let (budgets, start) = (Budgets::new(1, 1_000), Instant::now());
        while budgets.spend(ONE, 1, 1, start).is_ok() {}
        for number in 0..3 * u32::try_from(MAX_CALLERS).unwrap() {
            let address = Ipv4Addr::from_bits(number + 1);
            let _ = budgets.spend(address.into(), 1, 1, start);
        }
        assert!(budgets.callers.lock().unwrap().len() <= MAX_CALLERS);
        assert!(budgets.spend(ONE, 1, 1, start).is_err());
    }
}
