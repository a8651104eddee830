//! Secondary indexes: those that are not ready, and those that nobody needs.

use std::collections::BTreeMap;

use acm_graph::{
    FindingEvidence, FindingSeverity, FindingSubject, FindingSubjectKind,
    scalars::{NamespaceName, SetName},
};

use super::super::{
    examined::{Examined, Examinee},
    verdict::{Found, Verdict, advice, against, cluster, fact},
};
use crate::service::{sindex::IndexFacts, sum::total};

/// Seconds a node must have been up before it can tell that an index is not used.
const LONG_ENOUGH: u64 = 86_400;

/// An index by namespace and name, with what each node that has it says.
type Indexes<'a> = BTreeMap<(&'a str, &'a str), Vec<(Examinee<'a>, &'a IndexFacts)>>;

/// The indexes of all nodes, and the nodes that listed theirs; a gap for each other.
fn gather<'a>(examined: &'a Examined, verdict: &mut Verdict) -> (Indexes<'a>, Vec<Examinee<'a>>) {
    let (mut indexes, mut listed) = (Indexes::new(), Vec::new());
    for node in examined.nodes() {
        let known = node.details.indexes.as_ref();
        let Some(of_node) = verdict.known(node.id, "its secondary indexes", known) else {
            continue;
        };
        listed.push(node);
        for index in of_node {
            let place = (index.listed.namespace.as_str(), index.listed.name.as_str());
            indexes.entry(place).or_default().push((node, index));
        }
    }
    (indexes, listed)
}

fn subject(index: &IndexFacts) -> FindingSubject {
    FindingSubject {
        kind: FindingSubjectKind::Index,
        namespace: Some(NamespaceName::reported(index.listed.namespace.as_str())),
        set: index.listed.set.as_deref().map(SetName::reported),
        index: Some(index.listed.name.clone()),
        ..cluster()
    }
}

/// Indexes that some node is still building, or does not have.
pub(super) fn incomplete(examined: &Examined, verdict: &mut Verdict) {
    let (indexes, listed) = gather(examined, verdict);
    for ((_, name), parts) in &indexes {
        let mut evidence = Vec::new();
        for node in &listed {
            match parts.iter().find(|(part, _)| part.id == node.id) {
                Some((_, index)) => evidence.extend(unready(node, index, verdict)),
                None => evidence.push(fact(node.id, "sindex-list", "not there")),
            }
        }
        let Some((_, index)) = parts.first().filter(|_| !evidence.is_empty()) else {
            continue;
        };
        verdict.find(Found {
            severity: FindingSeverity::Warning,
            subject: subject(index),
            about: "".into(),
            title: format!("The index {name} is not ready on every node."),
            evidence,
            fix: advice(
                "Wait until it is built: queries through it are refused, or miss records, until \
                 then. Should a node not have it at all for long, drop and create it anew.",
            ),
        });
    }
}

fn unready(
    node: &Examinee<'_>,
    index: &IndexFacts,
    verdict: &mut Verdict,
) -> Option<FindingEvidence> {
    let of = &index.listed.namespace;
    if let Some(state) = index.listed.state.as_deref().filter(|state| *state != "RW") {
        return Some(against(fact(node.id, "state", state), "RW"));
    }
    let built = verdict.known_of(node.id, of, "load_pct", index.held.load_pct)?;
    (built < 100).then(|| against(fact(node.id, "load_pct", built), 100))
}

/// Indexes without entries, and those of namespaces that no query has gone through an index of.
pub(super) fn unused(examined: &Examined, verdict: &mut Verdict) {
    let (indexes, _) = gather(examined, verdict);
    let mut queried: BTreeMap<&str, Option<Vec<FindingEvidence>>> = BTreeMap::new();
    for ((of, name), parts) in &indexes {
        let Some((_, index)) = parts.first() else {
            continue;
        };
        let idle = queried
            .entry(of)
            .or_insert_with(|| idle(examined, of, verdict))
            .clone();
        let empty = empty(parts, verdict);
        let (why, evidence) = match (empty, idle) {
            (Some(evidence), _) => ("holds no entries", evidence),
            (None, Some(evidence)) => (
                "has not been used by a query since the nodes started",
                evidence,
            ),
            (None, None) => continue,
        };
        verdict.find(Found {
            severity: FindingSeverity::Notice,
            subject: subject(index),
            about: "".into(),
            title: format!("The index {name} {why}."),
            evidence,
            fix: advice("Drop it unless something is going to need it: it costs memory and time of every write."),
        });
    }
}

