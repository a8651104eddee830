//! Clusters of text for the tests of rules.

use acm_aerospike::info::{InfoReply, LIST_INDEXES};
use acm_graph::{FindingCode, FindingSeverity, FindingSubjectKind};

use super::{RULES, Verdict};
use crate::service::advisor::examined::Examined;

/// A node's replies to the named commands, over those of a healthy node; an empty name is a silent
/// node.
pub(super) type Said<'a> = &'a [(&'a str, &'a str)];

const STATISTICS: &str = "cluster_size=2;cluster_key=K1;cluster_principal=B;cluster_clock_skew_ms=0;\
    cluster_clock_skew_stop_writes_sec=0;uptime=200000;client_connections=10;\
    migrate_partitions_remaining=0;time_since_rebalance=100000;system_free_mem_pct=80";
const NAMESPACE: &str = "ns_cluster_size=2;effective_replication_factor=2;replication-factor=2;\
    master_objects=20000;stop_writes=false;hwm_breached=false;clock_skew_stop_writes=false;\
    unavailable_partitions=0;dead_partitions=0;migrate_tx_partitions_remaining=0;\
    migrate_rx_partitions_remaining=0;data_used_pct=10;data_avail_pct=90;nsup-period=120;\
    default-ttl=0;allow-ttl-without-nsup=false;si_query_short_basic_complete=1;evicted_objects=0;\
    storage-engine.stop-writes-used-pct=70;storage-engine.stop-writes-avail-pct=5;\
    stop-writes-sys-memory-pct=90;storage-engine.evict-used-pct=0";
const SET: &str = "ns=test:set=users:objects=100:data_used_bytes=1000:default-ttl=0:\
    stop-writes-count=0:stop-writes-size=0";

/// A healthy node's replies, some of their pairs replaced: `statistics` and `namespace/test` take
/// pairs, everything else is replaced as a whole.
fn replies(said: Said<'_>) -> InfoReply {
    let healthy = [
        ("statistics", STATISTICS),
        ("namespace/test", NAMESPACE),
        ("build", "8.1.2.0"),
        ("namespaces", "test"),
        ("sets", SET),
        ("best-practices", "failed_best_practices=none"),
        ("get-config:context=service", "proto-fd-max=100"),
        (LIST_INDEXES, ""),
    ];
    let of = |(command, usual): (&str, &str)| {
        let replaced = said.iter().find(|(name, _)| *name == command);
        let text = match replaced {
            // The first of two pairs of one name counts.
            Some((_, pairs)) if matches!(command, "statistics" | "namespace/test") => {
                format!("{pairs};{usual}")
            }
            Some((_, text)) => (*text).to_owned(),
            None => usual.to_owned(),
        };
        (command.to_owned(), text)
    };
    let mut all: Vec<_> = healthy.map(of).into();
    let more = said
        .iter()
        .filter(|(name, _)| healthy.iter().all(|(known, _)| known != name));
    all.extend(more.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
    InfoReply::new(all)
}

/// What a rule says of nodes `A`, `B`, …; `None` is a silent node.
pub(super) fn verdict(code: FindingCode, nodes: &[Option<Said<'_>>]) -> Verdict {
    let names = ["A", "B", "C", "D"];
    let nodes: Vec<_> = names
        .into_iter()
        .zip(nodes)
        .map(|(name, said)| (name, said.map(replies)))
        .collect();
    let rule = RULES.iter().find(|rule| rule.code == code).unwrap();
    let mut verdict = Verdict::new(code);
    (rule.check)(&Examined::of(&nodes), &mut verdict);
    verdict
}

/// Asserts what a rule finds over two nodes: severity and kind of subject of each finding, and how
/// many gaps there are.
#[track_caller]
pub(super) fn check(
    code: FindingCode,
    nodes: &[Option<Said<'_>>],
    expected: &[(FindingSeverity, FindingSubjectKind)],
    gaps: usize,
) -> Verdict {
    let verdict = verdict(code, nodes);
    let found: Vec<_> = verdict
        .findings
        .iter()
        .map(|finding| (finding.severity, finding.subject.kind))
        .collect();
    assert_eq!(found, expected, "{:#?}", verdict.findings);
    assert_eq!(verdict.gaps.len(), gaps, "{:#?}", verdict.gaps);
    for finding in &verdict.findings {
        assert!(!finding.evidence.is_empty(), "{finding:#?}");
        assert!(!finding.fix.action.is_empty(), "{finding:#?}");
    }
    verdict
}
