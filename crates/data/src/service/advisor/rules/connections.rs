//! Client connections.

use acm_graph::{FindingSeverity, FixContext};

use super::super::{
    examined::Examined,
    verdict::{Found, Verdict, against, fact, node as of_node, set_to},
};

/// Share of the connections a node may have that is near the limit.
const NEAR: f64 = 0.8;
/// Share from which clients are about to be turned away.
const FULL: f64 = 0.95;

/// Nodes that have nearly as many client connections as they may.
pub(super) fn near_limit(examined: &Examined, verdict: &mut Verdict) {
    for node in examined.nodes() {
        let open = node.facts.stats.client_connections;
        let open = verdict.known(node.id, "client_connections", open);
        let most = verdict.known(node.id, "proto-fd-max", node.details.max_connections);
        let (Some(open), Some(most)) = (open, most) else {
            continue;
        };
        let share = open as f64 / most as f64;
        if share < NEAR {
            continue;
        }
        verdict.find(Found {
            severity: if share < FULL {
                FindingSeverity::Warning
            } else {
                FindingSeverity::Critical
            },
            subject: of_node(node.id),
            about: "".into(),
            title: format!(
                "The node {} has {open} of {most} client connections.",
                node.id
            ),
            evidence: vec![against(fact(node.id, "client_connections", open), most)],
            fix: set_to(
                FixContext::Service,
                "proto-fd-max",
                "Look which clients hold so many connections; raise proto-fd-max, within the number \
                 of files the process may open, where they need them.",
            ),
        });
    }
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    #[test]
    fn connections_near_the_limit_are_found() {
        let code = FindingCode::ConnectionsNearLimit;
        for (statistics, expected) in [
            ("client_connections=79", None),
            ("client_connections=80", Some(Warning)),
            ("client_connections=95", Some(Critical)),
        ] {
            let said: &[(&str, &str)] = &[("statistics", statistics)];
            let expected: Vec<_> = expected
                .map(|severity| (severity, Node))
                .into_iter()
                .collect();
            check(code, &[Some(&[]), Some(said)], &expected, 0);
        }
        let mute: &[(&str, &str)] = &[("get-config:context=service", "ERROR:4:unknown context")];
        check(code, &[Some(&[]), Some(mute)], &[], 1);
    }
}
