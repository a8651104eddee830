//! What one rule says of a cluster.

use std::borrow::Cow;

use acm_graph::{
    CheckGap, Finding, FindingCode, FindingEvidence, FindingFix, FindingSeverity, FindingSubject,
    FindingSubjectKind, FixContext,
    scalars::{NamespaceName, SetName},
};

use super::examined::{Examined, Examinee};
use crate::service::facts::NamespaceFacts;

/// Facts kept of one finding.
const MAX_EVIDENCE: usize = 32;

/// What a rule found, and where it could not look.
pub(super) struct Verdict {
    /// What the rule looks for.
    pub(super) code: FindingCode,
    /// What it found.
    pub(super) findings: Vec<Finding>,
    /// Where it could not look.
    pub(super) gaps: Vec<CheckGap>,
}

/// Something found, before it has its id.
pub(super) struct Found {
    /// How bad it is.
    pub(super) severity: FindingSeverity,
    /// What it is about.
    pub(super) subject: FindingSubject,
    /// Tells two findings of one rule about one subject apart.
    pub(super) about: Cow<'static, str>,
    /// What is wrong.
    pub(super) title: String,
    /// What it rests on.
    pub(super) evidence: Vec<FindingEvidence>,
    /// What to do.
    pub(super) fix: FindingFix,
}

impl Verdict {
    /// Nothing found yet.
    pub(super) fn new(code: FindingCode) -> Self {
        Self {
            code,
            findings: Vec::new(),
            gaps: Vec::new(),
        }
    }

    /// Adds a finding.
    pub(super) fn find(&mut self, found: Found) {
        let subject = &found.subject;
        let names = [
            Some(&*found.about),
            subject.node.as_deref(),
            subject.namespace.as_ref().map(NamespaceName::as_str),
            subject.set.as_ref().map(SetName::as_str),
            subject.index.as_deref(),
        ];
        let names: Vec<&str> = names.into_iter().map(Option::unwrap_or_default).collect();
        let mut evidence = found.evidence;
        evidence.truncate(MAX_EVIDENCE);
        self.findings.push(Finding {
            id: format!("{:?}/{}", self.code, names.join("/")).into(),
            code: self.code,
            severity: found.severity,
            subject: found.subject,
            title: found.title,
            evidence,
            fix: found.fix,
        });
    }

    /// The rule could not look somewhere.
    pub(super) fn gap(&mut self, node: Option<&str>, namespace: Option<&str>, reason: String) {
        self.gaps.push(CheckGap {
            node: node.map(str::to_owned),
            namespace: namespace.map(NamespaceName::reported),
            reason,
        });
    }

    /// A value that a node reports, or a gap.
    pub(super) fn known<T>(&mut self, node: &str, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.gap(Some(node), None, unreported(name));
        }
        value
    }

    /// A value that a node reports of a namespace, or a gap.
    pub(super) fn known_of<T>(
        &mut self,
        node: &str,
        namespace: &str,
        name: &str,
        value: Option<T>,
    ) -> Option<T> {
        if value.is_none() {
            self.gap(Some(node), Some(namespace), unreported(name));
        }
        value
    }

    /// The values of a namespace on the nodes that answered for it; a gap for each that has none.
    pub(super) fn each<'a, T>(
        &mut self,
        namespace: &str,
        nodes: &[(Examinee<'a>, &'a NamespaceFacts)],
        name: &str,
        read: impl Fn(&NamespaceFacts) -> Option<T>,
    ) -> Vec<(&'a str, T)> {
        let each = nodes.iter().filter_map(|(node, facts)| {
            let value = self.known_of(node.id, namespace, name, read(facts))?;
            Some((node.id, value))
        });
        each.collect()
    }

    /// Silent nodes, and namespaces that failed on a node: nothing is known of them.
    pub(super) fn note_unseen(&mut self, examined: &Examined) {
        for (node, reason) in examined.silent() {
            self.gap(Some(node), None, reason);
        }
        for node in examined.nodes() {
            for (name, facts) in &node.facts.namespaces {
                if facts.is_err() {
                    let reason = "The node does not describe the namespace.".to_owned();
                    self.gap(Some(node.id), Some(name), reason);
                }
            }
        }
    }
}

fn unreported(name: &str) -> String {
    format!("The node does not report {name}.")
}

/// The cluster as a subject.
pub(super) fn cluster() -> FindingSubject {
    FindingSubject {
        kind: FindingSubjectKind::Cluster,
        node: None,
        namespace: None,
        set: None,
        index: None,
    }
}

/// A node as a subject.
pub(super) fn node(id: &str) -> FindingSubject {
    FindingSubject {
        kind: FindingSubjectKind::Node,
        node: Some(id.to_owned()),
        ..cluster()
    }
}

/// A namespace as a subject.
pub(super) fn namespace(name: &str) -> FindingSubject {
    FindingSubject {
        kind: FindingSubjectKind::Namespace,
        namespace: Some(NamespaceName::reported(name)),
        ..cluster()
    }
}

/// A set as a subject.
pub(super) fn set(namespace_name: &str, name: &str) -> FindingSubject {
    FindingSubject {
        kind: FindingSubjectKind::Set,
        set: Some(SetName::reported(name)),
        ..namespace(namespace_name)
    }
}

/// A fact of one node.
pub(super) fn fact(node: &str, name: &str, value: impl ToString) -> FindingEvidence {
    FindingEvidence {
        name: name.to_owned(),
        value: value.to_string(),
        limit: None,
        node: Some(node.to_owned()),
    }
}

/// The same, held against a limit.
pub(super) fn against(evidence: FindingEvidence, limit: impl ToString) -> FindingEvidence {
    FindingEvidence {
        limit: Some(limit.to_string()),
        ..evidence
    }
}

/// A fix without a setting.
pub(super) fn advice(action: impl Into<String>) -> FindingFix {
    FindingFix {
        action: action.into(),
        setting: None,
        context: None,
    }
}

/// A fix by a setting.
pub(super) fn set_to(context: FixContext, setting: &str, action: impl Into<String>) -> FindingFix {
    FindingFix {
        action: action.into(),
        setting: Some(setting.to_owned()),
        context: Some(context),
    }
}

/// `1 node`, `2 nodes`.
pub(super) fn count(number: usize, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {thing}{plural}")
}
