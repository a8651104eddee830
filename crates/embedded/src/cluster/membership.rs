//! Which nodes are up.

use std::time::Instant;

use super::node;

/// A cluster key has 48 bits, the highest of them set, so that it is always shown with 12 digits.
const KEY_MASK: u64 = (1 << 48) - 1;
const KEY_HIGHEST: u64 = 1 << 47;

/// The nodes that are up, and how often that changed.
#[derive(Debug, Clone)]
pub(crate) struct Membership {
    up: Vec<bool>,
    /// Nodes that are up and hand over what they hold, for they are about to leave.
    leaving: Vec<bool>,
    changes: u64,
    peers_generation: u64,
    balanced_at: Instant,
}

impl Membership {
    /// A cluster of `count` nodes that all came up.
    pub(super) fn formed(count: usize) -> Self {
        Self {
            up: vec![true; count],
            leaving: vec![false; count],
            changes: 1,
            // A node sees each peer come twice: by its heartbeat, and with its addresses.
            peers_generation: 2 * (count as u64 - 1),
            balanced_at: Instant::now(),
        }
    }

    /// Whether each node is up, by index.
    pub(crate) fn up(&self) -> &[bool] {
        &self.up
    }

    pub(crate) fn is_up(&self, node: usize) -> bool {
        self.up.get(node).copied().unwrap_or(false)
    }

    /// Whether each node is to hold partitions, by index.
    pub(super) fn hosts(&self) -> Vec<bool> {
        let nodes = self.up.iter().zip(&self.leaving);
        nodes.map(|(&up, &leaving)| up && !leaving).collect()
    }

    /// Notes that a node was added, which is down so far.
    pub(super) fn add(&mut self) {
        self.up.push(false);
        self.leaving.push(false);
    }

    /// Notes that a node is about to leave, or stays after all.
    pub(super) fn set_leaving(&mut self, node: usize, is_leaving: bool) {
        self.leaving[node] = is_leaving;
        self.touch();
    }

    /// Notes that a node came up or went down.
    pub(super) fn set(&mut self, node: usize, is_up: bool) {
        self.up[node] = is_up;
        self.leaving[node] = false;
        self.peers_generation += if is_up { 2 } else { 1 };
        self.touch();
    }

    /// Notes a rebalance.
    pub(super) fn touch(&mut self) {
        self.changes += 1;
        self.balanced_at = Instant::now();
    }

    /// Number of nodes that are up.
    pub(crate) fn size(&self) -> usize {
        self.up.iter().filter(|&&up| up).count()
    }

    /// Ids of the nodes that are up, highest first. The first is the principal.
    pub(crate) fn succession(&self) -> Vec<String> {
        let up = self.up.iter().enumerate().filter(|&(_, &up)| up);
        up.map(|(index, _)| node::id(index)).rev().collect()
    }

    /// Number of rebalances since the cluster formed, the first included.
    pub(crate) const fn changes(&self) -> u64 {
        self.changes
    }

    pub(crate) const fn peers_generation(&self) -> u64 {
        self.peers_generation
    }

    pub(crate) const fn balanced_at(&self) -> Instant {
        self.balanced_at
    }

    /// A number that names this state of the cluster; the same on all its nodes.
    pub(crate) fn key(&self) -> u64 {
        let members = self
            .up
            .iter()
            .fold(0_u64, |bits, &up| bits << 1 | u64::from(up));
        let mixed = (self.changes << 8 | members).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (mixed ^ mixed >> 29) & KEY_MASK | KEY_HIGHEST
    }
}
