//! The rules, one file for each group. A rule reads what the nodes said and says what it found, and
//! where it could not look.

mod balance;
mod clocks;
mod connections;
mod expiration;
mod indexes;
mod membership;
mod partitions;
mod practices;
mod replication;
mod room;
#[cfg(test)]
mod support;

use acm_graph::FindingCode;

use super::{examined::Examined, verdict::Verdict};

/// A rule.
pub(super) struct Rule {
    /// What it looks for.
    pub(super) code: FindingCode,
    /// Looks.
    pub(super) check: fn(&Examined, &mut Verdict),
}

/// Every rule; findings of one severity stand in this order.
pub(super) const RULES: [Rule; 18] = [
    rule(FindingCode::NodeSilent, membership::silent),
    rule(FindingCode::ClusterSplit, membership::split),
    rule(FindingCode::PartitionsUnavailable, partitions::unavailable),
    rule(FindingCode::PartitionsDead, partitions::dead),
    rule(FindingCode::WritesStopped, room::writes_stopped),
    rule(FindingCode::StopWritesNear, room::stop_writes_near),
    rule(FindingCode::Evicting, room::evicting),
    rule(FindingCode::EvictionNear, room::eviction_near),
    rule(FindingCode::ClockSkew, clocks::skew),
    rule(FindingCode::ConnectionsNearLimit, connections::near_limit),
    rule(FindingCode::VersionsMixed, membership::versions),
    rule(FindingCode::MigrationsLong, partitions::migrations_long),
    rule(FindingCode::SingleCopy, replication::single_copy),
    rule(FindingCode::ObjectsUneven, balance::uneven),
    rule(FindingCode::TtlWithoutNsup, expiration::without_nsup),
    rule(FindingCode::IndexIncomplete, indexes::incomplete),
    rule(FindingCode::IndexUnused, indexes::unused),
    rule(FindingCode::BestPracticeFailed, practices::failed),
];

const fn rule(code: FindingCode, check: fn(&Examined, &mut Verdict)) -> Rule {
    Rule { code, check }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    #[test]
    fn every_code_of_the_schema_has_its_rule() {
        let codes: Vec<FindingCode> = FindingCode::items().iter().map(|item| item.value).collect();
        let mut ruled: Vec<FindingCode> = RULES.iter().map(|rule| rule.code).collect();
        ruled.sort();
        assert_eq!(ruled, codes);
    }
}
