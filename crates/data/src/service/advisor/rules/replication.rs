//! How many copies of each record there are.

use acm_graph::{FindingSeverity, FixContext};

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, fact, namespace, set_to},
};

/// Namespaces of which each record has one copy.
pub(super) fn single_copy(examined: &Examined, verdict: &mut Verdict) {
    for (of, nodes) in examined.namespaces() {
        let name = "effective_replication_factor";
        let mut copies = verdict.each(of, &nodes, name, |facts| {
            facts.stats.effective_replication_factor
        });
        copies.retain(|(_, factor)| *factor == 1);
        if copies.is_empty() {
            continue;
        }
        let alone = nodes
            .iter()
            .all(|(_, facts)| facts.stats.cluster_size == Some(1));
        let configured = nodes
            .iter()
            .find_map(|(_, facts)| facts.stats.replication_factor);
        let mut evidence: Vec<_> = copies
            .into_iter()
            .map(|(node, factor)| fact(node, name, factor))
            .collect();
        if let (Some(configured), Some((node, _))) = (configured, nodes.first()) {
            evidence.push(fact(node.id, "replication-factor", configured));
        }
        verdict.find(Found {
            severity: if alone {
                FindingSeverity::Notice
            } else {
                FindingSeverity::Warning
            },
            subject: namespace(of),
            about: "".into(),
            title: format!("Each record of {of} has one copy: with its node it is gone."),
            evidence,
            fix: set_to(
                FixContext::Namespace,
                "replication-factor",
                if alone {
                    "Add a node; a replication-factor of 2 then keeps two copies."
                } else {
                    "Set replication-factor to 2 on every node, then recluster."
                },
            ),
        });
    }
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    #[test]
    fn a_single_copy_is_found_and_worse_with_several_nodes() {
        let code = FindingCode::SingleCopy;
        let one: &[(&str, &str)] = &[("namespace/test", "effective_replication_factor=1")];
        check(code, &[Some(one), Some(one)], &[(Warning, Namespace)], 0);
        let alone: &[(&str, &str)] = &[(
            "namespace/test",
            "effective_replication_factor=1;ns_cluster_size=1",
        )];
        check(code, &[Some(alone)], &[(Notice, Namespace)], 0);
        check(code, &[Some(&[]), Some(&[])], &[], 0);
        let mute: &[(&str, &str)] = &[("namespace/test", "effective_replication_factor=?")];
        check(code, &[Some(&[]), Some(mute)], &[], 1);
    }
}
