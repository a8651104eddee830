//! From the rules' verdicts to one report.

use acm_core::UnixMillis;
use acm_graph::{
    CheckOutcome, Finding, FindingCheck, FindingCode, FindingCounts, FindingSeverity,
    FindingsReport, scalars::DateTime,
};

use super::{examined::Examined, rules::RULES, verdict::Verdict};
use crate::service::sum::int32;

/// Findings in a report.
const MAX_FINDINGS: usize = 500;
/// Gaps told of one check.
const MAX_GAPS: usize = 64;

/// Applies every rule.
pub(super) fn report(connection: &str, examined: &Examined, at: UnixMillis) -> FindingsReport {
    let mut findings = Vec::new();
    let mut checks = Vec::new();
    for rule in &RULES {
        let mut verdict = Verdict::new(rule.code);
        if rule.code != FindingCode::NodeSilent {
            verdict.note_unseen(examined);
        }
        (rule.check)(examined, &mut verdict);
        checks.push(check(&mut verdict));
        findings.append(&mut verdict.findings);
    }
    let counts = counts(&findings, &checks);
    // Stable: within a severity the rules' order stays.
    findings.sort_by_key(|finding| finding.severity);
    let omitted = findings.len().saturating_sub(MAX_FINDINGS);
    findings.truncate(MAX_FINDINGS);
    FindingsReport {
        connection_id: connection.into(),
        sampled_at: DateTime(at),
        nodes_answered: int32(examined.nodes().count()),
        nodes_total: int32(examined.total()),
        counts,
        findings,
        omitted: int32(omitted),
        checks,
    }
}

fn check(verdict: &mut Verdict) -> FindingCheck {
    let outcome = if !verdict.findings.is_empty() {
        CheckOutcome::Found
    } else if verdict.gaps.is_empty() {
        CheckOutcome::Clear
    } else {
        CheckOutcome::Unknown
    };
    let mut gaps = std::mem::take(&mut verdict.gaps);
    gaps.truncate(MAX_GAPS);
    FindingCheck {
        code: verdict.code,
        outcome,
        gaps,
    }
}

fn counts(findings: &[Finding], checks: &[FindingCheck]) -> FindingCounts {
    let of = |severity: FindingSeverity| {
        let these = findings.iter().filter(|one| one.severity == severity);
        int32(these.count())
    };
    FindingCounts {
        critical: of(FindingSeverity::Critical),
        warning: of(FindingSeverity::Warning),
        notice: of(FindingSeverity::Notice),
        unchecked: int32(checks.iter().filter(|check| !check.gaps.is_empty()).count()),
    }
}
