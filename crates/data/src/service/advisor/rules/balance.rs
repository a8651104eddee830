//! How records are spread over the nodes.

use acm_graph::FindingSeverity;

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, advice, against, fact, namespace},
};
use crate::service::cluster::migrations;

/// Records a node must have in the mean: with fewer, chance alone makes them uneven.
const ENOUGH: f64 = 10_000.0;
/// How far a node may be from the mean, as a share of it.
const TOLERATED: f64 = 0.25;

/// Namespaces of which the nodes hold very different numbers of records.
pub(super) fn uneven(examined: &Examined, verdict: &mut Verdict) {
    for (of, nodes) in examined.namespaces() {
        let counts = verdict.each(of, &nodes, "master_objects", |facts| {
            facts.stats.master_objects
        });
        if counts.len() < 2 {
            continue;
        }
        let sum: f64 = counts.iter().map(|(_, objects)| *objects as f64).sum();
        let mean = sum / counts.len() as f64;
        if mean < ENOUGH {
            continue;
        }
        let moving = nodes
            .iter()
            .any(|(_, facts)| migrations(facts).is_none_or(|partitions| partitions > 0));
        if moving {
            let reason = "Partitions are on the move; records are counted once they have arrived.";
            verdict.gap(None, Some(of), reason.to_owned());
            continue;
        }
        let off = |objects: u64| (objects as f64 - mean).abs() / mean;
        if counts.iter().all(|(_, objects)| off(*objects) <= TOLERATED) {
            continue;
        }
        let limit = format!(
            "{:.0} to {:.0}",
            mean * (1.0 - TOLERATED),
            mean * (1.0 + TOLERATED)
        );
        verdict.find(Found {
            severity: FindingSeverity::Warning,
            subject: namespace(of),
            about: "".into(),
            title: format!("The nodes hold very different numbers of records of {of}."),
            evidence: counts
                .into_iter()
                .map(|(node, objects)| against(fact(node, "master_objects", objects), &limit))
                .collect(),
            fix: advice(
                "Partitions are dealt out by node id: with few nodes some get more of them. Leave \
                 room on the fullest node, or change the node-id of a node, which moves partitions.",
            ),
        });
    }
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    const CODE: FindingCode = FindingCode::ObjectsUneven;

    #[test]
    fn uneven_records_are_found_once_there_are_enough() {
        for (pairs, found) in [
            ("master_objects=20000", false),
            ("master_objects=30000", false),
            ("master_objects=40000", true),
        ] {
            let said: &[(&str, &str)] = &[("namespace/test", pairs)];
            let expected: &[_] = if found { &[(Warning, Namespace)] } else { &[] };
            check(CODE, &[Some(&[]), Some(said)], expected, 0);
        }
        let few = |pairs: &'static str| [("namespace/test", pairs)];
        let (a, b) = (few("master_objects=10"), few("master_objects=1000"));
        check(CODE, &[Some(&a), Some(&b)], &[], 0);
    }

    #[test]
    fn nothing_is_said_while_partitions_move() {
        let said: &[(&str, &str)] = &[(
            "namespace/test",
            "master_objects=90000;migrate_tx_partitions_remaining=4",
        )];
        check(CODE, &[Some(&[]), Some(said)], &[], 1);
    }
}
