//! Where the partitions are.

use acm_graph::{FindingSeverity, FixContext};

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, advice, against, cluster, fact, namespace, set_to},
};
use crate::service::facts::NamespaceFacts;

/// Seconds after which partitions on the move have been so for long.
const LONG_SECONDS: u64 = 3_600;

/// Partitions without a node to serve them.
pub(super) fn unavailable(examined: &Examined, verdict: &mut Verdict) {
    let action = "Bring the missing nodes back: these partitions are read and written again once \
                  the nodes that hold them have joined.";
    lost(
        examined,
        verdict,
        "unavailable_partitions",
        action,
        |facts| facts.stats.unavailable_partitions,
    );
}

/// Partitions given up for lost.
pub(super) fn dead(examined: &Examined, verdict: &mut Verdict) {
    let action = "Bring the nodes back whose data is missing, or restore the records from a backup \
                  and revive the partitions.";
    lost(examined, verdict, "dead_partitions", action, |facts| {
        facts.stats.dead_partitions
    });
}

fn lost(
    examined: &Examined,
    verdict: &mut Verdict,
    name: &str,
    action: &str,
    read: fn(&NamespaceFacts) -> Option<u64>,
) {
    for (of, nodes) in examined.namespaces() {
        let mut counts = verdict.each(of, &nodes, name, read);
        counts.retain(|(_, partitions)| *partitions > 0);
        let Some(worst) = counts.iter().map(|(_, partitions)| *partitions).max() else {
            continue;
        };
        let what = name.split('_').next().unwrap_or(name);
        verdict.find(Found {
            severity: FindingSeverity::Critical,
            subject: namespace(of),
            about: "".into(),
            title: format!("{worst} partitions of {of} are {what}."),
            evidence: counts
                .into_iter()
                .map(|(node, partitions)| against(fact(node, name, partitions), 0))
                .collect(),
            fix: advice(action),
        });
    }
}

/// Partitions that have been on the move for long.
pub(super) fn migrations_long(examined: &Examined, verdict: &mut Verdict) {
    let mut evidence = Vec::new();
    for node in examined.nodes() {
        let name = "migrate_partitions_remaining";
        let remaining = node.facts.stats.migrate_partitions_remaining;
        let Some(remaining) = verdict.known(node.id, name, remaining) else {
            continue;
        };
        if remaining == 0 {
            continue;
        }
        let since = "time_since_rebalance";
        let Some(seconds) = verdict.known(node.id, since, node.details.since_rebalance) else {
            continue;
        };
        if seconds > LONG_SECONDS {
            evidence.push(fact(node.id, name, remaining));
            evidence.push(against(fact(node.id, since, seconds), LONG_SECONDS));
        }
    }
    if evidence.is_empty() {
        return;
    }
    verdict.find(Found {
        severity: FindingSeverity::Warning,
        subject: cluster(),
        about: "".into(),
        title: "Partitions have been on the move for more than an hour.".to_owned(),
        evidence,
        fix: set_to(
            FixContext::Service,
            "migrate-threads",
            "Where the nodes have room to spare, raise migrate-threads, and migrate-max-num-incoming \
             of the nodes that receive, for as long as it lasts.",
        ),
    });
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    #[test]
    fn unavailable_and_dead_partitions_are_found() {
        for (code, pairs) in [
            (
                FindingCode::PartitionsUnavailable,
                "unavailable_partitions=12",
            ),
            (FindingCode::PartitionsDead, "dead_partitions=12"),
        ] {
            let said: &[(&str, &str)] = &[("namespace/test", pairs)];
            check(code, &[Some(&[]), Some(said)], &[(Critical, Namespace)], 0);
            check(code, &[Some(&[]), Some(&[])], &[], 0);
            let mute = pairs.replace("12", "?");
            let mute: &[(&str, &str)] = &[("namespace/test", &mute)];
            check(code, &[Some(&[]), Some(mute)], &[], 1);
        }
    }

    #[test]
    fn migrations_are_long_after_an_hour() {
        let code = FindingCode::MigrationsLong;
        let said = |pairs: &'static str| [("statistics", pairs)];
        let long = said("migrate_partitions_remaining=5;time_since_rebalance=3601");
        check(code, &[Some(&[]), Some(&long)], &[(Warning, Cluster)], 0);
        let young = said("migrate_partitions_remaining=5;time_since_rebalance=60");
        check(code, &[Some(&[]), Some(&young)], &[], 0);
        let mute = said("migrate_partitions_remaining=5;time_since_rebalance=?");
        check(code, &[Some(&[]), Some(&mute)], &[], 1);
    }
}
