//! What there is only so much of, counted in all and by who took it.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::network::network;

/// Something that callers take shares of and give back. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Shares {
    taken: Arc<Mutex<Taken>>,
    max: usize,
    max_per_caller: usize,
}

#[derive(Default)]
struct Taken {
    all: usize,
    by_caller: HashMap<IpAddr, usize>,
}

impl Shares {
    /// Nothing taken yet; at most `max` in all and `max_per_caller` by one caller.
    pub(crate) fn new(max: usize, max_per_caller: usize) -> Self {
        Self {
            taken: Arc::default(),
            max,
            max_per_caller,
        }
    }

    /// Takes so much for the caller at an address; without one, for who speaks for many, it counts
    /// among all alone. `None` when there is not so much left.
    pub(crate) fn take(&self, caller: Option<IpAddr>, amount: usize) -> Option<Share> {
        let caller = caller.map(network);
        let mut taken = self.taken();
        let all = taken.all.saturating_add(amount);
        if all > self.max {
            return None;
        }
        if let Some(caller) = caller {
            let here = taken.by_caller.get(&caller).copied().unwrap_or_default();
            let here = here.saturating_add(amount);
            if here > self.max_per_caller {
                return None;
            }
            taken.by_caller.insert(caller, here);
        }
        taken.all = all;
        drop(taken);
        Some(Share {
            of: self.clone(),
            caller,
            amount,
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What was taken; given back when dropped.
pub(crate) struct Share {
    of: Shares,
    caller: Option<IpAddr>,
    amount: usize,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut taken = self.of.taken();
        taken.all -= self.amount;
        let Some(caller) = self.caller else { return };
        match taken.by_caller.get_mut(&caller) {
            Some(here) if *here > self.amount => *here -= self.amount,
            _ => drop(taken.by_caller.remove(&caller)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Option<IpAddr> {
        Some(address.parse().unwrap())
    }

    #[test]
    fn what_was_taken_is_given_back() {
        let shares = Shares::new(3, 2);
        let first = shares.take(at("10.0.0.1"), 1);
        let _second = shares.take(at("10.0.0.1"), 1).unwrap();
        assert!(shares.take(at("10.0.0.1"), 1).is_none(), "two by one");
        assert!(shares.take(at("10.0.0.2"), 2).is_none(), "three in all");
        let _third = shares.take(at("10.0.0.2"), 1).unwrap();
        assert!(shares.take(at("10.0.0.3"), 1).is_none(), "three in all");
        drop(first);
        let _again = shares.take(at("10.0.0.1"), 1).unwrap();
    }

    #[test]
    fn a_host_with_many_addresses_is_one_caller() {
        let shares = Shares::new(10, 1);
        let _one = shares.take(at("2001:db8::1"), 1).unwrap();
        assert!(shares.take(at("2001:db8::2"), 1).is_none());
        assert!(shares.take(at("2001:db8:0:1::2"), 1).is_some());
    }

    #[test]
    fn who_speaks_for_many_is_bounded_by_all_alone() {
        let shares = Shares::new(3, 1);
        let taken: Vec<_> = (0..4).map_while(|_| shares.take(None, 1)).collect();
        assert_eq!(taken.len(), 3);
        drop(taken);
        assert!(shares.take(None, 3).is_some());
    }
}
