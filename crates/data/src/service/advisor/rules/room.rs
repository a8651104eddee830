//! Room for data and indexes: when writes are refused and when records are evicted.

use acm_aerospike::info::SetStats;
use acm_graph::{
    FindingEvidence, FindingFix, FindingSeverity, FixContext, Threshold, ThresholdKind,
};

use super::super::{
    examined::{Examined, Examinee},
    verdict::{Found, Verdict, advice, against, fact, namespace, set, set_to},
};
use crate::service::{facts::NamespaceFacts, thresholds::on_node};

/// How much of the whole is left before a threshold that is near.
const NEAR: f64 = 0.1;

const STOP_WRITES: [ThresholdKind; 3] = [
    ThresholdKind::StopWritesUsed,
    ThresholdKind::StopWritesAvailable,
    ThresholdKind::StopWritesSystemMemory,
];
const EVICTION: [ThresholdKind; 3] = [
    ThresholdKind::EvictUsed,
    ThresholdKind::EvictIndexesMemory,
    ThresholdKind::EvictSystemMemory,
];

type Nodes<'a> = [(Examinee<'a>, &'a NamespaceFacts)];

/// Namespaces that refuse writes.
pub(super) fn writes_stopped(examined: &Examined, verdict: &mut Verdict) {
    acting(
        examined,
        verdict,
        &Acting {
            name: "stop_writes",
            read: |facts| facts.stats.stop_writes,
            kinds: &STOP_WRITES,
            severity: FindingSeverity::Critical,
            title: "refuses writes",
            action: "Remove records or add room, such as nodes; to win time, move the threshold.",
        },
    );
}

/// Namespaces that evict.
pub(super) fn evicting(examined: &Examined, verdict: &mut Verdict) {
    acting(
        examined,
        verdict,
        &Acting {
            name: "hwm_breached",
            read: |facts| facts.stats.hwm_breached,
            kinds: &EVICTION,
            severity: FindingSeverity::Warning,
            title: "is past a threshold of eviction: records are removed before their time",
            action: "Add room, such as nodes, or give records a shorter life; where none may go \
                     early, move the threshold.",
        },
    );
}

/// A threshold that the server says is past.
struct Acting {
    name: &'static str,
    read: fn(&NamespaceFacts) -> Option<bool>,
    kinds: &'static [ThresholdKind],
    severity: FindingSeverity,
    title: &'static str,
    action: &'static str,
}

fn acting(examined: &Examined, verdict: &mut Verdict, what: &Acting) {
    for (of, nodes) in examined.namespaces() {
        let mut flags = verdict.each(of, &nodes, what.name, what.read);
        flags.retain(|(_, holds)| *holds);
        if flags.is_empty() {
            continue;
        }
        let past = |threshold: &Threshold| threshold.breached == Some(true);
        let causes = select(&nodes, what.kinds, past);
        let mut evidence: Vec<FindingEvidence> = flags
            .into_iter()
            .map(|(node, holds)| fact(node, what.name, holds))
            .collect();
        evidence.extend(causes.iter().map(|(node, cause)| shown(node, cause)));
        let fix = match causes.first() {
            Some((_, cause)) => set_to(FixContext::Namespace, &cause.setting, what.action),
            None => advice(what.action),
        };
        verdict.find(Found {
            severity: what.severity,
            subject: namespace(of),
            about: "".into(),
            title: format!("The namespace {of} {}.", what.title),
            evidence,
            fix,
        });
    }
}

/// Namespaces and sets that will refuse writes soon.
pub(super) fn stop_writes_near(examined: &Examined, verdict: &mut Verdict) {
    let action = "Remove records or add room, such as nodes, before writes are refused.";
    near(examined, verdict, &STOP_WRITES, "refuse writes", action);
    sets_near(examined, verdict);
}

/// Namespaces that will evict soon.
pub(super) fn eviction_near(examined: &Examined, verdict: &mut Verdict) {
    let action =
        "Add room, such as nodes, or give records a shorter life, before they are evicted.";
    near(examined, verdict, &EVICTION, "evict records", action);
}

