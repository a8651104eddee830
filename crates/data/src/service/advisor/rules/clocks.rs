//! The clocks of the nodes.

use acm_graph::FindingSeverity;

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, advice, against, cluster, fact, namespace},
};

/// Milliseconds of skew that are too many where the server itself has no limit.
const TOO_FAR_MS: u64 = 5_000;

const ACTION: &str = "Let every node follow the same time servers, by chrony or ntpd, and look \
                      which of them does not.";

/// Clocks that are apart.
pub(super) fn skew(examined: &Examined, verdict: &mut Verdict) {
    for (of, nodes) in examined.namespaces() {
        let name = "clock_skew_stop_writes";
        let mut flags = verdict.each(of, &nodes, name, |facts| facts.stats.clock_skew_stop_writes);
        flags.retain(|(_, holds)| *holds);
        if flags.is_empty() {
            continue;
        }
        verdict.find(Found {
            severity: FindingSeverity::Critical,
            subject: namespace(of),
            about: "".into(),
            title: format!("The namespace {of} refuses writes: the nodes' clocks are apart."),
            evidence: flags
                .into_iter()
                .map(|(node, holds)| fact(node, name, holds))
                .collect(),
            fix: advice(ACTION),
        });
    }
    let mut evidence = Vec::new();
    for node in examined.nodes() {
        let name = "cluster_clock_skew_ms";
        let Some(skew) = verdict.known(node.id, name, node.facts.stats.clock_skew_ms) else {
            continue;
        };
        let stops = node.details.skew_limit_seconds.filter(|limit| *limit > 0);
        // Half the way to where the server refuses writes.
        let limit = stops.map_or(TOO_FAR_MS, |seconds| seconds.saturating_mul(500));
        if skew >= limit {
            evidence.push(against(fact(node.id, name, skew), limit));
        }
    }
    if evidence.is_empty() {
        return;
    }
    verdict.find(Found {
        severity: FindingSeverity::Warning,
        subject: cluster(),
        about: "".into(),
        title: "The clocks of the nodes are apart.".to_owned(),
        evidence,
        fix: advice(ACTION),
    });
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    const CODE: FindingCode = FindingCode::ClockSkew;

    #[test]
    fn clocks_apart_are_found_by_the_servers_limit_or_by_five_seconds() {
        for (statistics, found) in [
            ("cluster_clock_skew_ms=4999", false),
            ("cluster_clock_skew_ms=5000", true),
            (
                "cluster_clock_skew_ms=5000;cluster_clock_skew_stop_writes_sec=20",
                false,
            ),
            (
                "cluster_clock_skew_ms=10000;cluster_clock_skew_stop_writes_sec=20",
                true,
            ),
        ] {
            let said: &[(&str, &str)] = &[("statistics", statistics)];
            let expected: &[_] = if found { &[(Warning, Cluster)] } else { &[] };
            check(CODE, &[Some(&[]), Some(said)], expected, 0);
        }
        let mute: &[(&str, &str)] = &[("statistics", "cluster_clock_skew_ms=?")];
        check(CODE, &[Some(&[]), Some(mute)], &[], 1);
    }

    #[test]
    fn writes_refused_for_the_clocks_are_critical() {
        let said: &[(&str, &str)] = &[("namespace/test", "clock_skew_stop_writes=true")];
        check(CODE, &[Some(&[]), Some(said)], &[(Critical, Namespace)], 0);
    }
}
