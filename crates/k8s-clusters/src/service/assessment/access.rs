//! Users and roles.

use super::{Code, Facts, Finding, State};

/// The operator says that all is done also when it could not bring users to the nodes.
pub(super) fn acl(facts: &Facts<'_>) -> Option<Finding> {
    if facts.view.holds("ACLSynced") != Some(false) {
        return None;
    }
    let condition = facts.view.condition("ACLSynced")?;
    Some(
        Finding::new(
            Code::AclNotSynced,
            State::Degraded,
            "The users and roles of the cluster could not be brought to its nodes.",
        )
        .told(facts, "status.conditions.ACLSynced", Some("False"))
        .told(facts, "status.conditions.ACLSynced.message", Some(&condition.message))
        .act(
            "The Community Edition has no users: take accessControl out. Otherwise see that each secret exists; the \
             operator does not try again by itself, so ask for a reconcile afterwards.",
        ),
    )
}