fn near(
    examined: &Examined,
    verdict: &mut Verdict,
    kinds: &[ThresholdKind],
    does: &str,
    action: &str,
) {
    for (of, nodes) in examined.namespaces() {
        for kind in kinds {
            for (node, facts) in &nodes {
                if let Some(threshold) = on_node(*kind, node.facts, facts)
                    && !threshold.disabled
                    && threshold.distance.is_none()
                {
                    verdict.known_of::<f64>(node.id, of, measure(*kind), None);
                }
            }
            let mut close = select(&nodes, &[*kind], |threshold| {
                threshold.distance.is_some_and(|left| left <= NEAR)
            });
            close.sort_by(|a, b| left(&a.1).total_cmp(&left(&b.1)));
            let Some((_, nearest)) = close.first() else {
                continue;
            };
            let title = format!(
                "The namespace {of} is about to {does}: {} is {} at a limit of {}.",
                measure(*kind),
                percent(nearest.current),
                percent(nearest.limit)
            );
            let fix = set_to(FixContext::Namespace, &nearest.setting, action);
            verdict.find(Found {
                severity: FindingSeverity::Warning,
                subject: namespace(of),
                about: measure(*kind).into(),
                title,
                evidence: close.iter().map(|(node, one)| shown(node, one)).collect(),
                fix,
            });
        }
    }
}

/// The thresholds of a namespace that `which` picks, each with its node.
fn select<'a>(
    nodes: &Nodes<'a>,
    kinds: &[ThresholdKind],
    which: impl Fn(&Threshold) -> bool,
) -> Vec<(&'a str, Threshold)> {
    let all = nodes.iter().flat_map(|(node, facts)| {
        let of_node = |kind: &ThresholdKind| Some((node.id, on_node(*kind, node.facts, facts)?));
        kinds.iter().filter_map(of_node).collect::<Vec<_>>()
    });
    all.filter(|(_, threshold)| which(threshold)).collect()
}

fn left(threshold: &Threshold) -> f64 {
    threshold.distance.unwrap_or(f64::INFINITY)
}

fn shown(node: &str, threshold: &Threshold) -> FindingEvidence {
    let fact = fact(node, measure(threshold.kind), percent(threshold.current));
    against(fact, percent(threshold.limit))
}

fn percent(share: Option<f64>) -> String {
    // Servers tell whole per cents; one digit more is enough for what is computed.
    share.map_or_else(
        || "unknown".to_owned(),
        |share| format!("{} %", (share * 1_000.0).round() / 10.0),
    )
}

/// What the server compares with the threshold.
fn measure(kind: ThresholdKind) -> &'static str {
    match kind {
        ThresholdKind::StopWritesUsed | ThresholdKind::EvictUsed => "data_used_pct",
        ThresholdKind::StopWritesAvailable => "data_avail_pct",
        ThresholdKind::StopWritesSystemMemory | ThresholdKind::EvictSystemMemory => {
            "system memory in use"
        }
        ThresholdKind::EvictIndexesMemory => "indexes_memory_used_pct",
    }
}

/// A limit of a set on one node, as the server compares it.
struct Limit {
    setting: &'static str,
    name: &'static str,
    limit: fn(&SetStats) -> Option<u64>,
    current: fn(&SetStats) -> Option<u64>,
}

const LIMITS: [Limit; 2] = [
    Limit {
        setting: "stop-writes-count",
        name: "objects",
        limit: |set| set.stop_writes_count,
        current: |set| set.objects,
    },
    Limit {
        setting: "stop-writes-size",
        name: "data_used_bytes",
        limit: |set| set.stop_writes_size,
        current: |set| set.data_used_bytes,
    },
];

fn sets_near(examined: &Examined, verdict: &mut Verdict) {
    for node in examined.nodes() {
        let sets = node.facts.sets.as_ref().and_then(|sets| sets.as_ref().ok());
        let Some(sets) = verdict.known(node.id, "its sets", sets) else {
            continue;
        };
        for of in sets {
            let (Some(space), Some(name)) = (of.namespace.as_deref(), of.name.as_deref()) else {
                continue;
            };
            for limit in &LIMITS {
                let Some(most) = (limit.limit)(of).filter(|most| *most > 0) else {
                    continue;
                };
                let current = (limit.current)(of);
                let Some(current) = verdict.known_of(node.id, space, limit.name, current) else {
                    continue;
                };
                if (current as f64) < most as f64 * (1.0 - NEAR) {
                    continue;
                }
                verdict.find(set_near(node.id, (space, name), limit, (current, most)));
            }
        }
    }
}