/// The entries of an index that has none on any node.
fn empty(
    parts: &[(Examinee<'_>, &IndexFacts)],
    verdict: &mut Verdict,
) -> Option<Vec<FindingEvidence>> {
    let mut evidence = Vec::new();
    for (node, index) in parts {
        // An index under construction has its entries still to come.
        let entries = index
            .held
            .entries
            .filter(|_| index.held.load_pct == Some(100));
        if entries != Some(0) {
            verdict.known_of(
                node.id,
                &index.listed.namespace,
                "entries",
                index.held.entries,
            );
            return None;
        }
        evidence.push(fact(node.id, "entries", 0));
    }
    Some(evidence)
}

/// The counters of a namespace through whose indexes no query has gone on any node, since long ago.
/// `None` when one has, or when it cannot be told.
fn idle(examined: &Examined, of: &str, verdict: &mut Verdict) -> Option<Vec<FindingEvidence>> {
    let namespaces = examined.namespaces();
    let nodes = namespaces.get(of)?;
    let mut evidence = Vec::new();
    let mut known = nodes.len() == examined.total();
    for (node, facts) in nodes {
        let queries = &facts.stats.counters.secondary_index_queries;
        let all = total([queries.success, queries.error, queries.timeout].into_iter());
        match verdict.known_of(node.id, of, "si_query counters", all) {
            Some(0) => {}
            Some(_) => return None,
            None => known = false,
        }
        match node.facts.stats.uptime {
            Some(uptime) if uptime >= LONG_ENOUGH => {
                evidence.push(fact(node.id, "si_query, all kinds", 0));
                evidence.push(against(fact(node.id, "uptime", uptime), LONG_ENOUGH));
            }
            _ => {
                let reason = "The node has not been up for a day.";
                verdict.gap(Some(node.id), Some(of), reason.to_owned());
                known = false;
            }
        }
    }
    known.then_some(evidence)
}

#[cfg(test)]
mod tests {
    use acm_aerospike::info::LIST_INDEXES;
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::check;

    const STAT: &str = "sindex-stat:namespace=test;indexname=by_age";

    /// A node with the index `by_age` in a state, with so many entries.
    fn with<'a>(list: &'a str, stat: &'a str, more: &'a str) -> [(&'a str, &'a str); 3] {
        [(LIST_INDEXES, list), (STAT, stat), ("namespace/test", more)]
    }

    const READY: &str = "ns=test:indexname=by_age:set=users:bin=age:type=numeric:state=RW";
    const BUILDING: &str = "ns=test:indexname=by_age:set=users:bin=age:type=numeric:state=WO";
    const USED: &str = "si_query_short_basic_complete=3";
    const IDLE: &str = "si_query_short_basic_complete=0";

    #[test]
    fn an_index_that_is_being_built_or_is_missing_on_a_node_is_found() {
        let code = FindingCode::IndexIncomplete;
        let full = with(READY, "entries=5;load_pct=100", USED);
        let half = with(BUILDING, "entries=2;load_pct=40", USED);
        let loading = with(READY, "entries=2;load_pct=40", USED);
        check(code, &[Some(&full), Some(&half)], &[(Warning, Index)], 0);
        check(code, &[Some(&full), Some(&loading)], &[(Warning, Index)], 0);
        check(code, &[Some(&full), Some(&[])], &[(Warning, Index)], 0);
        check(code, &[Some(&full), Some(&full)], &[], 0);
        let mute = with("ERROR:4:unrecognized command", "", USED);
        check(code, &[Some(&full), Some(&mute)], &[], 1);
    }

    #[test]
    fn an_index_without_entries_is_found() {
        let code = FindingCode::IndexUnused;
        let empty = with(READY, "entries=0;load_pct=100", USED);
        let full = with(READY, "entries=5;load_pct=100", USED);
        check(code, &[Some(&empty), Some(&empty)], &[(Notice, Index)], 0);
        check(code, &[Some(&empty), Some(&full)], &[], 0);
    }

    #[test]
    fn an_index_no_query_goes_through_is_found_after_a_day() {
        let code = FindingCode::IndexUnused;
        let idle = with(READY, "entries=5;load_pct=100", IDLE);
        let used = with(READY, "entries=5;load_pct=100", USED);
        check(code, &[Some(&idle), Some(&idle)], &[(Notice, Index)], 0);
        check(code, &[Some(&idle), Some(&used)], &[], 0);
        let mut young = idle.to_vec();
        young.push(("statistics", "uptime=3600"));
        check(code, &[Some(&idle), Some(&young)], &[], 1);
    }
}
