//! Which nodes hold a partition.

/// Most nodes of a Community edition cluster.
pub(crate) const MAX_NODES: usize = 8;

/// An ordered list of nodes, by index.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NodeList {
    nodes: [u8; MAX_NODES],
    length: u8,
}

impl NodeList {
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + use<> {
        self.nodes
            .into_iter()
            .take(usize::from(self.length))
            .map(usize::from)
    }

    pub(crate) fn len(&self) -> usize {
        usize::from(self.length)
    }

    pub(crate) fn contains(&self, node: usize) -> bool {
        self.iter().any(|member| member == node)
    }

    /// The place of a node in the list.
    pub(crate) fn position(&self, node: usize) -> Option<usize> {
        self.iter().position(|member| member == node)
    }

    /// The first `count` nodes of the list.
    pub(crate) fn truncated(mut self, count: usize) -> Self {
        self.length = self.length.min(u8::try_from(count).unwrap_or(u8::MAX));
        self
    }
}

/// The nodes that are up, in the order in which they take over a partition.
///
/// Rendezvous hashing: each node scores each partition, the highest score comes first. The order of
/// the nodes that stay never changes when one joins or leaves, so only the partitions of that node
/// move, and masters spread evenly.
pub(crate) fn succession(partition: u16, up: &[bool]) -> NodeList {
    let mut scored: Vec<(u64, u8)> = (0_u8..)
        .zip(up)
        .take(MAX_NODES)
        .filter(|&(_, &is_up)| is_up)
        .map(|(node, _)| (score(partition, node), node))
        .collect();
    scored.sort_unstable_by(|left, right| right.cmp(left));
    let mut list = NodeList::default();
    for (place, (_, node)) in list.nodes.iter_mut().zip(&scored) {
        *place = *node;
        list.length += 1;
    }
    list
}

/// `SplitMix64`'s finaliser over partition and node.
fn score(partition: u16, node: u8) -> u64 {
    let mut value = (u64::from(partition) << 8 | u64::from(node)).wrapping_add(1);
    value = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::succession;
    use crate::proto::message::PARTITIONS;

    #[test]
    fn masters_spread_evenly() {
        for nodes in 1..=8_usize {
            let up = vec![true; nodes];
            let mut masters = vec![0_usize; nodes];
            for partition in 0..PARTITIONS {
                let first = succession(partition, &up)
                    .iter()
                    .next()
                    .expect("a node is up");
                masters[first] += 1;
            }
            let fair = usize::from(PARTITIONS) / nodes;
            for count in masters {
                assert!(count.abs_diff(fair) * 10 <= fair * 2, "{count} of {fair}");
            }
        }
    }

    #[test]
    fn the_order_of_the_others_stays_when_a_node_leaves() {
        for partition in 0..PARTITIONS {
            let all: Vec<_> = succession(partition, &[true; 5]).iter().collect();
            let without: Vec<_> = succession(partition, &[true, true, false, true, true])
                .iter()
                .collect();
            let expected: Vec<_> = all.into_iter().filter(|&node| node != 2).collect();
            assert_eq!(without, expected);
        }
    }
}
