//! Records counted by time to live and by size, as a node does now and then.

use std::collections::HashMap;

/// Steps of times to live.
const TTL_STEPS: u32 = 100;
/// Steps of sizes.
const SIZE_STEPS: u32 = 1024;
/// Powers of two a size can have, and one place for nothing.
const POWERS: usize = 65;

/// Counts in steps of one width. What is out of range is counted at the nearest end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// The width of each step.
    pub width: u32,
    /// How many there are in each.
    pub counts: Vec<u64>,
}

impl Steps {
    /// No count yet, in so many steps that reach up to `range`.
    fn new(range: u32, steps: u32) -> Self {
        Self {
            width: range.div_ceil(steps).max(1),
            counts: vec![0; steps as usize],
        }
    }

    fn add(&mut self, value: u32) {
        let step = (value / self.width) as usize;
        let last = self.counts.len().saturating_sub(1);
        if let Some(count) = self.counts.get_mut(step.min(last)) {
            *count += 1;
        }
    }
}

/// Records of a namespace or of a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// By seconds until they expire. What never expires is counted in the first step.
    pub ttl: Steps,
    /// By bytes.
    pub size: Steps,
    /// By the number of binary digits of their bytes.
    pub size_by_power: Vec<u64>,
}

impl Counts {
    fn new(ttl_range: u32, max_size: u32) -> Self {
        Self {
            ttl: Steps::new(ttl_range, TTL_STEPS),
            size: Steps::new(max_size, SIZE_STEPS),
            size_by_power: vec![0; POWERS],
        }
    }

    fn add(&mut self, ttl: u32, size: u32) {
        self.ttl.add(ttl);
        self.size.add(size);
        self.size_by_power[(u32::BITS - size.leading_zeros()) as usize] += 1;
    }
}

/// One count of the records of a namespace on a node.
#[derive(Debug, Clone)]
pub struct Census {
    ttl_range: u32,
    max_size: u32,
    all: Counts,
    sets: HashMap<String, Counts>,
}

impl Census {
    /// Nothing counted yet; `ttl_range` is the longest time to live, in seconds.
    #[must_use]
    pub fn new(ttl_range: u32, max_size: u32) -> Self {
        Self {
            ttl_range,
            max_size,
            all: Counts::new(ttl_range, max_size),
            sets: HashMap::new(),
        }
    }

    /// Counts a record. `ttl` is 0 for one that never expires.
    pub fn add(&mut self, set: Option<&str>, ttl: u32, size: u32) {
        self.all.add(ttl, size);
        if let Some(set) = set {
            if !self.sets.contains_key(set) {
                let none = Counts::new(self.ttl_range, self.max_size);
                self.sets.insert(set.to_owned(), none);
            }
            if let Some(counts) = self.sets.get_mut(set) {
                counts.add(ttl, size);
            }
        }
    }

    /// The counts of a set, or of all records; `None` for a set no record was counted in.
    #[must_use]
    pub fn counts(&self, set: Option<&str>) -> Option<&Counts> {
        match set {
            Some(set) => self.sets.get(set),
            None => Some(&self.all),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Census;

    #[test]
    fn records_are_counted_in_their_set_and_in_all() {
        let mut census = Census::new(1_000, 1 << 20);
        census.add(Some("users"), 25, 300);
        census.add(Some("users"), 5_000, 300);
        census.add(None, 0, 64);
        let users = census.counts(Some("users")).expect("counted");
        assert_eq!(users.ttl.width, 10);
        assert_eq!((users.ttl.counts[2], users.ttl.counts[99]), (1, 1));
        let all = census.counts(None).expect("counted");
        assert_eq!((all.ttl.counts[0], all.size_by_power[7]), (1, 1));
        assert_eq!(all.size_by_power[9], 2);
        assert!(census.counts(Some("other")).is_none());
    }
}
