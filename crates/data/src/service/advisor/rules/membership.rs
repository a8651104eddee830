//! Who belongs to the cluster, as its nodes see it.

use std::collections::BTreeSet;

use acm_graph::FindingSeverity;

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, advice, cluster, count, fact, node},
};

/// Nodes that do not answer.
pub(super) fn silent(examined: &Examined, verdict: &mut Verdict) {
    for (id, reason) in examined.silent() {
        verdict.find(Found {
            severity: FindingSeverity::Critical,
            subject: node(id),
            about: "".into(),
            title: format!("The node {id} does not answer."),
            evidence: vec![fact(id, "answer", reason)],
            fix: advice(
                "Look whether the node runs, and whether this server reaches its service port.",
            ),
        });
    }
}

/// Nodes that see different clusters.
pub(super) fn split(examined: &Examined, verdict: &mut Verdict) {
    let mut views = BTreeSet::new();
    let mut evidence = Vec::new();
    for node in examined.nodes() {
        let stats = &node.facts.stats;
        let key = verdict.known(node.id, "cluster_key", stats.cluster_key.as_deref());
        let size = verdict.known(node.id, "cluster_size", stats.cluster_size);
        let (Some(key), Some(size)) = (key, size) else {
            continue;
        };
        views.insert((key, size));
        evidence.push(fact(node.id, "cluster_key", key));
        evidence.push(fact(node.id, "cluster_size", size));
    }
    if views.len() < 2 {
        return;
    }
    verdict.find(Found {
        severity: FindingSeverity::Critical,
        subject: cluster(),
        about: "".into(),
        title: format!("The nodes see {} different clusters.", views.len()),
        evidence,
        fix: advice(
            "Should this last for more than some seconds, look at the network between the nodes' \
             heartbeat and fabric ports and at their heartbeat settings. Both sides accept writes \
             meanwhile; conflict-resolution-policy decides which of them stay.",
        ),
    });
}

/// Nodes that run different builds.
pub(super) fn versions(examined: &Examined, verdict: &mut Verdict) {
    let mut builds = BTreeSet::new();
    let mut evidence = Vec::new();
    for node in examined.nodes() {
        if let Some(build) = verdict.known(node.id, "build", node.facts.build.as_deref()) {
            builds.insert(build);
            evidence.push(fact(node.id, "build", build));
        }
    }
    if builds.len() < 2 {
        return;
    }
    verdict.find(Found {
        severity: FindingSeverity::Warning,
        subject: cluster(),
        about: "".into(),
        title: format!("The nodes run {}.", count(builds.len(), "build")),
        evidence,
        fix: advice("Finish the upgrade: bring every node to the newest of these builds."),
    });
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    #[test]
    fn a_silent_node_is_found() {
        let code = FindingCode::NodeSilent;
        check(code, &[Some(&[]), None], &[(Critical, Node)], 0);
        check(code, &[Some(&[]), Some(&[])], &[], 0);
    }

    #[test]
    fn nodes_with_different_cluster_keys_or_sizes_are_a_split_cluster() {
        let code = FindingCode::ClusterSplit;
        let other_key: &[(&str, &str)] = &[("statistics", "cluster_key=K2")];
        let verdict = check(
            code,
            &[Some(&[]), Some(other_key)],
            &[(Critical, Cluster)],
            0,
        );
        assert_eq!(verdict.findings[0].evidence.len(), 4);
        let other_size: &[(&str, &str)] = &[("statistics", "cluster_size=1")];
        check(
            code,
            &[Some(&[]), Some(other_size)],
            &[(Critical, Cluster)],
            0,
        );
        check(code, &[Some(&[]), Some(&[])], &[], 0);
    }

    #[test]
    fn a_node_that_does_not_tell_its_key_is_a_gap_and_no_split() {
        let mute: &[(&str, &str)] = &[("statistics", "cluster_key=")];
        check(FindingCode::ClusterSplit, &[Some(&[]), Some(mute)], &[], 1);
    }

    #[test]
    fn mixed_builds_are_found() {
        let code = FindingCode::VersionsMixed;
        let older: &[(&str, &str)] = &[("build", "8.0.0.10")];
        check(code, &[Some(&[]), Some(older)], &[(Warning, Cluster)], 0);
        check(code, &[Some(&[]), Some(&[])], &[], 0);
        let mute: &[(&str, &str)] = &[("build", "")];
        check(code, &[Some(&[]), Some(mute)], &[], 1);
    }
}