fn set_near(
    node: &str,
    (space, name): (&str, &str),
    limit: &Limit,
    (current, most): (u64, u64),
) -> Found {
    let refuses = current >= most;
    Found {
        severity: if refuses {
            FindingSeverity::Critical
        } else {
            FindingSeverity::Warning
        },
        subject: set(space, name),
        about: format!("{} {node}", limit.setting).into(),
        title: if refuses {
            format!("The set {name} of {space} refuses writes on {node}.")
        } else {
            format!("The set {name} of {space} is about to refuse writes on {node}.")
        },
        evidence: vec![against(fact(node, limit.name, current), most)],
        fix: fix_of_set(limit.setting),
    }
}

fn fix_of_set(setting: &str) -> FindingFix {
    let action = "Remove records of the set, or raise its limit.";
    set_to(FixContext::Set, setting, action)
}

#[cfg(test)]
mod tests {
    use acm_graph::{FindingCode, FindingSeverity::*, FindingSubjectKind::*};

    use super::super::support::{check, verdict};

    #[test]
    fn refused_writes_are_found_with_the_threshold_that_caused_them() {
        let code = FindingCode::WritesStopped;
        let full: &[(&str, &str)] = &[("namespace/test", "stop_writes=true;data_used_pct=71")];
        let found = check(code, &[Some(&[]), Some(full)], &[(Critical, Namespace)], 0);
        let finding = &found.findings[0];
        let setting = finding.fix.setting.as_deref();
        assert_eq!(setting, Some("storage-engine.stop-writes-used-pct"));
        assert_eq!(finding.evidence[1].limit.as_deref(), Some("70 %"));
        check(code, &[Some(&[]), Some(&[])], &[], 0);
        let mute: &[(&str, &str)] = &[("namespace/test", "stop_writes=?")];
        check(code, &[Some(&[]), Some(mute)], &[], 1);
    }

    #[test]
    fn a_threshold_of_refused_writes_is_near_within_ten_points() {
        let code = FindingCode::StopWritesNear;
        for near in ["data_used_pct=60", "data_avail_pct=15"] {
            let said: &[(&str, &str)] = &[("namespace/test", near)];
            check(code, &[Some(&[]), Some(said)], &[(Warning, Namespace)], 0);
        }
        for far in ["data_used_pct=59", "data_avail_pct=16"] {
            let said: &[(&str, &str)] = &[("namespace/test", far)];
            check(code, &[Some(&[]), Some(said)], &[], 0);
        }
        let mute: &[(&str, &str)] = &[("namespace/test", "data_used_pct=?;data_avail_pct=?")];
        check(code, &[Some(&[]), Some(mute)], &[], 2);
    }

    #[test]
    fn nodes_near_one_threshold_are_one_finding_the_nearest_first() {
        let near = |pairs: &'static str| [("namespace/test", pairs)];
        let (a, b) = (near("data_used_pct=61"), near("data_used_pct=66"));
        let found = verdict(FindingCode::StopWritesNear, &[Some(&a), Some(&b)]);
        let evidence = &found.findings[0].evidence;
        assert_eq!(found.findings.len(), 1);
        assert_eq!(evidence[0].node.as_deref(), Some("B"));
        assert_eq!(evidence[0].value, "66 %");
    }

    #[test]
    fn a_set_near_its_own_limit_is_found() {
        let code = FindingCode::StopWritesNear;
        let sets = |objects: u64| {
            format!(
                "ns=test:set=users:objects={objects}:data_used_bytes=5:stop-writes-count=100:\
                 stop-writes-size=0"
            )
        };
        for (objects, expected) in [(89, None), (90, Some(Warning)), (100, Some(Critical))] {
            let text = sets(objects);
            let said: &[(&str, &str)] = &[("sets", &text)];
            let expected: Vec<_> = expected
                .map(|severity| (severity, Set))
                .into_iter()
                .collect();
            check(code, &[Some(&[]), Some(said)], &expected, 0);
        }
    }

    #[test]
    fn eviction_is_found_when_near_and_when_it_happens() {
        let near: &[(&str, &str)] = &[(
            "namespace/test",
            "storage-engine.evict-used-pct=50;data_used_pct=45",
        )];
        let code = FindingCode::EvictionNear;
        check(code, &[Some(&[]), Some(near)], &[(Warning, Namespace)], 0);
        check(code, &[Some(&[]), Some(&[])], &[], 0);
        let code = FindingCode::Evicting;
        let past: &[(&str, &str)] = &[("namespace/test", "hwm_breached=true")];
        check(code, &[Some(&[]), Some(past)], &[(Warning, Namespace)], 0);
        check(code, &[Some(&[]), Some(&[])], &[], 0);
    }
}
