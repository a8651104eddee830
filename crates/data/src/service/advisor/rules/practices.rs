//! Best practices, as the server itself checks them when it starts.

use std::collections::BTreeMap;

use acm_graph::{FindingFix, FindingSeverity, FixContext};

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, advice, cluster, fact, set_to},
};

/// What to do about a practice the server names.
const FIXES: [(&str, FixContext, &str, &str); 8] = [
    (
        "swappiness",
        FixContext::Host,
        "vm.swappiness",
        "Set vm.swappiness to 0 on the machine, so that the server's memory is not swapped out.",
    ),
    (
        "min-free-kbytes",
        FixContext::Host,
        "vm.min_free_kbytes",
        "Raise vm.min_free_kbytes on the machine to what the server's log asks for.",
    ),
    (
        "max-map-count",
        FixContext::Host,
        "vm.max_map_count",
        "Raise vm.max_map_count on the machine to what the server's log asks for.",
    ),
    (
        "thp-enabled",
        FixContext::Host,
        "transparent_hugepage/enabled",
        "Switch transparent huge pages off on the machine.",
    ),
    (
        "thp-defrag",
        FixContext::Host,
        "transparent_hugepage/defrag",
        "Switch the defragmentation of transparent huge pages off on the machine.",
    ),
    (
        "zone-reclaim-mode",
        FixContext::Host,
        "vm.zone_reclaim_mode",
        "Set vm.zone_reclaim_mode to 0 on the machine.",
    ),
    (
        "service-threads",
        FixContext::Service,
        "service-threads",
        "Set service-threads to what the server's log asks for, or leave it out: the default fits \
         the machine's processors.",
    ),
    (
        "indexes-memory-budget",
        FixContext::Namespace,
        "indexes-memory-budget",
        "Set indexes-memory-budget so that the indexes of all namespaces fit into the machine's \
         memory.",
    ),
];

/// Practices that are not followed.
pub(super) fn failed(examined: &Examined, verdict: &mut Verdict) {
    let mut failures: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for node in examined.nodes() {
        let failed = node.facts.failed_best_practices.as_deref();
        let failed = verdict.known(node.id, "its best practices", failed);
        for practice in failed.unwrap_or_default() {
            let evidence = fact(node.id, "failed_best_practices", practice);
            failures.entry(practice).or_default().push(evidence);
        }
    }
    for (practice, evidence) in failures {
        verdict.find(Found {
            severity: FindingSeverity::Warning,
            subject: cluster(),
            about: practice.to_owned().into(),
            title: format!("The best practice {practice} is not followed."),
            evidence,
            fix: fix(practice),
        });
    }
}

fn fix(practice: &str) -> FindingFix {
    match FIXES.iter().find(|(name, ..)| *name == practice) {
        Some((_, context, setting, action)) => set_to(*context, setting, *action),
        None => advice("Look for the practice in the server's log: it says there what it expects."),
    }
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    #[test]
    fn each_practice_that_is_not_followed_is_found_once() {
        let code = FindingCode::BestPracticeFailed;
        let said: &[(&str, &str)] = &[(
            "best-practices",
            "failed_best_practices=max-map-count,swappiness",
        )];
        let both = [(Warning, Cluster), (Warning, Cluster)];
        let found = check(code, &[Some(said), Some(said)], &both, 0);
        let fix = &found.findings[1].fix;
        assert_eq!(fix.setting.as_deref(), Some("vm.swappiness"));
        assert_eq!(found.findings[1].evidence.len(), 2);
        assert_ne!(found.findings[0].id, found.findings[1].id);
        check(code, &[Some(&[]), Some(&[])], &[], 0);
    }

    #[test]
    fn a_node_that_does_not_say_is_a_gap() {
        let mute: &[(&str, &str)] = &[("best-practices", "ERROR:4:unrecognized command")];
        check(
            FindingCode::BestPracticeFailed,
            &[Some(&[]), Some(mute)],
            &[],
            1,
        );
    }
}
