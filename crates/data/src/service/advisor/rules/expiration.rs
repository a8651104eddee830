//! Records that are to expire.

use acm_aerospike::info::SetStats;
use acm_graph::{FindingEvidence, FindingSeverity, FixContext};

use super::super::{
    examined::{Examined, Examinee},
    verdict::{Found, Verdict, against, fact, namespace, set_to},
};

/// Namespaces whose records have a time to live while nothing removes those that are past it.
pub(super) fn without_nsup(examined: &Examined, verdict: &mut Verdict) {
    for (of, nodes) in examined.namespaces() {
        let mut evidence = Vec::new();
        for (node, facts) in &nodes {
            let stats = &facts.stats;
            let period = verdict.known_of(node.id, of, "nsup-period", stats.nsup_period);
            if period != Some(0) || stats.allow_ttl_without_nsup == Some(true) {
                continue;
            }
            let name = "allow-ttl-without-nsup";
            if verdict
                .known_of(node.id, of, name, stats.allow_ttl_without_nsup)
                .is_some()
            {
                evidence.extend(uses(*node, of, stats.default_ttl, verdict));
            }
        }
        if evidence.is_empty() {
            continue;
        }
        verdict.find(Found {
            severity: FindingSeverity::Warning,
            subject: namespace(of),
            about: "".into(),
            title: format!(
                "Records of {of} have a time to live, but nothing removes those that are past it."
            ),
            evidence,
            fix: set_to(
                FixContext::Namespace,
                "nsup-period",
                "Set nsup-period to the seconds between two runs of the expiration thread, such as \
                 120; until then writes with a time to live are refused.",
            ),
        });
    }
}

/// How a node's namespace comes to records with a time to live; a gap when it cannot be told.
fn uses(
    node: Examinee<'_>,
    of: &str,
    default_ttl: Option<u64>,
    verdict: &mut Verdict,
) -> Vec<FindingEvidence> {
    let nsup = || against(fact(node.id, "nsup-period", 0), "more than 0");
    let Some(default) = verdict.known_of(node.id, of, "default-ttl", default_ttl) else {
        return Vec::new();
    };
    if default > 0 {
        return vec![nsup(), fact(node.id, "default-ttl", default)];
    }
    let sets = node.facts.sets.as_ref().and_then(|sets| sets.as_ref().ok());
    let Some(sets) = verdict.known_of(node.id, of, "its sets", sets) else {
        return Vec::new();
    };
    let lives = |set: &&SetStats| {
        set.namespace.as_deref() == Some(of) && set.default_ttl.is_some_and(|ttl| ttl > 0)
    };
    if let Some(set) = sets.iter().find(lives) {
        let name = format!("default-ttl of {}", set.name.as_deref().unwrap_or_default());
        let ttl = set.default_ttl.unwrap_or_default();
        return vec![nsup(), fact(node.id, &name, ttl)];
    }
    match node.details.mortal.get(of) {
        Some(true) => vec![
            nsup(),
            fact(
                node.id,
                "histogram of times to live",
                "holds records that expire",
            ),
        ],
        Some(false) => Vec::new(),
        None => {
            let reason = "The node has not taken its histogram of times to live yet.";
            verdict.gap(Some(node.id), Some(of), reason.to_owned());
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    const CODE: FindingCode = FindingCode::TtlWithoutNsup;
    const HISTOGRAM: &str = "histogram:namespace=test;type=ttl";

    #[test]
    fn a_default_time_to_live_without_nsup_is_found() {
        let said: &[(&str, &str)] = &[("namespace/test", "nsup-period=0;default-ttl=60")];
        check(CODE, &[Some(&[]), Some(said)], &[(Warning, Namespace)], 0);
        let allowed: &[(&str, &str)] = &[(
            "namespace/test",
            "nsup-period=0;default-ttl=60;allow-ttl-without-nsup=true",
        )];
        check(CODE, &[Some(&[]), Some(allowed)], &[], 0);
        let runs: &[(&str, &str)] = &[("namespace/test", "default-ttl=60")];
        check(CODE, &[Some(&[]), Some(runs)], &[], 0);
    }

    #[test]
    fn a_set_with_a_time_to_live_without_nsup_is_found() {
        let said: &[(&str, &str)] = &[
            ("namespace/test", "nsup-period=0"),
            ("sets", "ns=test:set=users:objects=1:default-ttl=60"),
        ];
        check(CODE, &[Some(&[]), Some(said)], &[(Warning, Namespace)], 0);
    }

    #[test]
    fn records_with_a_time_to_live_are_told_by_the_histogram() {
        let off = ("namespace/test", "nsup-period=0");
        let some = "units=seconds:hist-width=100:bucket-width=1:buckets=0,3,0";
        let some = [off, (HISTOGRAM, some)];
        check(CODE, &[Some(&[]), Some(&some)], &[(Warning, Namespace)], 0);
        for buckets in ["0,0,0", "9,0,0"] {
            let none = format!("units=seconds:hist-width=100:bucket-width=1:buckets={buckets}");
            let none = [off, (HISTOGRAM, none.as_str())];
            check(CODE, &[Some(&[]), Some(&none)], &[], 0);
        }
        check(CODE, &[Some(&[]), Some(&[off])], &[], 1);
    }
}
